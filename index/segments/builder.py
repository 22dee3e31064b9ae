"""Builds a new segment in memory, of documents or of older segments, and writes it."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.fields import KEYWORD_FIELDS, POSITIONAL_FIELDS
from index.segments.container import write_arrays
from index.segments.postings import Postings
from index.segments.segment import Segment, segment_path


class Document(NamedTuple):
    """An article as the index sees it."""

    article_number: int
    published_from: int
    """The first day on which it may have been published, an ordinal or NO_DAY."""
    published_to: int
    positions: Mapping[str, Sequence[Iterable[str]]]
    """For each positional field, the terms at each position."""
    keywords: Mapping[str, Iterable[str]]
    """For each keyword field, its values."""


class _PostingLists:
    """The growing posting lists of one field."""

    def __init__(self) -> None:
        self.documents: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.frequencies: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.positions: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, document: int, term: str, positions: Sequence[int]) -> None:
        self.documents[term].append(document)
        self.frequencies[term].append(len(positions))
        self.positions[term].extend(positions)


class SegmentBuilder:
    """Collects documents; `write` makes a segment of them, numbered in the order of adding."""

    def __init__(self) -> None:
        self._article_numbers = array("Q")
        self._published_from = array("I")
        self._published_to = array("I")
        self._lengths = {field: array("I") for field in POSITIONAL_FIELDS}
        self._lists = {field: _PostingLists() for field in (*POSITIONAL_FIELDS, *KEYWORD_FIELDS)}

    def __len__(self) -> int:
        return len(self._article_numbers)

    def add(self, document: Document) -> None:
        """Add one document."""
        number = self._begin(
            document.article_number, document.published_from, document.published_to
        )
        for field in POSITIONAL_FIELDS:
            by_term: dict[str, list[int]] = {}
            for position, terms in enumerate(document.positions[field]):
                for term in terms:
                    by_term.setdefault(term, []).append(position)
            for term, positions in by_term.items():
                self._lists[field].add(number, term, positions)
            self._lengths[field].append(len(document.positions[field]))
        for field in KEYWORD_FIELDS:
            for value in dict.fromkeys(document.keywords[field]):
                self._lists[field].add(number, value, ())

    def add_segment(self, segment: Segment) -> None:
        """Add the documents of an older segment, all that are not deleted."""
        numbers: dict[int, int] = {}
        for old in range(segment.document_count):
            if old in segment.deleted:
                continue
            numbers[old] = self._begin(
                segment.article_numbers[old],
                segment.published_from[old],
                segment.published_to[old],
            )
            for field in POSITIONAL_FIELDS:
                self._lengths[field].append(segment.lengths(field)[old])
        for term_id in range(segment.term_count):
            term = segment.term(term_id)
            for field, lists in self._lists.items():
                self._add_postings(lists, term, segment.postings_of(field, term_id), numbers)

    def write(self, folder: Path, name: str) -> None:
        """Write the segment's file.

        Raises:
            OSError: it cannot be written.
        """
        terms = sorted({term for lists in self._lists.values() for term in lists.documents})
        encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
        arrays: dict[str, array[int] | bytes] = {
            "terms": b"".join(encoded),
            "term_offsets": _running_total(map(len, encoded)),
            "article_numbers": self._article_numbers,
            "published_from": self._published_from,
            "published_to": self._published_to,
        }
        for field, lists in self._lists.items():
            none: array[int] = array("I")
            arrays[f"{field}:bounds"] = _running_total(
                len(lists.documents.get(term, none)) for term in terms
            )
            arrays[f"{field}:documents"] = _joined(lists.documents, terms)
            if field in POSITIONAL_FIELDS:
                arrays[f"{field}:starts"] = _running_total(_joined(lists.frequencies, terms))
                arrays[f"{field}:positions"] = _joined(lists.positions, terms)
                arrays[f"{field}:lengths"] = self._lengths[field]
        write_arrays(segment_path(folder, name), arrays)

    def _begin(self, article_number: int, published_from: int, published_to: int) -> int:
        self._article_numbers.append(article_number)
        self._published_from.append(published_from)
        self._published_to.append(published_to)
        return len(self._article_numbers) - 1

    @staticmethod
    def _add_postings(
        lists: _PostingLists, term: str, postings: Postings, numbers: Mapping[int, int]
    ) -> None:
        for place, old in enumerate(postings.documents):
            if old in numbers:
                lists.add(numbers[old], term, postings.positions_at(place))


def _running_total(lengths: Iterable[int]) -> "array[int]":
    totals = array("I", [0])
    total = 0
    for length in lengths:
        total += length
        totals.append(total)
    return totals


def _joined(arrays: Mapping[str, "array[int]"], terms: Iterable[str]) -> "array[int]":
    joined = array("I")
    for term in terms:
        if term in arrays:
            joined.extend(arrays[term])
    return joined
