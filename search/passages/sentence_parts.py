"""Cuts a text into whole sentences, and long sentences into clauses: what passages are made of."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from telusur.index.indonesian.text.sentences import sentence_spans

_LONG_SENTENCE = 160
"""Sentences of more characters than this may be cut."""

_MIN_PART_LENGTH = 40
_MAX_PART_LENGTH = 200
"""In characters; what has no border for longer is cut between words."""

_CONJUNCTIONS = (
    "yang dan karena sehingga namun tetapi serta sedangkan ketika setelah sebelum sementara untuk"
    " dengan oleh"
)


class SentencePart(NamedTuple):
    """A sentence or a part of one; offsets count the characters of the text."""

    start: int
    end: int
    sentence: int
    """The number of its sentence in the text."""
    in_paragraph: int
    """The number of its sentence in the paragraph."""
    opens: bool
    """Whether its sentence begins with it."""
    closes: bool
    """Whether its sentence ends with it."""


def sentence_parts(text: str, uncut: Sequence[tuple[int, int]]) -> Iterator[SentencePart]:
    """Yield the sentences of a text, each in one piece or, where it is long, clause by clause.

    Args:
        text: any text.
        uncut: spans of characters that stay in one piece, in order and without overlaps.
    """
    in_paragraph = end_of_last = 0
    for number, (start, end) in enumerate(_sentences(text, uncut)):
        in_paragraph = 0 if "\n" in text[end_of_last:start] else in_paragraph + bool(number)
        end_of_last = end
        cuts = _cuts(text, start, end, uncut) if end - start > _LONG_SENTENCE else ()
        borders = [start, *cuts, end]
        for index, border in enumerate(borders[:-1]):
            piece = text[border : borders[index + 1]].rstrip()
            closes = index == len(borders) - 2
            yield SentencePart(
                border, border + len(piece), number, in_paragraph, index == 0, closes
            )


def _sentences(text: str, uncut: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences; those that a span reaches over count as one."""
    first = None
    for start, end in sentence_spans(text):
        first = start if first is None else first
        if _end_of_span_around(end, uncut) is None:
            yield first, end
            first = None


def _cuts(text: str, start: int, end: int, uncut: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield where the parts of a sentence begin, its own beginning left out."""
    last = start
    for border in (*_borders(text, start, end), end):
        while border - last > _MAX_PART_LENGTH:
            offset = _between_words(text, last, uncut)
            if offset >= border:
                break
            yield offset
            last = offset
        long_enough = border - last >= _MIN_PART_LENGTH <= end - border
        if long_enough and _end_of_span_around(border, uncut) is None:
            yield border
            last = border


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where clauses may begin: not within brackets."""
    depth = 0
    for match in _border().finditer(text, start, end):
        mark = match.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif not depth:
            yield match.end()


@cache
def _border() -> re.Pattern[str]:
    conjunctions = "|".join(_CONJUNCTIONS.split())
    return re.compile(rf"[()]|[,;:]\s+|\s[–—-]\s+|\s(?=(?:{conjunctions})\s)")


def _between_words(text: str, start: int, uncut: Sequence[tuple[int, int]]) -> int:
    """Return an offset to cut at, not long after a start: after a blank if there is one."""
    offset = text.rfind(" ", start + _MIN_PART_LENGTH, start + _MAX_PART_LENGTH) + 1
    offset = offset or start + _MAX_PART_LENGTH
    return _end_of_span_around(offset, uncut) or offset


def _end_of_span_around(offset: int, uncut: Sequence[tuple[int, int]]) -> int | None:
    """Return the end of the span that an offset is inside of; None if it is in none."""
    before = bisect_left(uncut, (offset, 0)) - 1
    return uncut[before][1] if before >= 0 and uncut[before][1] > offset else None
