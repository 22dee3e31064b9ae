"""Finds the words of a segment that a prefix, a wildcard or a fuzzy word stands for."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress, islice
from typing import NamedTuple

from telusur.index.indonesian.text.folding import fold
from telusur.index.query import Expandable, Fuzzy, Prefix
from telusur.index.segments.segment import Segment
from telusur.index.segments.words import stands_in_a_text

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
    words: list[tuple[int, int]] = []
    every: list[int] = []
    for edits, fitting in sorted(_candidates(leaf, segment).items()):
        heads = segment.words.record_heads(fitting)
        found = list(compress(fitting, map(stands_in_a_text, heads)))
        every += found
        room = MOST_WORDS - len(words)
        chosen = found if len(found) <= room else _commonest(found, segment)[:room]
        words += ((number, edits) for number in chosen)
    return Expansion(tuple(words), tuple(every))


def _commonest(numbers: Sequence[int], segment: Segment) -> list[int]:
    """Return the words that stand in most documents, the commonest first."""
    sizes = segment.words.record_sizes(numbers)
    least = sorted(sizes, reverse=True)[:_MOST_COMPARED][-1]
    larger = [number for number, size in zip(numbers, sizes, strict=True) if size > least]
    equal = (number for number, size in zip(numbers, sizes, strict=True) if size == least)
    compared = [*larger, *islice(equal, _MOST_COMPARED - len(larger))]
    return sorted(compared, key=lambda number: (-_documents(number, segment), number))


def _documents(number: int, segment: Segment) -> int:
    forms = segment.word_of(number).forms
    return sum(level.total for entry in forms for level in segment.levels(entry.postings))


def _candidates(leaf: Expandable, segment: Segment) -> Mapping[int, Sequence[int]]:
    """Return the numbers of the terms that fit, by how many edits away they are."""
    words = segment.words
    if isinstance(leaf, Prefix):
        return {0: words.numbers_beginning_with(fold(leaf.text))}
    if isinstance(leaf, Fuzzy):
        from telusur.search.ranking.levenshtein import Automaton

        by_edits: defaultdict[int, list[int]] = defaultdict(list)
        for edits, number in Automaton(fold(leaf.text), leaf.edits).matches(all_terms(segment)):
            by_edits[edits].append(number)
        return by_edits
    beginning, pattern = wildcard(leaf.text)
    if beginning:
        numbers = words.numbers_beginning_with(beginning)
        terms = words.terms(numbers.start, numbers.stop)
    else:
        numbers, terms = range(len(words)), all_terms(segment)
    return {0: list(compress(numbers, map(pattern.fullmatch, terms)))}


def all_terms(segment: Segment) -> list[str]:
    """Return the terms of a segment's dictionary in order, read once."""
    return segment.remembered("terms", segment.words.terms)


@lru_cache(maxsize=64)
def wildcard(text: str) -> tuple[str, re.Pattern[str]]:
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
