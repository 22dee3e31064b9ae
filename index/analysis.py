"""Turns text into the terms of the index, each word analysed once however often it occurs.

What a word is indexed as depends on the word as it stands, capitals included, and on whether it
begins a sentence; on nothing else, so that it can be remembered.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from index.indonesian.folding import fold
from index.indonesian.stemmer import default_stemmer, stem
from index.indonesian.tokens import CHUNK, HYPHEN, chunk_spans
from index.indonesian.variants import is_capitals_only

ANALYSIS_VERSION = 2
"""Goes up whenever a text may give other terms than before: an older index is then made again."""

_LONGEST_TERM = 64
# The distinct words of a few hundred thousand articles; more are analysed again, nothing else.
_REMEMBERED_CHUNKS = 1 << 19

# A chunk, with what ends a sentence or opens a quotation before it.
_BEGINNING = r"[.!?…:;\n\"“”„«»(\[•–—*]"


class Analysis(NamedTuple):
    """What the index knows a token by."""

    root: str
    surface: str
    """The folded word as it stands."""
    parts: tuple[str, ...]
    """Further terms at the same place: *covid* for *COVID-19*."""


@cache
def chunk_in_place() -> re.Pattern[str]:
    """Finds the chunks of a text: what shows that one begins a sentence, if any, and it."""
    return re.compile(rf"((?:\A|{_BEGINNING})\s{{0,4}}{_BEGINNING}?)?({CHUNK.pattern})")


def analyse_text(text: str) -> list[Analysis]:
    """Return the analysis of each token of a text, in the order of `tokens.tokenize`."""
    analyses: list[Analysis] = []
    for match in chunk_in_place().finditer(text):
        analyses += analyse_chunk(match[2], match[1] is not None)
    return analyses


@lru_cache(maxsize=_REMEMBERED_CHUNKS)
def analyse_chunk(chunk: str, begins_sentence: bool) -> tuple[Analysis, ...]:
    """Return the analysis of each token of a chunk.

    Args:
        chunk: as `chunk_in_place` finds it.
        begins_sentence: whether a capital letter at its beginning says nothing.
    """
    spans = chunk_spans(chunk)
    return tuple(
        analyse_word(chunk[start:end], begins_sentence and start == spans[0][0])
        for start, end in spans
    )


def analyse_word(word: str, begins_sentence: bool = False) -> Analysis:
    """Return the analysis of one token.

    Args:
        word: the token as it stands in the text, or as it was typed.
        begins_sentence: whether a capital letter at its beginning says nothing.
    """
    if is_capitals_only(word.replace(".", "")):
        # AS, the country, is not as, the axle: in capitals it is a term of its own.
        abbreviation = word.replace(".", "").upper()
        return Analysis(abbreviation, abbreviation, ())
    surface = fold(word)[:_LONGEST_TERM]
    root = stem(surface)[:_LONGEST_TERM]
    if root != surface and word[0].isupper() and not begins_sentence and _may_be_name(surface):
        root = surface
    return Analysis(root, surface, _parts(word))


def _may_be_name(surface: str) -> bool:
    """Tell whether a capitalised word that looks derived is rather a name nobody listed.

    Derived words are capitalised in headlines and titles (*Menteri Pertahanan*), so most of them
    must meet their roots. But a name is more likely where the root is none of the dictionary's
    (*Menendez*), where nothing but -i is left of a derivation (*Atari*), or where so short a root
    has nothing but a suffix (*Dilan*).
    """
    reading = default_stemmer().readings(surface)[0]
    root, only_suffix = reading[1], not reading[2] and reading[3] and not reading[4]
    if not default_stemmer().knows(root):
        return True
    return bool(only_suffix) and (surface == root + "i" or len(root) <= 3)


def _parts(word: str) -> tuple[str, ...]:
    """The words of a token that a number was joined to: *covid* of *COVID-19*, *1980* of *1980-an*.

    The halves of a reduplication are no parts: its root stands for both.
    """
    halves = HYPHEN.split(word, maxsplit=1)
    if len(halves) == 2 and (halves[0].isdigit() or halves[1][:1].isdigit()):
        return (fold(halves[0]),)
    return ()
