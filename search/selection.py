"""Selects the best of the documents that match, in an order that is the same every time.

Documents whose bound is below the worst score that still counts are never scored: the best are the
same as if every document had been (as in MaxScore and WAND, here for all documents at once).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappush, heapreplace, nlargest
from typing import Literal, NamedTuple

from telusur.index.segments.bits import at_least, documents_of
from telusur.index.segments.segment import Segment
from telusur.search.bounds import Planes, most_of
from telusur.search.occurrences import Streams

Order = Literal["relevance", "newest", "oldest"]

Score = Callable[[Streams], float]
"""Scores a document."""

_FEW = 64
"""Where no more documents match, scoring them all is faster than bounding them first."""


class Candidate(NamedTuple):
    """A matching document on its way to becoming a hit."""

    score: float
    segment: Segment
    document: int
    evidence: tuple[tuple[str, float], ...] = ()
    """What of the score is not BM25F: each kind of evidence by its name, and what it added."""

    @property
    def article_number(self) -> int:
        """The number of its article in the article store."""
        return self.segment.article_numbers[self.document]

    @property
    def day(self) -> int:
        """The last day on which it may have been published; 0 if that is not known."""
        return self.segment.published_to[self.document]


def most_relevant(
    segments: Sequence[Segment],
    matching: Sequence[int],
    most: int,
    scoring: Callable[[int], Score],
    bounded: Callable[[int], tuple[Planes, float]],
) -> list[Candidate]:
    """Return the documents with the highest scores; of equal ones, those of older articles.

    Args:
        segments: the segments.
        matching: for each segment, the documents that match, as a set.
        most: at most so many are returned.
        scoring: gives what scores the documents of the segment at a place.
        bounded: gives at most how many units the documents of the segment at a place score, and how
            much a unit is.
    """
    best = _Best(segments, most, scoring)
    for place, documents in enumerate(matching):
        if documents.bit_count() <= max(_FEW, 2 * most):
            best.offer(place, documents_of(documents))
        else:
            best.offer_possible(place, documents, *bounded(place))
    return list(best.candidates())


class _Best:
    """The best of the documents offered so far."""

    def __init__(
        self, segments: Sequence[Segment], most: int, scoring: Callable[[int], Score]
    ) -> None:
        self._segments = segments
        self._most = most
        self._scoring = scoring
        self._heap: list[tuple[float, int, int, int]] = []

    def candidates(self) -> Iterator[Candidate]:
        """Yield them, the best first."""
        for score, _, place, document in sorted(self._heap, reverse=True):
            yield Candidate(score, self._segments[place], document)

    def offer(self, place: int, documents: Iterable[int]) -> None:
        """Score documents of the segment at a place, and keep them as far as they are better."""
        heap, most = self._heap, self._most
        segment, scored = self._segments[place], self._scoring(place)
        for document in documents:
            score = scored(Streams(segment, document))
            if len(heap) == most and score < heap[0][0]:
                continue
            key = (score, -segment.article_numbers[document], place, document)
            if len(heap) < most:
                heappush(heap, key)
            elif key > heap[0]:
                heapreplace(heap, key)

    def offer_possible(self, place: int, matching: int, planes: Planes, unit: float) -> None:
        """Offer the documents of a segment that look best, then all that may be better yet."""
        most = self._most
        promising = most_of(planes, matching, most + most // 4)
        if promising.bit_count() > 8 * most:
            # Many share the highest bound: a few of them will do to begin with.
            promising = _first_of(promising, 2 * most)
        while promising:
            self.offer(place, documents_of(promising))
            matching &= ~promising
            full = len(self._heap) == most
            least = int(self._heap[0][0] / unit * (1 - 1e-9)) if full else 0
            promising = possible = at_least(planes, least, matching)
            if possible.bit_count() > _FEW:
                # What these are worth may rule out most of the others.
                promising = most_of(planes, possible, _FEW // 2)


def nearest_by_day(
    segments: Sequence[Segment],
    matching: Sequence[int],
    most: int,
    order: Order,
    scoring: Callable[[int], Score],
) -> list[Candidate]:
    """Return the first documents by day of publication, those of one day by their scores.

    Documents without a day come last.

    Args:
        segments: the segments.
        matching: for each segment, the documents that match, as a set.
        most: at most so many are returned.
        order: the newest first, or the oldest.
        scoring: gives what scores the documents of the segment at a place.
    """
    dated: list[tuple[int, int, int]] = []
    for place, (segment, documents) in enumerate(zip(segments, matching, strict=True)):
        days = segment.published_to.whole()
        dated += [(_rank(days[doc], order), place, doc) for doc in documents_of(documents)]
    if len(dated) > most:
        last = nlargest(most, dated)[-1][0]
        dated = [entry for entry in dated if entry[0] >= last]

    def key(entry: tuple[int, Candidate]) -> tuple[float, ...]:
        return entry[0], entry[1].score, -entry[1].article_number

    scored = (
        (rank, Candidate(scoring(place)(Streams(segments[place], doc)), segments[place], doc))
        for rank, place, doc in dated
    )
    return [candidate for _, candidate in nlargest(most, scored, key=key)]


def _rank(day: int, order: Order) -> int:
    """Return a number that is the larger, the earlier a day comes in an order."""
    if order == "newest" or not day:
        return day
    return 10_000_000 - day


def _first_of(bits: int, count: int) -> int:
    found = 0
    for _ in range(count):
        lowest = bits & -bits
        found |= lowest
        bits ^= lowest
    return found
