"""The grammar of date expressions: from tokens to moments, looking a bounded way ahead.

Each rule reads at a token's place and returns the moment with the place behind it, or None. What a
rule returns is marked as sure where it means a date in running text too; *mei*, *Senin* or *2024*
alone are dates only for somebody who was asked for one.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from index.indonesian.datewords import (
    AFTER,
    BEFORE,
    CLOCK,
    DAY_TIMES,
    DAYS,
    FILLERS,
    MONTHS,
    NUMBERS,
    ONE_UNIT,
    ORDINALS,
    PARTS,
    RECENT,
    THIS,
    UNITS,
    UP_TO,
    WEEKDAYS,
    ZONES,
)
from index.indonesian.moments import Calendar, Moment, Part, Range, Shift, Span, Weekday, Years

SEPARATORS = {"/", "-", "."}
YEAR_WORDS = {"tahun", "thn", "th", "year"}


class Token(NamedTuple):
    """A word in small letters, a number or a sign, with its offsets in the text."""

    word: str
    start: int
    end: int


class Reading(NamedTuple):
    """A moment that was read, the token place behind it, and whether it is one in any text."""

    moment: Moment
    end: int
    sure: bool = True


@cache
def _lexer() -> re.Pattern[str]:
    return re.compile(r"[0-9]+|[^\W\d_]+(?:['’‘`´][^\W\d_]+)?|\.\.|\S")


def tokens_of(text: str) -> list[Token]:
    """Cut a text into words, numbers and single signs; *Jum'at* is one word without its mark."""
    tokens = []
    for found in _lexer().finditer(text):
        word = found.group().lower()
        if word[0].isalpha() and not word.isalpha():
            word = "".join(filter(str.isalpha, word))
        tokens.append(Token(word, found.start(), found.end()))
    return tokens


class Grammar:
    """Reads date expressions at places in one text."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def word(self, i: int) -> str:
        """The word at a place; empty outside the text."""
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def attached(self, i: int) -> bool:
        """Whether no space stands between a token and the one before."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def digits(self, i: int, least: int, most: int) -> int | None:
        """The number at a place if it has so many digits."""
        word = self.word(i)
        return int(word) if word.isdigit() and least <= len(word) <= most else None

    def free_before(self, i: int) -> bool:
        """Whether the token at a place does not go on a number or name: not in 1.27, $27, A27."""
        if not self.attached(i):
            return True
        sign = self.word(i - 1)
        if sign.isalnum() or sign in {"_", "$", "#", "@", "€", "£"}:
            return False
        joins = sign in {".", ",", ":", "/", "+"} and self.attached(i - 1)
        return not (joins and self.word(i - 2).isdigit())

    def free_after(self, i: int, signs: str = "") -> bool:
        """Whether what ends before a place does not go on there, nor behind one of the signs."""
        if not self.attached(i):
            return True
        sign = self.word(i)
        if sign.isalnum() or sign in {"_", "%"}:
            return sign == "t" or sign in ZONES
        return not (sign in signs and self.attached(i + 1) and self.word(i + 1).isdigit())

    # Expressions

    def expression(self, i: int) -> Reading | None:
        """A moment or a range at a place."""
        if self.word(i) in {"antara", "between"}:
            return self._between(i + 1)
        if self.word(i) in {"dari", "from", "sejak", "since", "mulai"}:
            found = self._range(self.fillers(i + 1))
            return found if found and isinstance(found.moment, Range) else None
        return self._range(i) or self.moment(i)

    def fillers(self, i: int) -> int:
        """The place behind at most two words that change nothing, such as *pada tanggal*."""
        for _ in range(2):
            i += self.word(i) in FILLERS
        return i

    def _between(self, i: int) -> Reading | None:
        first = self._end_of_range(self.fillers(i))
        if not first or self.word(first.end) not in {"dan", "and"}:
            return None
        last = self.moment(self.fillers(first.end + 1))
        return self._joined(first, last)

    def _range(self, i: int) -> Reading | None:
        first = self._end_of_range(i)
        if not first:
            return None
        after = self._up_to(first.end)
        return self._joined(first, self.moment(self.fillers(after))) if after else None

    @staticmethod
    def _joined(first: Reading, last: Reading | None) -> Reading | None:
        if not last or (
            isinstance(first.moment, Calendar)
            and _bare_day(first.moment)
            and (not isinstance(last.moment, Calendar) or last.moment.day is None)
        ):
            return None
        return Reading(Range(first.moment, last.moment), last.end, first.sure or last.sure)

    def _end_of_range(self, i: int) -> Reading | None:
        found = self.moment(i)
        if found:
            return found
        weekday = self._weekday_name(i)
        at = i if weekday is None else i + 1 + (self.word(i + 1) == ",")
        day = self.digits(at, 1, 2)
        if day is None or not self.free_before(at) or not self.free_after(at + 1, ".,"):
            return None
        return Reading(Calendar(day=day, weekday=weekday), at + 1, sure=False)

    def _up_to(self, i: int) -> int | None:
        """The place behind a word or sign that leads to the end of a range."""
        word = self.word(i)
        if word == "s" and self.word(i + 1) in {"/", "."} and self.word(i + 2) == "d":
            return i + 3 + (self.word(i + 1) == "." and self.word(i + 3) == ".")
        if word not in UP_TO:
            return None
        return i + 1 + (word == "sampai" and self.word(i + 1) == "dengan")

    def moment(self, i: int) -> Reading | None:
        """A single moment at a place, with the time of day that may follow it."""
        for rule in self._rules():
            found = rule(i)
            if found:
                return found
        return None

    def _rules(self) -> tuple[Callable[[int], Reading | None], ...]:
        return (
            self._part,
            self._quarter,
            self._weekday,
            self._relative,
            self._numeric,
            self._day_month,
            self._month,
            self._year,
        )

    # Parts, quarters

    def _part(self, i: int) -> Reading | None:
        part = PARTS.get(self.word(i))
        if part is None:
            return None
        at = i + 1
        while self.word(at) in {"-", "of", "the", "dari"}:
            at += 1
        for rule in (self._relative, self._month, self._year):
            found = rule(at)
            if found and isinstance(found.moment, Calendar | Years | Shift):
                return Reading(Part(found.moment, part), found.end)
        unit = UNITS.get(self.word(at))
        if unit in {"week", "month", "year", "decade"}:
            return Reading(Part(Shift(unit, 0), part), at + 1, sure=False)
        return None

    def _quarter(self, i: int) -> Reading | None:
        length = _QUARTERS.get(self.word(i))
        if length is None:
            return None
        number = ORDINALS.get(self.word(i + 1)) or self.digits(i + 1, 1, 1)
        at = i + 2
        if self.word(i + 1) == "ke":
            number, at = self.digits(i + 3, 1, 1), i + 4
        if not number or number > 12 // length:
            return None
        while self.word(at) in {"-", "/", ",", "of"}:
            at += 1
        base = Calendar(month=(number - 1) * length + 1, span=length)
        return self._in_year(base, at) or Reading(base, at, sure=False)

    # Relative moments

    def _relative(self, i: int) -> Reading | None:
        word, following = self.word(i), self.word(i + 1)
        pair = DAYS.get(f"{word} {following}")
        if pair is not None:
            return Reading(Shift("day", pair), self._clock(i + 2))
        if word in DAYS and word not in {"tadi", "sekarang"}:
            return Reading(Shift("day", DAYS[word]), self._clock(self._day_time(i + 1)))
        if word in UNITS:
            return self._unit(i, UNITS[word])
        if word in _ENGLISH_SHIFTS:
            return self._english(i, _ENGLISH_SHIFTS[word])
        if word in ONE_UNIT:
            return self._counted(1, ONE_UNIT[word], i + 1)
        number, at = self._number(i)
        unit = UNITS.get(self.word(at)) if number and self.free_before(i) else None
        return self._counted(number, unit, at + 1) if number and unit else None

    def _number(self, i: int) -> tuple[int | None, int]:
        number = NUMBERS.get(self.word(i)) or self.digits(i, 1, 4)
        if number is not None and number < 10 and self.word(i + 1) in {"belas", "puluh"}:
            return (number + 10 if self.word(i + 1) == "belas" else number * 10), i + 2
        return number, i + 1

    def _unit(self, i: int, unit: str) -> Reading | None:
        shift, end = self._shift(i + 1)
        if shift is None or unit in {"hour", "day"}:
            return None
        return Reading(Shift(unit, shift), end)

    def _shift(self, i: int) -> tuple[int | None, int]:
        """-1, 0 or 1 for *lalu*, *ini* or *depan* at a place, and the place behind."""
        at = i + 1 if self.word(i) == "yang" else i
        word = self.word(at)
        if word in BEFORE:
            return -1, at + 1
        if word in AFTER:
            return 1, at + 1
        if word == "akan" and self.word(at + 1) == "datang":
            return 1, at + 2
        return (0, at + 1) if word in THIS and at == i else (None, i)

    def _counted(self, number: int, unit: str, i: int) -> Reading | None:
        at = i + 1 if self.word(i) == "yang" else i
        word = self.word(at)
        if word in BEFORE:
            return Reading(Shift(unit, -number), at + 1)
        if word in RECENT:
            return Reading(Span(unit, -number), at + 1 + (self.word(at + 1) == "ini"))
        if word == "ke" and self.word(at + 1) == "depan":
            return Reading(Span(unit, number), at + 2)
        if word in {"mendatang", "lagi", "depan"}:
            return Reading(Shift(unit, number), at + 1)
        return None

    def _english(self, i: int, shift: int) -> Reading | None:
        number, at = self._number(i + 1)
        if number and UNITS.get(self.word(at)) and shift:
            return Reading(Span(UNITS[self.word(at)], shift * number), at + 1)
        word = self.word(i + 1)
        if word in WEEKDAYS and word not in UNITS:
            return Reading(Weekday(WEEKDAYS[word], direction=shift), i + 2)
        if word in MONTHS:
            return Reading(
                Calendar(month=MONTHS[word], direction=shift, year_shift=None if shift else 0),
                i + 2,
            )
        if word in _ENGLISH_UNITS:
            return Reading(Shift(UNITS[word], shift), i + 2)
        return None

    # Weekdays

    def _weekday_name(self, i: int) -> int | None:
        return WEEKDAYS.get(self.word(i))

    def _weekday(self, i: int) -> Reading | None:
        named = self.word(i) == "hari"
        at = i + named
        weekday = self._weekday_name(at)
        if weekday is None:
            return None
        behind = self._day_time(at + 1)
        dated = self._dated(weekday, behind)
        if dated:
            return dated
        if UNITS.get(self.word(behind)) == "week":
            week, end = self._shift(behind + 1)
            if week is not None:
                return Reading(Weekday(weekday, week=week), self._clock(self._day_time(end)))
        # "minggu lalu" is a week unless it is called a day.
        if (
            self.word(at) == "minggu"
            and not named
            and behind == at + 1
            and self._shift(behind)[0] is not None
        ):
            return None
        shift, end = self._shift(behind)
        if shift is None:
            sure = named or (len(self.word(at)) > 3 and self.word(at) != "minggu")
            return Reading(Weekday(weekday), self._clock(behind), sure)
        moment = Weekday(weekday, week=0) if shift == 0 else Weekday(weekday, direction=shift)
        return Reading(moment, self._clock(self._day_time(end)), sure=len(self.word(at)) > 3)

    def _dated(self, weekday: int, i: int) -> Reading | None:
        """The date behind a weekday, in parentheses or not, and *pekan lalu* after it."""
        closing = ""
        at = i
        if self.word(at) == ",":
            at += 1
        if self.word(at) in {"(", "["}:
            closing = ")" if self.word(at) == "(" else "]"
            at += 1
        at = self.fillers(at)
        found = self._numeric(at) or self._day_month(at)
        if not found or not isinstance(found.moment, Calendar) or found.moment.day is None:
            return None
        end = found.end
        if closing:
            if self.word(end) != closing:
                return None
            end += 1
        end = self._clock(self._day_time(end))
        if UNITS.get(self.word(end)) == "week" and self._shift(end + 1)[0] is not None:
            end = self._shift(end + 1)[1]
        return Reading(replace(found.moment, weekday=weekday), end)

    # Calendar dates

    def _numeric(self, i: int) -> Reading | None:
        opened = self.word(i) in {"(", "["}
        at = i + opened
        if not self.word(at).isdigit():
            return None
        found = self._iso(at) or self._day_first(at, opened)
        if not found:
            return None
        end = found.end
        if opened:
            if self.word(end) not in {")", "]"}:
                return None
            end += 1
        return found._replace(end=end)

    def _joined_numbers(self, i: int) -> list[str]:
        """Up to three numbers joined by one kind of sign without spaces, the sign first."""
        sign = self.word(i + 1)
        if sign not in SEPARATORS:
            return []
        numbers = [self.word(i)]
        at = i + 1
        while (
            len(numbers) < 3
            and self.word(at) == sign
            and self.word(at + 1).isdigit()
            and self._close(at)
            and self._close(at + 1)
        ):
            numbers.append(self.word(at + 1))
            at += 2
        return [sign, *numbers] if len(numbers) > 1 else []

    def _close(self, i: int) -> bool:
        return self.tokens[i].start - self.tokens[i - 1].end <= 1

    def _stands_alone(self, i: int, end: int) -> bool:
        return self.free_before(i) and self.free_after(end, "./")

    def _iso(self, i: int) -> Reading | None:
        year = self.digits(i, 4, 4)
        if year is None:
            compact = self.digits(i, 8, 8)
            if compact is None or not self._stands_alone(i, i + 1):
                return None
            moment = Calendar(compact // 10000, compact // 100 % 100, compact % 100)
            return Reading(moment, i + 1, sure=False) if 1 <= (moment.month or 0) <= 12 else None
        sign, *numbers = self._joined_numbers(i) or [""]
        if len(numbers) < 2 or any(len(number) > 2 for number in numbers[1:]):
            return None
        end = i + 2 * len(numbers) - 1
        month = int(numbers[1])
        if (
            not self._stands_alone(i, end)
            or not 1 <= month <= 12
            or (len(numbers) == 2 and sign == ".")
        ):
            return None
        if len(numbers) == 2:
            return Reading(Calendar(year, month), end, sure=False)
        return Reading(Calendar(year, month, int(numbers[2])), self._clock(end))

    def _day_first(self, i: int, opened: bool) -> Reading | None:
        sign, *numbers = self._joined_numbers(i) or [""]
        if not numbers or len(numbers[0]) > 2:
            return None
        end = i + 2 * len(numbers) - 1
        first, second = int(numbers[0]), int(numbers[1][:4])
        if not self._stands_alone(i, end):
            return None
        if len(numbers) == 2 and len(numbers[1]) == 4 and sign != "." and 1 <= first <= 12:
            return Reading(Calendar(second, first), end, sure=False)
        if len(numbers[1]) > 2 or not 1 <= second <= 12 or not 1 <= first <= 31:
            return None
        if len(numbers) == 2:
            found = Reading(Calendar(month=second, day=first), self._clock(end), sure=opened)
            return found if sign == "/" else None
        year = _whole_year(numbers[2])
        if year is None:
            return None
        sure = len(numbers[2]) == 4
        return Reading(Calendar(year, second, first), self._clock(end), sure)

    def _day_month(self, i: int) -> Reading | None:
        """*27 Februari 2025*, *27-Feb-2025*, *27th February*, *February 27, 2025*."""
        i = self.fillers(i) if self.word(i) in {"tanggal", "tgl"} else i
        day = self.digits(i, 1, 2)
        if day is not None:
            at = i + 1
            if self.word(at) in {"st", "nd", "rd", "th"} and self.attached(at):
                at += 1
            while self.word(at) in {"-", "/", "of"}:
                at += 1
            month = MONTHS.get(self.word(at))
            if month is None or not self.free_before(i):
                return None
            base = Calendar(month=month, day=day)
            return self._with_year(base, self._dot(at + 1), sure=True)
        month = MONTHS.get(self.word(i))
        at = self._dot(i + 1)
        day = self.digits(at, 1, 2) if month else None
        if day is None or not 1 <= day <= 31:
            return None
        at += 1
        if self.word(at) in {"st", "nd", "rd", "th"} and self.attached(at):
            at += 1
        year = self.digits(at + 1, 4, 4) if self.word(at) == "," else self.digits(at, 4, 4)
        if year is not None:
            end = at + 1 + (self.word(at) == ",")
            return Reading(Calendar(year, month, day), self._clock(end))
        return Reading(Calendar(month=month, day=day), at, sure=False)

    def _dot(self, i: int) -> int:
        """The place behind the full stop of an abbreviated month, if there is one before a year."""
        return i + 1 if self.word(i) == "." and self.word(i + 1).isdigit() else i

    def _month(self, i: int) -> Reading | None:
        named = self.word(i) in {"bulan", "month"}
        at = i + 1 if named else i
        month = MONTHS.get(self.word(at))
        return (
            self._with_year(Calendar(month=month), self._dot(at + 1), sure=named) if month else None
        )

    def _with_year(self, base: Calendar, i: int, sure: bool) -> Reading | None:
        found = self._in_year(base, i)
        if not found:
            shift, end = self._shift(i)
            if shift is None:
                found = Reading(base, i, sure)
            elif shift:
                found = Reading(replace(base, direction=shift), end)
            else:
                found = Reading(replace(base, year_shift=0), end)
        is_day = isinstance(found.moment, Calendar) and found.moment.day is not None
        return found._replace(end=self._clock(self._day_time(found.end))) if is_day else found

    def _in_year(self, base: Calendar, i: int) -> Reading | None:
        """The year behind a day, month or quarter: a number, or *tahun lalu* and the like."""
        at = i
        while self.word(at) in {"-", ",", "/"} and at < i + 1:
            at += 1
        named = self.word(at) in YEAR_WORDS
        at += named
        year = self.digits(at, 4, 4)
        if year is not None and 1000 <= year <= 2999 and not self._decade(at + 1):
            return Reading(replace(base, year=year), at + 1)
        if named:
            shift, end = self._shift(at)
            if shift is not None:
                return Reading(replace(base, year_shift=shift), end)
        return None

    def _year(self, i: int) -> Reading | None:
        named = self.word(i) in YEAR_WORDS
        at = i + named
        if self.word(at) in {"abad", "century"}:
            return self._century(at)
        if UNITS.get(self.word(at)) == "decade" or self.word(at) in {"era", "dekade"}:
            at, named = at + 1, True
            at += self.word(at) in YEAR_WORDS
        year = self.digits(at, 4, 4)
        if year is None or not 1000 <= year <= 2999 or not self.free_before(at):
            return None
        behind = at + 1
        decade = self._decade(behind)
        if decade:
            return Reading(Years(year, 10 if year % 100 else 100), decade)
        if self.word(behind) in {"-", "/"} and self.attached(behind) and self.attached(behind + 1):
            short = self.digits(behind + 1, 2, 2)
            if short is not None and short == (year + 1) % 100 and short > 12:
                return Reading(Years(year, 2), behind + 2, named)
        if not self.free_after(behind, ".,"):
            return None
        if not named and self.word(behind) in {"q", "kuartal"}:
            quarter = self._quarter(behind)
            if quarter and isinstance(quarter.moment, Calendar) and quarter.moment.year is None:
                return Reading(replace(quarter.moment, year=year), quarter.end)
        return Reading(Calendar(year), behind, named)

    def _decade(self, i: int) -> int | None:
        """The place behind the *-an* of *1980-an*, or the English *s*."""
        if self.word(i) in {"-", "–"} and self.word(i + 1) == "an":
            return i + 2
        return i + 1 if self.word(i) in {"s", "an"} and self.attached(i) else None

    def _century(self, i: int) -> Reading | None:
        at = i + 1
        if self.word(at) == "ke":
            at += 1 + (self.word(at + 1) == "-")
        number = self.digits(at, 1, 2)
        if not number or number > 29:
            return None
        return Reading(Years((number - 1) * 100 + 1, 100), at + 1)

    # Times of day

    def _day_time(self, i: int) -> int:
        """The place behind *pagi*, *malam*, *dini hari* and the like, if one stands here."""
        if self.word(i) == "dini" and self.word(i + 1) == "hari":
            return i + 2
        return i + 1 if self.word(i) in DAY_TIMES and self.word(i) != "dini" else i

    def _clock(self, i: int) -> int:
        """The place behind a time of day, if one stands here."""
        at = i + 1 if self.word(i) in {",", "|", "-", "–", "—", "•", "·", "t", ";"} else i
        called = self.word(at) in CLOCK
        at += called
        at += called and self.word(at) == "."
        hour, sign, minute = self.digits(at, 1, 2), self.word(at + 1), self.digits(at + 2, 2, 2)
        if hour is None or minute is None or hour > 24 or minute > 59 or sign not in {":", "."}:
            return i
        end = at + 3
        if (
            self.word(end) == sign
            and self.digits(end + 1, 2, 2) is not None
            and self.attached(end + 1)
        ):
            end += 2
            if self.word(end) == "." and self.digits(end + 1, 1, 6) is not None:
                end += 2
        zoned = self._zone(end)
        return zoned if called or sign == ":" or zoned > end else i

    def _zone(self, i: int) -> int:
        opened = self.word(i) == "("
        at = i + opened
        if self.word(at) in ZONES:
            at += 1
            if opened:
                return at + 1 if self.word(at) == ")" else i
        if (
            self.word(at) in {"+", "-"}
            and self.digits(at + 1, 1, 4) is not None
            and self.attached(at + 1)
        ):
            at += 2
            if self.word(at) == ":" and self.digits(at + 1, 2, 2) is not None:
                at += 2
        return at if not opened else i


_QUARTERS = {
    **dict.fromkeys(("kuartal", "triwulan", "quarter", "q"), 3),
    "caturwulan": 4,
    **dict.fromkeys(("semester", "paruh"), 6),
}
_ENGLISH_SHIFTS = {"last": -1, "past": -1, "this": 0, "next": 1}
_ENGLISH_UNITS = {"week", "month", "quarter", "year", "decade"}


def _bare_day(moment: Calendar) -> bool:
    return moment.day is not None and moment.month is None


def _whole_year(digits: str) -> int | None:
    """A year of two or four digits; two are of 1970 to 2069."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900) if len(digits) == 2 else None


def starts(word: str) -> bool:
    """Whether a date expression can begin with a word."""
    return word in _starters() or word.isdigit()


@cache
def _starters() -> frozenset[str]:
    pairs = {pair.split()[0] for pair in DAYS}
    return frozenset(
        {"antara", "between", "dari", "from", "sejak", "since", "mulai", "(", "[", "era", "abad"}
        | MONTHS.keys() | WEEKDAYS.keys() | UNITS.keys() | ONE_UNIT.keys() | NUMBERS.keys()
        | PARTS.keys() | pairs | _QUARTERS.keys() | _ENGLISH_SHIFTS.keys() | YEAR_WORDS
        | {"tanggal", "tgl"}
    )  # fmt: skip


_IN_CONTEXT = {
    "pada", "sejak", "hingga", "sampai", "dari", "antara", "mulai", "sebelum", "sesudah",
    "setelah", "selama", "sepanjang", "di", "since", "in", "until", "before", "after",
}  # fmt: skip
"""Words behind which a month or a year by itself is a date."""


def readings(grammar: Grammar) -> list[tuple[int, Reading]]:
    """The expressions of a running text with the places of their first tokens."""
    result = []
    i, count = 0, len(grammar.tokens)
    while i < count:
        found = grammar.expression(i) if starts(grammar.word(i)) else None
        if found and (found.sure or grammar.word(i - 1) in _IN_CONTEXT):
            result.append((i, found))
        i = found.end if found else i + 1
    return result
