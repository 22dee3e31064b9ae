"""Shows a timeline: bars for people, JSON and CSV for programs."""

from collections.abc import Iterator, Sequence
from typing import Final

from telusur.index.translation import gettext, gettext_noop, ngettext, number
from telusur.search.counting.periods import TimeUnit
from telusur.search.counting.timeline import Timeline, TimelineSeries
from telusur.search.output.date_format import period_as_text
from telusur.search.output.formats.csv import BYTE_ORDER_MARK, csv_record
from telusur.search.output.json_fields import query_fields, versioned
from telusur.search.output.printable_text import UNWRITABLE, printable, wrapped
from telusur.search.output.reports.facet_bars import Bar, bars_as_text, layout_of
from telusur.search.output.terminal import Terminal

_COLORS: Final = ("cyan", "yellow", "magenta", "green", "blue", "red")

_LONGEST_NAME: Final = 11
"""The number of characters of a query that stand beside the period."""

HEADINGS: Final[dict[TimeUnit, str]] = {
    "day": gettext_noop("Days"),
    "week": gettext_noop("Weeks, by their Mondays"),
    "month": gettext_noop("Months"),
    "year": gettext_noop("Years"),
}
"""What stands over the periods of each unit."""

_UNITS: Final[dict[TimeUnit, str]] = {
    "day": gettext_noop("day"),
    "week": gettext_noop("week"),
    "month": gettext_noop("month"),
    "year": gettext_noop("year"),
}


def name_of(series: TimelineSeries) -> str:
    """Return what a series is called: its query."""
    # Bytes that are no UTF-8 come as half surrogate pairs, which no file can hold.
    typed = series.query.encode("utf-8", UNWRITABLE).decode()
    return printable(typed).strip() or gettext("all articles")


def percent(share: float | None) -> str:
    """Return a share as people read it; a dash where there is nothing that it is of."""
    return "–" if share is None else f"{number(share * 100, 1)}%"


def undated_sentence(timeline: Timeline, series: TimelineSeries) -> str:
    """Say which matching articles are in no period; empty where all are in one.

    Args:
        timeline: the timeline.
        series: one of its series.
    """
    said = []
    if series.uncertain:
        said.append(
            ngettext(
                "{count} may be of more than one {unit}.",
                "{count} may be of more than one {unit}.",
                series.uncertain,
                unit=gettext(_UNITS[timeline.unit]),
            )
        )
    if series.undated:
        said.append(ngettext("{count} has no date.", "{count} have no date.", series.undated))
    return " ".join(said)


def timeline_as_text(timeline: Timeline, screen: Terminal, *, shares: bool) -> Iterator[str]:
    """Yield the lines that show a timeline: for each period a bar a query.

    Args:
        timeline: the timeline.
        screen: where it is shown.
        shares: whether bars stand for shares of all articles instead of counts.
    """
    for order, series in enumerate(timeline.series):
        name = name_of(series)
        line = ngettext(
            "{name}: {count} article", "{name}: {count} articles", series.total, name=name
        )
        if timeline.periods:
            line += gettext(
                ", {part} of the {whole} in these periods ({share})",
                part=number(sum(series.counts)),
                whole=number(sum(timeline.everything.counts)),
                share=percent(timeline.share(series)),
            )
        lines = wrapped(line, screen.width).split("\n")
        styled = screen.style(name, bold=True, fg=_color(order))
        yield lines[0].replace(name, styled, 1)
        yield from lines[1:]
        sentence = undated_sentence(timeline, series)
        if sentence:
            for part in wrapped(sentence, screen.width).split("\n"):
                yield screen.style(part, dim=True)
    if timeline.periods:
        yield ""
        of_all = gettext(", shares of all articles") if shares else ""
        yield screen.style(gettext(HEADINGS[timeline.unit]) + of_all, bold=True)
        bars = _bars(timeline, shares=shares)
        yield from bars_as_text(bars, layout_of(bars, screen), screen)


def _bars(timeline: Timeline, *, shares: bool) -> Sequence[Bar]:
    labels = [period_as_text(timeline.unit, period) for period in timeline.periods]
    width = max(map(len, labels))
    several = len(timeline.series) > 1
    values = [timeline.shares(one) if shares else one.counts for one in timeline.series]
    bars = []
    for position, label in enumerate(labels):
        for order, series in enumerate(timeline.series):
            beside = f"{'' if order else label:{width}} {_cut(name_of(series))}"
            value = values[order][position]
            shown = percent(value) if shares else number(value or 0)
            bars.append(Bar(beside if several else label, value or 0, shown, _color(order)))
    return bars


def _color(order: int) -> str:
    return _COLORS[order % len(_COLORS)]


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def timeline_as_json(timeline: Timeline) -> str:
    """Return a timeline as one JSON object.

    Args:
        timeline: the timeline.
    """
    return versioned(
        {
            "unit": timeline.unit,
            "periods": [period.isoformat() for period in timeline.periods],
            "notes": list(timeline.notes),
            "queries": [
                {
                    "query": query_fields(series.query, series.tree),
                    "total": series.total,
                    "counts": list(series.counts),
                    "shares": list(timeline.shares(series)),
                    "share": timeline.share(series),
                    "uncertain": series.uncertain,
                    "undated": series.undated,
                }
                for series in timeline.series
            ],
            "all": {
                "total": timeline.everything.total,
                "counts": list(timeline.everything.counts),
                "uncertain": timeline.everything.uncertain,
                "undated": timeline.everything.undated,
            },
        }
    )


def timeline_as_csv(timeline: Timeline) -> Iterator[str]:
    """Yield a header, and a record for each query and period.

    Args:
        timeline: the timeline.
    """
    yield BYTE_ORDER_MARK + csv_record((timeline.unit, "query", "articles", "all", "share"))
    for series in timeline.series:
        columns = zip(
            timeline.periods,
            series.counts,
            timeline.everything.counts,
            timeline.shares(series),
            strict=True,
        )
        for period, count, total, share in columns:
            cells = (period.isoformat(), series.query, str(count), str(total))
            yield csv_record((*cells, "" if share is None else f"{share:.6f}"))
