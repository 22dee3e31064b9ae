"""Segment: an immutable part of the index, read in place from one file."""

from collections.abc import Iterator
from pathlib import Path

from index.fields import KEYWORD_FIELDS
from index.segments.container import Container
from index.segments.postings import NO_POSTINGS, Postings

NO_DAY = 0
"""Stands for the day of publication in a document that has none; real days are ordinals from 1."""


class Segment:
    """Documents 0 to n-1 with their postings; documents marked as deleted count as gone."""

    def __init__(self, name: str, arrays: Container, deleted: frozenset[int]) -> None:
        """Take an open file as a segment.

        Args:
            name: the segment's name, which is the file's without its ending.
            arrays: the file.
            deleted: the documents that were removed or updated since it was written.
        """
        self.name = name
        self.arrays = arrays
        self.deleted = deleted
        self._terms = arrays["terms"]
        self._term_offsets = arrays["term_offsets"]
        self.article_numbers = arrays["article_numbers"]
        """The number of each document's article in the article store."""
        self.published_from = arrays["published_from"]
        """The first day on which each document may have been published, an ordinal or NO_DAY."""
        self.published_to = arrays["published_to"]
        """The last such day."""

    @property
    def document_count(self) -> int:
        """How many documents it holds, deleted ones too."""
        return len(self.article_numbers)

    @property
    def live_count(self) -> int:
        """How many documents it holds that are not deleted."""
        return len(self.article_numbers) - len(self.deleted)

    def lengths(self, field: str) -> memoryview:
        """Each document's number of tokens in a positional field."""
        return self.arrays[f"{field}:lengths"]

    def postings(self, field: str, term: str) -> Postings:
        """Return the posting list of a term in a field; an empty one if it is not there."""
        wanted = term.encode("utf-8", "surrogatepass")
        term_id = self._lower_bound(wanted)
        if term_id == self.term_count or self._term_bytes(term_id) != wanted:
            return NO_POSTINGS
        return self.postings_of(field, term_id)

    def postings_of(self, field: str, term_id: int) -> Postings:
        """Return the posting list of the term with this number in the segment's dictionary."""
        bounds = self.arrays[f"{field}:bounds"]
        first, last = bounds[term_id], bounds[term_id + 1]
        documents = self.arrays[f"{field}:documents"][first:last]
        if field in KEYWORD_FIELDS:
            return Postings(documents, (), ())
        starts = self.arrays[f"{field}:starts"][first : last + 1]
        return Postings(documents, starts, self.arrays[f"{field}:positions"])

    @property
    def term_count(self) -> int:
        """How many terms the dictionary holds, over all fields."""
        return len(self._term_offsets) - 1

    def term(self, term_id: int) -> str:
        """Return the term with this number; terms are numbered in the order of their characters."""
        return self._term_bytes(term_id).decode("utf-8", "surrogatepass")

    def terms_beginning_with(self, field: str, prefix: str) -> Iterator[int]:
        """Yield the numbers of the terms in a field that begin with a prefix, in order."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        bounds = self.arrays[f"{field}:bounds"]
        for term_id in range(self._lower_bound(wanted), self.term_count):
            if not self._term_bytes(term_id).startswith(wanted):
                return
            if bounds[term_id] != bounds[term_id + 1]:
                yield term_id

    def _term_bytes(self, term_id: int) -> bytes:
        return bytes(self._terms[self._term_offsets[term_id] : self._term_offsets[term_id + 1]])

    def _lower_bound(self, wanted: bytes) -> int:
        low, high = 0, self.term_count
        while low < high:
            middle = (low + high) // 2
            if self._term_bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def segment_path(folder: Path, name: str) -> Path:
    """The file of the segment of this name."""
    return folder / f"{name}.segment"
