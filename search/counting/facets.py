"""Facets: how many of the articles that match a query there are of each country and each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from telusur.index.engines.clauses import AnyTerm, all_of
from telusur.index.ingest.publishers import WHOLE_NAME
from telusur.index.library import Library
from telusur.index.query import Node
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.filters import narrowed
from telusur.search.matching.lowering import DATE_INFERRED, Lowering
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions

FacetKeyword = Literal["country", "about", "source"]

FACET_KEYWORDS: Final[tuple[FacetKeyword, ...]] = get_args(FacetKeyword)


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
    about: dict[str, int] = field(default_factory=dict)
    """The articles that are mainly about each country, by its code, the most frequent first."""
    sources: dict[str, int] = field(default_factory=dict)
    """The articles of each publisher or site, in lower case, the most frequent first."""
    inferred: int = 0
    """The articles whose date was inferred from what their texts mention."""
    notes: tuple[str, ...] = ()
    """Where less was searched for than was asked, a sentence each."""


def facets(
    library: Library,
    query: str = "",
    options: SearchOptions = DEFAULT_OPTIONS,
    keywords: Sequence[FacetKeyword] = FACET_KEYWORDS,
) -> Facets:
    """Count the articles that match a query by country and by month.

    Args:
        library: the library.
        query: what is searched for, as for `search`; an empty one means all.
        options: its filters, and whether all words must occur.
        keywords: which of these fields are counted, each of which takes a while; those that are
            not are empty.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    parsed = narrowed(query, options.filters, require_all=options.require_all)

    def read(snapshot: Snapshot) -> Facets:
        from telusur.search.assist.substitutes import as_searched

        lowering = Lowering(snapshot.index)
        return facets_in(lowering, query, *as_searched(parsed, lowering), keywords)

    return library.reading(read)


def facets_in(
    lowering: Lowering,
    query: str,
    tree: Node | None,
    notes: tuple[str, ...] = (),
    keywords: Sequence[FacetKeyword] = FACET_KEYWORDS,
) -> Facets:
    """Count in one state of an index.

    Args:
        lowering: makes clauses for that state.
        query: what was typed.
        tree: what is searched for, the filters included; None for nothing.
        notes: what there is to say of it.
        keywords: which of these fields are counted.
    """
    if tree is None:
        return Facets(query, None, 0, {}, 0, {}, 0, 0)
    index = lowering.index
    clause = lowering.clause(tree)
    total, months = index.count(clause), index.months(clause)
    countries, about, names = (
        index.values(clause, one) if one in keywords else {} for one in FACET_KEYWORDS
    )
    sources = {
        name.removeprefix(WHOLE_NAME): count
        for name, count in names.items()
        if name.startswith(WHOLE_NAME)
    }
    with_country = index.count(all_of([clause, AnyTerm("country", tuple(countries))]))
    return Facets(
        query,
        tree,
        total,
        _frequent_first(countries),
        total - with_country,
        dict(months.months),
        months.uncertain,
        months.undated,
        notes=notes,
        about=_frequent_first(about),
        sources=_frequent_first(sources),
        inferred=index.count(all_of([clause, DATE_INFERRED])),
    )


def _frequent_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
