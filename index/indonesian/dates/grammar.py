"""The grammar of date expressions: from tokens to moments, looking a bounded way ahead.

Each rule reads at a token's index and returns the moment with the index after it, or None. What a
rule returns is marked as sure where it means a date in running text too; *mei*, *Senin* or *2024*
alone are dates only for somebody who was asked for one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from telusur.index.indonesian.dates.calendar_rules import CalendarDates
from telusur.index.indonesian.dates.lexer import ParsedMoment
from telusur.index.indonesian.dates.moments import Calendar, Range, Shift, Third, Weekday, Years
from telusur.index.indonesian.dates.relative_rules import RelativeDates
from telusur.index.indonesian.dates.vocabulary import (
    AFTER_YEARS,
    DAYS,
    ENGLISH_SHIFTS,
    IN_CONTEXT,
    MONTHS,
    NOW,
    NUMBERS,
    ONE_UNIT,
    PARTS,
    QUARTERS,
    SINCE,
    UNITS,
    UP_TO,
    WEEKDAYS,
    YEAR_WORDS,
)

_BETWEEN = {"antara", "between"}
_AND = {"dan", "and"}
_FROM = {"dari", "from"} | SINCE
_CLOSING = {"(": ")", "[": "]"}


class Grammar(CalendarDates, RelativeDates):
    """Reads whole date expressions in one text."""

    def expression(self, i: int) -> ParsedMoment | None:
        """The moment or range at an index."""
        if self.word(i) in _BETWEEN | _FROM:
            joins = _AND if self.word(i) in _BETWEEN else None
            first = self._beginning(self.fillers(i + 1))
            parsed = self._range(first, joins) if first else None
            return parsed._replace(sure=parsed.sure or _names_month(parsed)) if parsed else None
        first = self._beginning(i)
        if not first:
            return None
        return self._range(first) or (None if _is_bare_day(first) else first)

    def moment(self, i: int) -> ParsedMoment | None:
        """The single moment at an index, with the time of day that may follow it."""
        word = self.word(i)
        for rule in _NUMBER_RULES if word.isdecimal() else _word_rules().get(word, ()):
            parsed = rule(self, i)
            if parsed:
                return parsed
        return None

    # Ranges

    def _range(self, first: ParsedMoment, joins: set[str] | None = None) -> ParsedMoment | None:
        """What a beginning and an end make, with a word given or *hingga* and the like between."""
        if joins:
            at = first.end + 1 if self.word(first.end) in joins else None
        else:
            at = self._up_to(first.end) or self._next_day(first)
        last = self._end(at) if at else None
        if not last or (_is_bare_day(first) and not _names_day(last)):
            return None
        if first.moment == last.moment:  # "minggu-minggu"
            return None
        return ParsedMoment(Range(first.moment, last.moment), last.end, first.sure or last.sure)

    def _end(self, i: int) -> ParsedMoment | None:
        """The end of a range, which may be now."""
        if self.word(i) in NOW:
            return ParsedMoment(Shift("day", 0), i + 1, sure=False)
        return self.moment(self.fillers(i))

    def _next_day(self, first: ParsedMoment) -> int | None:
        """The index of the second day in *27 dan 28 Februari*."""
        day = first.moment.day if isinstance(first.moment, Calendar) else None
        if day is None or not _is_bare_day(first) or self.word(first.end) not in _AND:
            return None
        return first.end + 1 if self.digits(first.end + 1, 1, 2) == day + 1 else None

    def _beginning(self, i: int) -> ParsedMoment | None:
        """A moment, or a day that takes its month from the end of the range."""
        parsed = self.moment(i)
        if parsed:
            return parsed
        weekday = WEEKDAYS.get(self.word(i))
        at = i if weekday is None else self.skip(i + 1, {","})
        day = self.digits(at, 1, 2)
        if day is None or not self.free_before(at) or not self.free_after(at + 1, ".,"):
            return None
        return ParsedMoment(Calendar(day=day, weekday=weekday), at + 1, sure=False)

    def _up_to(self, i: int) -> int | None:
        """The index after a word or sign that leads to the end of a range."""
        word = self.word(i)
        if word == "s" and self.word(i + 1) in {"/", "."} and self.word(i + 2) == "d":
            return self.skip(i + 3, {"."})
        if word not in UP_TO:
            return None
        return self.skip(i + 1, {"dengan"}) if word == "sampai" else i + 1

    # Parts of longer moments, weekdays

    def part(self, i: int) -> ParsedMoment | None:
        """*awal November 2024*, *pertengahan tahun lalu*, *akhir pekan ini*."""
        part = PARTS.get(self.word(i))
        if part is None:
            return None
        at = self.skip(i + 1, {"-", "of", "the", "dari"}, limit=2)
        for rule in (self.quarter, self.relative, self.month, self.year):
            parsed = rule(at)
            if parsed and isinstance(parsed.moment, Calendar | Years | Shift):
                return ParsedMoment(Third(parsed.moment, part), parsed.end)
        unit = UNITS.get(self.word(at))
        if unit in {"week", "month", "year", "decade"}:
            return ParsedMoment(Third(Shift(unit, 0), part), at + 1, sure=False)
        return None

    def weekday(self, i: int) -> ParsedMoment | None:
        """*Kamis (27/2)*, *Jum'at, 28 Februari 2025*, *Senin lalu*, *Senin pekan lalu*, *Senin*."""
        called = self.word(i) == "hari"
        name = self.word(i + called)
        weekday = WEEKDAYS.get(name)
        if weekday is None:
            return None
        after = self.part_of_day(i + called + 1)
        dated = self._weekday_with_date(weekday, after)
        if dated:
            return dated
        if UNITS.get(self.word(after)) == "week":
            week, end = self.shift(after + 1)
            if week is not None:
                return ParsedMoment(Weekday(weekday, week=week), self.time(end))
        shift, end = self.shift(after)
        # "minggu lalu" is last week, unless it is called a day or has a part of one.
        is_week = name == "minggu" and not called and after == i + 1
        if is_week and shift is not None:
            return None
        long = len(name) > 3
        if shift is None:
            return ParsedMoment(
                Weekday(weekday), self.clock(after), called or (long and not is_week)
            )
        moment = Weekday(weekday, direction=shift) if shift else Weekday(weekday, week=0)
        return ParsedMoment(moment, self.time(end), sure=long)

    def _weekday_with_date(self, weekday: int, i: int) -> ParsedMoment | None:
        """The date after a weekday, in parentheses or not, and *pekan lalu* after it."""
        at = self.skip(i, {","})
        closing = _CLOSING.get(self.word(at))
        at = self.fillers(at + 1 if closing else at)
        parsed = self.numeric(at) or self.day_month(at)
        if not parsed or not isinstance(parsed.moment, Calendar) or parsed.moment.day is None:
            return None
        if closing and self.word(parsed.end) != closing:
            return None
        end = self.time(parsed.end + 1 if closing else parsed.end)
        if UNITS.get(self.word(end)) == "week" and self.shift(end + 1)[0] is not None:
            end = self.shift(end + 1)[1]
        return ParsedMoment(replace(parsed.moment, weekday=weekday), end)

    # Running text

    def mentions(self) -> list[tuple[int, ParsedMoment]]:
        """The expressions in running text, with the indices of their first tokens."""
        starters = _starters()
        starts = [i for i, word in enumerate(self.words) if word in starters or word.isdecimal()]
        result = []
        done = 0
        for i in starts:
            parsed = self.expression(i) if i >= done else None
            if parsed:
                done = parsed.end
                if parsed.sure or self._in_context(i, parsed):
                    result.append((i, parsed))
        return result

    def _in_context(self, i: int, parsed: ParsedMoment) -> bool:
        """Whether the words around a doubtful expression make it a date, as in *sejak Juni*."""
        if self.word(i - 1) not in IN_CONTEXT:
            return False
        if isinstance(parsed.moment, Weekday):
            return self.capitalised(i)
        is_year = isinstance(parsed.moment, Calendar) and parsed.moment.month is None
        after = self.word(parsed.end)
        return not is_year or not after.isalpha() or after in AFTER_YEARS


_Rule = Callable[[Grammar, int], ParsedMoment | None]
_NUMBER_RULES: tuple[_Rule, ...] = (
    Grammar.relative,
    Grammar.numeric,
    Grammar.day_month,
    Grammar.year,
)
_WORD_RULES: tuple[tuple[_Rule, Iterable[str]], ...] = (
    (Grammar.part, PARTS),
    (Grammar.quarter, QUARTERS),
    (Grammar.weekday, ("hari", *WEEKDAYS)),
    (
        Grammar.relative,
        (*(day.split()[0] for day in DAYS), *UNITS, *ENGLISH_SHIFTS, *ONE_UNIT, *NUMBERS),
    ),
    (Grammar.numeric, _CLOSING),
    (Grammar.day_month, ("tanggal", "tgl", *MONTHS)),
    (Grammar.month, ("bulan", "month", *MONTHS)),
    (Grammar.year, ("abad", "century", "era", *UNITS, *YEAR_WORDS)),
)
"""Each with the words that it can begin with; the first rule that reads something wins."""


def _is_bare_day(parsed: ParsedMoment) -> bool:
    return _names_day(parsed) and not _names_month(parsed)


def _names_day(parsed: ParsedMoment) -> bool:
    return isinstance(parsed.moment, Calendar) and parsed.moment.day is not None


def _names_month(parsed: ParsedMoment) -> bool:
    moment = parsed.moment.last if isinstance(parsed.moment, Range) else parsed.moment
    return isinstance(moment, Calendar) and moment.month is not None


@cache
def _word_rules() -> dict[str, tuple[_Rule, ...]]:
    """The rules that can read something that begins with a word, by the word."""
    rules: dict[str, tuple[_Rule, ...]] = {}
    for rule, words in _WORD_RULES:
        for word in dict.fromkeys(words):
            rules[word] = (*rules.get(word, ()), rule)
    return rules


@cache
def _starters() -> frozenset[str]:
    """The words with which a date expression can begin, apart from numbers."""
    return frozenset().union(_BETWEEN, _FROM, _word_rules())
