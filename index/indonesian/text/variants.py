"""Finds other ways to write the words of a query: abbreviations, spellings, informal forms."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_lines

VariantKind = Literal["abbreviation", "spelling", "informal"]

_GROUP_FILES: dict[VariantKind, str] = {"spelling": "spellings.tsv", "informal": "informal.tsv"}
MAX_SPAN = 12
"""The maximum number of words in a span that is looked up."""

_ONE_WAY = ">"
_CASE = "case"
_PUNCTUATION = str.maketrans("/", " ", ",&()")
_SPACES = "-‐‑/"
_UNKEYED = ",&()'>"
_KEY_MARKS = str.maketrans(_SPACES, " " * len(_SPACES), _UNKEYED)
_OLD_SPELLINGS = ("dj", "tj", "oe")
_OLD_BEGINNINGS = ("nj", "sj")
_MIN_OLD_WORD = 5

_FEW_KEYS = 30


class Variant(NamedTuple):
    """Another way to write the words `start` to `end` (excluded) of a query."""

    start: int
    """Index of the first word that it stands for."""
    end: int
    """Index after the last word that it stands for."""
    words: tuple[str, ...]
    """In lower case, but in capitals what holds only in capitals (see `is_capitals_only`)."""
    kind: VariantKind
    capitals_only: bool
    """Whether `words` is an abbreviation that must not match the lower-case word (AS, not *as*)."""
    one_way: bool
    """Whether `words`, when asked for, would not give the query's words in return."""


def variants_of(words: Sequence[str]) -> list[Variant]:
    """Return the variants of a query's words, as `data/*.tsv` list them.

    From left to right the longest listed span wins: *Korea Utara* is looked up before *Korea*, and
    no variant is given for parts of a span that has some. Case and diacritics are ignored, a
    hyphen counts as a space, except for abbreviations that are another word in lower case: *AS* is
    expanded, *as* is not. For a query typed all in lower case to reach the abbreviation,
    ask `is_capitals_only(word.upper())`. The short forms of one expansion are variants of each
    other (*Kemlu*, *Kemenlu*), the several expansions of one abbreviation are not.

    A word that is not listed but looks like the spelling before 1972 (*oe, dj, tj*) is also given
    in today's spelling: *djoeang* as *juang*.

    Args:
        words: the words as typed, in order, case kept.

    Returns:
        The variants in order of `start`; the words of each are text to be analysed like any other.
    """
    parts = [(part, at) for at, word in enumerate(words) for part in _key(word).split()]
    variants: list[Variant] = []
    first = 0
    while first < len(parts):
        span = _longest_span(words, parts, first)
        variants += span
        end = span[0].end if span else parts[first][1] + 1
        while first < len(parts) and parts[first][1] < end:
            first += 1
    return variants


def is_capitals_only(word: str) -> bool:
    """Tell whether a word as typed is an abbreviation that differs from the word in lower case.

    True for *AS* and *Sulut*, also for *SULUT*; false for *as*, *As*, *sulut* and for abbreviations
    that mean the same in any case, such as *Korut*. In a text all in capitals the answer says
    nothing: the caller has to look at the words around.
    """
    return word in _case_marked_forms()


def _longest_span(words: Sequence[str], parts: list[tuple[str, int]], first: int) -> list[Variant]:
    start = parts[first][1]
    for stop in range(min(len(parts), first + MAX_SPAN), first, -1):
        end = parts[stop - 1][1] + 1
        if stop < len(parts) and parts[stop][1] < end:
            continue
        key = " ".join(part for part, _ in parts[first:stop])
        variants = _variants(key, words[start:end], start, end)
        if variants:
            return variants
    return [
        Variant(start, start + 1, (modern,), "spelling", False, True)
        for modern in _modern_spellings(words[start])
    ]


def _variants(key: str, typed: Sequence[str], start: int, end: int) -> list[Variant]:
    variants: dict[tuple[str, ...], Variant] = {}
    lowered = tuple(map(str.lower, typed))
    for kind, form, capitals_only, one_way in _forms(key, typed[0]):
        words = _written(form)
        if tuple(map(str.lower, words)) != lowered:
            variant = Variant(start, end, words, kind, capitals_only, one_way)
            variants.setdefault(words, variant)
    return list(variants.values())


def _forms(key: str, first_word: str) -> Iterator[tuple[VariantKind, str, bool, bool]]:
    """Yield kind, written form, whether in capitals only, whether one way, for a folded span."""
    for short, long, *marks in _abbreviations().rows(key):
        if key != _key(short):
            yield "abbreviation", short, _CASE in marks, False
        elif _CASE not in marks or first_word in {short, short.upper()}:
            yield "abbreviation", long, False, False
            for other, its_long, *its_marks in _abbreviations().rows(_key(long)):
                if its_long == long and other != short:
                    yield "abbreviation", other, _CASE in its_marks, False
    for kind in _GROUP_FILES:
        for group in _groups(kind).rows(key):
            one_way = any(form[0] == _ONE_WAY and _key(form) == key for form in group)
            for form in group:
                if form[0] != _ONE_WAY:
                    yield kind, form, False, one_way


def _written(form: str) -> tuple[str, ...]:
    return tuple(
        word.upper() if is_capitals_only(word) else word.lower()
        for word in form.translate(_PUNCTUATION).split()
    )


def _modern_spellings(word: str) -> list[str]:
    """Rewrite a word from the spelling before 1972 (oe before 1947); names mix the two."""
    folded = fold(word)
    if len(folded) < _MIN_OLD_WORD or not (
        folded.startswith(_OLD_BEGINNINGS) or any(old in folded for old in _OLD_SPELLINGS)
    ):
        return []
    partly = folded.replace("oe", "u")
    wholly = partly.replace("ch", "kh").replace("nj", "ny").replace("sj", "sy")
    wholly = re.sub("(?<![dt])j", "y", wholly)
    return list(
        dict.fromkeys(form.replace("dj", "j").replace("tj", "c") for form in (wholly, partly))
    )


def _key(form: str) -> str:
    return " ".join(map(fold, form.translate(_KEY_MARKS).split()))


class _Table:
    """A word list by the keys of the forms in its rows.

    The first few keys of a process, which may be all, are searched for in the list's text; only
    then is a table of all keys made.
    """

    def __init__(self, name: str, columns: int | None = None) -> None:
        """Read a list.

        Args:
            name: the file's name inside `data/`.
            columns: how many of its columns, from the first, are forms; all if None.
        """
        self._lines = read_lines(name)
        self._columns = columns
        # Line n has the keys of row n, each between tabs. This is `_key` in one sweep.
        folded = "\n".join([f"\t{line}\t" for line in self._lines]).lower()
        for mark in _SPACES:
            folded = folded.replace(mark, " ")
        for mark in _UNKEYED:
            folded = folded.replace(mark, "")
        if not folded.isascii():
            folded = "\n".join(map(self._keys_if_not_ascii, folded.split("\n"), self._lines))
        self._folded = folded
        self._asked = 0
        self._by_key: dict[str, list[list[str]]] = {}

    def rows(self, key: str) -> list[list[str]]:
        """Return the rows that have a form with this key."""
        if self._asked < _FEW_KEYS:
            self._asked += 1
            return self._found(key)
        if not self._by_key:
            for line, keys in zip(self._lines, self._folded.split("\n"), strict=True):
                for one in dict.fromkeys(self._of_forms(keys)):
                    self._by_key.setdefault(one, []).append(line.split("\t"))
        return self._by_key.get(key, [])

    def lines_with(self, mark: str) -> list[str]:
        """Return the lines that have a mark in a column."""
        return [line for line in self._lines if mark in line and mark in line.split("\t")]

    def _found(self, key: str) -> list[list[str]]:
        rows = []
        position = self._folded.find(f"\t{key}\t")
        while position >= 0:
            start = self._folded.rfind("\n", 0, position) + 1
            end = self._folded.find("\n", position)
            end = len(self._folded) if end < 0 else end
            if key in self._of_forms(self._folded[start:end]):
                rows.append(self._lines[self._folded.count("\n", 0, start)].split("\t"))
            position = self._folded.find(f"\t{key}\t", end)
        return rows

    def _of_forms(self, keys: str) -> list[str]:
        return keys[1:-1].split("\t")[: self._columns]

    @staticmethod
    def _keys_if_not_ascii(keys: str, line: str) -> str:
        if line.isascii():
            return keys
        return "\t" + "\t".join(map(_key, line.split("\t"))) + "\t"


@cache
def _abbreviations() -> _Table:
    return _Table("abbreviations.tsv", columns=2)


@cache
def _groups(kind: VariantKind) -> _Table:
    return _Table(_GROUP_FILES[kind])


@cache
def _case_marked_forms() -> frozenset[str]:
    marked = [line.split("\t", 1)[0] for line in _abbreviations().lines_with(_CASE)]
    return frozenset(marked).union(map(str.upper, marked))
