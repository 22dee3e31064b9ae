"""What every search needs to know of an index, asked beside the first thing that is.

And by what it is known again: no two states of one index have as many documents, equal sums of
their numbers, since later articles have higher ones, and equal sums of the numbers that OpenSearch
gives each change.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from telusur.index.engines.clauses import Everything
from telusur.index.engines.engine import IndexState, Lengths
from telusur.index.engines.opensearch.mapping import FORMAT_VERSION, STATE_KEY
from telusur.index.engines.opensearch.queries import query_of
from telusur.index.errors import IndexDamagedError, LibraryError
from telusur.index.opensearch.address import Address
from telusur.index.opensearch.searching import Search, total_of

_STATE: Final = IndexState._fields
_LENGTHS: Final = ("title_length", "text_length")

CONTENT: Final = Search(
    {
        "size": 0,
        "track_total_hits": False,
        "aggs": {
            "index": {"terms": {"field": "_index"}},
            **{field: {"sum": {"field": field}} for field in ("number", "_seq_no", *_LENGTHS)},
        },
    },
    held=False,
)
"""Asks for what an index has as it is by now, which the cluster remembers; see `content_of`."""

STATISTICS: Final = (
    Search({"query": {"ids": {"values": [STATE_KEY]}}, "_source": ["state"]}),
    Search({"query": query_of(Everything()), "size": 0}),
    CONTENT,
)
"""What is searched for, for `statistics_of`."""


class CollectionStatistics(NamedTuple):
    """One state of an index: what it was made of, and how large it is."""

    state: IndexState
    documents: int
    lengths: Lengths


Content = tuple[tuple[str, int], float, float]
"""What tells a state from others: the name of the index with the number of its documents, and sums
of their numbers and of the numbers of their changes."""


def content_of(answer: Mapping[str, Any]) -> Content:
    """Return what the answer to `CONTENT` says."""
    told = answer["aggregations"]
    (index,) = told["index"]["buckets"] or [{"key": "", "doc_count": 0}]
    of_index = str(index["key"]), int(index["doc_count"])
    return of_index, float(told["number"]["value"]), float(told["_seq_no"]["value"])


def statistics_of(
    answers: Iterator[Mapping[str, Any]], address: Address, analysis_version: int | None
) -> CollectionStatistics:
    """Return what the answers to `STATISTICS` say, if the index is one that we can read.

    Args:
        answers: the answers; those that follow are left.
        address: the library.
        analysis_version: which analysis it must have been made by, if that matters.

    Raises:
        IndexDamagedError: it has no state, or one of another format or analysis.
        LibraryError: it is of a later version.
    """
    hits = next(answers)["hits"]["hits"]
    if not hits:
        raise IndexDamagedError("it does not say what it was made from")
    state = IndexState(**{field: hits[0]["_source"]["state"][field] for field in _STATE})
    if state.format_version > FORMAT_VERSION:
        raise LibraryError(
            "{address} was written by a later version of Telusur: upgrade Telusur to open it.",
            address=address,
        )
    analyses = (None, state.analysis_version)
    if state.format_version != FORMAT_VERSION or analysis_version not in analyses:
        raise IndexDamagedError("it was made by another version of Telusur")
    documents = total_of(next(answers))
    sums = next(answers)["aggregations"]
    return CollectionStatistics(
        state, documents, Lengths(*(int(sums[field]["value"]) for field in _LENGTHS))
    )
