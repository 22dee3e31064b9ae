"""Timeline chart: where the bars of a timeline stand, and where each of them leads.

Widths are parts of a hundred, so that a chart is as wide as there is room, and heights are pixels:
so no text is scaled, and nothing needs a style of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from telusur.index.indonesian.dates.interval import unit_around
from telusur.index.translation import gettext, number
from telusur.search.counting.periods import TimeUnit
from telusur.search.counting.timeline import Timeline, TimelineSeries
from telusur.search.output.date_format import period_as_text
from telusur.search.output.reports.timeline_output import (
    HEADINGS,
    name_of,
    percent,
    undated_sentence,
)
from telusur.search.web.search_address import SearchAddress

TOP: Final = 16
"""The y of the largest value."""

BASE: Final = 92
"""The y of zero."""

_WIDEST: Final = 6.0
"""How wide all bars of a period may be."""

_FILLED: Final = 0.8
"""How much of a period's width its bars take."""

_LABELS: Final = 4
"""How many periods are named under the bars: more would not fit on a phone."""

_LAST_LABEL: Final = 76
"""Where the last one may begin."""

_ISO_LENGTHS: Final[dict[TimeUnit, int]] = {"day": 10, "month": 7, "year": 4}


class DrawnBar(NamedTuple):
    """What one query has in a period."""

    text: str
    """How many articles, and what part of all that is."""
    x: str
    width: str
    y: str
    height: str


class PeriodColumn(NamedTuple):
    """A period in which something matches."""

    label: str
    path: str
    """The address that narrows to it."""
    x: str
    width: str
    bars: Sequence[DrawnBar]

    @property
    def summary(self) -> str:
        """The period with what each query has in it."""
        return f"{self.label}: " + ", ".join(bar.text for bar in self.bars)


class AxisLabel(NamedTuple):
    """A period that is named under the bars."""

    text: str
    x: str


class Legend(NamedTuple):
    """A query, with what it has in all periods together."""

    name: str
    share: str
    undated: str


class TimelineChart(NamedTuple):
    """What the page shows of a timeline."""

    heading: str
    top: str
    """The largest value, as it is written."""
    columns: Sequence[PeriodColumn]
    labels: Sequence[AxisLabel]
    legends: Sequence[Legend]
    notes: Sequence[str]


def timeline_chart(timeline: Timeline, address: SearchAddress) -> TimelineChart | None:
    """Return the chart of a timeline; None where no article has a date that can be placed.

    Args:
        timeline: the timeline.
        address: the address of the search; it says whether the bars stand for shares.
    """
    if not timeline.periods:
        return None
    values = [_values(timeline, series, address.shares) for series in timeline.series]
    largest = max(value for one in values for value in one)
    return TimelineChart(
        gettext(HEADINGS[timeline.unit]),
        percent(largest) if address.shares else number(largest),
        list(_columns(timeline, values, largest, address)),
        list(_labels(timeline.unit, timeline.periods)),
        [
            Legend(name_of(one), percent(timeline.share(one)), undated_sentence(timeline, one))
            for one in timeline.series
        ],
        timeline.notes,
    )


def _values(timeline: Timeline, series: TimelineSeries, shares: bool) -> Sequence[float]:
    if not shares:
        return series.counts
    return [share or 0.0 for share in timeline.shares(series)]


def _columns(
    timeline: Timeline,
    values: Sequence[Sequence[float]],
    largest: float,
    address: SearchAddress,
) -> Iterator[PeriodColumn]:
    step = 100 / len(timeline.periods)
    width = min(_FILLED * step, _WIDEST) / len(values)
    shares = [timeline.shares(series) for series in timeline.series]
    for position, period in enumerate(timeline.periods):
        if not any(one.counts[position] for one in timeline.series):
            continue
        left = (position + 0.5) * step - width * len(values) / 2
        bars = []
        for order, series in enumerate(timeline.series):
            height = (BASE - TOP) * values[order][position] / largest
            # What there is at all is seen.
            height = max(height, 1.5) if series.counts[position] else 0.0
            bars.append(
                DrawnBar(
                    f"{number(series.counts[position])} ({percent(shares[order][position])})",
                    _part(left + order * width),
                    _part(width),
                    f"{BASE - height:.1f}",
                    f"{height:.1f}",
                )
            )
        since, until = _ends(timeline.unit, period)
        yield PeriodColumn(
            period_as_text(timeline.unit, period),
            address.narrowed(since=since, until=until).path(),
            _part(position * step),
            _part(step),
            bars,
        )


def _labels(unit: TimeUnit, periods: Sequence[date]) -> Iterator[AxisLabel]:
    step = -(-len(periods) // _LABELS)
    for position in range(0, len(periods), step):
        x = 100 * position / len(periods)
        if x <= _LAST_LABEL:
            yield AxisLabel(period_as_text(unit, periods[position]), _part(x))


def _part(width: float) -> str:
    return f"{width:.3f}%"


def _ends(unit: TimeUnit, first: date) -> tuple[str, str]:
    """Return what `since` and `until` say for a period."""
    if unit == "week":
        return first.isoformat(), unit_around(unit, first).end.isoformat()
    whole = first.isoformat()[: _ISO_LENGTHS[unit]]
    return whole, whole
