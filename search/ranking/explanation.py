"""Says what a hit's score is made of, so that the parts add up to it exactly."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from math import floor, inf, nextafter
from operator import add
from typing import NamedTuple

from telusur.index.analyzer import analyse_word
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.query import Alternatives, Leaf, Near, Phrase, Word
from telusur.search.matching.lowering import stands_in
from telusur.search.matching.patterns import LeafPattern
from telusur.search.ranking.reranker import RankedCandidate
from telusur.search.ranking.scorer import Scorer

ROOT, FORM = "root", "form"
"""Kinds of parts: what the root of a word adds, and what it adds that it stands in this form."""


class ScorePart(NamedTuple):
    """One part of a score."""

    kind: str
    """`ROOT`, `FORM`, or a kind of evidence of `reranker`."""
    points: float
    leaf: Leaf | None = None
    """The part of the query that adds it; None for evidence, which the whole query gives."""
    written: tuple[str, ...] = ()
    """Of the ways to write that part, which stand in the article."""


def parts_of(ranked: RankedCandidate, scorer: Scorer) -> list[ScorePart]:
    """Return the parts of a candidate's score; added up in order, they are the score exactly.

    Args:
        ranked: the candidate.
        scorer: what scored it.
    """
    parts = []
    for leaf, by_root, by_form in scorer.parts(ranked.candidate):
        written = _ways_in(ranked.candidate.terms, scorer.pattern(leaf))
        parts.append(ScorePart(ROOT, by_root, leaf, written))
        if by_form:
            parts.append(ScorePart(FORM, by_form, leaf, (typed_form(leaf),)))
    parts += [ScorePart(kind, points) for kind, points in ranked.evidence if points]
    values = summing_to([part.points for part in parts], ranked.score)
    return [part._replace(points=points) for part, points in zip(parts, values, strict=True)]


def _ways_in(terms: DocumentTerms, pattern: LeafPattern) -> tuple[str, ...]:
    """Return which of the ways to write a leaf stand in a document, in whatever form."""
    ways = [(typed_form(pattern.leaf), pattern.original)]
    ways += zip(map(str, pattern.variant_leaves), pattern.variants, strict=True)
    return tuple(way for way, one in ways if stands_in(one, terms, pattern.field))


def summing_to(values: Sequence[float], total: float) -> list[float]:
    """Change some numbers so little that added up in order they are exactly a total.

    The last one takes up the difference. Where its steps are so wide that they pass the total by
    (two neighbouring sums are both rounded to an even number), one before it is moved by its least
    step first.

    Args:
        values: numbers whose sum is the total but for the rounding of their additions.
        total: what they are to add up to.
    """
    if not values:
        return []
    for moved in _moved_a_little(values):
        before = reduce(add, moved[:-1], 0.0)  # one by one: sum() is cleverer from Python 3.12 on
        difference = total - before
        for last in (difference, nextafter(difference, inf), nextafter(difference, -inf)):
            if before + last == total:
                return [*moved[:-1], last]
    return list(values)


def _moved_a_little(values: Sequence[float]) -> Iterator[list[float]]:
    """Yield numbers as they are, then with one of them moved by its least step either way."""
    yield list(values)
    for position in range(len(values) - 2, -1, -1):
        for direction in (inf, -inf):
            moved = list(values)
            moved[position] = nextafter(moved[position], direction)
            yield moved


def rounded_parts(values: Sequence[float], total: float, digits: int) -> list[float]:
    """Round numbers so that they add up to their total, rounded as well, by largest remainders.

    Args:
        values: numbers that add up to the total.
        total: their sum.
        digits: the number of decimal digits to keep.
    """
    scale = 10**digits
    exact = [Fraction(value) * scale for value in values]
    units = [floor(one) for one in exact]
    missing = round(Fraction(round(total, digits)) * scale) - sum(units)
    largest_first = sorted(range(len(units)), key=lambda index: units[index] - exact[index])
    for index in largest_first[:missing]:
        units[index] += 1
    return [unit / scale for unit in units]


def roots_of(leaf: Leaf) -> list[tuple[str, str]]:
    """Return the words of a leaf with their roots, as far as it has whole words."""
    if isinstance(leaf, Near):
        return [*roots_of(leaf.one), *roots_of(leaf.other)]
    typed = leaf.original if isinstance(leaf, Alternatives) else leaf
    if not isinstance(typed, Word | Phrase):
        return []
    words = typed.words if isinstance(typed, Phrase) else (typed.text,)
    return [(word, analyse_word(word).root) for word in words]


def variants_of(leaf: Leaf) -> list[str]:
    """Return the other ways to write a leaf that are searched for as well."""
    if isinstance(leaf, Near):
        return [*variants_of(leaf.one), *variants_of(leaf.other)]
    return list(map(str, leaf.variants)) if isinstance(leaf, Alternatives) else []


def typed_form(leaf: Leaf) -> str:
    """Return a leaf as it was typed."""
    if isinstance(leaf, Near):
        return f"({typed_form(leaf.one)} NEAR/{leaf.distance} {typed_form(leaf.other)})"
    return str(leaf.original if isinstance(leaf, Alternatives) else leaf)
