"""Articles that a page shows in several containers, as around advertisements or for live updates.

What extracts the main text of a page takes the first container that looks like an article, and
nothing of those beside it. Here the parts of one article are put into one container.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from telusur.index.cleaning.boilerplate import is_furniture, is_rubric
from telusur.index.sources.pages.markup import CONTAINERS, MIN_PROSE, names_of, prose_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_PARTS = frozenset(("a", "aside", "footer", "form", "nav"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_NAMES = re.compile("art(?:icle|ikel)|body|content|detail|entry|isi|konten|post|story|te[kx]", re.I)
"""What containers of an article are called in their class or id."""

_OTHER_NAMES = re.compile(
    r"\b(?:ads?|iklan|side)\b|author|baca|caption|comment|foot|komentar|nav|popul|promo|reco|relat"
    "|reply|share|sidebar|tag|teaser|terkait|widget",
    re.IGNORECASE,
)
"""What containers of something beside it are called."""

_MAX_GROUPS = 10
_MAX_PARTS = 200

_Signature = tuple[str, str, str]


def join_parts(tree: "HtmlElement") -> None:
    """Put the containers of the parts of one article into one like the first of them.

    These are called the same, have text of their own, and no headline in them or between them.

    Args:
        tree: the page, which is changed.
    """
    groups: dict[_Signature, list[HtmlElement]] = {}
    for element in tree.iter(*CONTAINERS):
        signature = _signature(element)
        if signature:
            groups.setdefault(signature, []).append(element)
    several = [group[:_MAX_PARTS] for group in groups.values() if len(group) > 1][:_MAX_GROUPS]
    if not several:
        return
    order = {element: place for place, element in enumerate(tree.iter())}
    headlines = [order[heading] for heading in tree.iter(*_HEADINGS) if _is_headline(heading)]
    for group in several:
        parts = list(_parts(group, order, headlines))
        if len(parts) > 1:
            _wrap(parts)


def _signature(element: "HtmlElement") -> _Signature | None:
    """What the parts of an article have in common; None for what is no container of one."""
    classes, identity = element.get("class") or "", element.get("id") or ""
    role = element.get("itemprop") or ""
    if _is_called_otherwise(element):
        return None
    if element.tag == "article":
        return "article", "", ""
    if role != "articleBody" and not _NAMES.search(names_of(element)):
        return None
    return str(element.tag), _unnumbered(classes), _unnumbered(identity) + role


def _unnumbered(name: str) -> str:
    return " ".join(re.sub("[0-9]+", "", name).split())


def _is_headline(heading: "HtmlElement") -> bool:
    """Whether a heading begins another article: it is the largest, or leads to its page."""
    if heading.tag == "h1":
        return True
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any((link.get("href") or "#")[0] != "#" for link in links)


def _parts(
    group: "Sequence[HtmlElement]",
    order: "Mapping[HtmlElement, int]",
    headlines: Sequence[int],
) -> "Iterator[HtmlElement]":
    """Yield those containers that are the parts of one article."""
    first: HtmlElement | None = None
    end = -1
    beginnings: set[str] = set()
    for element in group:
        beginning = _beginning_of_prose(element)
        if order[element] <= end or not beginning or _is_beside(element):
            continue
        last = order[_last_within(element)]
        if first is None:
            first = element
        else:
            if bisect_right(headlines, last) > bisect_right(headlines, end):
                return
            # Articles need no names, so it takes more to tell that they are parts.
            is_like_first = element.get("class") == first.get("class")
            if element.tag == "article" and not is_like_first and _has_heading(element):
                return
            if _is_box(element, first):
                continue
            if beginning in beginnings:
                continue  # shown once more, for screens of another size
        beginnings.add(beginning)
        end = last
        yield element


def _is_beside(element: "HtmlElement") -> bool:
    """Whether a container is within something that is no part of an article."""
    for parent in element.iterancestors():
        if parent.tag in _NO_PARTS:
            return True
        if parent.tag not in ("body", "html") and _is_called_otherwise(parent):
            return True
    return False


def _is_box(element: "HtmlElement", first: "HtmlElement") -> bool:
    """Whether a container begins as a box beside the article does, with a heading of its own."""
    heading = next((child for child in element if isinstance(child.tag, str)), None)
    if heading is None or heading.tag not in _HEADINGS:
        return False
    text = " ".join(heading.text_content().split())
    is_elsewhere = element.getparent() is not first.getparent() and not _has_heading(first)
    return is_elsewhere or is_furniture(text) or is_rubric(text)


def _beginning_of_prose(element: "HtmlElement") -> str:
    """The first characters of the text outside of links; nothing if there are too few."""
    prose = prose_of(element)
    return prose[:MIN_PROSE] if len(prose) >= MIN_PROSE else ""


def _has_heading(element: "HtmlElement") -> bool:
    return next(element.iter(*_HEADINGS), None) is not None


def _last_within(element: "HtmlElement") -> "HtmlElement":
    while len(element):
        element = element[-1]
    return element


def _wrap(parts: "Sequence[HtmlElement]") -> None:
    """Put parts and what stands between them into one like the first, but for advertisements."""
    first, last = parts[0], parts[-1]
    above = [first, *first.iterancestors()]
    depths = {element: depth for depth, element in enumerate(above)}
    child = last
    for parent in last.iterancestors():
        if parent in depths:
            break
        child = parent
    start = parent.index(above[depths[parent] - 1])
    inside = parent[start : parent.index(child) + 1]
    with_parts = {element for part in parts for element in (part, *part.iterancestors())}
    wrapper = parent.makeelement(first.tag, dict(first.attrib))
    parent.insert(start, wrapper)
    wrapper.extend(
        element for element in inside if element in with_parts or not _is_called_otherwise(element)
    )


def _is_called_otherwise(element: "HtmlElement") -> bool:
    return bool(_OTHER_NAMES.search(names_of(element)))
