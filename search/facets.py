"""Facets: how many of the articles that match a query there are of each country and each month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from telusur.index.fields import COUNTRY
from telusur.index.library import Library
from telusur.index.query import Node
from telusur.index.segments.bits import every
from telusur.index.segments.index import Index
from telusur.search.evaluation import Evaluator
from telusur.search.filters import NO_FILTERS, Filters, narrowed


@dataclass(frozen=True)
class Facets:
    """What a query's matching articles are about, and when they were published.

    The months, `uncertain_month` and `undated` add up to `total`; an article that refers to several
    countries counts in each of them.
    """

    query: str
    """What was typed."""
    tree: Node | None
    """What it was understood as; None if there is nothing to search for in it."""
    total: int
    """How many articles match, near-identical ones included."""
    countries: dict[str, int]
    """The articles that refer to each country, by its ISO 3166-1 code, the most frequent first."""
    without_country: int
    """The articles that refer to none."""
    months: dict[date, int]
    """The articles published in each month, by its first day, the earliest first."""
    uncertain_month: int
    """The articles with a date that may be of more than one month."""
    undated: int
    """The articles without a date."""
    notes: tuple[str, ...] = ()
    """Where less was searched for than was asked, a sentence each."""


def facets(
    library: Library,
    query: str = "",
    *,
    filters: Filters = NO_FILTERS,
    require_all: bool = False,
) -> Facets:
    """Count the articles that match a query by country and by month.

    Args:
        library: the library.
        query: what is searched for, as for `search`; an empty one means all.
        filters: what it is narrowed to.
        require_all: words that no operator joins must all occur, not just any.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    parsed = narrowed(query, filters, require_all=require_all)
    tree = parsed.tree
    if tree is None:
        return Facets(query, None, 0, {}, 0, {}, 0, 0)
    return library.reading_index(lambda index: _counted(index, query, tree, parsed.notes))


def _counted(index: Index, query: str, tree: Node, notes: tuple[str, ...]) -> Facets:
    evaluator = Evaluator(index, tree)
    countries: Counter[str] = Counter()
    months: Counter[date | None] = Counter()
    dated = without_country = 0
    for segment, matching in zip(index.segments, evaluator.matching, strict=True):
        placed = 0
        for code, documents in segment.holdings(COUNTRY):
            countries[code] += (documents & matching).bit_count()
            placed |= documents
        without_country += (matching & every(segment.document_count) & ~placed).bit_count()
        with_date = matching & segment.dated
        dated += with_date.bit_count()
        for month, documents in segment.published_by_month(with_date):
            months[month] += documents.bit_count()
    several = months.pop(None, 0)
    ordered = sorted((month, count) for month, count in months.items() if month)
    return Facets(
        query,
        tree,
        evaluator.total,
        dict(sorted((+countries).items(), key=lambda item: (-item[1], item[0]))),
        without_country,
        dict(ordered),
        several,
        evaluator.total - dated,
        (*evaluator.notes, *notes),
    )
