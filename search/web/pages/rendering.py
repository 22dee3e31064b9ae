"""Rendering: pages of templates, in which whatever came from others is text and never HTML."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from telusur.index.article import Article
from telusur.index.indonesian.countries.territories import country_name
from telusur.index.indonesian.dates.publication import Published
from telusur.index.translation import gettext, gettext_noop, language, ngettext, number
from telusur.search.output.date_format import date_as_text, period_as_text
from telusur.search.output.printable_text import printable
from telusur.search.passages.passages import Match

STATIC: Final = Path(__file__).parent / "static"
"""Styles, the script and the icon."""

_TEMPLATES: Final = Path(__file__).parent / "templates"

BASES: Final[Mapping[str, str]] = {
    "given": gettext_noop("as it was given"),
    "page": gettext_noop("from the page"),
    "dateline": gettext_noop("from the dateline"),
    "inferred": gettext_noop("inferred from the text"),
}
"""What a date of publication rests on."""


class Run(NamedTuple):
    """A piece of a line of text."""

    text: str
    match: int | None = None
    """The number of the match that it is part of, the first being 1; None outside of all."""
    opens: bool = True
    """Whether the match begins here; one that goes over lines has several pieces."""


def lines_of(text: str, matches: Sequence[Match] = (), first: int = 1) -> list[list[Run]]:
    """Return the lines of a text that are not blank, cut where what matches begins and ends.

    Args:
        text: the text.
        matches: what matches in it, in order, without overlaps.
        first: the number of the first match.
    """
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(list(_runs(printable(line), start, matches, first)))
        start += len(line) + 1
    return lines


def _runs(line: str, start: int, matches: Sequence[Match], first: int) -> Iterator[Run]:
    """Yield the pieces of a line that begins at an offset of the text that matches are in."""
    position = 0
    for number_of_match, match in enumerate(matches, first):
        left, right = max(match.start - start, 0), min(match.end - start, len(line))
        if left < right:
            if position < left:
                yield Run(line[position:left])
            yield Run(line[left:right], number_of_match, match.start >= start)
            position = right
    if position < len(line):
        yield Run(line[position:])


def web_address(article: Article) -> str:
    """Return the address of an article's source, if it is one of the web; else nothing."""
    return article.url if article.url.startswith(("https://", "http://")) else ""


def basis_text(published: Published | None) -> str:
    """Say what a date rests on."""
    return gettext(BASES[published.basis]) if published else ""


def day_text(day: str) -> str:
    """Return a day that is written as ISO 8601 has it, as people write it."""
    return period_as_text("day", date.fromisoformat(day))


def rendered(template: str, **values: object) -> str:
    """Return a page in the language of the reader.

    Args:
        template: the name of its template.
        values: what the template shows.
    """
    return _environment().get_template(template).render(language=language(), **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        gettext=gettext,
        ngettext=ngettext,
        number=number,
        country_name=country_name,
        date_text=date_as_text,
        day_text=day_text,
        basis_text=basis_text,
        lines_of=lines_of,
        printable=printable,
        web_address=web_address,
        asset=_asset,
    )
    return environment


@cache
def _asset(name: str) -> str:
    """Return the address of a file of ours, another one whenever it has changed."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
