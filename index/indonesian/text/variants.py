"""Finds other ways to write the words of a query: abbreviations, spellings, compounds, slang."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from telusur.index.indonesian.text.compounds import is_known, joined_form, parted_forms
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.form_table import FormTable, form_key
from telusur.index.indonesian.text.ordinals import MAX_ORDINAL_WORDS, ordinal_forms, roman_number

VariantKind = Literal["abbreviation", "spelling", "ordinal", "compound", "informal"]

_GROUP_FILES: dict[VariantKind, str] = {"spelling": "spellings.tsv", "informal": "informal.tsv"}
_ONE_WAY = ">"
_CASE = "case"
_CLITIC = "nya"
_PUNCTUATION = str.maketrans("/", " ", ",&()")
_OLD_SPELLINGS = ("dj", "tj", "oe")
_OLD_BEGINNINGS = ("nj", "sj")
_MIN_OLD_WORD = 5


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
    no variant is given for parts of a span of several words that has some. A word that is in none
    may be joined to the next, or parted in two; see `compounds`. Case and diacritics are ignored, a
    hyphen counts as a space, except for abbreviations that are another word in lower case: *AS* is
    expanded, *as* is not. For a query typed all in lower case to reach the abbreviation,
    ask `is_capitals_only(word.upper())`. The short forms of one expansion are variants of each
    other (*Kemlu*, *Kemenlu*), the several expansions of one abbreviation are not.

    A word that is not listed but looks like the spelling before 1972 (*oe, dj, tj*) is also given
    in today's spelling: *djoeang* as *juang*.

    Slang stands for the standard word, not the reverse: for that, see `informal_forms`. Figures
    behind a word stand for a Roman number, not the reverse.

    Args:
        words: the words as typed, in order, case kept.

    Returns:
        The variants in order of `start`; the words of each are text to be analysed like any other.
    """
    parts = [(part, at) for at, word in enumerate(words) for part in form_key(word).split()]
    variants: list[Variant] = []
    first = 0
    while first < len(parts):
        start = parts[first][1]
        span = _longest_span(words, parts, first)
        end = span[0].end if span else start + 1
        variants += span
        if end == start + 1:
            variants += _compounds(words, start, listed=bool(span))
        if not span and (roman := roman_number(words, start)):
            variants.append(Variant(start, start + 1, (roman,), "ordinal", False, True))
        while first < len(parts) and parts[first][1] < end:
            first += 1
    return variants


def _compounds(words: Sequence[str], start: int, *, listed: bool) -> Iterator[Variant]:
    """Yield what a word that is in no listed span is parted into, or is joined to the next to.

    Args:
        words: the words of the query.
        start: the index of the word.
        listed: whether other ways to write it are listed.
    """
    if start + 1 < len(words) and (joined := joined_form(words[start], words[start + 1])):
        yield Variant(start, start + 2, (joined,), "compound", False, False)
    elif not listed:
        for parted in parted_forms(words[start]):
            yield Variant(start, start + 1, parted, "compound", False, False)


def informal_forms(word: str) -> list[str]:
    """Return what is said in informal language for a word: for *tidur*, *bobo*.

    It is what to look for where a library has nothing but slang.

    Args:
        word: as typed.

    Returns:
        The forms as listed, of one word or more; none that also is an ordinary word.
    """
    key = form_key(word)
    rows = _groups("informal").rows(key)
    return [form for row in rows for form in row if form[0] != _ONE_WAY and form_key(form) != key]


def is_capitals_only(word: str) -> bool:
    """Tell whether a word as typed is an abbreviation that differs from the word in lower case.

    True for *AS* and *Sulut*, also for *SULUT*; false for *as*, *As*, *sulut* and for abbreviations
    that mean the same in any case, such as *Korut*. In a text all in capitals the answer says
    nothing: the caller has to look at the words around.
    """
    return word in _case_marked_forms()


def _longest_span(words: Sequence[str], parts: list[tuple[str, int]], first: int) -> list[Variant]:
    start = parts[first][1]
    for stop in range(_farthest_end(parts, first), first, -1):
        end = parts[stop - 1][1] + 1
        if stop < len(parts) and parts[stop][1] < end:
            continue
        key = " ".join(part for part, _ in parts[first:stop])
        variants = _variants(key, words[start:end], start, end)
        if variants:
            return variants
    word = words[start]
    if word.endswith(_CLITIC) and (compounds := _with_clitic(word.removesuffix(_CLITIC), start)):
        return compounds
    return [
        Variant(start, start + 1, (modern,), "spelling", False, True)
        for modern in _modern_spellings(word)
    ]


def _with_clitic(word: str, start: int) -> list[Variant]:
    """Return how a listed compound with a clitic is parted: *ibukotanya* as *ibu kotanya*."""
    return [
        one._replace(words=(*one.words[:-1], one.words[-1] + _CLITIC))
        for one in _variants(form_key(word), (word,), start, start + 1)
        if one.kind == "spelling" and "".join(one.words) == word.lower()
    ]


def _farthest_end(parts: list[tuple[str, int]], first: int) -> int:
    """Return where the longest span ends that could be listed: mostly after its first part."""
    word = parts[first][0]
    ordinal = MAX_ORDINAL_WORDS if word.startswith("ke") else 1
    tables = (_abbreviations(), *map(_groups, _GROUP_FILES))
    return min(len(parts), first + max(ordinal, *[table.longest(word) for table in tables]))


def _variants(key: str, typed: Sequence[str], start: int, end: int) -> list[Variant]:
    variants: dict[tuple[str, ...], Variant] = {}
    lowered = tuple(map(str.lower, typed))
    for kind, form, capitals_only, one_way in _forms(key, typed[0]):
        words = _written(form)
        if tuple(map(str.lower, words)) != lowered:
            variant = Variant(start, end, words, kind, capitals_only, one_way)
            variants.setdefault(words, variant)
    for words in ordinal_forms(typed):
        variants.setdefault(words, Variant(start, end, words, "ordinal", False, False))
    return list(variants.values())


def _forms(key: str, first_word: str) -> Iterator[tuple[VariantKind, str, bool, bool]]:
    """Yield kind, written form, whether in capitals only, whether one way, for a folded span."""
    for short, long, *marks in _abbreviations().rows(key):
        if key != form_key(short):
            yield "abbreviation", short, _CASE in marks, False
        elif _CASE not in marks or first_word in {short, short.upper()}:
            yield "abbreviation", long, False, False
            for other, in_capitals in _short_forms(long):
                if other != short:
                    yield "abbreviation", other, in_capitals, False
    yield from _spellings(key)
    for standard, *_ in _groups("informal").rows(key):
        yield "informal", standard, False, True


def _spellings(key: str) -> Iterator[tuple[VariantKind, str, bool, bool]]:
    for group in _groups("spelling").rows(key):
        one_way = any(form[0] == _ONE_WAY and form_key(form) == key for form in group)
        for form in group:
            if form[0] != _ONE_WAY:
                yield "spelling", form, False, one_way
                for short, in_capitals in _short_forms(form):
                    yield "abbreviation", short, in_capitals, True


def _short_forms(long: str) -> Iterator[tuple[str, bool]]:
    """Yield the abbreviations of what is written so, and whether they hold in capitals only."""
    for short, its_long, *marks in _abbreviations().rows(form_key(long)):
        if its_long == long:
            yield short, _CASE in marks


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
    if is_known(folded):  # mikroekonomi
        return []
    partly = folded.replace("oe", "u")
    wholly = partly.replace("ch", "kh").replace("nj", "ny").replace("sj", "sy")
    wholly = re.sub("(?<![dt])j", "y", wholly)
    return list(
        dict.fromkeys(form.replace("dj", "j").replace("tj", "c") for form in (wholly, partly))
    )


@cache
def _abbreviations() -> FormTable:
    return FormTable("abbreviations.tsv", columns=2)


@cache
def _groups(kind: VariantKind) -> FormTable:
    return FormTable(_GROUP_FILES[kind])


@cache
def _case_marked_forms() -> frozenset[str]:
    marked = [line.split("\t", 1)[0] for line in _abbreviations().lines_with(_CASE)]
    return frozenset(marked).union(map(str.upper, marked))
