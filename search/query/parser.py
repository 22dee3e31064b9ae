"""What was typed -> a query tree. Plain text typed by a person never fails to parse."""

import re
from collections.abc import Sequence

from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    Node,
    Weighted,
    Without,
    Word,
    all_of,
    any_of,
)
from telusur.search.query.keywords import DATE_NAMES, FIELD_NAMES, OPERATORS, SOURCE_NAMES
from telusur.search.query.variant_expansion import with_variants

# Anything of this, and the typed text is more than words. A hyphen or an apostrophe in a word, a
# number below zero and the question mark of a question are words.
_SYNTAX = re.compile(
    r"[\"“”„«»()*=~]|\^\d|\w\?+\w|(?<!\S)(?:-[^\W\d]|\+\w)"
    rf"|(?i:{'|'.join([*FIELD_NAMES, *DATE_NAMES, *SOURCE_NAMES])}):|\b(?:{'|'.join(OPERATORS)})\b"
)
_LONGEST_EXPRESSION = 4_096


def _parse(typed: str, *, require_all: bool = False) -> Node | None:
    """Parse what a person typed.

    Words are joined by best match; docs/query-language.md has the language. What is no syntax is
    words. Other ways to write them are searched too. Stop words are left out, unless there is
    nothing else or they stand in a phrase.

    Args:
        typed: anything; beyond 4,096 characters, nothing but words is seen in it.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, or None if there is nothing to search for in it.
    """
    if len(typed) <= _LONGEST_EXPRESSION and _SYNTAX.search(typed):
        from telusur.search.query.syntax import parse_expression

        tree = parse_expression(typed, require_all=require_all)
    else:
        tree = parse_words(typed, require_all=require_all)
    if tree is None:
        return None
    tree = with_variants(tree)
    return without_stop_words(tree) or tree


def parse_words(typed: str, *, require_all: bool = False) -> Node | None:
    """Parse text without syntax; the same tree as Whoosh's parser gives, without importing it."""
    words: list[Node] = [Word(token.text) for token in iter_tokens(typed)]
    if not words:
        return None
    return all_of(words) if require_all else any_of(words)


def without_stop_words(tree: Node) -> Node | None:
    """Return the tree without the stop words in it; None if nothing else is left."""
    word = tree.original if isinstance(tree, Alternatives) else tree
    if isinstance(word, Word):
        idle = word.field is None and not word.exact and is_stop_word(word.text)
        return None if idle else tree
    if isinstance(tree, AnyOf | AllOf):
        children = _kept(tree.children)
        if not children:
            return None
        return any_of(children) if isinstance(tree, AnyOf) else all_of(children)
    if isinstance(tree, AndMaybe):
        required, optional = map(without_stop_words, tree.children)
        return AndMaybe(required, optional) if required and optional else required or optional
    if isinstance(tree, Weighted):
        child = without_stop_words(tree.child)
        return child and Weighted(child, tree.factor)
    if isinstance(tree, Without):
        # What is excluded was meant, even if nothing but stop words is left to exclude it from.
        return Without(without_stop_words(tree.child) or tree.child, tree.excluded)
    return tree


def _kept(children: Sequence[Node]) -> list[Node]:
    return [kept for child in children if (kept := without_stop_words(child)) is not None]


from typing import NamedTuple


class ParsedQuery(NamedTuple):
    tree: Node | None
    remarks: tuple = ()


def parse(typed, *, require_all=False):
    return ParsedQuery(_parse(typed, require_all=require_all))
