"""Interval: the days that a date expression stands for, and the arithmetic that makes them."""

from datetime import date, timedelta
from typing import NamedTuple


class _Days(NamedTuple):
    start: date
    end: date


class Interval(_Days):
    """Days from `start` to `end`, both inclusive.

    Attributes:
        start: the first day; `date.min` where the expression has no beginning.
        end: the last day, never before `start`; `date.max` where the expression has no end.

    Raises:
        ValueError: `end` is before `start`.
    """

    __slots__ = ()

    def __new__(cls, start: date, end: date) -> "Interval":
        """See the class."""
        if end < start:
            raise ValueError(f"an interval cannot end ({end}) before it starts ({start})")
        return super().__new__(cls, start, end)


def one_day(day: date) -> Interval:
    """The interval of a single day."""
    return Interval(day, day)


def months(year: int, month: int, count: int = 1) -> Interval:
    """Return the days of whole months.

    Args:
        year: the year of the first month.
        month: the first month, 1 to 12.
        count: how many months.

    Raises:
        ValueError: a month lies outside the calendar of `datetime.date`.
    """
    from calendar import monthrange

    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    start = date(year, month, 1)
    last_day = monthrange(last_year, last_month + 1)[1]
    return Interval(start, date(last_year, last_month + 1, last_day))


def unit_around(unit: str, day: date, shift: int = 0) -> Interval:
    """The calendar unit that contains a day, or one that lies `shift` units after it.

    Args:
        unit: `"day"`, `"week"` (Monday to Sunday), `"month"`, `"quarter"`, `"year"`, `"decade"`.
        day: the day.
        shift: units forward; negative for back.

    Raises:
        ValueError, OverflowError: the result lies outside the calendar of `datetime.date`.
    """
    if unit == "day":
        return one_day(day + timedelta(days=shift))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return Interval(monday, monday + timedelta(days=6))
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
        return months(year, month + 1)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + shift, 4)
        return months(year, quarter * 3 + 1, 3)
    if unit == "year":
        return months(day.year + shift, 1, 12)
    return months((day.year // 10 + shift) * 10, 1, 120)


def moved(day: date, unit: str, shift: int) -> date:
    """The day `shift` units later; where that month is shorter, its last day.

    Args:
        day: the day to count from.
        unit: `"day"`, `"week"`, `"month"`, `"quarter"`, `"year"` or `"decade"`.
        shift: units forward; negative for back.

    Raises:
        ValueError, OverflowError: the result lies outside the calendar of `datetime.date`.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=shift * (7 if unit == "week" else 1))
    per_unit = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    month = unit_around("month", day, shift * per_unit)
    return month.start.replace(day=min(day.day, month.end.day))


def third(interval: Interval, part: int) -> Interval:
    """The early, middle or late part of an interval.

    A week has its Monday and Tuesday, Wednesday and Thursday, and the weekend (*akhir pekan*); a
    month its days 1-10, 11-20 and the rest; a year and anything longer is parted by whole months
    or years as evenly as they go.

    Args:
        interval: a calendar unit.
        part: 0 (*awal*), 1 (*pertengahan*) or 2 (*akhir*).
    """
    start, end = interval.start, interval.end
    length = (end - start).days + 1
    if length == 7:
        first = start + timedelta(days=(0, 2, 5)[part])
        return Interval(first, first + timedelta(days=1))
    if length <= 31:
        first = start + timedelta(days=10 * part)
        return Interval(first, end if part == 2 else first + timedelta(days=9))
    whole_years = length > 366
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if whole_years:
        count //= 12
    bounds = [-(-count * k // 3) for k in range(4)]
    skip, take = bounds[part], bounds[part + 1] - bounds[part]
    if whole_years:
        return months(start.year + skip, 1, take * 12)
    return months(start.year, start.month + skip, take)
