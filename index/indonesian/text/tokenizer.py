"""Cuts text into tokens with offsets: the one tokenizer of indexing, querying and highlighting.

It works in two steps. A regular expression finds *chunks*, runs of word characters joined by
single hyphens, apostrophes, dots or commas; then a chunk is cut into its tokens. What a chunk holds
depends on nothing but the chunk, so whoever reads many texts can remember it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from telusur.index.indonesian.wordlists import read_rows

_APOSTROPHES = "'’ʼ‘`´"
_HYPHENS = "‐‑-"
_JOINERS = re.escape(_APOSTROPHES + _HYPHENS + ".,")
# Marks that belong to a word though "\w" leaves them out: combining marks in general, Hebrew and
# Arabic points, the Brahmic scripts (those of the archipelago among them), soft hyphen and joiners.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0963\u0981-\u0e4e\u0eb1-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
    "\u1a17-\u1a1b\u1ab0-\u1aff\u1b00-\u1b4b\u1b80-\u1bf3\u1dc0-\u1dff\u20d0-\u20ff"
    "\ua980-\ua9c0\ufe20-\ufe2f\u00ad\u200c\u200d\u2060"
)
_RUN = rf"\w[\w{_MARKS}]*"

# At most 15 joins, so that a text made of nothing but joined letters costs bounded memory.
CHUNK = rf"{_RUN}(?:[{_JOINERS}]{_RUN}){{0,15}}"
"""The pattern of a chunk; it is compiled as a part of what looks for chunks."""

HYPHEN = re.compile(f"[{_HYPHENS}]")
"""Matches the hyphens that join words."""

_PARTS = re.compile(rf"[^_{_JOINERS}]+")
_GLUED_AMOUNT = re.compile(r"([^\W\d_]+)(\d+)")
# Two words that lost the space between them show as a capital after small letters.
_CAMEL = re.compile(r"(?:(?<=[a-zà-öø-ÿ]{3})|(?<=^di)|(?<=^ke))(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{3})")
_NUMBER_SUFFIXES = frozenset({"an", "nya"})
_MAX_REDUPLICATION = 60


class Token(NamedTuple):
    """One token of a text; `source[start:end] == text` always holds."""

    text: str
    """The token as it stands in the text."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens.

    Args:
        text: any Unicode string.

    Returns:
        The tokens in order of their offsets; they do not overlap. Time is linear in the text.
    """
    return list(iter_tokens(text))


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield what `tokenize` returns, one token at a time."""
    for match in _plain_or_chunk().finditer(text):
        chunk, offset = match.group(), match.start()
        for start, end in chunk_spans(chunk):
            yield Token(chunk[start:end], offset + start, offset + end)


def token_spans(text: str, limit: int) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of a text's first tokens: those of `tokenize`.

    Most texts that are searched are read for nothing but the offsets.

    Args:
        text: any Unicode string.
        limit: how many tokens are enough; up to a chunk's worth more are returned.
    """
    spans: list[tuple[int, int]] = []
    for match in _plain_or_chunk().finditer(text):
        if len(spans) >= limit:
            break
        if match.lastindex or _is_one_token(match[0]):
            spans.append(match.span())
        else:
            offset = match.start()
            spans += [(offset + start, offset + end) for start, end in _cut(match[0])]
    return spans


@cache
def _plain_or_chunk() -> re.Pattern[str]:
    """Return what finds chunks, the plainest of them, which most are, in a group of their own."""
    return re.compile(rf"([A-Za-z][a-z]*)(?=[,.]?[ \n])|{CHUNK}")


def chunk_spans(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut a chunk, as `CHUNK` finds it, into the (start, end) offsets of its tokens."""
    return ((0, len(chunk)),) if _is_one_token(chunk) else tuple(_cut(chunk))


def _is_one_token(chunk: str) -> bool:
    """Tell at a glance; where it is false, the chunk may be one token yet."""
    if chunk.isalpha():
        return chunk[1:].islower() or chunk.isupper()
    return chunk.isascii() and chunk.isdigit()


def _cut(chunk: str) -> Iterator[tuple[int, int]]:
    """Join neighbouring parts of a chunk into tokens, from left to right."""
    parts = list(_split_parts(chunk))
    first = 0
    while first < len(parts):
        last = _last_part_of_token(chunk, parts, first)
        yield parts[first][0], parts[last][1]
        first = last + 1


def _split_parts(chunk: str) -> Iterator[tuple[int, int]]:
    """Cut at every joiner, where an amount is glued to its currency, and at lost spaces."""
    for match in _PARTS.finditer(chunk):
        start, end = match.span()
        # After an underscore, marks may have no letter to stand on.
        while start < end and not chunk[start].isalnum():
            start += 1
        if start == end:
            continue
        amount = chunk[end - 1].isdigit() and _GLUED_AMOUNT.fullmatch(chunk, start, end)
        if amount and (
            amount[1] in {"Rp", "rp", "US", "USD", "IDR"} or _number_goes_on(chunk, end)
        ):
            yield from _split_lost_spaces(chunk, start, amount.end(1))
            yield amount.end(1), end
        else:
            yield from _split_lost_spaces(chunk, start, end)


def _number_goes_on(chunk: str, end: int) -> bool:
    return chunk[end : end + 1] in {".", ","} and chunk[end + 1 : end + 2].isdigit()


def _split_lost_spaces(chunk: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    word = chunk[start:end]
    if word.islower() or word.isupper():
        return iter(((start, end),))
    joins = [start + match.start() for match in _CAMEL.finditer(word)]
    if joins and word.casefold() in _words_with_inner_capitals():
        joins = []
    return zip([start, *joins], [*joins, end], strict=True)


@lru_cache(maxsize=1)
def _words_with_inner_capitals() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in read_rows("inner-capitals.txt"))


def _last_part_of_token(chunk: str, parts: list[tuple[int, int]], first: int) -> int:
    """Return the index of the last part that belongs to the token begun by part `first`."""
    if first + 1 == len(parts):
        return first
    for joins in (_joins_number, _joins_initials, _joins_apostrophe):
        last = first
        while last + 1 < len(parts) and joins(chunk, parts[last], parts[last + 1]):
            last += 1
        if last > first:
            return last
    if first + 1 < len(parts) and _joins_hyphen(chunk, parts[first], parts[first + 1]):
        return first + 1
    return first


def _joins_number(chunk: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """1.500 and 2,5 and 27.2.2025."""
    return (
        chunk[left[1] : right[0]] in {".", ","}
        and chunk[slice(*left)].isdigit()
        and chunk[slice(*right)].isdigit()
    )


def _joins_initials(chunk: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """a.n. and S.H. and U.S.A."""
    return (
        chunk[left[1] : right[0]] == "."
        and left[1] - left[0] == right[1] - right[0] == 1
        and chunk[left[0]].isalpha()
        and chunk[right[0]].isalpha()
    )


def _joins_apostrophe(chunk: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Jum'at and Qur'an and Ma'ruf."""
    joiner = chunk[left[1] : right[0]]
    return len(joiner) == 1 and joiner in _APOSTROPHES


def _joins_hyphen(chunk: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """KN-23 and COVID-19 (but ke-3 is two words), 1980-an, anak-anaknya."""
    joiner = chunk[left[1] : right[0]]
    if len(joiner) != 1 or joiner not in _HYPHENS:
        return False
    head, tail = chunk[slice(*left)], chunk[slice(*right)]
    if tail[0].isdigit():
        return head.isalpha() and len(head) <= 12 and head.casefold() != "ke"
    if head.isdigit():
        return tail in _NUMBER_SUFFIXES
    return is_reduplication(head.casefold(), tail.casefold())


def is_reduplication(head: str, tail: str) -> bool:
    """Tell whether two hyphenated words are one word said twice, affixes allowed on either.

    The end of the first must be the beginning of the second, as in *anak-anaknya*,
    *kehijau-hijauan*, *berbalas-balasan*; after a nasal prefix the second has lost its first
    sound, as in *tulis-menulis*.

    Args:
        head: the word before the hyphen, case-folded.
        tail: the word after it, case-folded.
    """
    if len(head) + len(tail) > _MAX_REDUPLICATION or min(len(head), len(tail)) < 2:
        return False
    if tail.startswith(head):
        return True
    if any(tail.startswith(head[cut:]) for cut in range(1, min(6, len(head) - 2))):
        return True
    return tail.startswith(("me", "pe", "ber", "di")) and len(head) > 3 and head[1:] in tail
