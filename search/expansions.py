"""Finds the words of a segment that a prefix, a wildcard or a fuzzy word stands for."""

import re
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from index.indonesian.folding import fold
from index.segments.segment import Segment
from index.segments.words import stands_in_a_text
from search.tree import Expandable, Fuzzy, Prefix

MOST_WORDS = 1_000
"""A pattern stands for so many words of a segment at most: the closest, and of these the
commonest."""

_MOST_COMPARED = 2 * MOST_WORDS
"""Of more words, the sizes of their posting lists say which are the commonest."""


class Expansion(NamedTuple):
    """What a pattern stands for in one segment."""

    words: tuple[tuple[int, int], ...]
    """The number of each word that is searched for, with how many edits away it is."""
    every: tuple[int, ...]
    """The numbers of all words that it stands for."""


def expansion(leaf: Expandable, segment: Segment) -> Expansion:
    """Find the words that stand in a text of the segment and that a leaf stands for."""
    fitting = _candidates(leaf, segment)
    heads = segment.words.record_heads(number for _, number in fitting)
    found = [one for one, head in zip(fitting, heads, strict=True) if stands_in_a_text(head)]
    every = tuple(number for _, number in found)
    if len(found) > MOST_WORDS:
        sizes = segment.words.record_sizes(every)
        sized = sorted(zip(sizes, found, strict=True), key=_by_size)
        found = [one for _, one in sized[:_MOST_COMPARED]]
        found.sort(key=lambda one: (one[0], -_documents(one[1], segment), one[1]))
    return Expansion(tuple((number, edits) for edits, number in found[:MOST_WORDS]), every)


def _by_size(sized: tuple[int, tuple[int, int]]) -> tuple[int, int]:
    size, (edits, _) = sized
    return edits, -size


def _documents(number: int, segment: Segment) -> int:
    forms = segment.word_of(number).forms
    return sum(level.total for entry in forms for level in segment.levels(entry.postings))


def _candidates(leaf: Expandable, segment: Segment) -> list[tuple[int, int]]:
    """Return the terms of the dictionary that fit, each with how many edits away it is."""
    words = segment.words
    if isinstance(leaf, Prefix):
        return [(0, number) for number in words.numbers_beginning_with(fold(leaf.text))]
    if isinstance(leaf, Fuzzy):
        from search.editdistance import Automaton

        return Automaton(fold(leaf.text), leaf.edits).matches(all_terms(segment))
    beginning, pattern = _wildcard(leaf.text)
    if beginning:
        numbers = words.numbers_beginning_with(beginning)
        terms = words.terms(numbers.start, numbers.stop)
    else:
        numbers, terms = range(len(words)), all_terms(segment)
    matches = pattern.fullmatch
    return [(0, number) for number in compress(numbers, map(matches, terms))]


def all_terms(segment: Segment) -> list[str]:
    """Return the terms of a segment's dictionary in order, read once."""
    remembered = segment.arrays.remembered
    terms = remembered.get("terms")
    if not isinstance(terms, list):
        terms = remembered["terms"] = segment.words.terms()
    return terms


def matches_wildcard(pattern: str, word: str) -> bool:
    """Tell whether a wildcard stands for a folded word."""
    return _wildcard(pattern)[1].fullmatch(word) is not None


@lru_cache(maxsize=64)
def _wildcard(text: str) -> tuple[str, re.Pattern[str]]:
    """Return what a pattern begins with, and the pattern as a regular expression.

    What stands between two stars is looked for once, as early as possible, and then taken for
    granted: where there is a match, there is one that begins so. So no word takes longer than the
    square of its length.
    """
    parts = [
        "".join("." if letter == "?" else re.escape(letter) for letter in _folded(part))
        for part in text.split("*")
    ]
    first, *inner = parts
    last = inner.pop() if inner else None
    expression = first
    for place, part in enumerate(inner):
        if part:
            expression += f"(?=(?P<p{place}>.*?{part}))(?P=p{place})"
    if last is not None:
        expression += f".*{last}"
    beginning = re.split(r"[*?]", text)[0]
    return fold(beginning) if beginning else "", re.compile(expression, re.DOTALL)


def _folded(part: str) -> str:
    return "?".join(fold(piece) if piece else "" for piece in part.split("?"))
