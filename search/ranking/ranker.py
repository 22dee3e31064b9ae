"""Ranks the documents that match a query: an engine chooses candidates, their terms score them."""

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Final

from telusur.index.engines.clauses import Clause, Numbered
from telusur.index.engines.engine import Candidate, IndexReader
from telusur.index.query import Leaf, Node, leaves
from telusur.search.matching.lowering import Lowering
from telusur.search.matching.patterns import LeafPattern
from telusur.search.options import SearchOptions, SortOrder
from telusur.search.ranking.reranker import DEPTH, RankedCandidate, reranked
from telusur.search.ranking.scorer import Scorer

if TYPE_CHECKING:
    from telusur.search.ranking.explanation import ScorePart

_DEPTH: Final = 50
"""The minimum number of candidates that are scored. An engine's first 50 hold 99.6 % of the first
ten by exact scores, measured on 600 questions; twice as many hold 99.9 % and take twice as long."""

_DEPTH_PER_HIT: Final = 2.5
"""How many candidates are scored for each hit where more hits are wanted."""


_AT_ONCE: Final = 1_000
"""How many documents are scored at a time where all are put in order."""


def candidate_depth(count: int) -> int:
    """Return how many candidates are scored where up to `count` are wanted."""
    return max(_DEPTH, ceil(_DEPTH_PER_HIT * count))


class Ranker:
    """Ranks the documents that match one query, in one state of an index."""

    def __init__(self, index: IndexReader, tree: Node, options: SearchOptions) -> None:
        """Take what is searched for; nothing is looked up yet.

        Args:
            index: the state of the index.
            tree: what the query was understood as.
            options: how to search.
        """
        self._index = index
        self._tree = tree
        self._weights = options.ranking_weights
        self._leaves = leaves(tree)
        self.sort: SortOrder = options.sort if self._leaves else _by_day(options.sort)
        self.lowering = Lowering(index, self._weights)
        self.scorer = Scorer(index, tree, self.lowering, self._weights)

    @cached_property
    def clause(self) -> Clause:
        """What the documents match."""
        return self.lowering.clause(self._tree)

    @property
    def total(self) -> int:
        """How many documents match."""
        return self._counts[0]

    @property
    def missing(self) -> list[Leaf]:
        """The parts of the query that no document has, in whatever way they are written."""
        return [
            leaf for leaf, count in zip(self._leaves, self._counts[1:], strict=True) if not count
        ]

    @cached_property
    def _counts(self) -> list[int]:
        """How many documents match, and how many have each part: scores are made of that, too."""
        return self._index.counts(self._counted)

    @property
    def _counted(self) -> list[Clause]:
        return [self.clause, *map(self.lowering.clause, self._leaves)]

    @cached_property
    def patterns(self) -> dict[Leaf, LeafPattern]:
        """What looks for each part of the query."""
        return {leaf: self.lowering.pattern(leaf) for leaf in self._leaves}

    def prefetch(self, count: int) -> None:
        """Say that `total`, `missing` and the first `count` documents will be asked for."""
        if count > 0 and self.sort == "relevance":
            self._index.prefetch(self._counted, self.clause, candidate_depth(count))

    def ranked(self, count: int) -> list[RankedCandidate]:
        """Return the first documents.

        Args:
            count: up to how many.
        """
        if count <= 0:
            return []
        if self.sort != "relevance":
            return self._ranked_by_day(count)
        candidates = self._index.best(self.clause, candidate_depth(count))
        ranked = [RankedCandidate(*one) for one in self.scorer.scored(candidates)]
        return reranked(ranked, self.patterns, self.scorer.leaf_weights, self._weights)[:count]

    def order_of_all(self) -> list[tuple[int, float]]:
        """Return the numbers and scores of all documents, in the order that `ranked` has.

        The terms of no more than a thousand are held at a time.
        """
        scored: list[tuple[float, int, int]] = []
        matching = self._index.matching(self.clause)
        while batch := list(islice(matching, _AT_ONCE)):
            scored += [(score, one.number, one.day) for score, one in self.scorer.scored(batch)]
        if self.sort == "relevance":
            scored.sort(key=lambda one: (-one[0], one[1]))
            return self._reordered([(number, score) for score, number, _ in scored])
        sign = -1 if self.sort == "newest" else 1
        scored.sort(key=lambda one: (not one[2], sign * one[2], one[1]))
        return [(number, score) for score, number, _ in scored]

    def _reordered(self, order: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Order the first documents by their evidence as well, as `ranked` does."""
        first = order[:DEPTH]
        candidates = numbered_candidates(self._index, [number for number, _ in first])
        ranked = reranked(
            [RankedCandidate(score, candidates[number]) for number, score in first],
            self.patterns,
            self.scorer.leaf_weights,
            self._weights,
        )
        return [(one.candidate.number, one.score) for one in ranked] + order[DEPTH:]

    def score_parts(self, ranked: RankedCandidate) -> "list[ScorePart]":
        """Return what the score of a document is made of; added up, the parts are the score."""
        from telusur.search.ranking.explanation import parts_of

        return parts_of(ranked, self.scorer)

    def _ranked_by_day(self, count: int) -> list[RankedCandidate]:
        newest_first = self.sort == "newest"
        candidates = self._index.by_day(self.clause, count, newest_first=newest_first)
        scores = {one.number: score for score, one in self.scorer.scored(candidates)}
        return [RankedCandidate(scores[one.number], one) for one in candidates]


def numbered_candidates(index: IndexReader, numbers: Sequence[int]) -> dict[int, Candidate]:
    """Return documents by their numbers, those that there are.

    Args:
        index: the state of the index.
        numbers: the numbers.
    """
    return {one.number: one for one in index.matching(Numbered(tuple(numbers)))}


def _by_day(sort: SortOrder) -> SortOrder:
    """Return the order of documents that nothing was asked of that could score them."""
    return "newest" if sort == "relevance" else sort
