"""Joins the parts of a query into a tree: what is required, wanted and unwanted, near, a filter."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, assert_never

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
    Operand,
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

Join = Literal["all", "any", "best"]
"""How parts are joined: by AND, by OR, or by nothing, so that the best match counts."""


class Part(NamedTuple):
    """A part of a query, and what was said of it."""

    node: Node
    sign: str = ""
    """`+` if it must match, `NOT` if it must not."""


def joined(join: Join, parts: Sequence[Part]) -> Node:
    """Join parts, at least one, into a tree; those that must not match become an exclusion.

    Args:
        join: how they are joined.
        parts: the parts in the order in which they were typed.
    """
    required = [part.node for part in parts if part.sign == "+"]
    wanted = [part.node for part in parts if not part.sign]
    unwanted = [part.node for part in parts if part.sign == "NOT"]
    matching = _matching(join, required, wanted) if required or wanted else Every()
    return Without(matching, any_of(unwanted)) if unwanted else matching


def _matching(join: Join, required: list[Node], wanted: list[Node]) -> Node:
    """Join what is to match; what is a filter beside words narrows, not widens."""
    both = [*required, *wanted]
    if join == "all":
        return all_of(both)
    if join == "any":
        return any_of(_merged(both) if all(isinstance(one, FromSources) for one in both) else both)
    words = [node for node in wanted if not is_filter(node)]
    required_words = [node for node in required if not is_filter(node)]
    filters = _merged([node for node in both if is_filter(node)])
    if not required_words:
        return all_of([*([any_of(words)] if words else []), *filters])
    matching = all_of([*required_words, *filters])
    return AndMaybe(matching, any_of(words)) if words else matching


def near(one: Node, other: Node, distance: int) -> Node:
    """Join two parts that are near each other.

    Args:
        one: a part.
        other: another; where either is no word or phrase, both must match somewhere.
        distance: the maximum number of other words between them.
    """
    first, second = _unweighted(one), _unweighted(other)
    if not isinstance(first, Operand) or not isinstance(second, Operand):
        return all_of([one, other])
    fields = {first.field, second.field} - {None}
    if len(fields) > 1:
        return all_of([one, other])
    factor = _factor(one) * _factor(other)
    close = Near(first, second, distance, *fields)
    return close if factor == 1.0 else Weighted(close, factor)


def _unweighted(node: Node) -> Node:
    return node.child if isinstance(node, Weighted) else node


def _factor(node: Node) -> float:
    return node.factor if isinstance(node, Weighted) else 1.0


def weighted(node: Node, factor: float) -> Node:
    """Weight a part.

    Args:
        node: the part; what narrows a search is worth nothing, however often.
        factor: how many times as much it counts.
    """
    return node if is_filter(node) else Weighted(node, factor)


def is_filter(node: Node) -> bool:
    """Tell whether a part narrows a search and is worth nothing."""
    match node:
        case Every() | InCountries() | FromSources() | PublishedIn():
            return True
        case AnyOf() | AllOf():
            return all(map(is_filter, node.children))
        case Without():
            return is_filter(node.child)
        case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
            return False
        case AndMaybe() | Weighted():
            return False
        case _:
            assert_never(node)


def _merged(filters: Sequence[Node]) -> list[Node]:
    """Filters of one kind beside one another: any of them will do."""
    codes = [code for node in filters if isinstance(node, InCountries) for code in node.codes]
    names = [name for node in filters if isinstance(node, FromSources) for name in node.names]
    periods = [node for node in filters if isinstance(node, PublishedIn)]
    merged: list[Node] = []
    if codes:
        merged.append(InCountries(tuple(dict.fromkeys(codes))))
    if names:
        merged.append(FromSources(tuple(dict.fromkeys(names))))
    if periods:
        merged.append(any_of(periods))
    simple = InCountries | FromSources | PublishedIn
    return merged + [node for node in filters if not isinstance(node, simple)]
