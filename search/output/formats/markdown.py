"""Markdown: titles as links, passages as quotations; for notes, wikis and reports."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from telusur.search.output.date_format import date_as_text
from telusur.search.output.entry import Entry, Listing, with_matches
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.formats.text import country_names
from telusur.search.output.printable_text import printable_lines
from telusur.search.passages.passages import Match

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|&])|^([ \t]*)(?=[#+=-]|\d+[.)])", re.MULTILINE)
"""What means something in CommonMark or on GitHub, anywhere or at the beginning of a line."""


class MarkdownFormat(OutputFormat):
    """A heading, and a section for each article."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield a heading and the articles; matches in passages are bold.

        Args:
            listing: the articles.
        """
        yield f"# {_line(listing.heading)}"
        for entry in listing.entries:
            yield ""
            yield from _section(entry, whole=listing.whole)


def _section(entry: Entry, *, whole: bool) -> Iterator[str]:
    article = entry.article
    title, passages = entry.without_repetition()
    heading = _line(title or article.id)
    web = article.url.startswith(("https://", "http://"))
    link = f"[{heading}](<{quote(article.url, safe='%/:=&?#+!$,;@~')}>)" if web else heading
    rank = f"{entry.hit.rank}. " if entry.hit else ""
    yield f"## {rank}{link}"
    yield ""
    parts = (date_as_text(article.published), ", ".join(country_names(article)), article.source)
    about = [_line(part) for part in parts if part]
    yield " · ".join([*about, f"`{article.id.replace('`', '')}`"])
    for passage in passages:
        yield ""
        text = _with_matches(passage.text, passage.matches)
        shown = f"{'…' * passage.cut_before}{text}{'…' * passage.cut_after}"
        yield from (f"> {line}" for line in shown.splitlines())
    if whole:
        for paragraph in _with_matches(article.text, entry.text_matches).splitlines():
            if paragraph.strip():
                yield ""
                yield paragraph


def _with_matches(text: str, matches: Sequence[Match]) -> str:
    return with_matches(text, matches, _escaped, ("**", "**"))


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", printable_lines(text)
    )
