"""Rules for dates counted from the day of reading: *kemarin*, *pekan lalu*, *tiga hari lagi*."""

from telusur.index.indonesian.dates.lexer import ParsedMoment, Reader
from telusur.index.indonesian.dates.moments import Calendar, RelativePeriod, Shift, Weekday
from telusur.index.indonesian.dates.vocabulary import (
    BEFORE,
    DAYS,
    ENGLISH_SHIFTS,
    MONTHS,
    NUMBERS,
    ONE_UNIT,
    RECENT,
    UNITS,
    WEEKDAYS,
)

_ENGLISH_UNITS = {"week", "month", "quarter", "year", "decade"}


class RelativeDates(Reader):
    """Rules that read at a token's index and return what stands there, or None."""

    def relative(self, i: int) -> ParsedMoment | None:
        """A day, week, month and so on, or a number of them, counted from the reference day."""
        word = self.word(i)
        for end in (i + 2, i + 1):
            day = DAYS.get(" ".join(map(self.word, range(i, end))))
            if day is not None:
                return ParsedMoment(Shift("day", day), self.time(end))
        if word in UNITS:
            return self._unit(i + 1, UNITS[word])
        if word in ENGLISH_SHIFTS:
            return self._english(i + 1, ENGLISH_SHIFTS[word])
        if word in ONE_UNIT:
            return self._counted(1, ONE_UNIT[word], i + 1)
        number, at = self._number(i)
        unit = UNITS.get(self.word(at))
        if not number or not unit or not self.free_before(i):
            return None
        return self._counted(number, unit, at + 1)

    def _number(self, i: int) -> tuple[int | None, int]:
        number = NUMBERS.get(self.word(i)) or self.digits(i, 1, 4)
        if number is not None and number < 10:
            if self.word(i + 1) == "belas":
                return number + 10, i + 2
            if self.word(i + 1) == "puluh":
                return number * 10, i + 2
        return number, i + 1

    def _unit(self, i: int, unit: str) -> ParsedMoment | None:
        shift, end = self.shift(i)
        if shift is None or unit in {"hour", "day"}:
            return None
        return ParsedMoment(Shift(unit, shift), end)

    def _counted(self, number: int, unit: str, i: int) -> ParsedMoment | None:
        """What follows a number of units: *lalu*, *terakhir*, *ke depan*, *lagi*."""
        at = i + (self.word(i) == "yang")
        word = self.word(at)
        if word in BEFORE:
            return ParsedMoment(Shift(unit, -number), at + 1)
        if word in RECENT:
            return ParsedMoment(RelativePeriod(unit, -number), self.skip(at + 1, {"ini"}))
        if word == "ke" and self.word(at + 1) == "depan":
            return ParsedMoment(RelativePeriod(unit, number), at + 2)
        if word in {"mendatang", "lagi", "depan"}:
            return ParsedMoment(Shift(unit, number), at + 1)
        return None

    def _english(self, i: int, shift: int) -> ParsedMoment | None:
        """What follows *last*, *this* or *next*."""
        word = self.word(i)
        number, at = self._number(i)
        unit = UNITS.get(self.word(at))
        if number and unit and shift:
            return ParsedMoment(RelativePeriod(unit, shift * number), at + 1)
        if word in WEEKDAYS and word not in UNITS:
            return ParsedMoment(Weekday(WEEKDAYS[word], direction=shift), i + 1)
        if word in MONTHS:
            this = None if shift else 0
            return ParsedMoment(
                Calendar(month=MONTHS[word], direction=shift, year_shift=this), i + 1
            )
        return ParsedMoment(Shift(UNITS[word], shift), i + 1) if word in _ENGLISH_UNITS else None
