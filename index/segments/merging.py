"""Decides which segments to merge, so that an index stays a handful of segments however it grew."""

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from telusur.index.segments.builder import MOST_TOKENS
from telusur.index.segments.manifest import SegmentEntry
from telusur.index.segments.words import MOST_FORMS

_SEGMENTS_PER_TIER = 8
_MOST_DELETED = 0.3


class Candidate(NamedTuple):
    """A segment that may be merged with others."""

    entry: SegmentEntry
    tokens: int
    """How many tokens its documents have."""
    forms: int
    """How many forms it tells apart."""


def segments_to_merge(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the segments that should become one now; none where all is well.

    Tiered merging: eight segments of about the same size become one, so that a document is copied
    once per tier, a number of times logarithmic in the size of the index. As many of them are
    taken as one segment can hold, so that merging takes bounded memory and no form is lost; the
    rest stay apart. A segment of which more than three tenths are deleted is rewritten.
    """
    tiers: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        entry = candidate.entry
        if len(entry.deleted) > _MOST_DELETED * entry.documents:
            return [candidate]
        tiers[int(log(entry.live, _SEGMENTS_PER_TIER))].append(candidate)
    for tier in tiers.values():
        together = _fitting(tier)
        if len(tier) >= _SEGMENTS_PER_TIER and len(together) > 1:
            return together
    return []


def _fitting(tier: Sequence[Candidate]) -> list[Candidate]:
    """Return as many segments as fit into one, the smallest first."""
    together: list[Candidate] = []
    tokens = forms = 0
    for candidate in sorted(tier, key=lambda candidate: candidate.tokens):
        tokens += candidate.tokens
        forms += candidate.forms
        if tokens > MOST_TOKENS or forms >= MOST_FORMS:
            break
        together.append(candidate)
    return together
