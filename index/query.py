"""The query tree: what a typed query means, as values that can be printed and evaluated."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from telusur.index.fields import COUNTRY
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.values import Value


class Every(Value):
    """Every article."""

    def __str__(self) -> str:
        return "*"


class Word(Value):
    """Articles with a word, in any of its forms."""

    text: str
    """One token, as it was typed."""
    field: str | None = None
    """The text field to look in; in all of them if None."""
    exact: bool = False
    """Whether only this form counts."""

    def __str__(self) -> str:
        return _in_field(self.field, _exactly(self.exact, self.text))


class Phrase(Value):
    """Articles with words in this order, next to one another or with few others between."""

    words: tuple[str, ...]
    field: str | None = None
    exact: bool = False
    """Whether only these forms of the words count."""
    between: int = 0
    """The number of other words that may stand between the first and the last, all together."""

    def __str__(self) -> str:
        gap = f"~{self.between}" if self.between else ""
        return _in_field(self.field, _exactly(self.exact, f'"{" ".join(self.words)}"{gap}'))


class Alternatives(Value):
    """Articles with a word or phrase, or with another way to write it, which counts a bit less."""

    original: Word | Phrase
    variants: tuple[Word | Phrase, ...]

    @property
    def field(self) -> str | None:
        """The text field to look in; in all of them if None."""
        return self.original.field

    def __str__(self) -> str:
        return "{" + ", ".join(map(str, (self.original, *self.variants))) + "}"


class Prefix(Value):
    """Articles with a word that begins so."""

    text: str
    field: str | None = None

    def __str__(self) -> str:
        return _in_field(self.field, self.text + "*")


class Wildcard(Value):
    """Articles with a word of a pattern: a star stands for any letters, `?` for one."""

    text: str
    field: str | None = None

    def __str__(self) -> str:
        return _in_field(self.field, self.text)


class Fuzzy(Value):
    """Articles with a word that is written much like this one; the closer, the better."""

    text: str
    field: str | None = None
    edits: int = 2
    """How many letters may be missing, added, wrong or swapped with the next: 0 to 2."""

    def __str__(self) -> str:
        return _in_field(self.field, f"{self.text}~{self.edits}")


Expandable = Prefix | Wildcard | Fuzzy
"""What stands for words of the library that it does not name."""


class Near(Value):
    """Articles with two parts near each other, in either order."""

    one: "Operand"
    other: "Operand"
    distance: int = 10
    """The maximum number of other words between the two."""
    field: str | None = None

    def __str__(self) -> str:
        return f"({self.one} NEAR/{self.distance} {self.other})"


class InCountries(Value):
    """Articles that refer to any of these countries, or are about any of them."""

    codes: tuple[str, ...]
    field: str = COUNTRY
    """The field to look in: `country` or `about`."""

    def __str__(self) -> str:
        return _in_field(self.field, ",".join(self.codes))


class PublishedIn(Value):
    """Articles that may have been published on a day of a period."""

    period: Interval
    strict: bool = False
    """Whether those count whose date is not only inferred."""

    def __str__(self) -> str:
        strict = "=" if self.strict else ""
        return f"published:{strict}{self.period.start}..{self.period.end}"


class FromSources(Value):
    """Articles of any of these publishers or sites; see `telusur.index.ingest.publishers`."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        names = (f'"{name}"' if " " in name else name for name in self.names)
        return "source:" + ",".join(names)


class AnyOf(Value):
    """Articles that match at least one of these; the more, the better."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return "(" + " OR ".join(map(str, self.children)) + ")"


class AllOf(Value):
    """Articles that match all of these."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return "(" + " AND ".join(map(str, self.children)) + ")"


class AndMaybe(Value):
    """Articles that match one query; what they match of another adds to their score."""

    required: "Node"
    optional: "Node"

    @property
    def children(self) -> tuple["Node", "Node"]:
        """What adds to the score."""
        return self.required, self.optional

    def __str__(self) -> str:
        return f"({self.required} ANDMAYBE {self.optional})"


class Weighted(Value):
    """Articles that match a query, whose weight is multiplied."""

    child: "Node"
    factor: float
    """Not negative; 0 where it must match and is worth nothing."""

    def __str__(self) -> str:
        return f"{self.child}^{self.factor:g}"


class Without(Value):
    """Articles that match one query and not another."""

    child: "Node"
    excluded: "Node"

    def __str__(self) -> str:
        return f"({self.child} NOT {self.excluded})"


Operand = Word | Phrase | Alternatives | Expandable
"""What can be near something else."""

Leaf = Operand | Near
"""A part that stands for words in the text: what can be highlighted."""

Filter = Every | InCountries | FromSources | PublishedIn
"""What narrows a search and is worth nothing."""

Node = Leaf | Filter | AnyOf | AllOf | AndMaybe | Weighted | Without
"""A query, or a part of one."""


def any_of(children: Sequence[Node]) -> Node:
    """Join parts by best match; a single one is itself."""
    return children[0] if len(children) == 1 else AnyOf(tuple(children))


def all_of(children: Sequence[Node]) -> Node:
    """Join parts that must all match; a single one is itself."""
    return children[0] if len(children) == 1 else AllOf(tuple(children))


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Return what a query asks for in the text, in order and each once; nothing excluded."""
    return tuple(leaf_factors(node))


def leaf_factors(node: Node) -> dict[Leaf, float]:
    """Return the leaves of a query, each with the greatest factor that multiplies its weight."""
    match node:
        case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
            return {node: 1.0}
        case Every() | InCountries() | FromSources() | PublishedIn():
            return {}
        case AnyOf() | AllOf() | AndMaybe():
            factors: dict[Leaf, float] = {}
            for child in node.children:
                for leaf, factor in leaf_factors(child).items():
                    factors[leaf] = max(factor, factors.get(leaf, 0.0))
            return factors
        case Weighted():
            child_factors = leaf_factors(node.child)
            return {leaf: node.factor * factor for leaf, factor in child_factors.items()}
        case Without():
            return leaf_factors(node.child)
        case _:
            assert_never(node)


def with_leaves(node: Node, changed: Mapping[Leaf, Leaf]) -> Node:
    """Return a query with other leaves in the place of some; what is excluded stays.

    Args:
        node: the query.
        changed: the leaves, with what takes their places.
    """
    match node:
        case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
            return changed.get(node, node)
        case Every() | InCountries() | FromSources() | PublishedIn():
            return node
        case AnyOf() | AllOf():
            return type(node)(tuple(with_leaves(child, changed) for child in node.children))
        case AndMaybe():
            return AndMaybe(*(with_leaves(child, changed) for child in node.children))
        case Weighted() | Without():
            return node.replaced(child=with_leaves(node.child, changed))
        case _:
            assert_never(node)


def expandables(node: Node) -> Iterator[Expandable]:
    """Yield what in a query stands for words that it does not name, what is excluded included."""
    match node:
        case Prefix() | Wildcard() | Fuzzy():
            yield node
        case Word() | Phrase() | Alternatives():
            return
        case Every() | InCountries() | FromSources() | PublishedIn():
            return
        case _:
            for part in _parts(node):
                yield from expandables(part)


def _parts(node: Near | AnyOf | AllOf | AndMaybe | Weighted | Without) -> tuple[Node, ...]:
    """Return the parts of a node that has some, what is excluded included."""
    match node:
        case Near():
            return node.one, node.other
        case AnyOf() | AllOf() | AndMaybe():
            return node.children
        case Weighted():
            return (node.child,)
        case Without():
            return node.child, node.excluded
        case _:
            assert_never(node)


def _exactly(exact: bool, text: str) -> str:
    return f"={text}" if exact else text


def _in_field(field: str | None, text: str) -> str:
    return f"{field}:{text}" if field else text
