"""Dates: Indonesian (and ISO and English) date expressions to intervals of days."""

from datetime import date, timedelta
from typing import NamedTuple

from telusur.index.indonesian.dates.grammar import Grammar
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.vocabulary import SINCE

_FROM = {"dari", "from"} | SINCE
_UP_TO = {"hingga", "sampai", "until", "till"}
_BEFORE = {"sebelum", "before"}
_AFTER = {"sesudah", "setelah", "after"}


class DateMention(NamedTuple):
    """A date expression in running text.

    Attributes:
        start: offset of its first character; `text[start:end]` is the expression.
        end: offset after its last character.
        interval: the days that it stands for.
    """

    start: int
    end: int
    interval: Interval


def parse(text: str, on: date | None = None) -> Interval | None:
    """Read a text that is one date expression as a whole.

    Args:
        text: a full or partial date, a part of one (*awal November 2024*), a range
            (*8 hingga 13 Oktober*, `2024-10..2025-02`, `..2025`) or a relative expression.
        on: the day from which relative expressions and dates without a year are counted; without
            it they cannot be read. A date without a year is the last one that began no later than
            a month after this day.

    Returns:
        The interval, with `date.min` or `date.max` where the range is open; None if the text is no
        date expression or an impossible date.
    """
    grammar = Grammar(text)
    count = len(grammar.words)
    first, last = grammar.word(0), grammar.word(count - 1)
    if first == ".." or first in _UP_TO or first in _BEFORE:
        inner = _whole(grammar, 1, count, on)
        if not inner:
            return None
        end = _day_before(inner.start) if first in _BEFORE else inner.end
        return Interval(date.min, end) if end else None
    if last == ".." and count > 1:
        inner = _whole(grammar, 0, count - 1, on)
        return Interval(inner.start, date.max) if inner else None
    whole = _whole(grammar, 0, count, on)
    if whole or not (first in _FROM or first in _AFTER):
        return whole
    inner = _whole(grammar, 1, count, on)
    if not inner:
        return None
    start = _day_after(inner.end) if first in _AFTER else inner.start
    return Interval(start, date.max) if start else None


def _whole(grammar: Grammar, i: int, end: int, on: date | None) -> Interval | None:
    """The interval of the expression that takes all tokens from i to end."""
    if on and i < end == grammar.clock(i):
        return Interval(on, on)
    closing = {"(": ")", "[": "]"}.get(grammar.word(i))
    for start in (i, grammar.fillers(i)):
        parsed = grammar.expression(start)
        if parsed and parsed.end == end:
            return parsed.moment.resolve(on)
    if closing and grammar.word(end - 1) == closing and end - i > 2:
        parsed = grammar.expression(i + 1)
        if parsed and parsed.end == end - 1:
            return parsed.moment.resolve(on)
    return None


def _day_before(day: date) -> date | None:
    return day - timedelta(days=1) if day > date.min else None


def _day_after(day: date) -> date | None:
    return day + timedelta(days=1) if day < date.max else None


def find(text: str, on: date | None = None) -> list[DateMention]:
    """Find the date expressions that running text mentions, cautiously.

    A month's name, a weekday or a number alone is not taken for a date (*mei*, *Juni*, *2024*)
    unless a word before it says so (*bulan Mei*, *sejak Juni*, *tahun 2024*).

    Args:
        text: any text.
        on: the day of publication; without it, expressions that need one are left out.

    Returns:
        The mentions in order; they do not overlap.
    """
    grammar = Grammar(text)
    mentions = []
    for i, parsed in grammar.mentions():
        interval = parsed.moment.resolve(on)
        if interval:
            mentions.append(DateMention(*grammar.offsets(i, parsed.end), interval))
    return mentions
