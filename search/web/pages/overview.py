"""Overview: what a search finds, its counts and its timeline, of one state of a library."""

from functools import partial
from time import perf_counter
from typing import NamedTuple

from telusur.index.library import Library
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.assist.substitutes import as_searched
from telusur.search.counting.facets import Facets, facets_in
from telusur.search.counting.timeline import AskedQuery, Timeline, timeline_in
from telusur.search.filters import narrowed
from telusur.search.matching.lowering import Lowering
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.results import Results
from telusur.search.searcher import search_in


class Overview(NamedTuple):
    """What a page of results shows; its parts agree, whatever is written meanwhile."""

    results: Results
    facets: Facets
    timeline: Timeline


def overview(
    library: Library,
    query: str = "",
    options: SearchOptions = DEFAULT_OPTIONS,
    compared: str = "",
) -> Overview:
    """Search, count and lay out over time in one reading, the query parsed once.

    Args:
        library: the library.
        query: what is searched for, as for `telusur.search.searcher.search`.
        options: how to search, and how much to return.
        compared: a second query, for the timeline alone; empty for none.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    started = perf_counter()
    narrow = partial(narrowed, filters=options.filters, require_all=options.require_all)
    everything, parsed = narrow(""), narrow(query)
    other = narrow(compared) if compared else None

    def read(snapshot: Snapshot) -> Overview:
        # Words that patterns stand for are looked up once for counts and timeline.
        lowering = Lowering(snapshot.index)
        results = search_in(snapshot, library, query, parsed, options, started)
        asked = [AskedQuery(query, results.tree)]
        if other is not None:
            asked.append(AskedQuery(compared, *as_searched(other, lowering)))
        return Overview(
            results,
            facets_in(lowering, query, results.tree),
            timeline_in(lowering, everything.tree, asked),
        )

    return library.reading(read)
