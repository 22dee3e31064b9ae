"""Says how many articles a filter on dates judged by an inferred date, or left out without one."""

from datetime import date
from typing import Final, assert_never

from telusur.index.engines.clauses import But, Clause, OnDays, all_of
from telusur.index.engines.engine import IndexReader
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    Every,
    FromSources,
    Fuzzy,
    InCountries,
    Near,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
    Word,
)
from telusur.index.translation import gettext, number
from telusur.search.matching.lowering import DATE_INFERRED, Lowering

_DATED: Final = OnDays(1, date.max.toordinal())


def uncertain_date_remarks(
    index: IndexReader, lowering: Lowering, tree: Node, matching: Clause, *others: Clause
) -> tuple[str, ...]:
    """Return what is to be said of the dates of the articles that match a query, a sentence each.

    Nothing where no dates were asked for, or none but known ones.

    Args:
        index: what is searched.
        lowering: makes clauses of the query.
        tree: the query, filters included.
        matching: what the articles match.
        *others: what they match beside the query.
    """
    undated_tree = _without_dates(tree)
    if undated_tree == tree:
        return ()
    remarks = []
    inferred = index.count(all_of([matching, DATE_INFERRED]))
    if inferred:
        remarks.append(
            gettext(
                "{inferred} of {total} have an inferred date, marked ~; "
                "--strict-dates leaves them out.",
                inferred=number(inferred),
                total=number(index.count(matching)),
            )
        )
    undated = But(all_of([lowering.clause(undated_tree), *others]), _DATED)
    unknown = index.count(But(undated, matching))
    if unknown:
        remarks.append(
            gettext("{count} more would match, but have no date.", count=number(unknown))
        )
    return tuple(remarks)


def _without_dates(node: Node) -> Node:
    """Return a query without the days that it asks for, so that any will do."""
    match node:
        case PublishedIn(strict=False):
            return Every()
        case AnyOf(children=children):
            return AnyOf(tuple(map(_without_dates, children)))
        case AllOf(children=children):
            return AllOf(tuple(map(_without_dates, children)))
        case AndMaybe(required=required, optional=optional):
            return AndMaybe(_without_dates(required), optional)
        case Weighted(child=child, factor=factor):
            return Weighted(_without_dates(child), factor)
        case Without(child=child, excluded=excluded):
            return Without(_without_dates(child), _without_dates(excluded))
        case PublishedIn() | Every() | InCountries() | FromSources():
            return node
        case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
            return node
        case _:
            assert_never(node)
