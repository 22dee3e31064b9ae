"""Evaluates a query tree over the index: which documents match, and with what score."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.fields import TEXT_FIELDS
from index.indonesian.interval import Interval
from index.segments.index import Index
from index.segments.segment import NO_DAY, Segment
from search.matching import Simple, frequencies, surface_frequencies
from search.ranking import (
    SURFACE_WEIGHT,
    VARIANT_WEIGHT,
    inverse_document_frequency,
    normalised_frequency,
    saturated,
)
from search.tree import (
    AllOf,
    Alternatives,
    AnyOf,
    InCountries,
    Leaf,
    Node,
    Prefix,
    PublishedIn,
    Without,
)

Occurrences = Callable[[Simple, Segment, str], Iterator[tuple[int, int]]]
"""Yields the documents in which a leaf occurs in a field, and how often it does."""

Scores = list[dict[int, float]]
"""For each segment of the index, documents with their scores."""


class Evaluator:
    """Evaluates queries over one state of the index, and remembers the weight of each word."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.weights: dict[Leaf, float] = {}
        """The inverse document frequency of each leaf evaluated so far."""

    def scores(self, query: Node) -> Scores:
        """Return the documents that match a query, deleted ones left out, with their scores."""
        scores = self._scores(query)
        for segment, found in zip(self._index.segments, scores, strict=True):
            for document in segment.deleted & found.keys():
                del found[document]
        return scores

    def _scores(self, node: Node) -> Scores:
        if isinstance(node, Leaf):
            return self._leaf_scores(node)
        if isinstance(node, AnyOf):
            return [_sum(found) for found in self._of_each(node.children)]
        if isinstance(node, AllOf):
            return [_sum_of_common(found) for found in self._of_each(node.children)]
        if isinstance(node, Without):
            return [_difference(*found) for found in self._of_each((node.child, node.excluded))]
        return [dict.fromkeys(_filtered(node, segment), 0.0) for segment in self._index.segments]

    def _of_each(self, nodes: Iterable[Node]) -> Iterator[tuple[dict[int, float], ...]]:
        """Yield, segment by segment, what each of the nodes finds in it."""
        return zip(*map(self._scores, nodes), strict=True)

    def _leaf_scores(self, leaf: Leaf) -> Scores:
        """Score by roots, and on top of that by the words as they stand."""
        simple = _alternatives(leaf)
        by_root = self._weighted(simple, frequencies)
        by_surface = self._weighted(simple, _surfaces)
        for rooted, exact in zip(by_root, by_surface, strict=True):
            # A name keeps its form where its capital gives it away, and has a root elsewhere.
            for document in exact.keys() - rooted.keys():
                rooted[document] = exact[document]
        matching = sum(map(len, by_root))
        weight = inverse_document_frequency(matching, self._index.document_count)
        self.weights[leaf] = weight
        scored = [_saturated(found, weight) for found in by_root]
        bonus = [_saturated(found, weight * SURFACE_WEIGHT) for found in by_surface]
        return [_sum(found) for found in zip(scored, bonus, strict=True)]

    def _weighted(self, simple: Mapping[Simple, float], occurrences: Occurrences) -> Scores:
        """Add up how often leaves occur in a document's fields, normalised by their lengths."""
        weighted: Scores = []
        for segment in self._index.segments:
            totals: defaultdict[int, float] = defaultdict(float)
            for leaf, weight in simple.items():
                for field in TEXT_FIELDS if leaf.field is None else (leaf.field,):
                    lengths, average = segment.lengths(field), self._index.average_length(field)
                    for document, frequency in occurrences(leaf, segment, field):
                        totals[document] += weight * normalised_frequency(
                            field, frequency, lengths[document], average
                        )
            weighted.append(totals)
        return weighted


def _alternatives(leaf: Leaf) -> dict[Simple, float]:
    """Return what a leaf stands for, each with how much an occurrence of it counts."""
    if isinstance(leaf, Alternatives):
        return {**dict.fromkeys(leaf.variants, VARIANT_WEIGHT), leaf.original: 1.0}
    return {leaf: 1.0}


def _surfaces(leaf: Simple, segment: Segment, field: str) -> Iterator[tuple[int, int]]:
    return iter(()) if isinstance(leaf, Prefix) else surface_frequencies(leaf, segment, field)


def _saturated(weighted: dict[int, float], weight: float) -> dict[int, float]:
    return {document: weight * saturated(total) for document, total in weighted.items()}


def _sum(found: Sequence[dict[int, float]]) -> dict[int, float]:
    total: defaultdict[int, float] = defaultdict(float)
    for scores in found:
        for document, score in scores.items():
            total[document] += score
    return total


def _sum_of_common(found: Sequence[dict[int, float]]) -> dict[int, float]:
    common = set(found[0]).intersection(*found[1:])
    return {document: sum(scores[document] for scores in found) for document in common}


def _difference(found: dict[int, float], excluded: dict[int, float]) -> dict[int, float]:
    return {document: score for document, score in found.items() if document not in excluded}


def _filtered(node: Node, segment: Segment) -> Iterable[int]:
    """Return the documents that pass a filter, which adds nothing to their score."""
    if isinstance(node, InCountries):
        return {
            document
            for code in node.codes
            for document in segment.postings(node.field, code).documents
        }
    if isinstance(node, PublishedIn):
        return _published_in(segment, node.period)
    return range(segment.document_count)


def _published_in(segment: Segment, period: Interval) -> Iterator[int]:
    first, last = period.start.toordinal(), period.end.toordinal()
    for document, start in enumerate(segment.published_from):
        if start != NO_DAY and start <= last and segment.published_to[document] >= first:
            yield document
