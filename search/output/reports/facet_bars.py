"""Shows facets to people: a bar for each country and each month, scaled to the width."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from telusur.index.indonesian.countries.territories import country_name
from telusur.index.translation import gettext, ngettext, number
from telusur.search.counting.facets import Facets
from telusur.search.output.date_format import month_as_text
from telusur.search.output.printable_text import columns_of, printable
from telusur.search.output.terminal import Terminal

_PLAIN_WIDTH = 80
"""Columns where the output is not a terminal."""

_NARROWEST_BAR, _WIDEST_BAR = 5, 50
_LONGEST_LABEL = 24
_MAX_MONTHS = 48
"""With more months than this, years are shown instead."""

_BLOCK = "█"
_PARTIAL_BLOCKS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


class Bar(NamedTuple):
    """One bar of a bar chart."""

    label: str
    value: float
    """What its length stands for."""
    shown: str
    """How the value is written."""
    color: str | None = "cyan"
    """None for articles that belong to none of the other bars: it is dim."""


def facets_as_text(facets: Facets, screen: Terminal, max_countries: int) -> Iterator[str]:
    """Yield the lines that show the number of articles of each country and month.

    Args:
        facets: the counts.
        screen: where they are shown.
        max_countries: the maximum number of countries to show; the rest are only counted.
    """
    yield ngettext("{count} article", "{count} articles", facets.total)
    countries, remark = _countries(facets, max_countries)
    heading, times = _times(facets)
    layout = layout_of([*countries, *times], screen)
    for name, bars, note in ((gettext("Countries"), countries, remark), (heading, times, "")):
        if bars or note:
            yield ""
            yield screen.style(name, bold=True)
            yield from bars_as_text(bars, layout, screen)
        if note:
            yield screen.style(note, dim=True)


class Layout(NamedTuple):
    """The width of each part of a bar's line, in columns."""

    label: int
    number: int
    bar: int


def bars_as_text(bars: Sequence[Bar], layout: Layout, screen: Terminal) -> Iterator[str]:
    """Yield a line for each bar: label, count, and a bar as long as the count.

    The longest bar takes all the room there is; a bar that counts anything is never empty.

    Args:
        bars: the bars.
        layout: the width of each part of a line.
        screen: where they are shown.
    """
    largest = max((bar.value for bar in bars), default=0) or 1
    for bar in bars:
        label = _cut(printable(bar.label), layout.label)
        padding = " " * (layout.label - columns_of(label))
        drawn = _drawn(bar.value / largest * layout.bar)
        styled = screen.style(drawn, fg=bar.color) if bar.color else screen.style(drawn, dim=True)
        yield f"{label}{padding}  {bar.shown:>{layout.number}}  {styled}".rstrip()


def layout_of(bars: Sequence[Bar], screen: Terminal) -> Layout:
    """Divide the width between labels, counts and bars."""
    width = screen.width or _PLAIN_WIDTH
    count = max(len(bar.shown) for bar in bars)
    max_label = min(_LONGEST_LABEL, max(4, width - count - 4 - _NARROWEST_BAR))
    label = min(max_label, max(columns_of(printable(bar.label)) for bar in bars))
    return Layout(label, count, max(1, min(_WIDEST_BAR, width - label - count - 4)))


def _countries(facets: Facets, limit: int) -> tuple[list[Bar], str]:
    bars = [
        _bar(country_name(code), count) for code, count in list(facets.countries.items())[:limit]
    ]
    if facets.without_country:
        bars.append(_bar(gettext("no country"), facets.without_country, color=None))
    hidden = len(facets.countries) - limit
    return bars, gettext("and {count} more", count=number(hidden)) if hidden > 0 else ""


def _times(facets: Facets) -> tuple[str, list[Bar]]:
    months = facets.months
    by_year = len(months) > _MAX_MONTHS
    bars = _years(months) if by_year else _months(months)
    if facets.uncertain_month:
        bars.append(_bar(gettext("uncertain month"), facets.uncertain_month, color=None))
    if facets.undated:
        bars.append(_bar(gettext("no date"), facets.undated, color=None))
    return gettext("Years") if by_year else gettext("Months"), bars


def _months(months: Mapping[date, int]) -> list[Bar]:
    return [_bar(month_as_text(month), count) for month, count in months.items()]


def _years(months: Mapping[date, int]) -> list[Bar]:
    years: Counter[int] = Counter()
    for month, count in months.items():
        years[month.year] += count
    return [_bar(str(year), count) for year, count in years.items()]


def _bar(label: str, articles: int, color: str | None = "cyan") -> Bar:
    return Bar(label, articles, number(articles), color)


def _drawn(columns: float) -> str:
    eighths = max(1, round(columns * 8)) if columns else 0
    return _BLOCK * (eighths // 8) + _PARTIAL_BLOCKS[eighths % 8]


def _cut(label: str, limit: int) -> str:
    return label if len(label) <= limit else label[: limit - 1] + "…"
