"""Reads the tokens of a text for the date grammar: words, numbers and what may follow a date."""

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from telusur.index.indonesian.dates.moments import Moment
from telusur.index.indonesian.dates.vocabulary import (
    AFTER,
    BEFORE,
    CLOCK,
    DAY_TIMES,
    FILLERS,
    THIS,
    ZONES,
)

_DASHES = {"-", "–", "—"}
_MARKS = frozenset("'’‘`´")


class ParsedMoment(NamedTuple):
    """What a rule reads at a token's index."""

    moment: Moment
    end: int
    """The index after its last token."""
    sure: bool = True
    """Whether it is a date in running text too, and not only where one is asked for."""


@cache
def _lexer() -> re.Pattern[str]:
    return re.compile(r"([0-9]+|[^\W\d_]+(?:['’‘`´][^\W\d_]+)?|\.\.|\S)")


def _plain(word: str) -> str:
    """A word in small letters and without a mark inside it: *Jum'at* is *jumat*."""
    if word.isalpha() or not word[0].isalpha():
        return word.lower()
    return "".join(filter(str.isalpha, word.lower()))


class Reader:
    """The tokens of one text: words in small letters, numbers, single signs.

    Attributes:
        words: the tokens; beyond them, `word` gives an empty one.
    """

    def __init__(self, text: str) -> None:
        pieces = _lexer().split(text)  # what is between tokens, a token, and so on
        self._written: list[str] = pieces[1::2]
        self._starts = list(accumulate(map(len, pieces)))[:-1:2]
        self.words = list(
            map(_plain, self._written) if _MARKS & set(text) else map(str.lower, self._written)
        )

    def word(self, i: int) -> str:
        """The word at an index."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def offsets(self, i: int, end: int) -> tuple[int, int]:
        """Return where tokens begin and end in the text, in characters.

        Args:
            i: the index of the first token.
            end: the index after the last token.
        """
        return self._starts[i], self._starts[end - 1] + len(self._written[end - 1])

    def gap(self, i: int) -> int:
        """How many characters stand between a token and the one before."""
        return self._starts[i] - self._starts[i - 1] - len(self._written[i - 1])

    def capitalised(self, i: int) -> bool:
        """Whether the word at an index begins with a capital."""
        return self._written[i][0].isupper()

    def attached(self, i: int) -> bool:
        """Whether no space stands between a token and the one before."""
        return 0 < i < len(self.words) and self.gap(i) == 0

    def digits(self, i: int, minimum: int, maximum: int) -> int | None:
        """Return the number at an index, if its length fits.

        Args:
            i: the token's index.
            minimum: how many digits it must have at least.
            maximum: the maximum number of digits.
        """
        word = self.word(i)
        return int(word) if word.isdecimal() and minimum <= len(word) <= maximum else None

    def free_before(self, i: int) -> bool:
        """Whether a token does not continue a number or name: false in 1.27, $27, A27."""
        if not self.attached(i):
            return True
        sign = self.word(i - 1)
        if sign.isalnum() or sign in {"_", "$", "#", "@", "€", "£"}:
            return False
        joins = sign in {".", ",", ":", "/", "+"} and self.attached(i - 1)
        return not (joins and self.word(i - 2).isdecimal())

    def free_after(self, i: int, signs: str = "") -> bool:
        """Tell whether what ends before a token does not go on.

        Args:
            i: the token's index.
            signs: after which of these a number may not follow, either.
        """
        if not self.attached(i):
            return True
        sign = self.word(i)
        if sign.isalnum() or sign in {"_", "%"}:
            return sign == "t" or sign in ZONES
        return not (sign in signs and self.attached(i + 1) and self.word(i + 1).isdecimal())

    def skip(self, i: int, words: set[str], limit: int = 1) -> int:
        """Return the index after some words, if they stand here.

        Args:
            i: the index to begin at.
            words: the words that may be skipped.
            limit: up to how many of them are.
        """
        for _ in range(limit):
            i += self.word(i) in words
        return i

    def fillers(self, i: int) -> int:
        """The index after up to two words that change nothing, such as *pada tanggal*."""
        return self.skip(i, FILLERS, limit=2)

    def shift(self, i: int) -> tuple[int | None, int]:
        """-1, 0 or 1 for *lalu*, *ini* or *depan* at an index, and the index after it."""
        at = i + (self.word(i) == "yang")
        word = self.word(at)
        if word in BEFORE:
            return -1, at + 1
        if word in AFTER:
            return 1, at + 1
        if word == "akan" and self.word(at + 1) == "datang":
            return 1, at + 2
        return (0, at + 1) if word in THIS and at == i else (None, i)

    def time(self, i: int) -> int:
        """The index after a part of the day and a time of day, as far as they stand here."""
        return self.clock(self.part_of_day(i))

    def part_of_day(self, i: int) -> int:
        """The index after *pagi*, *malam*, *dini hari* and the like, if one stands here."""
        if self.word(i) == "dini" and self.word(i + 1) == "hari":
            return i + 2
        return i + (self.word(i) in DAY_TIMES)

    def clock(self, i: int) -> int:
        """The index after a time of day such as *pukul 19.13 WIB*, if one stands here."""
        at = self.skip(i, _DASHES | {",", "|", "•", "·", "t", ";"})
        called = self.word(at) in CLOCK
        if called:
            at = self.skip(at + 1, {"."})
        hour, sign, minute = self.digits(at, 1, 2), self.word(at + 1), self.digits(at + 2, 2, 2)
        if hour is None or minute is None or hour > 24 or minute > 59 or sign not in {":", "."}:
            return i
        end = at + 3
        if (
            self.word(end) == sign
            and self.attached(end + 1)
            and self.digits(end + 1, 2, 2) is not None
        ):
            end += 2
            if self.word(end) == "." and self.digits(end + 1, 1, 6) is not None:
                end += 2
        zoned = self._zone(end)
        plain = sign == ":" or (len(self.word(at)) == 2 and self.free_after(end, ".,"))
        return zoned if called or plain or zoned > end else i

    def _zone(self, i: int) -> int:
        """The index after *WIB*, *(WITA)*, *GMT+7* or *+07:00*, if one stands here."""
        if self.word(i) == "(" and self.word(i + 1) in ZONES and self.word(i + 2) == ")":
            return i + 3
        i = self.skip(i, ZONES)
        signed = self.word(i) in {"+", "-"} and self.attached(i + 1)
        if not signed or self.digits(i + 1, 1, 4) is None:
            return i
        i += 2
        return i + 2 if self.word(i) == ":" and self.digits(i + 1, 2, 2) is not None else i
