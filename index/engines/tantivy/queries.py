"""Clauses as tantivy queries."""

from typing import Final, assert_never

from tantivy import FieldType, Occur, Query
from telusur.index.engines.clauses import (
    Adjacent,
    All,
    AnyTerm,
    AtLeast,
    Boosted,
    But,
    Clause,
    Everything,
    Numbered,
    OnDays,
    Preferring,
    Unscored,
)
from telusur.index.engines.tantivy.schema import schema

_FEW_TERMS: Final = 16
"""The maximum number of terms that are scored one by one; of more, it counts that any is there."""

_OPTIONS: Final = {
    "root": "position", "title_root": "position", "form": "freq", "title_form": "freq",
}  # fmt: skip


def query_of(clause: Clause) -> Query:  # noqa: C901 - a case for each kind of clause
    """Return the tantivy query that matches the same documents as a clause."""
    match clause:
        case Everything():
            return _range("number", 1, None)
        case AnyTerm(field, terms):
            return _terms(field, terms)
        case Adjacent(field, terms):
            return Query.phrase_query(schema(), field, list(terms))
        case OnDays(first_day, last_day):
            ends = _range("last_day", max(first_day, 1), None)
            begins = _range("first_day", None, last_day)
            return Query.boolean_query([(Occur.Must, ends), (Occur.Must, begins)])
        case Numbered(numbers):
            return Query.term_set_query(schema(), "number", list(numbers))
        case AtLeast(minimum, clauses):
            return _at_least(minimum, list(map(query_of, clauses)))
        case All(clauses):
            return Query.boolean_query([(Occur.Must, query_of(child)) for child in clauses])
        case Unscored(child):
            return Query.const_score_query(query_of(child), 0.0)
        case Boosted(child, factor):
            return Query.boost_query(query_of(child), factor)
        case But(child, excluded):
            return Query.boolean_query(
                [(Occur.Must, query_of(child)), (Occur.MustNot, query_of(excluded))]
            )
        case Preferring(child, preferred):
            return Query.boolean_query(
                [(Occur.Must, query_of(child)), (Occur.Should, query_of(preferred))]
            )
        case _:
            assert_never(clause)


def _terms(field: str, terms: tuple[str, ...]) -> Query:
    option = _OPTIONS.get(field, "basic")
    if len(terms) == 1:
        return Query.term_query(schema(), field, terms[0], option)
    if len(terms) <= _FEW_TERMS:
        return _at_least(1, [Query.term_query(schema(), field, term, option) for term in terms])
    return Query.term_set_query(schema(), field, list(terms))


def _at_least(minimum: int, queries: list[Query]) -> Query:
    if len(queries) < minimum:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    alternatives = [(Occur.Should, query) for query in queries]
    return Query.boolean_query(alternatives, minimum if minimum > 1 else None)


def _range(field: str, first: int | None, last: int | None) -> Query:
    return Query.range_query(schema(), field, FieldType.Unsigned, first, last)
