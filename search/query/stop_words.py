"""Leaves the stop words of a query out, where there is something else to search for."""

from collections.abc import Iterable
from typing import assert_never

from telusur.index.indonesian.text.stopwords import is_stop_word
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
    all_of,
    any_of,
)

_ASKING = frozenset({"apa", "apakah"})
_DEFINING = frozenset({"dimaksud", "dimaksudkan", "maksud", "definisi", "pengertian"})
"""After one of those, these ask what something is, and no article need have them."""


def without_stop_words(tree: Node) -> Node | None:
    """Return the tree without the stop words in it; None if nothing else is left."""
    match tree:
        case Word():
            return None if _is_idle(tree) else tree
        case Alternatives():
            return None if _is_idle(tree.original) else tree
        case Phrase() | Prefix() | Wildcard() | Fuzzy() | Near():
            return tree
        case Every() | InCountries() | FromSources() | PublishedIn():
            return tree
        case AnyOf() | AllOf():
            children = _kept(tree.children)
            if not children:
                return None
            return any_of(children) if isinstance(tree, AnyOf) else all_of(children)
        case AndMaybe():
            children = _kept(tree.children)
            return AndMaybe(*children) if len(children) == 2 else next(iter(children), None)
        case Weighted():
            child = without_stop_words(tree.child)
            return child and Weighted(child, tree.factor)
        case Without():
            # What is excluded was meant, even if only stop words are left to exclude it from.
            return Without(without_stop_words(tree.child) or tree.child, tree.excluded)
        case _:
            assert_never(tree)


def _is_idle(word: Word | Phrase) -> bool:
    """Tell whether it is a stop word that was not marked to count all the same."""
    return is_stop_word(_plain_text(word))


def _plain_text(node: Node) -> str:
    """Return a word that was not marked in any way; an empty text for anything else."""
    word = node.original if isinstance(node, Alternatives) else node
    plain = isinstance(word, Word) and word.field is None and not word.exact
    return word.text if plain and isinstance(word, Word) else ""


def _kept(nodes: Iterable[Node]) -> list[Node]:
    kept, asks = [], False
    for node in nodes:
        text = _plain_text(node).lower()
        if asks and text in _DEFINING:
            continue
        asks = text in _ASKING or (asks and text == "yang")
        remaining = without_stop_words(node)
        if remaining is not None:
            kept.append(remaining)
    return kept
