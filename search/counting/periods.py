"""Periods: days, weeks, months and years, each kind numbered in order."""

from datetime import date
from functools import lru_cache
from typing import Final, Literal, get_args

TimeUnit = Literal["day", "week", "month", "year"]

TIME_UNITS: Final[tuple[TimeUnit, ...]] = get_args(TimeUnit)
"""The units, the shortest first; a week begins on Monday (ISO 8601)."""


def first_day(unit: TimeUnit, number: int) -> date:
    """Return the first day of the period with a number, as `period_number` counts them."""
    match unit:
        case "day":
            return date.fromordinal(number)
        case "week":
            return date.fromordinal(number * 7 + 1)
        case "month":
            return date(number // 12, number % 12 + 1, 1)
        case "year":
            return date(number, 1, 1)


@lru_cache(maxsize=1 << 15)
def period_number(unit: TimeUnit, day: int) -> int:
    """Return the number of the period that a day is in; the next period has the next number."""
    match unit:
        case "day":
            return day
        case "week":
            return (day - 1) // 7  # the first day of the calendar is a Monday
        case "month":
            there = date.fromordinal(day)
            return there.year * 12 + there.month - 1
        case "year":
            return date.fromordinal(day).year
