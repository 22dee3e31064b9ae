"""Index: the open segments of one state of the index, seen as a whole."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from telusur.index.errors import IndexDamagedError
from telusur.index.segments.container import Container
from telusur.index.segments.manifest import Manifest
from telusur.index.segments.segment import Segment, segment_path


class Index:
    """What `search` looks things up in; a state that does not change while it is used."""

    def __init__(self, manifest: Manifest, segments: list[Segment]) -> None:
        self.manifest = manifest
        self.segments = segments
        self._average_lengths: dict[str, float] = {}

    @property
    def document_count(self) -> int:
        """How many documents there are, deleted ones not yet merged away included."""
        return sum(segment.document_count for segment in self.segments)

    def average_length(self, field: str) -> float:
        """The mean number of tokens that documents have in a text field, at least 1."""
        if field not in self._average_lengths:
            total = sum(segment.token_count(field) for segment in self.segments)
            self._average_lengths[field] = max(1.0, total / max(1, self.document_count))
        return self._average_lengths[field]

    def document_counts(self, field: str) -> Counter[str]:
        """Count the documents of each value of a keyword field, deleted ones left out."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            for value, documents in segment.holdings(field):
                counts[value] += (documents & segment.live).bit_count()
        return +counts

    def find(self, article_number: int) -> tuple[Segment, int] | None:
        """Return the segment that holds an article, and its document there; None if none does."""
        for segment in self.segments:
            document = segment.find(article_number)
            if document is not None and document not in segment.deleted:
                return segment, document
        return None


def open_index(folder: Path, manifest: Manifest, previous: Index | None = None) -> Index:
    """Open the segments that a manifest names.

    Args:
        folder: the index.
        manifest: the manifest.
        previous: an earlier state of the same index; what is open already is used again.

    Raises:
        IndexDamagedError: a segment is missing, damaged, or not the one that the manifest means.
    """
    opened: Mapping[str, Container] = (
        {segment.name: segment.arrays for segment in previous.segments} if previous else {}
    )
    segments = []
    for entry in manifest.segments:
        arrays = opened.get(entry.name) or Container(segment_path(folder, entry.name))
        segment = Segment(entry.name, arrays, entry.deleted)
        if segment.document_count != entry.documents:
            raise IndexDamagedError(f"segment {entry.name} does not hold what the manifest says")
        segments.append(segment)
    return Index(manifest, segments)
