"""Searches a library: the one call that everything else is a skin over."""

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from telusur.index.library import Library
from telusur.index.query import Leaf, leaf_factors, leaves
from telusur.index.segments.index import Index
from telusur.search.evaluation import Evaluator
from telusur.search.filters import Filters, narrowed
from telusur.search.ranking.bm25f import DEFAULT_WEIGHTS, RankingWeights
from telusur.search.ranking.collapsing import without_versions
from telusur.search.ranking.reranker import DEPTH, has_evidence, reranked
from telusur.search.results import DEFAULT_PASSAGES, Duplicates, Results
from telusur.search.selection import Candidate, Order

if TYPE_CHECKING:
    from telusur.search.ranking.explanation import Part

DEFAULT_LIMIT = 10


def search(
    library: Library,
    query: str = "",
    *,
    limit: int = DEFAULT_LIMIT,
    offset: int = 0,
    country: str | Sequence[str] | None = None,
    about: str | Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    sort: Order = "relevance",
    require_all: bool = False,
    duplicates: Duplicates = "hide",
    passages: int = DEFAULT_PASSAGES,
    context: int = 0,
    ranking_weights: RankingWeights = DEFAULT_WEIGHTS,
    explain: bool = False,
) -> Results:
    """Search a library.

    Args:
        library: the library.
        query: what is searched for, as a person types it; see `query.parser.parse`. An empty one
            finds every article that passes the filters, the newest first.
        limit: at most so many hits.
        offset: leave out so many hits at the beginning.
        country: only articles that refer to this country, or to any of these: codes or names.
        about: only articles that are about this country, or about any of these: it is one of
            their main ones, at most three.
        since: only articles that may have been published on this day or later.
        until: only articles that may have been published on this day or earlier.
        sort: by relevance, or by day of publication; articles without one come last.
        require_all: words that no operator joins must all occur, not just any.
        duplicates: of near-identical articles show the best alone, or all of them; the total
            counts all of them.
        passages: at most so many passages a hit.
        context: so many neighbouring sentences are added to either side of each passage.
        ranking_weights: how much each part of the ranking counts.
        explain: whether the hits are to have the parts of their scores.

    Returns:
        The hits; each one's passages are computed when they are asked for.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    started = perf_counter()
    filters = Filters(country, about, since, until)
    parsed = narrowed(query, filters, require_all=require_all)
    wanted = parsed.tree
    if wanted is None or not (query.strip() or filters):
        return Results(query, None)
    parts = leaves(wanted)
    if not parts and sort == "relevance":
        sort = "newest"

    score_parts: dict[int, list[Part]] = {}

    def evaluate(index: Index) -> tuple[Evaluator, dict[Leaf, float], list[Candidate], int]:
        evaluator = Evaluator(index, wanted, ranking_weights)
        weights = {
            leaf: factor * evaluator.weights[leaf] for leaf, factor in leaf_factors(wanted).items()
        }

        def ranked(most: int) -> list[Candidate]:
            if sort != "relevance":
                return evaluator.best(most, sort)
            if not has_evidence(query, parts):
                return evaluator.best(most)
            best = evaluator.best(max(most, DEPTH))
            return reranked(library, query, weights, best, ranking_weights)[:most]

        if duplicates == "hide":
            best, hidden = without_versions(library, ranked, offset + limit)
        else:
            best, hidden = ranked(offset + limit), 0
        if explain:
            from telusur.search.ranking.explanation import parts_of

            for candidate in best[offset:]:
                found = parts_of(candidate, evaluator, index)
                score_parts[candidate.article_number] = found
        return evaluator, weights, best[offset:], hidden

    evaluator, weights, best, hidden = library.reading_index(evaluate)
    results = Results(
        query, wanted, evaluator.total, offset, weights, passages, duplicates, context
    )
    results.hidden = hidden
    results.notes = (*evaluator.notes, *parsed.notes)
    results.explained, results.score_parts = explain, score_parts
    results.inverse_document_frequencies = {leaf: evaluator.weights[leaf] for leaf in parts}
    results.fill(library, best)
    results.took_ms = (perf_counter() - started) * 1000
    return results
