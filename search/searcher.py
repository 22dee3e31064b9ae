"""Searches a library: the one call that everything else is a skin over."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Final

from telusur.index.library import Library
from telusur.index.query import Alternatives, Leaf, Node, Phrase, Word
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.filters import narrowed
from telusur.search.matching.lowering import expansion_remarks
from telusur.search.matching.uncertain_dates import uncertain_date_remarks
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.query.parsed import ParsedQuery
from telusur.search.ranking.bm25f import inverse_document_frequency
from telusur.search.ranking.collapsing import SPARE_CANDIDATES, without_versions
from telusur.search.ranking.ranker import Ranker
from telusur.search.ranking.reranker import RankedCandidate
from telusur.search.results import QueryWeights, Results, hits_of

if TYPE_CHECKING:
    from telusur.search.assist.filter_hints import Hint
    from telusur.search.assist.spelling import Suggestion
    from telusur.search.ranking.explanation import ScorePart

_FEW_HITS: Final = 3
"""Where fewer articles match, other spellings are suggested of words that few articles have."""

_TIMES_AS_FREQUENT: Final = 10
"""How many times as many articles a suggested spelling stands in as the word that was typed."""

_TIMES_AS_FREQUENT_AMONG_MANY: Final = 40
"""The same where enough articles match to be what was meant."""


def search(library: Library, query: str = "", options: SearchOptions = DEFAULT_OPTIONS) -> Results:
    """Search a library.

    Args:
        library: the library.
        query: what is searched for, as a person types it; see docs/query-language.md. An empty one
            finds every article that passes the filters, the newest first.
        options: how to search, and how much to return.

    Returns:
        The hits; each one's passages are computed when they are asked for.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    started = perf_counter()
    parsed = narrowed(query, options.filters, require_all=options.require_all)
    if parsed.tree is None or not (query.strip() or options.filters):
        return Results(query, None, options=options)
    return library.reading(
        lambda snapshot: search_in(snapshot, library, query, parsed, options, started)
    )


def search_in(
    snapshot: Snapshot,
    library: Library,
    query: str,
    parsed: ParsedQuery,
    options: SearchOptions,
    started: float,
) -> Results:
    """Search one state of a library.

    Args:
        snapshot: the state.
        library: the library, which is asked again for suggestions.
        query: what was typed.
        parsed: what it was understood as, the filters included.
        options: how to search, and how much to return.
        started: when the search began, on the clock of `perf_counter`.
    """
    if parsed.tree is None:
        return Results(query, None, options=options)
    return _Search(library, snapshot, query, parsed.tree, options).results(parsed.notes, started)


class _Search:
    """One search, over one state of a library."""

    def __init__(
        self,
        library: Library,
        snapshot: Snapshot,
        query: str,
        tree: Node,
        options: SearchOptions,
    ) -> None:
        self._library = library
        self._snapshot = snapshot
        self._query = query
        self._tree = tree
        self._options = options
        self._ranker = Ranker(snapshot.index, tree, options)
        self._corrections: Mapping[str, Sequence[str]] = {}

    def results(self, remarks: Sequence[str], started: float) -> Results:
        options = self._options
        wanted = options.offset + options.limit
        if options.limit:
            hides = options.duplicates == "hide"
            self._ranker.prefetch(wanted + SPARE_CANDIDATES if hides else wanted)
        remarks = (*self._with_substitutes(), *remarks)
        ranker = self._ranker
        total = ranker.total
        best: list[RankedCandidate] = []
        hidden = 0
        if total:
            if options.duplicates == "hide":
                best, hidden = without_versions(self._snapshot, ranker.ranked, wanted)
            else:
                best = ranker.ranked(wanted)
        frequencies = ranker.scorer.inverse_document_frequencies
        weights = QueryWeights(ranker.patterns, ranker.scorer.leaf_weights)
        return Results(
            self._query,
            self._tree,
            options=options,
            hits=hits_of(
                self._snapshot, best[options.offset :], self._query, weights, options, self._parts
            ),
            total=total,
            hidden=hidden,
            notes=(
                *expansion_remarks(self._tree, ranker.lowering),
                *uncertain_date_remarks(
                    self._snapshot.index, ranker.lowering, self._tree, ranker.clause
                ),
                *remarks,
            ),
            inverse_document_frequencies=frequencies,
            suggest=self._suggesting(),
            hint=self._hinting(),
            took_ms=(perf_counter() - started) * 1000,
        )

    def _with_substitutes(self) -> tuple[str, ...]:
        """Search other words beside those that no article has; return what to say of it."""
        index, missing = self._snapshot.index, self._ranker.missing
        if not missing:
            return ()
        from telusur.search.assist.substitutes import absence_remarks, with_substitutes

        self._tree, notes, self._corrections = with_substitutes(self._tree, missing, index)
        if notes:
            self._ranker = Ranker(index, self._tree, self._options)
        return (*notes, *absence_remarks(self._tree, missing))

    def _parts(self, ranked: RankedCandidate) -> "Sequence[ScorePart]":
        return self._ranker.score_parts(ranked) if self._options.explain else ()

    def _suggesting(self) -> "Callable[[Results], list[Suggestion]]":
        """Return what looks for other spellings, in the state of the library as it is then."""
        library, document_count = self._library, self._snapshot.index.document_count()
        known = self._corrections

        def suggestions(results: Results) -> "list[Suggestion]":
            few = results.total < _FEW_HITS
            times = _TIMES_AS_FREQUENT if few else _TIMES_AS_FREQUENT_AMONG_MANY
            words = [*known, *_rare_words(results, document_count, times)]
            if not words:
                return []
            from telusur.search.assist import spelling

            return library.reading(
                lambda snapshot: spelling.suggestions(
                    snapshot.index, results.query, words, known, times
                )
            )

        return suggestions

    def _hinting(self) -> "Callable[[Results], list[Hint]]":
        """Return what looks for filters that may have been meant."""
        library = self._library

        def hints(results: Results) -> "list[Hint]":
            if results.tree is None or len(results.query.split()) < 2:
                return []
            from telusur.search.assist import filter_hints

            shown = [hit.article for hit in results]
            return filter_hints.hints(library, results.query, results.tree, shown)

        return hints


def _rare_words(results: Results, document_count: int, times: int) -> list[str]:
    """Return the words that no article has, or so few that another spelling may be meant.

    What has other ways to write it is known: it needs no spelling where an article has one of them.
    """
    few = document_count // times
    if results.total < _FEW_HITS:
        few = min(_FEW_HITS - 1, few)
    rare = inverse_document_frequency(few, document_count)
    absent = inverse_document_frequency(0, document_count)
    words = (
        word
        for leaf, rarity in results.inverse_document_frequencies.items()
        if rarity >= (absent if isinstance(leaf, Alternatives) else rare)
        for word in _typed_words(leaf)
    )
    return list(dict.fromkeys(words))


def _typed_words(leaf: Leaf) -> Sequence[str]:
    """Return the words of a leaf as they were typed, unless they are to be exact."""
    typed = leaf.original if isinstance(leaf, Alternatives) else leaf
    match typed:
        case Word(text=text, exact=False):
            return (text,)
        case Phrase(words=words, exact=False):
            return words
        case _:
            return ()
