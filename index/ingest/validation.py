"""Validates the dates and countries that a person gives, or says what is wrong with them."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import cache, lru_cache

from telusur.index.errors import InputError
from telusur.index.indonesian.countries.detection import country_code, nearest_names
from telusur.index.indonesian.countries.regions import countries_called
from telusur.index.indonesian.dates.expressions import parse
from telusur.index.indonesian.dates.interval import Interval, one_day
from telusur.index.indonesian.dates.publication import Published
from telusur.index.translation import gettext, gettext_noop


def interpret_date(text: str, on: date | None = None) -> Interval:
    """Understand a date expression as the days that it stands for.

    Args:
        text: such as `2024`, `2024-10`, `2024-10-08`, `8 Oktober 2024`, `awal November 2024`,
            `2024-10..2025-02`, `pekan lalu`; see `dates.expressions.parse`.
        on: the day that relative expressions count from; today if not given.

    Raises:
        InputError: it is no date, or one that does not exist.
    """
    interval = _parsed(text, on or date.today())
    if interval is None:
        raise InputError(
            '"{text}" is not a date: write it like 2024, 2024-10-08, 8 Oktober 2024, '
            "awal November 2024 or pekan lalu.",
            text=text,
        )
    return interval


@lru_cache(maxsize=1 << 12)
def _parsed(text: str, on: date) -> Interval | None:
    """Parse a date; the articles of one input have many days in common."""
    if _iso_time().fullmatch(text):  # as most inputs have, no two articles the same
        with suppress(ValueError):
            return one_day(datetime.fromisoformat(text).date())
    return parse(text, on)


@cache
def _iso_time() -> re.Pattern[str]:
    """A day with a time as in ISO 8601, which `parse` reads as that day, but more slowly."""
    time = r"[T ]\d\d:\d\d(?::\d\d(?:\.\d{3}(?:\d{3})?)?)?(?:Z|[+-]\d\d:\d\d)?"
    return re.compile(rf"\d{{4}}-\d\d-\d\d(?:{time})?", re.ASCII)


def interpret_published(text: str) -> Published:
    """Understand the date that an input gives for an article's publication.

    Raises:
        InputError: it is no date, or open at one end.
    """
    interval = interpret_date(text)
    if interval.start == date.min or interval.end == date.max:
        raise InputError('"{text}" is open at one end: write a day, a month or a year.', text=text)
    return Published(interval, "given")


def interpret_period(since: str | None, until: str | None) -> Interval | None:
    """Understand the two ends of a period, either of which may be open.

    Args:
        since: a date expression whose first day begins the period; None where it has no beginning.
        until: a date expression whose last day ends the period; None where it has no end.

    Returns:
        The period; None where both ends are open.

    Raises:
        InputError: an end is no date, or the period ends before it begins.
    """
    if since is None and until is None:
        return None
    start = interpret_date(since).start if since is not None else date.min
    end = interpret_date(until).end if until is not None else date.max
    if end < start:
        raise InputError(
            'The period ends before it begins: since "{since}" is {start}, until "{until}" is '
            "{end}; swap the two.",
            since=since,
            start=start,
            until=until,
            end=end,
        )
    return Interval(start, end)


def interpret_countries(names: Iterable[str], *, regions: bool = False) -> tuple[str, ...]:
    """Understand the names or codes of countries.

    Args:
        names: the names.
        regions: whether those of regions, such as *ASEAN*, stand for their countries.

    Returns:
        ISO 3166-1 alpha-2 codes, each once, in the order given.

    Raises:
        InputError: no country is called so; the nearest names are offered.
    """
    codes: list[str] = []
    for name in names:
        code = country_code(name)
        found = countries_called(name) if regions else (code,) if code else ()
        if not found:
            near = nearest_names(name)
            if near:
                said = gettext_noop('"{name}" is not a known country: did you mean {names}?')
            else:
                said = gettext_noop(
                    '"{name}" is not a known country: give a name or a code like KP.'
                )
            raise InputError(said, name=name, names=f" {gettext('or')} ".join(near))
        codes += found
    return tuple(dict.fromkeys(codes))
