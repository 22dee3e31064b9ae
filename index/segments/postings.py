"""Postings: the documents that hold a term in one field, and where in them it stands."""

from bisect import bisect_left
from collections.abc import Callable, Sequence


class Postings:
    """The posting list of one term in one field of one segment."""

    def __init__(
        self, frequencies: Sequence[tuple[int, int]], places: Callable[[int], Sequence[int]]
    ) -> None:
        """Take a posting list; callers want `Segment.postings`.

        Args:
            frequencies: the documents in ascending order, each with how often it holds the term.
            places: answers the positions in a document; none in a field without positions.
        """
        self.documents = [document for document, _ in frequencies]
        """The documents that hold the term, in ascending order."""
        self._frequencies = [frequency for _, frequency in frequencies]
        self._places = places

    def frequency(self, place: int) -> int:
        """How often the term stands in the document at a place in the list."""
        return self._frequencies[place]

    def positions_at(self, place: int) -> Sequence[int]:
        """The positions in the document at a place in the list, ascending."""
        return self._places(self.documents[place])

    def positions_in(self, document: int) -> Sequence[int]:
        """The positions in a document, ascending; none where it does not hold the term."""
        place = bisect_left(self.documents, document)
        if place == len(self.documents) or self.documents[place] != document:
            return ()
        return self.positions_at(place)


def no_places(document: int) -> Sequence[int]:
    """Answer the positions of a term in a field that has none."""
    return ()


NO_POSTINGS = Postings((), no_places)
"""The posting list of a term that is not there."""
