"""Cuts Indonesian text into sentences, with character offsets."""

import re
from collections.abc import Iterator
from functools import cache

from telusur.index.indonesian.wordlists import read_rows

# It begins with a set of characters, which is searched for much faster than alternatives.
_END = re.compile(
    r"""[.!?…\n](?:(?<!\n)[.!?…]*["'”’»)\]]*(?=\s|$)"""
    r"""|(?<=[^\W\d_]{3}[.!?])(?=[A-ZÀ-Þ“"][a-zà-ÿ])|(?<=\n)(?:\s*\n)?)"""
)
_WORD_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
_OPENERS = "\"'“‘«([-–—•*"


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of the sentences of a text, white space around them left out.

    A line break ends a sentence too: headlines and captions have no full stop. A full stop does
    not end one after an abbreviation, an initial or inside a number, nor where the text goes on in
    small letters; one with a capital glued to it (*Ukraina.Rusia*) does.

    Args:
        text: any Unicode string.
    """
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] != "\n" and not _ends_sentence(text, start, match):
            continue
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    if any(map(str.isalnum, body)):
        yield start + lead, start + lead + len(body)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip(" \t\u00a0")
    first = following.lstrip(_OPENERS)[:1]
    if first.islower():
        return False
    if match.group()[0] != "." or match.group()[:2] == "..":
        return True
    if first == "" or following[:1] == "\n":
        return True
    before = _WORD_BEFORE.search(text, max(start, match.start() - 30), match.start())
    if before is None:
        return True
    word = before.group(1)
    is_initial = len(word) == 1 and word.isupper()
    return not (is_initial or "." in word or word.lower() in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("stopped-abbreviations.txt"))
