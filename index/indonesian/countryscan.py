"""Scans a text for the names of the gazetteer and tells which of them refer to a country."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.indonesian.gazetteer import Kind, Sense, gazetteer, homonyms
from index.indonesian.lookalikes import ADMINISTRATIVE, believed, excluded

_LOWERCASE_LEAST = 5
"""Country names of so many letters are believed without a capital, too: *rusia*, not *mali*."""

_SMALL_WORDS = {
    "dan",
    "al",
    "el",
    "de",
    "da",
    "do",
    "la",
    "of",
    "the",
    "and",
    "du",
    "den",
    "a",
    "i",
    "e",
    "dar",
    "es",
    "us",
}
"""Words inside names that need no capital."""


class Reference(NamedTuple):
    """A mention of a country: its code, what kind of name, and where it starts in the text."""

    code: str
    kind: Kind
    start: int
    dateline: bool


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def references(text: str) -> Iterator[Reference]:
    """Yield the references to countries in a text, in order.

    Args:
        text: any text; time grows linearly with its length.
    """
    words = _words(text)
    table = gazetteer()
    small = [word.text.lower() for word in words]
    i, count = 0, len(words)
    while i < count:
        entries = table.get(small[i])
        if entries is None:
            if small[i] in ADMINISTRATIVE and _names_unknown(text, words, small, i):
                yield Reference("ID", Kind.PLACE, words[i].start, False)
            i += 1
            continue
        found = _longest(text, words, small, i, entries)
        if found is None:
            i += 1
            continue
        end, sense = found
        if sense.code:
            reference = _reference(text, words, small, i, end, sense)
            if reference:
                yield reference
        i = end


@cache
def _word_pattern() -> re.Pattern[str]:
    # A capital inside a word begins another one where a link was lost: diNigeria, PentingUkraina.
    return re.compile(r"[^\W_]+")


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(r"[^\W_a-zA-Z]+|[A-Z]?[a-zß-ÿ]+|[A-Z]+(?![a-z])|[A-Z]")


def _words(text: str) -> list[_Word]:
    words = []
    for found in _word_pattern().finditer(text):
        word = found.group()
        if word.islower() or word.isupper() or word.istitle() or not word.isalpha():
            words.append(_Word(word, found.start(), found.end()))
            continue
        words += [
            _Word(piece.group(), found.start() + piece.start(), found.start() + piece.end())
            for piece in _glued().finditer(word)
        ]
    return words


def _longest(
    text: str,
    words: list[_Word],
    small: list[str],
    i: int,
    entries: list[tuple[tuple[str, ...], Sense]],
) -> tuple[int, Sense] | None:
    """The place behind the longest name at a place, with its sense."""
    for rest, sense in entries:
        end = i + 1 + len(rest)
        if rest and (
            tuple(small[i + 1 : end]) != rest
            or not all(_joined(text, words[k], words[k + 1]) for k in range(i, end - 1))
        ):
            continue
        if _written_as_name(words[i:end], sense):
            return end, sense
        if sense.kind is Kind.COUNTRY and _opens(text, words[i], words[end - 1]):
            return end, sense
        if sense.kind is Kind.PLACE and not sense.mark and _opens(text, words[i], words[end - 1]):
            return end, sense
    return None


def _joined(text: str, word: _Word, following: _Word) -> bool:
    gap = text[word.end : following.start]
    if "." in gap and len(word.text) > 2:
        return False
    return len(gap) <= 2 and not gap.strip(" -–'’.\n\u00a0&")


def _written_as_name(words: list[_Word], sense: Sense) -> bool:
    if sense.capitals:
        return all(word.text.isupper() for word in words)
    if sense.kind is Kind.LOOKALIKE:
        return True
    if all(not word.text[0].islower() or word.text in _SMALL_WORDS for word in words):
        return not words[0].text[0].islower()
    return (
        sense.kind is Kind.COUNTRY
        and not sense.mark
        and sum(len(word.text) for word in words) >= _LOWERCASE_LEAST
    )


def _opens(text: str, first: _Word, last: _Word) -> bool:
    """Whether a name opens a paragraph and a sign follows, as in *london, rabu-* or *Batu (2/3)*."""
    line = text[max(0, first.start - 2) : first.start].rstrip(" ")
    if line and line[-1] != "\n":
        return False
    after = text[last.end : last.end + 3].lstrip()
    return after[:1] in {",", "(", "-", "–", "—", ":"}


def _reference(
    text: str, words: list[_Word], small: list[str], i: int, end: int, sense: Sense
) -> Reference | None:
    first, last = words[i], words[end - 1]
    touches = i > 0 and _spaced(text, words[i - 1], first)
    before = small[i - 1] if touches else ""
    if excluded(sense, before, text[last.end : last.end + 3]):
        return None
    opens = _opens(text, first, last)
    if sense.mark:
        neighbours = (
            touches and not words[i - 1].text[0].islower(),
            end < len(words)
            and _spaced(text, last, words[end])
            and words[end].text[0].isupper()
            and small[end] not in gazetteer(),
        )
        if not believed(sense, before, neighbours, opens):
            return None
    if small[i] == "korea" and end == i + 1 and before in {"perang", "semenanjung", "jazirah"}:
        return None
    code = sense.code
    for other, clues in homonyms().get(" ".join(small[i:end]), ()):
        if not clues.isdisjoint(small):
            code = other
    return Reference(code, sense.kind, first.start, opens)


def _spaced(text: str, word: _Word, following: _Word) -> bool:
    """Whether two words stand side by side, a single space or hyphen between them."""
    return text[word.end : following.start] in {" ", "\u00a0", "\n"}


def _names_unknown(text: str, words: list[_Word], small: list[str], i: int) -> bool:
    """Whether an administrative word stands before a capitalised name that the gazetteer lacks."""
    return (
        i + 1 < len(words)
        and words[i + 1].text.istitle()
        and _spaced(text, words[i], words[i + 1])
        and small[i + 1] not in gazetteer()
        and words[i].text[0].isupper()
    )
