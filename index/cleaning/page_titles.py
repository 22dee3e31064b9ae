"""Titles of pages: which part is the headline, which the site's name, and which are of errors."""

import re


def is_error(title: str) -> bool:
    """Tell whether a page's title is one of what servers, and guards before them, say of errors.

    Args:
        title: the page's own title.
    """
    said = (
        r"(?:error|(?:page |halaman )?(?:not found|tidak ditemukan)|forbidden|bad gateway"
        r"|gateway time-?out|service (?:temporarily )?unavailable|internal server error)\b.*"
    )
    whole = (
        rf"(?:error )?[45]\d\d\W*(?:{said})?|(?:page|halaman) (?:not found|tidak ditemukan)\b.*"
        r"|just a moment\W*|attention required!.*|access denied\b.*"
    )
    return bool(re.fullmatch(whole, title, re.IGNORECASE))


def headline_of(title: str, page_title: str, headings: list[str]) -> str:
    """Return a headline without the name of the site, which metadata and titles add to it.

    Args:
        title: what metadata name, or a heading.
        page_title: the page's own title.
        headings: the page's headings, from above.
    """
    for place, heading in enumerate(headings):
        added = title.removeprefix(heading) if title.startswith(heading) else ""
        if heading.count(" ") > 1 and re.match(r"\s+(?:[-–—|:·•«»]|Halaman|Page)", added):
            return heading
        # Where the name of a blog is its first heading, the headline is a later one.
        is_longer = len(heading) > len(title) and title in headings[:place]
        if is_longer and beside(page_title, heading) == title:
            return heading
    # A headline with a number such as 1.250 was taken for the address of the site beside it.
    other = beside(page_title, title) if title not in headings else ""
    is_longer = other.count(" ") > max(2, title.count(" "))
    return other if is_longer and re.search(r"\d\.\d", other) else title


def beside(page_title: str, headline: str) -> str:
    """Return what a page's title says besides the headline: the name of the site.

    Args:
        page_title: the page's own title.
        headline: the headline; where the title has it not, there is nothing beside it.
    """
    name = "" if not headline or headline not in page_title else page_title.replace(headline, "", 1)
    return name.strip(" -–—|:·•«»<>")
