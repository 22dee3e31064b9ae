"""Moments: what a date expression says before a reference day makes an interval of it.

A moment keeps what was said (a day and a month without a year, *pekan lalu*, the third quarter of
last year) so that the end of a range can lend its year to the beginning and a dateline can be told
from a passing mention. `resolve` gives the interval, or None where the reference day is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from telusur.index.indonesian.dates.interval import (
    Interval,
    months,
    moved,
    one_day,
    third,
    unit_around,
)

MAX_AHEAD = timedelta(days=31)
"""How far after the reference day a date without a year may begin; else it was a year before."""


@dataclass(frozen=True)
class Calendar:
    """A year, month or day of the calendar, as far as it was named.

    Attributes:
        year: the year, or None.
        month: 1 to 12, the first month where `span` is more than one, or None.
        day: day of the month, or None.
        span: how many months, where a quarter or half-year is meant.
        year_shift: -1, 0, 1 for *tahun lalu*, *tahun ini*, *tahun depan*.
        direction: -1 for *lalu*, 1 for *mendatang*, where it follows a date without a year.
        weekday: 0 (Monday) to 6, where one was named beside it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    span: int = 1
    year_shift: int | None = None
    direction: int = 0
    weekday: int | None = None

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None: impossible, or no year without a reference day."""
        try:
            return self._resolve(on)
        except (ValueError, OverflowError):
            return None

    def _resolve(self, on: date | None) -> Interval | None:
        if self.year is not None:
            return self.in_year(self.year)
        if on is None:
            return None
        if self.year_shift is not None:
            return self.in_year(on.year + self.year_shift)
        candidates = [self._possible(year) for year in range(on.year + 8, on.year - 9, -1)]
        known = [interval for interval in candidates if interval]
        if self.direction > 0:
            return min((each for each in known if each.start > on), default=None)
        latest = on - timedelta(days=1) if self.direction < 0 else on + MAX_AHEAD
        if self.direction < 0 and self.day is None:
            latest = on.replace(day=1) - timedelta(days=1)
        return max((each for each in known if each.start <= latest), default=None)

    def _possible(self, year: int) -> Interval | None:
        try:
            return self.in_year(year)
        except ValueError:
            return None

    def in_year(self, year: int) -> Interval:
        """The interval in a given year.

        Raises:
            ValueError: there is no such day in that year.
        """
        if self.month is None:
            return months(year, 1, 12)
        if self.day is None:
            return months(year, self.month, self.span)
        return one_day(date(year, self.month, self.day))


@dataclass(frozen=True)
class Years:
    """Whole years, `count` from the first on: a decade, a century, a season such as 2023-24."""

    first: int
    count: int

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, whatever the reference day."""
        try:
            return months(self.first, 1, self.count * 12)
        except ValueError:
            return None


@dataclass(frozen=True)
class Shift:
    """A whole unit counted from the reference day: *hari ini*, *pekan lalu*, *dua bulan lalu*."""

    unit: str
    count: int

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None without a reference day."""
        if on is None:
            return None
        try:
            if self.unit == "hour":
                days = -(-abs(self.count) // 24) * (1 if self.count > 0 else -1)
                other = on + timedelta(days=days)
                return Interval(min(on, other), max(on, other))
            return unit_around(self.unit, on, self.count)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class RelativePeriod:
    """The `count` units up to the reference day, or from it on: *tiga bulan terakhir*."""

    unit: str
    count: int

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None without a reference day."""
        if on is None:
            return None
        try:
            if self.unit == "hour":
                return Shift("hour", self.count).resolve(on)
            other = moved(on, self.unit, self.count)
        except (ValueError, OverflowError):
            return None
        return Interval(min(on, other), max(on, other))


@dataclass(frozen=True)
class Weekday:
    """A weekday beside the reference day, or in a week counted from it.

    Attributes:
        weekday: 0 (Monday) to 6.
        direction: -1 the last one before the reference day, 0 that or the day itself, 1 the next.
        week: -1, 0, 1 for *pekan lalu*, *pekan ini*, *pekan depan*; it overrides the direction.
    """

    weekday: int
    direction: int = 0
    week: int | None = None

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None without a reference day."""
        if on is None:
            return None
        try:
            if self.week is not None:
                monday = unit_around("week", on, self.week).start
                return one_day(monday + timedelta(days=self.weekday))
            if self.direction > 0:
                return one_day(on + timedelta(days=(self.weekday - on.weekday() - 1) % 7 + 1))
            back = (on.weekday() - self.weekday) % 7
            return one_day(on - timedelta(days=back or (7 if self.direction < 0 else 0)))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class Third:
    """The early, middle or late part (0, 1, 2) of a longer moment."""

    of: Moment
    part: int

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None where the whole has none."""
        whole = self.of.resolve(on)
        try:
            return third(whole, self.part) if whole else None
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class Range:
    """From the beginning of one moment to the end of another; None where an end is open."""

    first: Moment | None
    last: Moment | None

    def resolve(self, on: date | None) -> Interval | None:
        """The interval, or None where an end has none or the ends stand the wrong way round."""
        last = self.last.resolve(on) if self.last else Interval(date.max, date.max)
        first = self._first(on, last) if last else None
        if not first or not last or first.start > last.end:
            return None
        return Interval(first.start, last.end)

    def _first(self, on: date | None, last: Interval | None) -> Interval | None:
        if self.first is None:
            return Interval(date.min, date.min)
        if last is None or not isinstance(self.last, Calendar):
            return self.first.resolve(on)
        first, borrowed = lend(self.first, self.last)
        if not borrowed:
            return first.resolve(on)
        here = with_year(first, last.end.year).resolve(on)
        if here and here.start > last.end:
            return with_year(first, last.end.year - 1).resolve(on)
        return here


def lend(first: Moment, last: Calendar) -> tuple[Moment, bool]:
    """Give the beginning of a range the month of its end.

    Args:
        first: the beginning.
        last: the end.

    Returns:
        The beginning, and whether it needs a year, too.
    """
    if isinstance(first, Third):
        of, borrowed = lend(first.of, last)
        return (replace(first, of=of), True) if borrowed else (first, False)
    if not isinstance(first, Calendar) or first.year is not None or first.year_shift is not None:
        return first, False
    return replace(first, month=first.month or last.month), True


def with_year(moment: Moment, year: int) -> Moment:
    """The same moment in a given year.

    Args:
        moment: the moment; only what has a calendar date in it changes.
        year: the year.
    """
    if isinstance(moment, Third):
        return replace(moment, of=with_year(moment.of, year))
    return replace(moment, year=year) if isinstance(moment, Calendar) else moment


def full_day(moment: Moment) -> date | None:
    """The day of a full date; None if a part is missing or its weekday shows it to be a slip."""
    if not isinstance(moment, Calendar) or None in (moment.year, moment.month, moment.day):
        return None
    interval = moment.resolve(None)
    if not interval or moment.weekday not in (None, interval.start.weekday()):
        return None
    return interval.start


Moment = Calendar | Years | Shift | RelativePeriod | Weekday | Third | Range
