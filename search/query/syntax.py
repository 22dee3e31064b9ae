"""Parses a query that has operators, phrases or fields, with Whoosh's parser."""

from datetime import date
from functools import cache

from telusur.index.fields import COUNTRY, SOURCE
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.query import (
    AllOf,
    AndMaybe,
    AnyOf,
    Every,
    Filter,
    FromSources,
    Fuzzy,
    InCountries,
    Leaf,
    Near,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
    Word,
    all_of,
    any_of,
)
from telusur.search.query.country_values import read_countries
from telusur.search.query.plugins import (
    BestMatch,
    Boosted,
    ExactPhrase,
    ExactTerm,
    QueryParser,
    Required,
    query,
    query_parser,
)
from telusur.search.query.tidying import DATE_FIELD, tidy


def parse_expression(typed: str, *, require_all: bool = False) -> Node | None:
    """Parse a typed query.

    Args:
        typed: what a person typed; it is made well-formed first, so nothing is refused.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, or None if there is nothing to search for.
    """
    tidied = tidy(typed)
    return _node(_parser(require_all).parse(tidied, normalize=False)) if tidied else None


@cache
def _parser(require_all: bool) -> QueryParser:
    return query_parser(require_all)


def _node(parsed: query.Query) -> Node | None:
    """Turn a Whoosh query into a tree of ours; None where nothing is left of it."""
    if isinstance(parsed, query.Term):
        return _term(parsed)
    if isinstance(parsed, query.Phrase):
        exact = isinstance(parsed, ExactPhrase)
        return Phrase(tuple(parsed.words), parsed.fieldname, exact, parsed.slop - 1)
    if isinstance(parsed, query.Prefix):
        return Prefix(parsed.text, parsed.fieldname)
    if isinstance(parsed, query.Wildcard):
        return Wildcard(parsed.text, parsed.fieldname)
    if isinstance(parsed, query.FuzzyTerm):
        return Fuzzy(parsed.text, parsed.fieldname, parsed.maxdist)
    if isinstance(parsed, query.SpanNear):
        return _near(_node(parsed.a), _node(parsed.b), parsed.slop - 1)
    if isinstance(parsed, Boosted):
        return _weighted(_node(parsed[0]), parsed.boost)
    return _compound(parsed)


def _term(parsed: query.Term) -> Node:
    if parsed.fieldname == COUNTRY:
        return _countries(parsed.text)
    if parsed.fieldname == SOURCE:
        return FromSources((parsed.text,))
    if parsed.fieldname == DATE_FIELD:
        first, _, last = parsed.text.partition("..")
        return PublishedIn(Interval(*map(date.fromisoformat, (first, last or first))))
    return Word(parsed.text, parsed.fieldname, isinstance(parsed, ExactTerm))


def _countries(name: str) -> Node:
    """What Telusur does not know as a country is words like any other."""
    codes = read_countries(name)
    if codes:
        return InCountries(codes)
    words = tuple(name.split())
    return Phrase(words) if len(words) > 1 else Word(name)


def _weighted(node: Node | None, factor: float) -> Node | None:
    """What narrows a search is worth nothing, however often."""
    return node if node is None or _is_filter(node) else Weighted(node, factor)


def _near(one: Node | None, other: Node | None, distance: int) -> Node | None:
    """Two parts near each other; where one is no word or phrase, both must match somewhere."""
    factor = 1.0
    operands: list[Node] = []
    for node in (one, other):
        if isinstance(node, Weighted):
            factor *= node.factor
            node = node.child
        if node is not None:
            operands.append(node)
    leaves = [node for node in operands if isinstance(node, Leaf) and not isinstance(node, Near)]
    fields = {leaf.field for leaf in leaves} - {None}
    if len(leaves) < 2 or len(fields) > 1:
        return all_of([node for node in (one, other) if node is not None]) if operands else None
    near = Near(leaves[0], leaves[1], distance, *fields)
    return near if factor == 1.0 else Weighted(near, factor)


def _compound(parsed: query.Query) -> Node | None:
    """Turn a conjunction or disjunction into a tree, what is negated in it into an exclusion."""
    wanted: list[Node] = []
    required: list[Node] = []
    unwanted: list[Node] = []
    for child in parsed.children():
        if isinstance(child, query.Not):
            into, child = unwanted, child.query
        elif isinstance(child, Required):
            into, child = required, child[0]
        else:
            into = wanted
        node = _node(child)
        if node is not None:
            into.append(node)
    if not wanted and not required and not unwanted:
        return None
    found = _joined(parsed, wanted, required) if wanted or required else Every()
    return Without(found, any_of(unwanted)) if unwanted else found


def _joined(parsed: query.Query, wanted: list[Node], required: list[Node]) -> Node:
    """Join parts as their group says; what is a filter beside words narrows, not widens."""
    if isinstance(parsed, query.And):
        return all_of([*required, *wanted])
    if not isinstance(parsed, BestMatch):
        either = [*required, *wanted]
        sources_only = all(isinstance(node, FromSources) for node in either)
        return any_of(_merged(either) if sources_only else either)
    words = [node for node in wanted if not _is_filter(node)]
    required_words = [node for node in required if not _is_filter(node)]
    filters = _merged([node for node in (*required, *wanted) if _is_filter(node)])
    if not required_words:
        return all_of([*([any_of(words)] if words else []), *filters])
    found = all_of([*required_words, *filters])
    return AndMaybe(found, any_of(words)) if words else found


def _is_filter(node: Node) -> bool:
    """Tell whether a part narrows a search and is worth nothing."""
    if isinstance(node, AnyOf | AllOf):
        return all(map(_is_filter, node.children))
    return isinstance(node, Filter) or (isinstance(node, Without) and _is_filter(node.child))


def _merged(filters: list[Node]) -> list[Node]:
    """Filters of one kind beside one another: any of them will do."""
    countries = [code for node in filters if isinstance(node, InCountries) for code in node.codes]
    sources = [name for node in filters if isinstance(node, FromSources) for name in node.names]
    periods = [node for node in filters if isinstance(node, PublishedIn)]
    merged: list[Node] = []
    if countries:
        merged.append(InCountries(tuple(dict.fromkeys(countries))))
    if sources:
        merged.append(FromSources(tuple(dict.fromkeys(sources))))
    if periods:
        merged.append(any_of(periods))
    simple = InCountries | FromSources | PublishedIn
    return merged + [node for node in filters if not isinstance(node, simple)]
