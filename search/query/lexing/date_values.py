"""Reads the days that stand after `tanggal:`: date expressions, comparisons and ranges."""

import re
from datetime import date, timedelta

from telusur.index.indonesian.dates.expressions import parse
from telusur.index.indonesian.dates.interval import Interval
from telusur.search.query.lexing.keywords import QUOTES

_COMPARED = re.compile(r"(?P<sign>[<>]=?)\s*(?P<limit>.*)", re.DOTALL)
_FROM_TO = re.compile(r"\s+(?:TO|SAMPAI|HINGGA)\s+", re.IGNORECASE)


def read_period(expression: str) -> Interval | None:
    """Read what stands after `tanggal:`.

    Args:
        expression: a date expression, one after `>`, `>=`, `<` or `<=`, or two in brackets with
            TO, SAMPAI or HINGGA between them; a star is an open end, curly brackets exclude.

    Returns:
        The days; None if it is none of these, or no day can be meant.
    """
    today = date.today()
    expression = expression.strip(QUOTES)
    compared = _COMPARED.fullmatch(expression)
    if compared:
        limit = parse(compared["limit"].strip(QUOTES), today)
        return limit and _beyond(compared["sign"], limit)
    limits = _FROM_TO.split(expression[1:-1].strip()) if expression[:1] in {"[", "{"} else []
    if len(limits) != 2:
        return parse(expression, today)
    first = _limit(limits[0], ">" if expression[0] == "{" else ">=", today)
    last = _limit(limits[1], "<" if expression[-1] == "}" else "<=", today)
    if not first or not last or last.end < first.start:
        return None
    return Interval(first.start, last.end)


def _limit(expression: str, sign: str, today: date) -> Interval | None:
    if expression == "*":
        return Interval(date.min, date.max)
    limit = parse(expression.strip(QUOTES), today)
    return limit and _beyond(sign, limit)


def _beyond(sign: str, limit: Interval) -> Interval | None:
    """The days before or after a period, with the period where the sign has an equals sign."""
    try:
        if sign == ">=":
            return Interval(limit.start, date.max)
        if sign == "<=":
            return Interval(date.min, limit.end)
        if sign == ">":
            return Interval(limit.end + timedelta(days=1), date.max)
        return Interval(date.min, limit.start - timedelta(days=1))
    except OverflowError:
        return None
