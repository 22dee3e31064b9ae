"""Evaluates a query tree over the index: which documents match, what they score, at most and just.

What matches is computed on whole sets of documents. Each part of the query bounds what it may add
to a document's score, by how often its words stand there and by the class of the text's length; the
bounds are added up for all documents at once, bit by bit, and `selection` takes the best.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from telusur.index.query import (
    AllOf,
    AndMaybe,
    AnyOf,
    FromSources,
    InCountries,
    Leaf,
    Node,
    PublishedIn,
    Weighted,
    Without,
    expandables,
    leaves,
)
from telusur.index.segments.bits import every
from telusur.index.segments.index import Index
from telusur.index.segments.segment import Segment
from telusur.search.bounds import Planes, added
from telusur.search.leafscores import LeafScores, leaf_scores
from telusur.search.occurrences import Streams, union
from telusur.search.ranking.bm25f import DEFAULT_WEIGHTS, RankingWeights
from telusur.search.selection import Candidate, Order, Score, most_relevant, nearest_by_day

_UNITS = 1 << 10
"""Bounds are counted in so many parts of the most that a document could score."""


class Evaluator:
    """Evaluates one query over one state of the index."""

    def __init__(
        self, index: Index, query: Node, weights: RankingWeights = DEFAULT_WEIGHTS
    ) -> None:
        """Find out what matches."""
        self._index = index
        self._query = query
        self._weights = weights
        self._leaves: dict[Leaf, list[LeafScores]] = {}
        self.weights: dict[Leaf, float] = {}
        """The inverse document frequency of each leaf of the query."""
        for leaf in leaves(query):
            self._leaf(leaf)
        self._scorers: dict[int, Score] = {}
        self._memo: list[dict[Node, int]] = [{} for _ in index.segments]
        self.matching = [
            self._matching(query, place) & segment.live
            for place, segment in enumerate(index.segments)
        ]
        """For each segment, the documents that match, deleted ones left out, as a set."""
        self.total = sum(bits.bit_count() for bits in self.matching)
        """How many documents match."""

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Where less is searched for than was asked, a sentence each."""
        if not any(expandables(self._query)):
            return ()
        from telusur.search.query.remarks import notes

        return notes(self._query, self._index)

    def keep(self, allowed: Sequence[int]) -> None:
        """Drop what matches and is not allowed.

        Args:
            allowed: for each segment, a set of documents.
        """
        self.matching = [
            matching & bits for matching, bits in zip(self.matching, allowed, strict=True)
        ]
        self.total = sum(bits.bit_count() for bits in self.matching)

    def best(self, most: int, order: Order = "relevance") -> list[Candidate]:
        """Return the first documents in an order that is the same every time.

        Args:
            most: at most so many.
            order: by relevance, or by day of publication; documents without one come last.
        """
        if not most:
            return []
        if order == "relevance":
            return most_relevant(
                self._index.segments, self.matching, most, self._scoring, self._bounded
            )
        return nearest_by_day(self._index.segments, self.matching, most, order, self._scoring)

    def _bounded(self, place: int) -> tuple[Planes, float]:
        """Return at most how many units the documents of a segment score, and what a unit is."""
        unit = self._most(self._query, place) / _UNITS or 1.0
        return self._bounds(self._query, place, unit), unit

    def _scoring(self, place: int) -> Score:
        if place not in self._scorers:
            self._scorers[place] = self._scorer(self._query, place)
        return self._scorers[place]

    def parts(self, place: int, document: int) -> list[tuple[Leaf, float, float]]:
        """Return what the score of a matching document is made of.

        Args:
            place: the place of its segment in the index.
            document: the document.

        Returns:
            Each leaf that adds something, in the order of the query, with what its roots add and
            what its forms add.
        """
        streams = Streams(self._index.segments[place], document)
        return list(self._parts(self._query, place, streams))

    def _parts(
        self, node: Node, place: int, streams: Streams, factor: float = 1.0
    ) -> Iterator[tuple[Leaf, float, float]]:
        if not self._matching(node, place) >> streams.document & 1:
            return
        if isinstance(node, Leaf):
            by_root, by_form = self._leaf(node)[place].parts(streams)
            yield node, factor * by_root, factor * by_form
        elif isinstance(node, Weighted):
            yield from self._parts(node.child, place, streams, factor * node.factor)
        elif isinstance(node, Without):
            yield from self._parts(node.child, place, streams, factor)
        elif isinstance(node, AnyOf | AllOf | AndMaybe):
            for child in node.children:
                yield from self._parts(child, place, streams, factor)

    def _matching(self, node: Node, place: int) -> int:
        memo = self._memo[place]
        if node not in memo:
            memo[node] = self._match(node, place)
        return memo[node]

    def _match(self, node: Node, place: int) -> int:
        segment = self._index.segments[place]
        if isinstance(node, Leaf):
            return self._leaf(node)[place].documents
        if isinstance(node, AnyOf):
            return union(self._matching(child, place) for child in node.children)
        if isinstance(node, AllOf):
            found = every(segment.document_count)
            for child in node.children:
                found &= self._matching(child, place)
            return found
        if isinstance(node, Without):
            return self._matching(node.child, place) & ~self._matching(node.excluded, place)
        if isinstance(node, AndMaybe):
            return self._matching(node.required, place)
        if isinstance(node, Weighted):
            return self._matching(node.child, place)
        return _passing(node, segment)

    def _leaf(self, leaf: Leaf) -> list[LeafScores]:
        if leaf not in self._leaves:
            self._leaves[leaf], self.weights[leaf] = leaf_scores(leaf, self._index, self._weights)
        return self._leaves[leaf]

    def _scorer(self, node: Node, place: int) -> Score:
        """Return what scores a document of a segment that matches a part of the query."""
        if isinstance(node, Leaf):
            return self._leaf(node)[place].score
        if isinstance(node, Without):
            return self._scorer(node.child, place)
        if isinstance(node, Weighted):
            factor, weighed = node.factor, self._scorer(node.child, place)
            return lambda streams: factor * weighed(streams)
        if not isinstance(node, AnyOf | AllOf | AndMaybe):
            return lambda streams: 0.0
        scoring = [child for child in node.children if leaves(child)]
        # A leaf scores nothing where it does not match, without being asked whether it does.
        sure = isinstance(node, AllOf)
        leaves_of = [self._scorer(child, place) for child in scoring if sure or _is_leaf(child)]
        others = [
            (self._matching(child, place), self._scorer(child, place))
            for child in scoring
            if not (sure or _is_leaf(child))
        ]
        if len(leaves_of) == 1 and not others:
            return leaves_of[0]

        def score(streams: Streams) -> float:
            total = 0.0
            for one in leaves_of:
                total += one(streams)
            for matching, one in others:
                if matching >> streams.document & 1:
                    total += one(streams)
            return total

        return score

    def _bounds(self, node: Node, place: int, unit: float) -> Planes:
        """Return at most how many units each matching document scores, sliced by bits."""
        if isinstance(node, Leaf):
            return self._leaf(node)[place].bounds(unit)
        if isinstance(node, Weighted):
            # To count so many times as much is to be counted in units so many times as small.
            return self._bounds(node.child, place, unit / node.factor) if node.factor else []
        if isinstance(node, AnyOf | AllOf | AndMaybe):
            total: Planes = []
            for child in node.children:
                total = added(total, self._bounds(child, place, unit))
            return total
        return self._bounds(node.child, place, unit) if isinstance(node, Without) else []

    def _most(self, node: Node, place: int) -> float:
        if isinstance(node, Leaf):
            return self._leaf(node)[place].most
        if isinstance(node, Weighted):
            return node.factor * self._most(node.child, place)
        if isinstance(node, AnyOf | AllOf | AndMaybe):
            return sum(self._most(child, place) for child in node.children)
        return self._most(node.child, place) if isinstance(node, Without) else 0.0


def _passing(node: Node, segment: Segment) -> int:
    """Return the documents of a segment that pass a filter, as a set."""
    if isinstance(node, FromSources):
        from telusur.search.publishers import from_source

        return union(from_source(name, segment) for name in node.names)
    if isinstance(node, InCountries):
        return union(segment.holding(node.field, code) for code in node.codes)
    if isinstance(node, PublishedIn):
        first, last = node.period.start.toordinal(), node.period.end.toordinal()
        return segment.published_in(first, last)
    return every(segment.document_count)


def _is_leaf(node: Node) -> bool:
    return isinstance(node, Leaf)
