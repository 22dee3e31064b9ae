"""Adds to a query the other ways to write its words: abbreviations, spellings, informal forms."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.indonesian.text.variants import is_capitals_only, variants_of
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
)

_MAX_PHRASES = 6
"""The maximum number of other ways to write a phrase; each takes as long as the phrase."""


def with_variants(tree: Node) -> Node:
    """Return the tree with the variants of its words and phrases; see `indonesian.text.variants`.

    A variant of several words (*Korut* of *Korea Utara*) becomes an alternative to each of them: an
    article with *Korut* has both. Words that are to be exact have none.
    """
    match tree:
        case Word():
            return tree if tree.exact else next(_expanded([tree]))
        case Phrase():
            return tree if tree.exact else _phrase_with_variants(tree)
        case Alternatives() | Prefix() | Wildcard() | Fuzzy():
            return tree
        case Every() | InCountries() | FromSources() | PublishedIn():
            return tree
        case Near():
            return tree.replaced(one=_operand(tree.one), other=_operand(tree.other))
        case AnyOf() | AllOf():
            return type(tree)(tuple(_expanded(tree.children)))
        case AndMaybe():
            return AndMaybe(with_variants(tree.required), with_variants(tree.optional))
        case Weighted():
            return Weighted(with_variants(tree.child), tree.factor)
        case Without():
            return Without(with_variants(tree.child), with_variants(tree.excluded))
        case _:
            assert_never(tree)


def _operand(operand: Operand) -> Operand:
    expanded = with_variants(operand)
    return expanded if isinstance(expanded, Operand) else operand


def _expanded(nodes: Sequence[Node]) -> Iterator[Node]:
    """Expand neighbours: runs of plain words in one field together, other nodes by themselves."""
    for field, run in groupby(nodes, key=_field_of_plain_word):
        if field is None:
            yield from map(with_variants, run)
        else:
            yield from _words_with_variants([word for word in run if isinstance(word, Word)])


def _field_of_plain_word(node: Node) -> str | None:
    """The field of a word that may have variants, empty for all fields; None for other nodes."""
    return (node.field or "") if isinstance(node, Word) and not node.exact else None


def _words_with_variants(words: Sequence[Word]) -> Iterator[Node]:
    variants: defaultdict[int, list[Word | Phrase]] = defaultdict(list)
    for variant in variants_of([word.text for word in words]):
        span = words[variant.start : variant.end]
        if not all(is_stop_word(word.text) for word in span):
            for index in range(variant.start, variant.end):
                variants[index] += leaf_of(" ".join(variant.words), span[0].field)
    for index, word in enumerate(words):
        if word.text.islower() and is_capitals_only(word.text.upper()):
            variants[index].append(Word(word.text.upper(), word.field))
        found = tuple(dict.fromkeys(variants[index]))
        yield Alternatives(word, found) if found else word


def _phrase_with_variants(phrase: Phrase) -> Node:
    """Write a part of a phrase otherwise, or all of it, one part at a time."""
    ways: list[Word | Phrase] = []
    for variant in variants_of(phrase.words):
        words = (*phrase.words[: variant.start], *variant.words, *phrase.words[variant.end :])
        ways += leaf_of(" ".join(words), phrase.field, phrase.between)
    distinct = tuple(dict.fromkeys(ways))[:_MAX_PHRASES]
    return Alternatives(phrase, distinct) if distinct else phrase


def leaf_of(text: str, field: str | None, between: int = 0) -> list[Word | Phrase]:
    """Return what looks for a text, a word or a phrase, in a field; none where it has no word.

    Args:
        text: the text.
        field: the field; any if None.
        between: how many other words may stand in it if it is a phrase.
    """
    words = tuple(token.text for token in tokenize(text))
    if len(words) > 1:
        return [Phrase(words, field, False, between)]
    return [Word(word, field) for word in words]
