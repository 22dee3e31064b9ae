"""Turns text into the terms of the index, each word analysed once however often it occurs."""

from functools import lru_cache
from typing import NamedTuple

from index.indonesian.folding import fold
from index.indonesian.stemmer import stem
from index.indonesian.tokens import CHUNK, HYPHEN, chunk_spans

ANALYSIS_VERSION = 1
"""Goes up whenever a text may give other terms than before: an older index is then made again."""

_LONGEST_TERM = 64
# The distinct words of a few hundred thousand articles; more are analysed again, nothing else.
_REMEMBERED_CHUNKS = 1 << 19


class Analysis(NamedTuple):
    """What the index knows a token by."""

    root: str
    surface: str
    """The folded word as it stands."""
    parts: tuple[str, ...]
    """Further terms at the same place: *covid* for *COVID-19*."""


def analyse_text(text: str) -> list[Analysis]:
    """Return the analysis of each token of a text, in the order of `tokens.tokenize`."""
    analyses: list[Analysis] = []
    for chunk in CHUNK.findall(text):
        analyses += _analyse_chunk(chunk)
    return analyses


@lru_cache(maxsize=_REMEMBERED_CHUNKS)
def _analyse_chunk(chunk: str) -> tuple[Analysis, ...]:
    return tuple(analyse_word(chunk[start:end]) for start, end in chunk_spans(chunk))


def analyse_word(word: str) -> Analysis:
    """Return the analysis of one token, a pure function of the token.

    Args:
        word: the token as it stands in the text.
    """
    surface = fold(word)[:_LONGEST_TERM]
    root = stem(surface)[:_LONGEST_TERM]
    return Analysis(root, surface, _parts(word))


def _parts(word: str) -> tuple[str, ...]:
    """The words of a token that a number was joined to: *covid* of *COVID-19*, *1980* of *1980-an*.

    The halves of a reduplication are no parts: its root stands for both.
    """
    halves = HYPHEN.split(word, maxsplit=1)
    if len(halves) == 2 and (halves[0].isdigit() or halves[1][:1].isdigit()):
        return (fold(halves[0]),)
    return ()
