"""Counts documents by their intervals of publication, page by page, with a composite aggregation.

tantivy and OpenSearch take the same aggregation:
https://docs.opensearch.org/latest/aggregations/bucket/composite/
"""

from collections.abc import Callable
from typing import Any, Final

_DAYS: Final = [{field: {"terms": {"field": field}}} for field in ("first_day", "last_day")]

_PAGE: Final = 10_000
"""The number of intervals counted at a time: both engines limit the buckets of an answer."""


def interval_counts(
    aggregated: Callable[[dict[str, Any]], dict[str, Any]], total: int
) -> dict[tuple[int, int], int]:
    """Return the number of documents of each interval, as `IndexReader.intervals` does.

    Args:
        aggregated: asks the engine for an aggregation, and returns what it found.
        total: the number of documents that match, with a date or without one.
    """
    wanted: dict[str, Any] = {"size": _PAGE, "sources": _DAYS}
    counts: dict[tuple[int, int], int] = {}
    while True:
        found = aggregated({"composite": wanted})
        for bucket in found["buckets"]:
            days = bucket["key"]
            counts[int(days["first_day"]), int(days["last_day"])] = int(bucket["doc_count"])
        if len(found["buckets"]) < _PAGE:
            break
        wanted["after"] = found["after_key"]
    undated = total - sum(counts.values())
    return {**counts, (0, 0): undated} if undated else counts
