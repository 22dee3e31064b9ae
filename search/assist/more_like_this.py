"""Finds articles that are similar to one, by its key terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from telusur.index.article import Article
from telusur.index.engines.clauses import AnyTerm, AtLeast, But, Clause, Numbered, all_of
from telusur.index.engines.document_terms import IndexedWord
from telusur.index.library import Library
from telusur.index.query import Node, Word
from telusur.index.query import all_of as all_of_nodes
from telusur.index.query import any_of as any_of_nodes
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.assist.key_terms import KeyTerm, key_terms
from telusur.search.matching.lowering import Lowering
from telusur.search.matching.uncertain_dates import uncertain_date_remarks
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.ranking.collapsing import without_versions
from telusur.search.ranking.ranker import candidate_depth
from telusur.search.ranking.reranker import RankedCandidate
from telusur.search.ranking.scorer import Scorer
from telusur.search.results import QueryWeights, Results, hits_of

_LEAST_SHARED: Final = 2
"""The number of key terms that a similar article shares."""


@dataclass(frozen=True)
class Similar:
    """The articles that are similar to one."""

    article: Article
    """The article that they are similar to."""
    terms: list[KeyTerm]
    """Its key terms, the most salient first."""
    results: Results
    """The similar articles, ranked by BM25F over the terms."""
    shared: dict[str, list[KeyTerm]]
    """Which of the terms each of them has, by its id."""


def similar(
    library: Library, article: Article, options: SearchOptions = DEFAULT_OPTIONS
) -> Similar:
    """Find the articles that are most similar to one, never itself.

    Args:
        library: the library.
        article: an article of it.
        options: the limit and the offset, the filters, and whether near-identical articles are
            hidden: its own versions, and of others all but the best.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    narrowing = options.filters.nodes()
    return library.reading(lambda snapshot: _similar(snapshot, article, narrowing, options))


def _similar(
    snapshot: Snapshot, article: Article, narrowing: Sequence[Node], options: SearchOptions
) -> Similar:
    own = [number for number in [snapshot.number_of(article.id)] if number is not None]
    family = _family(snapshot, own)
    excluded = family if options.duplicates == "hide" else own
    index = snapshot.index
    # What only its versions share with it would push aside what others do.
    terms = key_terms(index, article, family) or key_terms(index, article, excluded)
    if not terms:
        return Similar(article, [], Results("", None, options=options), {})
    tree = any_of_nodes([Word(term.word) for term in terms])
    lowering = Lowering(index, options.ranking_weights)
    others = But(_sharing(terms), Numbered(tuple(excluded)))
    clause = all_of([others, *map(lowering.clause, narrowing)])
    scorer = Scorer(index, tree, lowering, options.ranking_weights)

    def ranked(count: int) -> list[RankedCandidate]:
        if count <= 0:
            return []
        scored = scorer.scored(index.best(clause, candidate_depth(count)))
        return [RankedCandidate(*one) for one in scored[:count]]

    wanted = options.offset + options.limit
    if options.duplicates == "hide":
        best, hidden = without_versions(snapshot, ranked, wanted)
    else:
        best, hidden = ranked(wanted), 0
    best = best[options.offset :]
    hits = hits_of(snapshot, best, "", QueryWeights({}, {}), options)
    by_number = {one.candidate.number: one.candidate.terms for one in best}
    shared = {
        hit.id: [
            term
            for term in terms
            if by_number[number].with_word(IndexedWord(term.root, term.root))[0]
        ]
        for hit in hits
        if (number := snapshot.number_of(hit.id)) in by_number
    }
    results = Results(
        "",
        all_of_nodes([tree, *narrowing]),
        options=options,
        hits=hits,
        total=index.count(clause),
        hidden=hidden,
        notes=uncertain_date_remarks(index, lowering, all_of_nodes(narrowing), clause, others)
        if narrowing
        else (),
    )
    return Similar(article, terms, results, shared)


def _family(snapshot: Snapshot, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of articles and of their near-identical versions."""
    families = snapshot.families_of(numbers)
    ids = chain.from_iterable(snapshot.ids_in_families([*families.values()]).values())
    versions = (snapshot.number_of(identity) for identity in ids)
    return [*numbers, *(number for number in versions if number is not None)]


def _sharing(terms: Sequence[KeyTerm]) -> Clause:
    """Return the documents that share enough terms, those that share the weightiest first."""
    least = min(_LEAST_SHARED, len(terms))
    return AtLeast(least, tuple(AnyTerm("root", (term.root,)) for term in terms))
