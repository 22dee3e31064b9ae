"""The query tree: what a typed query means, as values that can be printed and evaluated."""

from collections.abc import Sequence

from index.fields import COUNTRY
from index.indonesian.interval import Interval
from search.values import Value


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
    """Articles with words next to one another, in this order."""

    words: tuple[str, ...]
    field: str | None = None
    exact: bool = False
    """Whether only these forms of the words count."""

    def __str__(self) -> str:
        return _in_field(self.field, _exactly(self.exact, f'"{" ".join(self.words)}"'))


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

    def __str__(self) -> str:
        return f"published:{self.period.start}..{self.period.end}"


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


class Without(Value):
    """Articles that match one query and not another."""

    child: "Node"
    excluded: "Node"

    def __str__(self) -> str:
        return f"({self.child} NOT {self.excluded})"


Leaf = Word | Phrase | Prefix | Alternatives
"""A part that stands for words in the text: what can be highlighted."""

Node = Leaf | Every | InCountries | PublishedIn | AnyOf | AllOf | Without
"""A query, or a part of one."""


def any_of(children: Sequence[Node]) -> Node:
    """Join parts by best match; a single one is itself."""
    return children[0] if len(children) == 1 else AnyOf(tuple(children))


def all_of(children: Sequence[Node]) -> Node:
    """Join parts that must all match; a single one is itself."""
    return children[0] if len(children) == 1 else AllOf(tuple(children))


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Return what a query asks for in the text, in order and each once; nothing excluded."""
    if isinstance(node, Leaf):
        return (node,)
    if isinstance(node, AnyOf | AllOf):
        return tuple(dict.fromkeys(leaf for child in node.children for leaf in leaves(child)))
    return leaves(node.child) if isinstance(node, Without) else ()


def _exactly(exact: bool, text: str) -> str:
    return f"={text}" if exact else text


def _in_field(field: str | None, text: str) -> str:
    return f"{field}:{text}" if field else text
