"""What a leaf of the query adds to the scores of a segment's documents, exactly and at most.

A leaf scores by the roots of its words and, on top of that, by the words as they stand; ways to
write it otherwise count a bit less. `ranking` has the formulas.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil

from telusur.index.fields import TEXT, TITLE
from telusur.index.query import Alternatives, Leaf, Phrase, Word
from telusur.index.segments.container import Column
from telusur.index.segments.index import Index
from telusur.index.segments.segment import Segment
from telusur.search.bounds import Planes, added, planes_of_cells
from telusur.search.matching import Simple, occurrences, surface_occurrences
from telusur.search.occurrences import (
    MOST_TOLD_APART,
    Counts,
    FormOccurrences,
    Occurrences,
    Streams,
    together,
    union,
)
from telusur.search.ranking.bm25f import (
    DEFAULT_WEIGHTS,
    K1,
    RankingWeights,
    inverse_document_frequency,
    normalised_frequency,
    occurrence_weight,
    saturated,
)

_FEW, _SOME = 16, 400
"""So few documents are bounded together, so few by coarse classes: faster, if not as close."""

_MOST_KEPT = 1_000

_COARSE = 4
"""So many neighbouring classes of length make up a coarse one."""

Weighted = Sequence[tuple[float, Occurrences]]
"""What stands in documents, each with how much one occurrence of it counts."""


class LengthClasses:
    """The documents of a segment by classes of their texts' lengths, and what these bound."""

    def __init__(self, segment: Segment, averages: Mapping[str, float], title: float) -> None:
        """Read the classes.

        Args:
            segment: the segment.
            averages: the mean length of each text field over the whole index.
            title: how much an occurrence in the title counts.
        """
        # Those with the shortest texts come first; several neighbours are a coarse one.
        classes = segment.bitmaps("length_classes")
        starts = range(0, len(classes), _COARSE)
        self._classes = {
            1: classes,
            _COARSE: [union(classes[start : start + _COARSE]) for start in starts],
        }
        self._shortest_texts = list(segment.arrays["shortest_texts"])
        self._shortest_title = segment.arrays.facts["shortest_title"]
        self.averages = averages
        self.title = title
        self._most: dict[tuple[int, int], list[float]] = {}

    def most(self, in_title: int, in_text: int, among: int) -> list[tuple[int, float]]:
        """Part a set of documents, each part with the most that so many occurrences count there.

        Args:
            in_title: at most so many occurrences in the title.
            in_text: at most so many in the text.
            among: the documents.
        """
        if not among:
            return []
        total = among.bit_count()
        most = self._most_in_classes(in_title, in_text)
        if total <= _FEW or not in_text:
            return [(among, most[0])]
        step = _COARSE if total <= _SOME else 1
        return [
            (part, count)
            for members, count in zip(self._classes[step], most[::step], strict=True)
            if (part := among & members)
        ]

    def _most_in_classes(self, in_title: int, in_text: int) -> list[float]:
        known = self._most.get((in_title, in_text))
        if known is None:
            if len(self._most) > _MOST_KEPT:
                self._most.clear()
            title = self.title * normalised_frequency(
                in_title, self._shortest_title, self.averages[TITLE]
            )
            known = self._most[in_title, in_text] = [
                saturated(title + normalised_frequency(in_text, text, self.averages[TEXT]))
                for text in self._shortest_texts
            ]
        return known


class LeafScores:
    """One leaf in one segment."""

    def __init__(
        self,
        leaf: Leaf,
        segment: Segment,
        averages: dict[str, float],
        weights: RankingWeights = DEFAULT_WEIGHTS,
    ) -> None:
        """Look the leaf up.

        Args:
            leaf: the leaf.
            segment: the segment.
            averages: the mean length of each text field over the whole index.
            weights: how much each part of the ranking counts.
        """
        self._field = leaf.field
        self._segment = segment
        self._averages = averages
        self._title_weight, self._surface_weight = weights.title, weights.surface
        self._lengths = _length_classes(segment, averages, weights.title)
        self.weight = 0.0
        """The leaf's inverse document frequency, set when all segments have been looked at."""
        simple = _alternatives(leaf, weights.variant)
        self._rooted = [
            (weight * counts, found)
            for one, weight in simple
            for counts, found in occurrences(one, segment)
        ]
        self._exact = [
            (weight, surface_occurrences(one, segment))
            for one, weight in simple
            if isinstance(one, Word | Phrase)
        ]
        self._all_exact = _same_forms(self._rooted, self._exact)
        self.documents = union(
            found.documents(leaf.field) for _, found in (*self._rooted, *self._exact)
        )
        """The documents that match, as a set."""

    @property
    def most(self) -> float:
        """More than this the leaf adds to no document."""
        return self.weight * (K1 + 1) * (1 + self._surface_weight) if self.documents else 0.0

    def score(self, streams: Streams) -> float:
        """Return what the leaf adds to a document's score; 0 where it does not match."""
        by_root, by_form = self.parts(streams)
        return by_root + by_form

    def parts(self, streams: Streams) -> tuple[float, float]:
        """Return what the leaf's roots add to a document's score, and what its forms add."""
        if not self._members[streams.byte] & streams.bit:
            return 0.0, 0.0
        title, text = streams.occurrence_weights or self._occurrence_weights(streams)
        exact = self._frequency(self._count_exact, streams, title, text)
        if self._all_exact:
            by_root = self.weight * saturated(exact)
            return by_root, self._surface_weight * by_root
        # A name keeps its form where its capital gives it away, and has a root elsewhere.
        rooted = self._frequency(self._count_rooted, streams, title, text) or exact
        by_form = self._surface_weight * self.weight * saturated(exact)
        return self.weight * saturated(rooted), by_form

    def bounds(self, unit: float) -> Planes:
        """Return at most how many units the leaf adds to each document's score."""
        if self._all_exact:
            scale = self.weight * (1 + self._surface_weight) / unit
            return planes_of_cells(self._cells(self._exact, scale))
        root_cells = self._cells(self._rooted, self.weight / unit)
        exact_cells = self._cells(self._exact, self.weight * self._surface_weight / unit)
        planes = added(planes_of_cells(root_cells), planes_of_cells(exact_cells))
        rooted = union(found.documents(self._field) for _, found in self._rooted)
        only_exact = self.documents & ~rooted
        if only_exact:
            again = self._cells(self._exact, self.weight / unit)
            planes = added(planes, planes_of_cells((bits & only_exact, n) for bits, n in again))
        return planes

    @cached_property
    def _count_rooted(self) -> list[tuple[float, Counts]]:
        size = self._segment.document_count
        return [(weight, found.counting(size)) for weight, found in self._rooted]

    @cached_property
    def _count_exact(self) -> list[tuple[float, Counts]]:
        size = self._segment.document_count
        return [(weight, found.counting(size)) for weight, found in self._exact]

    def _occurrence_weights(self, streams: Streams) -> tuple[float, float]:
        titles, texts = self._token_counts
        title = self._title_weight * occurrence_weight(
            titles[streams.document], self._averages[TITLE]
        )
        text = occurrence_weight(texts[streams.document], self._averages[TEXT])
        streams.occurrence_weights = title, text
        return title, text

    @cached_property
    def _token_counts(self) -> tuple[Column, Column]:
        return self._segment.lengths(TITLE), self._segment.lengths(TEXT)

    def _frequency(
        self, counting: Sequence[tuple[float, Counts]], streams: Streams, title: float, text: float
    ) -> float:
        """Return a weighted frequency, of an occurrence's weight in the title and in the text."""
        total = 0.0
        for weight, counts in counting:
            in_title, in_text = counts(streams)
            if in_title and self._field != TEXT:
                total += weight * in_title * title
            if in_text and self._field != TITLE:
                total += weight * in_text * text
        return total

    def _cells(self, weighted: Weighted, scale: float) -> Iterator[tuple[int, int]]:
        """Yield sets of documents, each with the most that is added to the score of any of them."""
        in_title, in_text, most_in_title, most_in_text = _added_up(weighted)
        titled = in_title[0] if self._field in {None, TITLE} else 0
        for times, documents in _exactly(in_text if self._field in {None, TEXT} else []):
            most = times if times < MOST_TOLD_APART else most_in_text
            for members, count in self._lengths.most(most_in_title, most, documents & titled):
                yield members, ceil(scale * count)
            for members, count in self._lengths.most(0, most, documents & ~titled):
                yield members, ceil(scale * count)
        if self._field in {None, TEXT}:
            titled &= ~in_text[0]
        for members, count in self._lengths.most(most_in_title, 0, titled):
            yield members, ceil(scale * count)

    @cached_property
    def _members(self) -> bytes:
        size = (self._segment.document_count + 7) >> 3
        return self.documents.to_bytes(size, "little")


def leaf_scores(
    leaf: Leaf, index: Index, weights: RankingWeights = DEFAULT_WEIGHTS
) -> tuple[list[LeafScores], float]:
    """Look a leaf up in each segment of the index.

    Args:
        leaf: the leaf.
        index: the index.
        weights: how much each part of the ranking counts.

    Returns:
        The leaf in each segment, and its inverse document frequency.
    """
    averages = {field: index.average_length(field) for field in (TITLE, TEXT)}
    found = [LeafScores(leaf, segment, averages, weights) for segment in index.segments]
    matching = sum(one.documents.bit_count() for one in found)
    weight = inverse_document_frequency(matching, index.document_count)
    for one in found:
        one.weight = weight
    return found, weight


def _length_classes(segment: Segment, averages: dict[str, float], title: float) -> LengthClasses:
    """Return the segment's length classes, kept with it until the mean lengths change."""
    kept = segment.remembered(LengthClasses, lambda: LengthClasses(segment, averages, title))
    if (kept.averages, kept.title) != (averages, title):
        # Each article that is added changes the means: the former ones are not kept beside.
        del segment.arrays.remembered[LengthClasses]
        return _length_classes(segment, averages, title)
    return kept


def _alternatives(leaf: Leaf, variant: float) -> list[tuple[Simple, float]]:
    """Return what a leaf stands for, each with how much an occurrence of it counts."""
    if isinstance(leaf, Alternatives):
        weights = {**dict.fromkeys(leaf.variants, variant), leaf.original: 1.0}
        return list(weights.items())
    return [(leaf, 1.0)]


def _added_up(weighted: Weighted) -> tuple[list[int], list[int], int, int]:
    """Bound several by one that counts in full: the documents by occurrences of any of them."""
    in_title, in_text = [0] * MOST_TOLD_APART, [0] * MOST_TOLD_APART
    most_in_title = most_in_text = 0
    for _, found in weighted:
        in_title, in_text = together(in_title, found.in_title), together(in_text, found.in_text)
        most_in_title, most_in_text = (
            most_in_title + found.most[0],
            most_in_text + found.most[1],
        )
    return in_title, in_text, most_in_title, most_in_text


def _exactly(at_least: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield how often something occurs, and the documents in which it does exactly so often."""
    for times, documents in enumerate(at_least, 1):
        more = at_least[times] if times < len(at_least) else 0
        if documents & ~more:
            yield times, documents & ~more


def _same_forms(rooted: Weighted, exact: Weighted) -> bool:
    """Tell whether words stand nowhere but in the forms that were typed."""
    return len(rooted) == len(exact) and all(
        isinstance(one, FormOccurrences)
        and isinstance(other, FormOccurrences)
        and one.characters == other.characters
        for (_, one), (_, other) in zip(rooted, exact, strict=True)
    )
