"""Finds articles that are similar to one, by its salient terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from telusur.index.article import Article
from telusur.index.library import Library
from telusur.index.query import Word, all_of, any_of
from telusur.index.segments.bits import at_least, bits_of
from telusur.index.segments.index import Index
from telusur.search.assist.key_terms import SalientTerm, salient_terms
from telusur.search.bounds import Planes, added
from telusur.search.evaluation import Evaluator
from telusur.search.filters import NO_FILTERS, Filters
from telusur.search.occurrences import union
from telusur.search.ranking.collapsing import without_versions
from telusur.search.results import Duplicates, Results
from telusur.search.searcher import DEFAULT_LIMIT

_LEAST_SHARED = 2
"""An article is similar that shares so many of the salient terms."""


@dataclass(frozen=True)
class Similar:
    """The articles that are similar to one."""

    article: Article
    """The article that they are similar to."""
    terms: list[SalientTerm]
    """Its salient terms, the most salient first."""
    results: Results
    """The similar articles, ranked by BM25F over the terms."""
    shared: dict[str, list[SalientTerm]]
    """Which of the terms each of them has, by its id."""


def similar(
    library: Library,
    article: Article,
    *,
    limit: int = DEFAULT_LIMIT,
    offset: int = 0,
    filters: Filters = NO_FILTERS,
    duplicates: Duplicates = "hide",
) -> Similar:
    """Find the articles that are most similar to one, never itself.

    Args:
        library: the library.
        article: an article of it.
        limit: at most so many.
        offset: leave out so many at the beginning.
        filters: what they are narrowed to.
        duplicates: hide its own near-identical versions, and of other near-identical articles show
            the best alone; or show them all.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    narrowing = filters.nodes()
    own = [number for number in [library.number_of(article.id)] if number is not None]
    family = _family(library, own)

    def read(index: Index) -> Similar:
        strangers = _without(index, family)
        others = strangers if duplicates == "hide" else _without(index, own)
        # What only its versions share with it would push aside what others do.
        terms = salient_terms(index, article, strangers) or salient_terms(index, article, others)
        if not terms:
            return Similar(article, [], Results("", None), {})
        words = any_of([Word(term.word) for term in terms])
        tree = all_of([words, *narrowing])
        evaluator = Evaluator(index, tree)
        least = min(_LEAST_SHARED, len(terms))
        evaluator.keep([_sharing(terms, n, least) & bits for n, bits in enumerate(others)])
        if duplicates == "hide":
            best, hidden = without_versions(library, evaluator.best, offset + limit)
        else:
            best, hidden = evaluator.best(offset + limit), 0
        results = Results("", tree, evaluator.total, offset, duplicates=duplicates)
        results.hidden = hidden
        results.fill(library, best[offset:])
        shared = {hit.id: _shared(index, terms, hit.article_number) for hit in results}
        return Similar(article, terms, results, shared)

    return library.reading_index(read)


def _family(library: Library, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of articles and of their near-identical versions."""
    families = library.families_of(numbers)
    ids = chain.from_iterable(library.ids_in_families([*families.values()]).values())
    versions = (library.number_of(identity) for identity in ids)
    return [*numbers, *(number for number in versions if number is not None)]


def _sharing(terms: Sequence[SalientTerm], place: int, least: int) -> int:
    """Return the documents of a segment that hold so many of some terms, as a set."""
    planes: Planes = []
    for term in terms:
        planes = added(planes, [term.documents[place]])
    return at_least(planes, least, union(planes))


def _without(index: Index, article_numbers: Sequence[int]) -> list[int]:
    """Return, for each segment, its documents but for those of some articles, as a set."""
    sets = []
    for segment in index.segments:
        found = (segment.find(number) for number in article_numbers)
        dropped = [document for document in found if document is not None]
        sets.append(segment.live & ~bits_of(dropped, segment.document_count))
    return sets


def _shared(index: Index, terms: Sequence[SalientTerm], article_number: int) -> list[SalientTerm]:
    found = index.find(article_number)
    if found is None:
        return []
    place = index.segments.index(found[0])
    return [term for term in terms if term.documents[place] >> found[1] & 1]
