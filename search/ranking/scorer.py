"""Exact scores of candidates, from their terms: the same whichever engine chose them.

What each leaf of a query adds is the work of `leaf_scorer`; which of them count, that of this one.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, assert_never

from telusur.index.engines.clauses import Numbered, all_of
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import Candidate, IndexReader
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
from telusur.search.matching.patterns import LeafPattern
from telusur.search.ranking.bm25f import (
    DEFAULT_WEIGHTS,
    RankingWeights,
    inverse_document_frequency,
    occurrence_weight,
)
from telusur.search.ranking.leaf_scorer import LeafScorer, OccurrenceWeights


class LeafScore(NamedTuple):
    """What one leaf of a query adds to the score of a document."""

    leaf: Leaf
    by_root: float
    by_form: float


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
        counts = self._index.counts([self._lowering.clause(leaf) for leaf in self._factors])
        return {
            leaf: inverse_document_frequency(count, total)
            for leaf, count in zip(self._factors, counts, strict=True)
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
        self._asked = tuple([candidate.number for candidate in candidates])
        self._passing.clear()
        flat = self._flat_leaves
        if flat is None:
            scores = [_total(self.parts(candidate)) for candidate in candidates]
        else:
            scores = self._flat_scores(flat, candidates)
        scored = zip(scores, candidates, strict=True)
        return sorted(scored, key=lambda one: (-one[0], one[1].number))

    @cached_property
    def _flat_leaves(self) -> list[tuple[Leaf, float]] | None:
        """The leaves, if each that stands in a document counts whatever else does not.

        Most queries are so, and their parts need no looking for.
        """
        flat = list(_flat(self._query, 1.0, certain=True))
        return None if None in flat else [one for one in flat if one is not None]

    def _flat_scores(
        self, leaves: Sequence[tuple[Leaf, float]], candidates: Sequence[Candidate]
    ) -> list[float]:
        terms = [candidate.terms for candidate in candidates]
        weighted = list(zip(terms, map(self._occurrence_weights, terms), strict=True))
        scores = [0.0] * len(terms)
        for leaf, factor in leaves:
            score = self._leaf_scorers[leaf].score
            for index, (one, weights) in enumerate(weighted):
                by_root, by_form = score(one, weights)
                if by_root:
                    scores[index] += factor * by_root + factor * by_form
        return scores

    def parts(self, candidate: Candidate) -> list[LeafScore]:
        """Return what the score of a candidate is made of, in the order of the query.

        Args:
            candidate: one that matches the query.
        """
        if candidate.number not in self._asked:
            self._asked, self._passing = (candidate.number,), {}
        weights = self._occurrence_weights(candidate.terms)
        return list(self._parts(self._query, candidate, weights, 1.0, certain=True))

    def pattern(self, leaf: Leaf) -> LeafPattern:
        """Return what looks for a leaf of the query."""
        return self._lowering.pattern(leaf)

    def _parts(  # noqa: C901 - a case for each kind of node
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
                by_root, by_form = self._leaf_scorers[node].score(candidate.terms, weights)
                if by_root or by_form:
                    yield LeafScore(node, factor * by_root, factor * by_form)
            case _:
                assert_never(node)

    @cached_property
    def _leaf_scorers(self) -> dict[Leaf, LeafScorer]:
        return {
            leaf: LeafScorer(leaf, self._lowering.pattern(leaf), rarity, self._weights)
            for leaf, rarity in self.inverse_document_frequencies.items()
        }

    def _matches(self, node: Node, candidate: Candidate) -> bool:
        """Tell whether a candidate matches a part of the query, as the engine says."""
        if node not in self._passing:
            asked = all_of([Numbered(self._asked), self._lowering.clause(node)])
            self._passing[node] = frozenset(self._index.numbers(asked))
        return candidate.number in self._passing[node]

    def _occurrence_weights(self, terms: DocumentTerms) -> OccurrenceWeights:
        title, text = self._average_lengths
        return (
            self._weights.title * occurrence_weight(len(terms.title), title),
            occurrence_weight(len(terms.text), text),
        )

    @cached_property
    def _average_lengths(self) -> tuple[float, float]:
        title, text = self._index.lengths()
        count = self._index.document_count() or 1
        return title / count or 1.0, text / count or 1.0


def _total(parts: Sequence[LeafScore]) -> float:
    return sum([part.by_root + part.by_form for part in parts])


def _flat(  # noqa: C901 - a case for each kind of node
    node: Node, factor: float, *, certain: bool
) -> Iterator[tuple[Leaf, float] | None]:
    """Yield the leaves of a query with their factors; None where it must be known what matches.

    Args:
        node: the query, or a part of it.
        factor: what it is multiplied by.
        certain: whether it is known to match.
    """
    match node:
        case Every() | InCountries() | FromSources() | PublishedIn():
            return
        case AnyOf(children=children):
            for child in children:
                yield from _flat(child, factor, certain=False)
        case AllOf(children=children):
            if not certain:
                yield None
            for child in children:
                yield from _flat(child, factor, certain=True)
        case AndMaybe(required=required, optional=optional):
            if not certain:
                yield None
            yield from _flat(required, factor, certain=True)
            yield from _flat(optional, factor, certain=False)
        case Weighted(child=child):
            yield from _flat(child, factor * node.factor, certain=certain)
        case Without(child=child):
            if not certain:
                yield None
            yield from _flat(child, factor, certain=True)
        case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
            yield node, factor
        case _:
            assert_never(node)
