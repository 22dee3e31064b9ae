"""Every hit: all articles that a search finds, in its order, read as one goes through them.

What is held of all of them is their numbers and scores; of articles and terms, those of a few.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter
from typing import Final, NamedTuple

from telusur.index.library import Library
from telusur.index.query import Node
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.filters import narrowed
from telusur.search.options import DEFAULT_LIMIT, DEFAULT_OPTIONS, SearchOptions
from telusur.search.ranking.ranker import Ranker, numbered_candidates
from telusur.search.ranking.reranker import RankedCandidate
from telusur.search.results import Hit, QueryWeights, Results, hits_of
from telusur.search.searcher import search_in

_AT_ONCE: Final = 100
"""How many hits are read at a time."""

_Order = Sequence[tuple[int, float]]
"""Numbers of articles with their scores."""


class EveryHit(NamedTuple):
    """What a search found, all of it."""

    results: Results
    """The total, and what there is to say; of the hits the first ones alone."""
    hits: Iterator[Hit]
    """All of them from the offset on, to be gone through once.

    Articles that are removed meanwhile are left out. Raises `LibraryError` where the library
    cannot be read.
    """


def every_hit(
    library: Library, query: str = "", options: SearchOptions = DEFAULT_OPTIONS
) -> EveryHit:
    """Search a library for all that matches.

    Args:
        library: the library.
        query: what is searched for, as for `telusur.search.searcher.search`.
        options: how to search; its limit does not count.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    started = perf_counter()
    parsed = narrowed(query, options.filters, require_all=options.require_all)
    if not (query.strip() or options.filters):
        return EveryHit(Results(query, None, options=options), iter(()))

    def read(snapshot: Snapshot) -> EveryHit:
        few = options._replace(limit=DEFAULT_LIMIT)
        results = search_in(snapshot, library, query, parsed, few, started)
        if results.tree is None:
            return EveryHit(results, iter(()))
        return EveryHit(results, _hits(library, snapshot, results.tree, query, options))

    return library.reading(read)


def _hits(
    library: Library, snapshot: Snapshot, tree: Node, query: str, options: SearchOptions
) -> Iterator[Hit]:
    """Put all hits in order at once, and return what reads them afterwards."""
    ranker = Ranker(snapshot.index, tree, options)
    order: _Order = ranker.order_of_all()
    if options.duplicates == "hide":
        order = _best_of_families(snapshot, order)
    weights = QueryWeights(ranker.patterns, ranker.scorer.leaf_weights)

    def read(start: int, snapshot: Snapshot) -> list[Hit]:
        part = order[start : start + _AT_ONCE]
        candidates = numbered_candidates(snapshot.index, [number for number, _ in part])
        ranked = [
            RankedCandidate(score, candidates[number])
            for number, score in part
            if number in candidates
        ]
        return hits_of(snapshot, ranked, query, weights, options._replace(offset=start))

    starts = range(options.offset, len(order), _AT_ONCE)
    return (hit for start in starts for hit in library.reading(partial(read, start)))


def _best_of_families(snapshot: Snapshot, order: _Order) -> _Order:
    """Leave out the articles that are versions of one before them."""
    families = snapshot.families_of([number for number, _ in order])
    seen = set[int]()
    best = []
    for number, score in order:
        family = families.get(number)
        if family is None or family not in seen:
            best.append((number, score))
        if family is not None:
            seen.add(family)
    return best
