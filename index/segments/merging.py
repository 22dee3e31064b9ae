"""Decides which segments to merge, so that an index stays a handful of segments however it grew."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

from index.segments.manifest import SegmentEntry

_SEGMENTS_PER_TIER = 8
_MOST_DELETED = 0.3
_MOST_DOCUMENTS = 65_536
"""Bounds the memory that merging takes; what would become larger stays apart."""


def segments_to_merge(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """Return the segments that should become one now; none where all is well.

    Tiered merging: eight segments of about the same size become one, so that a document is copied
    once per tier, a number of times logarithmic in the size of the index. A segment of which more
    than three tenths are deleted is rewritten.
    """
    tiers: defaultdict[int, list[SegmentEntry]] = defaultdict(list)
    for entry in entries:
        if len(entry.deleted) > _MOST_DELETED * entry.documents:
            return [entry]
        tiers[int(log(entry.live, _SEGMENTS_PER_TIER))].append(entry)
    for tier in tiers.values():
        small_enough = sum(entry.live for entry in tier) <= _MOST_DOCUMENTS
        if len(tier) >= _SEGMENTS_PER_TIER and small_enough:
            return tier
    return []
