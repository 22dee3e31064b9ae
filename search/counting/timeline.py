"""Timeline: how many articles match one query or several in each day, week, month or year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Final, NamedTuple

from telusur.index.engines.clauses import NOTHING
from telusur.index.errors import InputError
from telusur.index.library import Library
from telusur.index.query import Node
from telusur.index.translation import number
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.counting.periods import TIME_UNITS, TimeUnit, first_day, period_number
from telusur.search.filters import narrowed
from telusur.search.matching.lowering import Lowering
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions

_COMFORTABLE: Final = 60
"""The number of periods that are taken in at a glance: a longer span gets a longer unit."""

_MAX_PERIODS: Final = 20_000

_UNDATED: Final = (0, 0)

_MOSTLY: Final = 0.9
"""The share of the dated articles that a unit has to have a period for, to be chosen."""


@dataclass(frozen=True)
class TimelineSeries:
    """What one query counts; `counts`, `uncertain` and `undated` add up to `total`."""

    query: str
    """What was typed; empty for all articles."""
    tree: Node | None
    """What it was understood as; None if there is nothing to search for in it."""
    total: int
    """How many articles match, near-identical ones included."""
    counts: tuple[int, ...]
    """The articles published in each period of the timeline for sure."""
    uncertain: int
    """Those with a date that may be of more than one period."""
    undated: int
    """Those without a date."""


@dataclass(frozen=True)
class Timeline:
    """Counts of articles in consecutive periods."""

    unit: TimeUnit
    """What each period is."""
    periods: tuple[date, ...]
    """The first day of each period, from the first to the last in which any query matches."""
    series: tuple[TimelineSeries, ...]
    """One for each query, in their order."""
    everything: TimelineSeries
    """All articles that pass the filters: what shares are of."""
    notes: tuple[str, ...] = ()
    """Where less was searched for than was asked, a sentence each."""

    def shares(self, series: TimelineSeries) -> tuple[float | None, ...]:
        """Return the share of all articles in each period, from 0 to 1; None where there are none.

        Args:
            series: one of the timeline's.
        """
        pairs = zip(series.counts, self.everything.counts, strict=True)
        return tuple(count / total if total else None for count, total in pairs)

    def share(self, series: TimelineSeries) -> float | None:
        """Return the share of all articles in all periods together: a sum over a sum.

        Args:
            series: one of the timeline's.
        """
        total = sum(self.everything.counts)
        return sum(series.counts) / total if total else None


def timeline(
    library: Library,
    queries: str | Sequence[str] = "",
    options: SearchOptions = DEFAULT_OPTIONS,
    unit: TimeUnit | None = None,
) -> Timeline:
    """Count the articles that match in each period.

    Args:
        library: the library.
        queries: what is searched for, as for `search`; one query or several, an empty one for all
            articles.
        options: its filters, which narrow what shares are of as well, and whether all words must
            occur.
        unit: what a period is; if not given, the shortest unit that has at most 60 periods and
            holds nine in ten of the dated articles for sure.

    Raises:
        InputError: a country or a date cannot be understood, or there would be more than 20,000
            periods.
        LibraryError: the library cannot be read.
    """
    typed = [queries] if isinstance(queries, str) else list(queries)
    narrow = partial(narrowed, filters=options.filters, require_all=options.require_all)
    everything, *parsed = map(narrow, ("", *typed))

    def read(snapshot: Snapshot) -> Timeline:
        from telusur.search.assist.substitutes import as_searched

        lowering = Lowering(snapshot.index)
        asked = [
            AskedQuery(text, *as_searched(query, lowering))
            for text, query in zip(typed, parsed, strict=True)
        ]
        return timeline_in(lowering, everything.tree, asked, unit)

    return library.reading(read)


class AskedQuery(NamedTuple):
    """A query whose articles are counted."""

    typed: str
    tree: Node | None
    """What is searched for, the filters included; None for nothing."""
    notes: tuple[str, ...] = ()
    """What there is to say of it."""


def timeline_in(
    lowering: Lowering,
    everything: Node | None,
    asked: Sequence[AskedQuery],
    unit: TimeUnit | None = None,
) -> Timeline:
    """Count in one state of an index.

    Args:
        lowering: makes clauses for that state.
        everything: what shares are of: all that passes the filters.
        asked: the queries.
        unit: what a period is; see `timeline`.

    Raises:
        InputError: there would be more than 20,000 periods.
    """
    matching = [_Intervals(lowering, one.tree) for one in asked]
    chosen = unit or _fitting(matching)
    numbers = _numbers(chosen, matching)
    return Timeline(
        chosen,
        tuple(first_day(chosen, one) for one in numbers),
        tuple(
            one.series(query.typed, chosen, numbers)
            for query, one in zip(asked, matching, strict=True)
        ),
        _Intervals(lowering, everything).series("", chosen, numbers),
        tuple(
            f"{query.typed}: {note}" if len(asked) > 1 else note
            for query in asked
            for note in query.notes
        ),
    )


class _Intervals:
    """The intervals of publication of all articles that match a query."""

    def __init__(self, lowering: Lowering, tree: Node | None) -> None:
        self._tree = tree
        clause = NOTHING if tree is None else lowering.clause(tree)
        self._counts = lowering.index.intervals(clause)
        self._by_period: dict[TimeUnit, Counter[int]] = {}
        self.total = sum(self._counts.values())
        self.undated = self._counts.get(_UNDATED, 0)

    def by_period(self, unit: TimeUnit) -> Counter[int]:
        """Return how many articles are of each period for sure, by the period's number."""
        if unit in self._by_period:
            return self._by_period[unit]
        counts: dict[int, int] = {}
        for (first, last), count in self._counts.items():
            number = period_number(unit, first) if first else None
            if number is not None and (first == last or number == period_number(unit, last)):
                counts[number] = counts.get(number, 0) + count
        self._by_period[unit] = Counter(counts)
        return self._by_period[unit]

    @cached_property
    def _sure_days(self) -> tuple[int, int] | None:
        """The first and the last day on which an article was published for sure."""
        days = [first for first, last in self._counts if first == last and first]
        return (min(days), max(days)) if days else None

    def periods_at_least(self, unit: TimeUnit) -> int:
        """Return a number of periods that there are at least, without counting in all of them."""
        if self._sure_days is None:
            return 0
        first, last = self._sure_days
        return period_number(unit, last) - period_number(unit, first) + 1

    def series(self, query: str, unit: TimeUnit, numbers: Sequence[int]) -> TimelineSeries:
        counts = self.by_period(unit)
        uncertain = self.total - self.undated - counts.total()
        return TimelineSeries(
            query,
            self._tree,
            self.total,
            tuple(counts[number] for number in numbers),
            uncertain,
            self.undated,
        )


def _fitting(matching: Sequence[_Intervals]) -> TimeUnit:
    dated = sum(one.total - one.undated for one in matching)
    for unit in TIME_UNITS[:-1]:
        if any(one.periods_at_least(unit) > _COMFORTABLE for one in matching):
            continue
        placed = sum((one.by_period(unit) for one in matching), Counter[int]())
        short = not placed or max(placed) - min(placed) < _COMFORTABLE
        if short and placed.total() >= _MOSTLY * dated:
            return unit
    return "year"


def _numbers(unit: TimeUnit, matching: Sequence[_Intervals]) -> Sequence[int]:
    """Return the numbers of all periods from the first to the last that anything matches in."""
    present = {number for one in matching for number in one.by_period(unit)}
    if not present:
        return ()
    first, last = min(present), max(present)
    if last - first >= _MAX_PERIODS:
        raise InputError(
            "From {first} to {last} there are {count} periods: choose a longer unit, or narrow"
            " the period with --since and --until.",
            first=first_day(unit, first),
            last=first_day(unit, last),
            count=number(last - first + 1),
        )
    return range(first, last + 1)
