"""What every search needs to know of an index, asked beside the first thing that is."""

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

OVERVIEW: Final = (
    Search({"query": {"ids": {"values": [STATE_KEY]}}, "_source": ["state"]}),
    Search({"query": query_of(Everything()), "size": 0}),
    # The cluster remembers what it answers of an index as it is by now.
    Search(
        {
            "size": 0,
            "track_total_hits": False,
            "aggs": {field: {"sum": {"field": field}} for field in _LENGTHS},
        },
        held=False,
    ),
)
"""What is searched for, for `overview_of`."""


class Overview(NamedTuple):
    """One state of an index: what it was made of, and how large it is."""

    state: IndexState
    documents: int
    lengths: Lengths


def overview_of(
    answers: Iterator[Mapping[str, Any]], address: Address, analysis_version: int | None
) -> Overview:
    """Return what the answers to `OVERVIEW` say, if the index is one that we can read.

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
    return Overview(state, documents, Lengths(*(int(sums[field]["value"]) for field in _LENGTHS)))
