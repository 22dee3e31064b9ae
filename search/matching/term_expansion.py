"""The words of a library that a prefix, a wildcard or a fuzzy word stands for."""

import re
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, assert_never

from telusur.index.engines.engine import IndexReader
from telusur.index.indonesian.text.folding import fold
from telusur.index.query import Expandable, Fuzzy, Prefix, Wildcard
from telusur.index.translation import gettext, gettext_noop, number

MAX_WORDS: Final = 1_000
"""The maximum number of words of a pattern: the closest, and of these the commonest."""


class ExpandedWord(NamedTuple):
    """A word that a pattern stands for."""

    word: str
    edits: int
    """How many letters of it differ."""
    document_frequency: int


class Expansion(NamedTuple):
    """What a pattern stands for in a library."""

    words: tuple[ExpandedWord, ...]
    """The words that are searched for, the closest and then the commonest first."""
    total: int
    """How many words it stands for altogether."""


def expansion(leaf: Expandable, index: IndexReader) -> Expansion:
    """Return the words that a pattern stands for.

    Args:
        leaf: the prefix, wildcard or fuzzy word.
        index: has the words.
    """
    if isinstance(leaf, Fuzzy):
        near = index.near_terms(fold(leaf.text), leaf.edits)
        near.sort(key=lambda term: (term[1], -term[2]))
        return Expansion(tuple(map(ExpandedWord._make, near[:MAX_WORDS])), len(near))
    fitting = sorted(_fitting(leaf, index), key=itemgetter(1), reverse=True)
    words = tuple([ExpandedWord(word, 0, count) for word, count in fitting[:MAX_WORDS]])
    return Expansion(words, len(fitting))


def beginning_of(leaf: Expandable) -> str:
    """Return what all words begin with that a pattern stands for, as far as it says.

    Args:
        leaf: the prefix, wildcard or fuzzy word.
    """
    match leaf:
        case Prefix(text=text):
            return fold(text)
        case Wildcard(text=text):
            return wildcard(text)[0]
        case Fuzzy():
            return ""
        case _:
            assert_never(leaf)


def expansion_remark(leaf: Expandable, expanded: Expansion) -> str | None:
    """Say where a pattern stands for more words than are searched for; None where it does not.

    Args:
        leaf: the pattern.
        expanded: what it stands for.
    """
    if expanded.total <= len(expanded.words):
        return None
    if isinstance(leaf, Fuzzy):
        said = gettext_noop("{pattern} matches {total} words; the closest {limit} were searched.")
    else:
        said = gettext_noop("{pattern} matches {total} words; the commonest {limit} were searched.")
    return gettext(
        said,
        pattern=leaf,
        total=number(expanded.total),
        limit=number(MAX_WORDS),
    )


def _fitting(leaf: Prefix | Wildcard, index: IndexReader) -> list[tuple[str, int]]:
    """Return the words that fit, in order, each with its document frequency."""
    terms = index.terms("form", beginning_of(leaf))
    if isinstance(leaf, Prefix):
        return terms
    _, pattern = wildcard(leaf.text)
    return [term for term in terms if pattern.fullmatch(term[0])]


@lru_cache(maxsize=64)
def wildcard(text: str) -> tuple[str, re.Pattern[str]]:
    """Return what a wildcard begins with, and the whole of it as a regular expression.

    What stands between two stars is looked for once, as early as possible, and then taken for
    granted: where there is a match, there is one that begins so. So no word takes longer than the
    square of its length.
    """
    parts = [
        "".join("." if letter == "?" else re.escape(letter) for letter in _folded(part))
        for part in text.split("*")
    ]
    first, *inner = parts
    last = inner.pop() if inner else None
    expression = first
    for index, part in enumerate(inner):
        if part:
            expression += f"(?=(?P<p{index}>.*?{part}))(?P=p{index})"
    if last is not None:
        expression += f".*{last}"
    prefix = re.split(r"[*?]", text)[0]
    return fold(prefix) if prefix else "", re.compile(expression, re.DOTALL)


def _folded(part: str) -> str:
    return "?".join(fold(piece) if piece else "" for piece in part.split("?"))
