"""Exact scores of candidates, from their terms: the same whichever engine chose them.

A leaf scores by the roots of its words and, on top of that, by the words as they stand; other ways
to write it count a bit less. `bm25f` has the formulas.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, assert_never

from telusur.index.engines.clauses import Numbered, all_of
from telusur.index.engines.document import DocumentTerms
from telusur.index.engines.engine import Candidate, IndexReader
from telusur.index.fields import TEXT, TITLE
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    Every,
    FromSources,
    Fuzzy,
    InCountries,
    Leaf,
    Near,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
    Word,
    leaf_factors,
)
from telusur.search.matching.lowering import Lowering
from telusur.search.matching.patterns import LeafPattern, Pattern
from telusur.search.ranking.bm25f import (
    DEFAULT_WEIGHTS,
    RankingWeights,
    inverse_document_frequency,
    occurrence_weight,
    saturated,
)


class LeafScore(NamedTuple):
    """What one leaf of a query adds to the score of a document."""

    leaf: Leaf
    by_root: float
    by_form: float


class OccurrenceWeights(NamedTuple):
    """How much one occurrence counts in a document: the shorter the field, the more."""

    title: float
    text: float


class Scorer:
    """Scores documents for one query, over one state of an index."""

    def __init__(
        self,
        index: IndexReader,
        query: Node,
        lowering: Lowering,
        weights: RankingWeights = DEFAULT_WEIGHTS,
    ) -> None:
        """Look up how many documents each leaf of the query matches.

        Args:
            index: holds the documents.
            query: the query.
            lowering: makes its clauses and patterns.
            weights: how much each part of the ranking counts.
        """
        self._index = index
        self._query = query
        self._lowering = lowering
        self._weights = weights
        self._factors = leaf_factors(query)
        self._passing: dict[Node, frozenset[int]] = {}
        self._asked: tuple[int, ...] = ()

    @cached_property
    def inverse_document_frequencies(self) -> dict[Leaf, float]:
        """The rarity of each leaf of the query, in nats, in their order."""
        total = self._index.document_count()
        return {
            leaf: inverse_document_frequency(self._index.count(self._lowering.clause(leaf)), total)
            for leaf in self._factors
        }

    @cached_property
    def leaf_weights(self) -> dict[Leaf, float]:
        """The rarity of each leaf, times what the query multiplies it by."""
        return {
            leaf: factor * self.inverse_document_frequencies[leaf]
            for leaf, factor in self._factors.items()
        }

    def scored(self, candidates: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
        """Return candidates with their scores, the best first; of equal ones, the oldest article.

        Args:
            candidates: documents that match the query.
        """
        self._asked = tuple(candidate.number for candidate in candidates)
        self._passing.clear()
        scored = [
            (sum(part.by_root + part.by_form for part in self.parts(candidate)), candidate)
            for candidate in candidates
        ]
        return sorted(scored, key=lambda one: (-one[0], one[1].number))

    def parts(self, candidate: Candidate) -> list[LeafScore]:
        """Return what the score of a candidate is made of, in the order of the query.

        Args:
            candidate: one that matches the query.
        """
        if candidate.number not in self._asked:
            self._asked, self._passing = (candidate.number,), {}
        weights = self._occurrence_weights(candidate.terms)
        return list(self._parts(self._query, candidate, weights, 1.0, certain=True))

    def _parts(
        self,
        node: Node,
        candidate: Candidate,
        weights: OccurrenceWeights,
        factor: float,
        *,
        certain: bool,
    ) -> Iterator[LeafScore]:
        """Yield what a part of the query adds; nothing where it does not match.

        Args:
            node: the part.
            candidate: the document.
            weights: how much one occurrence counts there.
            factor: what the query multiplies the part by.
            certain: whether the part is known to match.
        """
        match node:
            case Every() | InCountries() | FromSources() | PublishedIn():
                return
            case AnyOf(children=children):
                for child in children:
                    yield from self._parts(child, candidate, weights, factor, certain=False)
            case AllOf(children=children):
                if certain or self._matches(node, candidate):
                    for child in children:
                        yield from self._parts(child, candidate, weights, factor, certain=True)
            case AndMaybe(required=required, optional=optional):
                if certain or self._matches(required, candidate):
                    yield from self._parts(required, candidate, weights, factor, certain=True)
                    yield from self._parts(optional, candidate, weights, factor, certain=False)
            case Weighted(child=child):
                factor *= node.factor
                yield from self._parts(child, candidate, weights, factor, certain=certain)
            case Without(child=child):
                if certain or self._matches(node, candidate):
                    yield from self._parts(child, candidate, weights, factor, certain=True)
            case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
                by_root, by_form = self._leaf(node, candidate.terms, weights)
                if by_root or by_form:
                    yield LeafScore(node, factor * by_root, factor * by_form)
            case _:
                assert_never(node)

    def _leaf(
        self, leaf: Leaf, terms: DocumentTerms, weights: OccurrenceWeights
    ) -> tuple[float, float]:
        """Return what the roots of a leaf add to a document's score, and what its forms add."""
        pattern = self._lowering.pattern(leaf)
        rooted = self._frequency(pattern, terms, weights, as_typed=False)
        typed = self._frequency(pattern, terms, weights, as_typed=True)
        if not rooted and not typed:
            return 0.0, 0.0
        rarity = self.inverse_document_frequencies[leaf]
        # A name keeps its form where its capital gives it away, and has a root elsewhere.
        by_root = rarity * saturated(rooted or typed)
        return by_root, self._weights.surface * rarity * saturated(typed)

    def _frequency(
        self,
        pattern: LeafPattern,
        terms: DocumentTerms,
        weights: OccurrenceWeights,
        *,
        as_typed: bool,
    ) -> float:
        """Return how often a leaf stands in a document, weighted by how each way counts."""
        total = _weighted(pattern.original, pattern.field, terms, weights, as_typed=as_typed)
        for variant in pattern.variants:
            written = _weighted(variant, pattern.field, terms, weights, as_typed=as_typed)
            total += self._weights.variant * written
        return total

    def _matches(self, node: Node, candidate: Candidate) -> bool:
        """Tell whether a candidate matches a part of the query, as the engine says."""
        if node not in self._passing:
            asked = all_of([Numbered(self._asked), self._lowering.clause(node)])
            self._passing[node] = frozenset(one.number for one in self._index.matching(asked))
        return candidate.number in self._passing[node]

    def _occurrence_weights(self, terms: DocumentTerms) -> OccurrenceWeights:
        title, text = self._average_lengths
        return OccurrenceWeights(
            self._weights.title * occurrence_weight(len(terms.title), title),
            occurrence_weight(len(terms.text), text),
        )

    @cached_property
    def _average_lengths(self) -> tuple[float, float]:
        title, text = self._index.lengths()
        count = self._index.document_count() or 1
        return title / count or 1.0, text / count or 1.0


def _weighted(
    pattern: Pattern,
    field: str | None,
    terms: DocumentTerms,
    weights: OccurrenceWeights,
    *,
    as_typed: bool,
) -> float:
    total = 0.0
    for weight, title, text in pattern.frequencies(terms, as_typed=as_typed):
        if title and field != TEXT:
            total += weight * title * weights.title
        if text and field != TITLE:
            total += weight * text * weights.text
    return total
