"""The rules for dates of the calendar: numeric ones, months, quarters, years."""

from dataclasses import replace

from telusur.index.indonesian.dates.lexer import ParsedMoment, Reader
from telusur.index.indonesian.dates.moments import Calendar, Years
from telusur.index.indonesian.dates.vocabulary import (
    BEFORE,
    MONTHS,
    ORDINALS,
    OTHER_ERAS,
    QUARTERS,
    UNITS,
    YEAR_WORDS,
)

_ENGLISH_ORDINAL = {"st", "nd", "rd", "th"}
_SEPARATORS = {"/", "-", "."}
_COMPACT_LENGTH = 8


class CalendarDates(Reader):
    """Rules that read at a token's index and return what stands there, or None."""

    def numeric(self, i: int) -> ParsedMoment | None:
        """*27/2/2025*, *(27/2)*, *27-02-2025*, *2025-02-27*, *2024-11*, *11/2024*, *20250227*."""
        opened = self.word(i) in {"(", "["}
        at = i + opened
        number = self.word(at)
        if not number.isdecimal():
            return None
        if len(number) != _COMPACT_LENGTH and self.word(at + 1) not in _SEPARATORS:
            return None
        parsed = self._iso(at) or self._compact(at) or self._day_first(at, opened)
        if not parsed or not opened:
            return parsed
        return parsed._replace(end=parsed.end + 1) if self.word(parsed.end) in {")", "]"} else None

    def _numbers(self, i: int) -> tuple[str, list[str]]:
        """The sign that joins up to three numbers, and the numbers."""
        sign = self.word(i + 1)
        numbers = [self.word(i)]
        at = i + 1
        while (
            sign in _SEPARATORS
            and len(numbers) < 3
            and self.word(at) == sign
            and self.word(at + 1).isdecimal()
            and self.gap(at) <= 1  # as in the slip "(8/ 9)"
            and self.gap(at + 1) <= 1
        ):
            numbers.append(self.word(at + 1))
            at += 2
        return sign, numbers

    def _stands_alone(self, i: int, end: int) -> bool:
        return self.free_before(i) and self.free_after(end, "./")

    def _iso(self, i: int) -> ParsedMoment | None:
        year = self.digits(i, 4, 4)
        sign, numbers = self._numbers(i)
        end = i + 2 * len(numbers) - 1
        if year is None or len(numbers) == 1 or any(len(number) > 2 for number in numbers[1:]):
            return None
        month = int(numbers[1])
        if not 1 <= month <= 12 or not self._stands_alone(i, end):
            return None
        if len(numbers) == 3:
            return ParsedMoment(Calendar(year, month, int(numbers[2])), self.clock(end))
        return ParsedMoment(Calendar(year, month), end, sure=False) if sign != "." else None

    def _compact(self, i: int) -> ParsedMoment | None:
        number = self.digits(i, _COMPACT_LENGTH, _COMPACT_LENGTH)
        if number is None or not self._stands_alone(i, i + 1):
            return None
        year, month, day = number // 10000, number // 100 % 100, number % 100
        if not 1 <= month <= 12:
            return None
        return ParsedMoment(Calendar(year, month, day), i + 1, sure=False)

    def _day_first(self, i: int, opened: bool) -> ParsedMoment | None:
        sign, numbers = self._numbers(i)
        end = i + 2 * len(numbers) - 1
        if len(numbers) == 1 or len(numbers[0]) > 2 or not self._stands_alone(i, end):
            return None
        first, second, lengths = int(numbers[0]), int(numbers[1][:4]), [*map(len, numbers)]
        if lengths[1:] == [4] and sign != "." and 1 <= first <= 12:
            return ParsedMoment(Calendar(second, first), end, sure=False)
        if lengths[1] > 2 or not 1 <= second <= 12 or not 1 <= first <= 31:
            return None
        if len(numbers) == 2:
            parsed = ParsedMoment(Calendar(month=second, day=first), self.clock(end), sure=opened)
            return parsed if sign == "/" else None
        year = _year_of(numbers[2])
        if year is None:
            return None
        return ParsedMoment(Calendar(year, second, first), self.clock(end), sure=lengths[2] == 4)

    def day_month(self, i: int) -> ParsedMoment | None:
        """*27 Februari 2025*, *27-Feb-2025*, *27th February*, *February 27, 2025*."""
        if self.word(i) in {"tanggal", "tgl"}:
            i = self.fillers(i)
        return self._day_first_words(i) or self._month_first_words(i)

    def _day_first_words(self, i: int) -> ParsedMoment | None:
        day = self.digits(i, 1, 2)
        if day is None or not self.free_before(i):
            return None
        at = self.skip(self._ordinal(i + 1), {"-", "/", "of"})
        month = MONTHS.get(self.word(at))
        return self._dated(Calendar(month=month, day=day), at + 1, sure=True) if month else None

    def _month_first_words(self, i: int) -> ParsedMoment | None:
        month = MONTHS.get(self.word(i))
        at = self._full_stop(i + 1)
        day = self.digits(at, 1, 2)
        if month is None or day is None or not 1 <= day <= 31:
            return None
        at = self._ordinal(at + 1)
        after = self.skip(at, {","})
        year = self.digits(after, 4, 4)
        if year is not None:
            return ParsedMoment(Calendar(year, month, day), self.clock(after + 1))
        return ParsedMoment(Calendar(month=month, day=day), at, sure=False)

    def _ordinal(self, i: int) -> int:
        return i + (self.word(i) in _ENGLISH_ORDINAL and self.attached(i))

    def _full_stop(self, i: int) -> int:
        """The index after the full stop of an abbreviated month, if a number follows."""
        stands = self.word(i) == "." and len(self.word(i - 1)) <= 4
        return i + (stands and self.word(i + 1).isdecimal())

    def month(self, i: int) -> ParsedMoment | None:
        """*November 2024*, *bulan November tahun lalu*, *September lalu*, *November*."""
        named = self.word(i) in {"bulan", "month"}
        month = MONTHS.get(self.word(i + named))
        return self._dated(Calendar(month=month), i + named + 1, sure=named) if month else None

    def _dated(self, base: Calendar, i: int, sure: bool) -> ParsedMoment:
        """A month, or a day and month, with the year or *lalu* that may follow it."""
        parsed = self._in_year(base, self._full_stop(i))
        if not parsed:
            shift, end = self.shift(i)
            if shift is None:
                parsed = ParsedMoment(base, i, sure)
            elif shift:
                parsed = ParsedMoment(replace(base, direction=shift), end)
            else:
                parsed = ParsedMoment(replace(base, year_shift=0), end)
        return parsed._replace(end=self.time(parsed.end)) if base.day is not None else parsed

    def _in_year(self, base: Calendar, i: int) -> ParsedMoment | None:
        """The year after a day, month or quarter: a number, or *tahun lalu* and the like."""
        at = self.skip(i, {"-", ",", "/"})
        named = self.word(at) in YEAR_WORDS
        at += named
        year = self.digits(at, 4, 4)
        if year is not None and 1000 <= year <= 2999 and not self._decade(at + 1):
            return ParsedMoment(replace(base, year=year), self.skip(at + 1, BEFORE))
        shift, end = self.shift(at)
        if named and shift is not None:
            return ParsedMoment(replace(base, year_shift=shift), end)
        return None

    def quarter(self, i: int) -> ParsedMoment | None:
        """*kuartal II 2024*, *triwulan pertama tahun lalu*, *semester I*, *Q2 2024*."""
        length = QUARTERS.get(self.word(i))
        if length is None:
            return None
        at = i + 1
        if self.word(at) == "ke":
            at = self.skip(at + 1, {"-"})
        number = ORDINALS.get(self.word(at)) or self.digits(at, 1, 1)
        if not number or number > 12 // length:
            return None
        at = self.skip(at + 1, {"-", "/", ",", "of"})
        base = Calendar(month=(number - 1) * length + 1, span=length)
        return self._in_year(base, at) or ParsedMoment(base, at, sure=False)

    def year(self, i: int) -> ParsedMoment | None:
        """*2024*, *tahun 2024*, *2023/24*, *1980-an*, *2024 Q2*, *abad ke-20*."""
        if self.word(i) in {"abad", "century"}:
            return self._century(i)
        called = UNITS.get(self.word(i)) == "decade" or self.word(i) == "era"
        at = i + called
        named = self.word(at) in YEAR_WORDS
        at += named
        sure = named or called
        decade = self._decade(at + 1)
        short = self.digits(at, 2, 2)
        if sure and decade and short:
            return ParsedMoment(Years(1900 + short, 10), decade)
        year = self.digits(at, 4, 4)
        if year is None or not 1000 <= year <= 2999 or not self.free_before(at):
            return None
        if decade:
            return ParsedMoment(Years(year, 10 if year % 100 else 100), decade)
        after = at + 1
        if self._season(year, after):
            return ParsedMoment(Years(year, 2), after + 2, sure)
        if not self.free_after(after, ".,") or self.word(after) in OTHER_ERAS:
            return None
        quarter = self.quarter(after) if not sure else None
        if quarter and isinstance(quarter.moment, Calendar) and quarter.moment.year is None:
            return ParsedMoment(replace(quarter.moment, year=year), quarter.end)
        return ParsedMoment(Calendar(year), self.skip(after, BEFORE), sure)

    def _season(self, year: int, i: int) -> bool:
        """Whether a year goes on as in *2023/24* or *2023/2024*; *2011-12* is a month."""
        if self.word(i) not in {"-", "/"} or not self.attached(i) or not self.attached(i + 1):
            return False
        return self.digits(i + 1, 4, 4) == year + 1 or (
            self.digits(i + 1, 2, 2) == (year + 1) % 100 and year % 100 >= 12
        )

    def _decade(self, i: int) -> int | None:
        """The index after the *-an* of *1980-an*, or the English *s*."""
        if self.word(i) in {"-", "–"} and self.word(i + 1) == "an":
            return i + 2
        return i + 1 if self.word(i) in {"s", "an"} and self.attached(i) else None

    def _century(self, i: int) -> ParsedMoment | None:
        at = i + 1
        if self.word(at) == "ke":
            at = self.skip(at + 1, {"-"})
        number = self.digits(at, 1, 2)
        if not number or number > 29 or self.word(at + 1) in OTHER_ERAS:
            return None
        return ParsedMoment(Years((number - 1) * 100 + 1, 100), at + 1)


def _year_of(digits: str) -> int | None:
    """A year of two or four digits; two are of 1970 to 2069."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900) if len(digits) == 2 else None
