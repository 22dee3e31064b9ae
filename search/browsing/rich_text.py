"""Articles and facets as the browser shows them: styled text, in which nothing is markup."""

from collections.abc import Iterator, Sequence

from rich.text import Text
from telusur.index.article import Article
from telusur.index.indonesian.countries.territories import country_name
from telusur.index.translation import gettext, number
from telusur.search.browsing.browsed import Browsed
from telusur.search.counting.facets import Facets
from telusur.search.output.date_format import date_as_text, month_as_text
from telusur.search.output.entry import Entry
from telusur.search.output.formats.text import country_names
from telusur.search.output.printable_text import printable
from telusur.search.passages.passages import Match
from telusur.search.results import Hit

MATCH = "bold red"
"""The style of what matches."""

_COUNTRIES_SHOWN = 15


def hit_as_text(hit: Hit) -> Text:
    """Return a hit: its title, what is known of the article, and the best passage.

    Args:
        hit: the hit.
    """
    title, passages = Entry(hit.article, hit).without_repetition()
    lines = [marked(title, hit.title_matches, "bold")] if title else []
    lines.append(about(hit.article))
    for passage in passages:
        shown = marked(passage.text, passage.matches)
        lines.append(Text("…" * passage.cut_before) + shown + Text("…" * passage.cut_after))
    return Text("\n").join([*lines, Text()])


def about(article: Article) -> Text:
    """Return a line with the date, countries, source and id of an article."""
    parts = (
        date_as_text(article.published),
        ", ".join(country_names(article)),
        article.source,
        article.id,
    )
    # As a part of it: what Rich calls cyan for all of it, Textual takes for a colour of its own.
    return Text.assemble((printable(" · ".join(part for part in parts if part)), "cyan"))


def marked(text: str, matches: Sequence[Match], style: str = "") -> Text:
    """Return a text in which matches are highlighted.

    Args:
        text: the text; line breaks become spaces.
        matches: what matches in it.
        style: the style of all of it.
    """
    shown = Text(printable(text), style)
    for match in matches:
        shown.stylize(MATCH, match.start, match.end)
    return shown


def facet_rows(found: Facets, browsed: Browsed) -> Iterator[tuple[str, Text]]:
    """Yield the countries, then the months, each with its id and its number of articles.

    Args:
        found: the counts.
        browsed: what is asked for; a filter that is set comes first, and is marked.

    Returns:
        Ids such as `country:KP` and `month:2024-10`.
    """
    counts = {code: found.countries.get(code, 0) for code in browsed.countries}
    counts |= dict(list(found.countries.items())[:_COUNTRIES_SHOWN])
    for code, count in counts.items():
        yield f"country:{code}", _facet(country_name(code), count, code in browsed.countries)
    for day, count in reversed(found.months.items()):
        month = day.isoformat()[:7]
        yield f"month:{month}", _facet(month_as_text(day), count, month == browsed.month)


def _facet(name: str, count: int, chosen: bool) -> Text:
    line = Text(f"{'●' if chosen else ' '} {name} ", "bold" if chosen else "", no_wrap=True)
    return line.append(number(count), "dim")


def status(browsed: Browsed, total: int) -> str:
    """Return a line that says how many articles match, and what narrows and orders them.

    Args:
        browsed: what is asked for.
        total: the number of articles that match.
    """
    orders = {
        "relevance": gettext("by relevance"),
        "newest": gettext("newest first"),
        "oldest": gettext("oldest first"),
    }
    parts = [gettext("{total} found", total=number(total)), orders[browsed.sort]]
    parts += [country_name(code) for code in browsed.countries]
    parts += [browsed.month] if browsed.month else []
    parts += [gettext("with near-identical ones")] if browsed.duplicates == "show" else []
    return " · ".join(parts)
