"""Turns text into the terms of the index, each word analysed once however often it occurs.

What a word is indexed as depends on the word as it stands, capitals included, and on whether it
begins a sentence; on nothing else, so that it can be remembered.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from telusur.index.indonesian.stemming.stemmer import default_stemmer, stem
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.tokenizer import CHUNK, HYPHEN, chunk_spans
from telusur.index.indonesian.text.variants import is_capitals_only

ANALYSIS_VERSION = 10
"""Goes up whenever a text may give other terms than before: an older index is then made again."""

_LONGEST_TERM = 64
# The distinct words of a few thousand articles; more are analysed again, nothing else.
_REMEMBERED_PIECES = 1 << 15

LONGEST_REMEMBERED = 80
"""Longer pieces, in characters, are not worth remembering: scripts without spaces have them."""

_BEGINNING = r"[.!?…:;\n\"“”„«»(\[•–—*]"
"""What ends a sentence or opens a quotation."""

_MARK = "•"
"""One of them, put before a piece to say that a sentence begins there."""

_FARTHEST = 4
"""The maximum number of white-space characters between such a mark and the word that it is for."""


class Analysis(NamedTuple):
    """What the index knows a token by."""

    root: str
    surface: str
    """The folded word as it stands."""
    parts: tuple[str, ...]
    """Further terms at the same position: *covid* for *COVID-19*."""


def analyse_text(text: str) -> list[Analysis]:
    """Return the analysis of each token of a text, in the order of `tokenizer.tokenize`."""
    analyses: list[Analysis] = []
    for piece in pieces(text):
        remembered = len(piece) <= LONGEST_REMEMBERED
        analyses += _remembered_piece(piece) if remembered else analyse_piece(piece)
    return analyses


def pieces(text: str) -> list[str]:
    """Cut a text at white space into pieces that can be analysed each by itself.

    Marks that say nothing more are gone; what says that a sentence begins stands in the piece.
    """
    stripped = text.lstrip()
    if len(text) - len(stripped) <= _FARTHEST:
        text = _MARK + stripped
    return _between_sentences().sub(" " + _MARK, text).replace(", ", " ").split()


@cache
def _between_sentences() -> re.Pattern[str]:
    return re.compile(rf"{_BEGINNING}(?:(?<=\n)|(?=\s))\s{{0,{_FARTHEST}}}(?=\S)")


@cache
def _chunk_in_piece() -> re.Pattern[str]:
    return re.compile(rf"({_BEGINNING})?({CHUNK})")


def analyse_piece(piece: str) -> tuple[Analysis, ...]:
    """Return the analysis of each token of a piece, as `pieces` gives it.

    Nothing is remembered: whoever analyses many texts does that better.
    """
    # Most pieces are one word, in small letters or with a capital.
    word = piece.removeprefix(_MARK)
    if word.isalpha() and word.islower():
        return (analyse_word(word),)
    if word.isascii() and word.isalpha() and word[1:].islower():
        return (analyse_word(word, begins_sentence=piece.startswith(_MARK)),)
    analyses: list[Analysis] = []
    for sentence_mark, chunk in _chunk_in_piece().findall(piece):
        begins_sentence = bool(sentence_mark)
        for start, end in chunk_spans(chunk):
            analyses.append(analyse_word(chunk[start:end], begins_sentence))
            begins_sentence = False
    return tuple(analyses)


_remembered_piece = lru_cache(maxsize=_REMEMBERED_PIECES)(analyse_piece)


def analyse_word(word: str, begins_sentence: bool = False) -> Analysis:
    """Return the analysis of one token.

    Args:
        word: the token as it stands in the text, or as it was typed.
        begins_sentence: whether a capital first letter says nothing.
    """
    if word.islower() and word.isalpha():
        surface = (word if word.isascii() else fold(word))[:_LONGEST_TERM]
        return Analysis(stem(surface)[:_LONGEST_TERM], surface, ())
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
