"""Clauses as OpenSearch's queries, over the fields of `mapping`."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, assert_never

from telusur.index.engines.clauses import (
    Adjacent,
    All,
    AnyTerm,
    AtLeast,
    Boosted,
    But,
    Clause,
    Everything,
    KeywordField,
    Numbered,
    OnDays,
    Preferring,
    TextField,
    Unscored,
)
from telusur.index.engines.opensearch.mapping import FORM

Query = dict[str, Any]
"""A query in OpenSearch's own language, to be written as JSON."""

_FEW_TERMS: Final = 16
"""The maximum number of terms that are scored one by one; of more, it counts that any is there."""

_MAX_TERMS: Final = 65_536
"""What OpenSearch takes in one query of terms."""

_FIELDS: Final[dict[TextField | KeywordField, tuple[str, str]]] = {
    "root": ("tokens", ""), "form": ("tokens.form", FORM),
    "title_root": ("title_tokens", ""), "title_form": ("title_tokens.form", FORM),
    "title_only_root": ("title_only", ""), "title_only_form": ("title_only", FORM),
    "country": ("country", ""), "about": ("about", ""), "source": ("source", ""),
    "date_basis": ("date_basis", ""),
}  # fmt: skip

NOTHING: Final[Query] = {"match_none": {}}


def field_of(field: TextField | KeywordField) -> tuple[str, str]:
    """Return the field of the mapping that holds a field's terms, and what they begin with."""
    return _FIELDS[field]


def query_of(clause: Clause, boost: float = 1.0) -> Query:  # noqa: C901 - each kind of clause
    """Return the query that matches the same documents as a clause.

    Args:
        clause: what is asked.
        boost: what scores are multiplied by.
    """
    match clause:
        case Everything():
            return {"exists": {"field": "number", "boost": boost}}
        case AnyTerm(field, terms):
            name, mark = field_of(field)
            return _any_term(name, [mark + term for term in terms], boost)
        case Adjacent(field, terms):
            name, _ = field_of(field)
            wanted = {"query": " ".join(terms), "analyzer": "whitespace", "boost": boost}
            return {"match_phrase": {name: wanted}}
        case OnDays(first_day, last_day):
            return _published(max(first_day, 1), min(last_day, date.max.toordinal()), boost)
        case Numbered(numbers):
            return _any_value("number", numbers, boost)
        case AtLeast(minimum, clauses):
            return _at_least(minimum, [query_of(child) for child in clauses], boost)
        case All(clauses):
            return _bool(boost, must=[query_of(child) for child in clauses])
        case Unscored(child):
            return {"constant_score": {"filter": query_of(child), "boost": 0.0}}
        case Boosted(child, factor):
            return query_of(child, boost * factor)
        case But(child, excluded):
            return _bool(boost, must=[query_of(child)], must_not=[query_of(excluded)])
        case Preferring(child, preferred):
            return _bool(boost, must=[query_of(child)], should=[query_of(preferred)])
        case _:
            assert_never(clause)


def _any_term(field: str, terms: Sequence[str], boost: float) -> Query:
    if not 1 < len(terms) <= _FEW_TERMS:
        return _any_value(field, terms, boost)
    return _at_least(1, [_any_value(field, [term], 1.0) for term in terms], boost)


def _any_value(field: str, values: Sequence[str] | Sequence[int], boost: float) -> Query:
    if len(values) == 1:
        return {"term": {field: {"value": values[0], "boost": boost}}}
    parts: list[Query] = [
        {"terms": {field: values[start : start + _MAX_TERMS], "boost": boost}}
        for start in range(0, len(values), _MAX_TERMS)
    ]
    return _at_least(1, parts, 1.0)


def _published(first_day: int, last_day: int, boost: float) -> Query:
    if first_day > last_day:
        return NOTHING
    first, last = (date.fromordinal(day).isoformat() for day in (first_day, last_day))
    return {"range": {"published": {"gte": first, "lte": last, "boost": boost}}}


def _at_least(minimum: int, queries: list[Query], boost: float) -> Query:
    if len(queries) < minimum:
        return NOTHING
    if len(queries) == 1 and boost == 1.0:
        return queries[0]
    return _bool(boost, should=queries, minimum_should_match=minimum)


def _bool(boost: float, **parts: object) -> Query:
    return {"bool": {**parts, "boost": boost}}
