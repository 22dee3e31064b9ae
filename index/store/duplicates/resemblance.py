"""Judges whether two texts are versions of one article: copies, edited or cut, of one report.

A form that is filled anew every day (prices of gold, times of prayer, fixtures) is much the same
text each time, and other news. What tells it from a copy are numbers and days: where the same words
stand around a number in both texts, and each text has one there that the other has not, they tell
of different things. A number that is only left out, as in a copy that was cut, does not count.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from telusur.index.indonesian.dates.vocabulary import MONTHS, NUMBERS, WEEKDAYS, ZONES
from telusur.index.store.duplicates.minhash import shingles

_RESEMBLANCE = 0.6
_CONTAINMENT = 0.9
_LEAST_PART = 0.5
"""A copy that was cut has at least so much of the whole; what has less is a note on it."""

_LONGEST_ABBREVIATION = 3
"""*Sel* and *mar* are words of their own."""

_DAY = "day "

_Numbers = tuple[str, ...]
"""Numbers that stand in a row, such as those of a date."""


class ComparedText:
    """A text that is compared with others."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text
        self._shingles = shingles(text)

    def similarity(self, other: "ComparedText") -> float:
        """Return how similar two texts are if one may be a copy of the other, else 0.

        They are similar if they share most of all their shingles (resemblance), or if the shorter
        one is not much shorter and nearly all of its shingles are in the longer one (containment).
        Numbers do not count; see `differs_in_numbers`.

        Returns:
            The share of all their shingles that is in both, 0 to 1.
        """
        shared = len(self._shingles & other._shingles)
        fewer, more = sorted((len(self._shingles), len(other._shingles)))
        together = fewer + more - shared
        resembling = shared >= _RESEMBLANCE * together
        contained = shared >= _CONTAINMENT * fewer and fewer >= _LEAST_PART * more
        return shared / together if together and (resembling or contained) else 0.0

    def differs_in_numbers(self, other: "ComparedText") -> bool:
        """Tell whether each text has a number or day where the other has another."""
        return numbers_differ(self._text, other._text)


def nearest_version(
    text: str,
    others: Mapping[int, str],
    families_of: Callable[[Sequence[int]], Mapping[int, int]],
) -> int | None:
    """Return which of some articles a text is most likely a version of, or None.

    It is no version of an article from whose numbers its own differ, and so of no other in the
    family of that one: what leaves the numbers out does not bring two days together.

    Args:
        text: the text.
        others: the texts of the articles that it may be a version of, by their numbers.
        families_of: tells the families of articles, by their numbers, of those that have one.
    """
    compared = ComparedText(text)
    candidates = {number: ComparedText(other) for number, other in others.items()}
    similarities = {number: compared.similarity(one) for number, one in candidates.items()}
    similar = [number for number in candidates if similarities[number]]
    different = {n for n in similar if compared.differs_in_numbers(candidates[n])}
    families = families_of(similar)
    excluded = {families[number] for number in different if number in families}
    return max(
        (
            number
            for number in similar
            if number not in different and families.get(number) not in excluded
        ),
        key=lambda number: (similarities[number], -number),
        default=None,
    )


def resemblance(one: str, other: str) -> float:
    """Return the share of two texts' shingles that are in both, from 0 to 1 (Jaccard).

    Args:
        one: a text.
        other: another text.
    """
    first, second = shingles(one), shingles(other)
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def shared_part(one: str, other: str) -> float:
    """Return the share of the shingles of the shorter of two texts that is in the other, 0 to 1.

    Args:
        one: a text.
        other: another text.
    """
    first, second = shingles(one), shingles(other)
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer else 0.0


def numbers_differ(one: str, other: str) -> bool:
    """Tell whether each of two texts has a number or day where the other has another.

    Args:
        one: a text.
        other: another text.
    """
    first, second = _numbers_by_context(one), _numbers_by_context(other)
    return any(
        _has_other(first[context], second[context]) and _has_other(second[context], first[context])
        for context in first.keys() & second.keys()
    )


def _has_other(ones: "set[_Numbers]", others: "set[_Numbers]") -> bool:
    """Whether a run of numbers neither is nor begins nor continues one of the others."""
    return any(
        all(one[: len(other)] != other[: len(one)] for other in others) for one in ones - others
    )


def _numbers_by_context(text: str) -> "dict[tuple[str, str], set[_Numbers]]":
    """Return the runs of numbers between each pair of words."""
    found: defaultdict[tuple[str, str], set[_Numbers]] = defaultdict(set)
    before = ""
    run: list[str] = []
    for word in (*_word().findall(text.casefold()), ""):
        number = _as_number(word) if word else ""
        if number:
            run.append(number)
            continue
        if run:
            found[before, word].add(_meant(run, word))
            run = []
        before = word
    return found


def _meant(run: list[str], after: str) -> "_Numbers":
    """Return what of a run of numbers tells of the news.

    The day of the week before a date says no more than the date. The time after one, with its time
    zone, is what a page says of itself, and each copy of it something else.
    """
    start = len(run) > 1 and run[0].startswith(_DAY)
    end = len(run) - (len(run) > 1 and after in ZONES)
    return tuple(run[start:end])


def _as_number(word: str) -> str:
    """Return a number in digits alone, a month as its number, a day of the week; else nothing."""
    if word[0].isdecimal():
        return "".join(filter(str.isalnum, word)).lstrip("0") or "0"
    if word in NUMBERS:
        return str(NUMBERS[word])
    if word in WEEKDAYS and len(word) > _LONGEST_ABBREVIATION:
        return _DAY + str(WEEKDAYS[word])
    if word in MONTHS and (len(word) > _LONGEST_ABBREVIATION or word == "mei"):
        return str(MONTHS[word])
    return ""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
