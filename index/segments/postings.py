"""Postings: the documents that hold a term, and where in them it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Postings(NamedTuple):
    """The posting list of one term in one field of one segment."""

    documents: Sequence[int]
    """The documents that hold the term, in ascending order."""
    starts: Sequence[int]
    """Where each document's positions begin in `positions`; one item more than documents.

    Empty in a field without positions."""
    positions: Sequence[int]
    """The positions of all documents, one document after the other."""

    def frequency(self, place: int) -> int:
        """How often the term stands in the document at a place in the list."""
        return self.starts[place + 1] - self.starts[place] if self.starts else 1

    def positions_at(self, place: int) -> Sequence[int]:
        """The positions in the document at a place in the list, ascending."""
        if not self.starts:
            return ()
        return self.positions[self.starts[place] : self.starts[place + 1]]

    def positions_in(self, document: int) -> Sequence[int]:
        """The positions in a document, ascending; none where it does not hold the term."""
        place = bisect_left(self.documents, document)
        if place == len(self.documents) or self.documents[place] != document:
            return ()
        return self.positions_at(place)


NO_POSTINGS = Postings((), (0,), ())
"""The posting list of a term that is not there."""
