"""Posting lists as bytes: for each frequency, the documents in which a term stands so often.

A list is a sequence of *levels*. All documents of a level hold the term equally often in the text
and equally often in the title, so that no frequency is stored per document. docs/index-format.md
describes the bytes.
"""

import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, repeat
from operator import floordiv, sub
from typing import NamedTuple

from telusur.index.segments.bits import bits_of, documents_of

TITLE_BITS = 20
"""A frequency is one number: that in the text, shifted by so many bits, plus that in the title."""

IN_TEXT = 1 << TITLE_BITS
"""One occurrence in the text, none in the title."""

_TITLE_MASK = IN_TEXT - 1
_BITMAP, _BYTES, _SHORTS, _ESCAPED = range(4)
_STEP = 255
"""As a byte: so many documents further there is none yet."""
_FEWEST_FOR_BITMAP = 12
"""One document in so many, and a bitmap is smaller than a list or not much larger, and faster."""


class Level(NamedTuple):
    """The documents that hold a term equally often."""

    in_text: int
    in_title: int
    total: int
    """How many documents there are."""
    bitmap: memoryview | None
    """The set of documents, the first document being the lowest bit of the first byte."""
    listed: tuple[int, ...]
    """The documents in ascending order, where there is no bitmap."""

    def documents(self) -> Sequence[int]:
        """The documents in ascending order."""
        if self.bitmap is None:
            return self.listed
        return documents_of(int.from_bytes(self.bitmap, "little"))

    def bits(self, size: int) -> int:
        """The documents as a set, for a segment of so many."""
        if self.bitmap is None:
            return bits_of(self.listed, size)
        return int.from_bytes(self.bitmap, "little")


def encode_levels(levels: Mapping[int, Sequence[int]], size: int) -> bytes:
    """Encode one posting list.

    Args:
        levels: for each frequency, the documents in ascending order.
        size: how many documents the segment has.
    """
    parts: list[bytes] = []
    for frequency in sorted(levels) if len(levels) > 1 else levels:
        documents = levels[frequency]
        count = len(documents)
        if count * _FEWEST_FOR_BITMAP > size > 64:
            encoding = _BITMAP
            content = bits_of(documents, size).to_bytes((size + 7) >> 3, "little")
        else:
            encoding, content = _encoded_gaps(documents)
        parts.append(_head(frequency) + varint(count << 2 | encoding) + content)
    return parts[0] if len(parts) == 1 else b"".join(parts)


@lru_cache(maxsize=1 << 12)
def _head(frequency: int) -> bytes:
    """Encode what all documents of a level share."""
    in_title = frequency & _TITLE_MASK
    head = varint(frequency >> TITLE_BITS << 2 | min(in_title, 3))
    return head + varint(in_title - 3) if in_title >= 3 else head


def decode_levels(encoded: memoryview, size: int) -> list[Level]:
    """Decode one posting list, without reading its bitmaps."""
    levels = []
    place, end = 0, len(encoded)
    while place < end:
        frequency, place = read_varint(encoded, place)
        in_title = frequency & 3
        if in_title == 3:
            more, place = read_varint(encoded, place)
            in_title += more
        packed, place = read_varint(encoded, place)
        count, encoding = packed >> 2, packed & 3
        if encoding == _BITMAP:
            stop = place + ((size + 7) >> 3)
            levels.append(Level(frequency >> 2, in_title, count, encoded[place:stop], ()))
        elif encoding == _SHORTS:
            stop = place + 2 * count
            listed = tuple(accumulate(encoded[place:stop].cast("H")))
            levels.append(Level(frequency >> 2, in_title, count, None, listed))
        else:
            steps = 0
            if encoding == _ESCAPED:
                steps, place = read_varint(encoded, place)
            stop = place + count + steps
            gaps = encoded[place:stop]
            listed = tuple(accumulate(gaps))
            if steps:
                listed = tuple(compress(listed, map(_STEP.__ne__, gaps)))
            levels.append(Level(frequency >> 2, in_title, count, None, listed))
        place = stop
    return levels


def _encoded_gaps(documents: Sequence[int]) -> tuple[int, bytes]:
    """Encode the distances from each document to the next, the first one's from 0."""
    count, last = len(documents), documents[-1]
    if count == 1 and _STEP <= last < 1 << 16:
        return _SHORTS, last.to_bytes(2, sys.byteorder)
    gaps = [documents[0], *map(sub, documents[1:], documents)] if count > 1 else documents
    if 2 * _STEP * count <= last < 1 << 16:
        return _SHORTS, array("H", gaps).tobytes()  # there would be as many steps as documents
    largest = max(gaps)
    if largest < _STEP:
        return _BYTES, bytes(gaps)
    steps = sum(map(floordiv, gaps, repeat(_STEP)))
    if steps >= count and largest < 1 << 16:
        return _SHORTS, array("H", gaps).tobytes()
    return _ESCAPED, varint(steps) + b"".join(map(_stepped, gaps))


@lru_cache(maxsize=1 << 12)
def _stepped(gap: int) -> bytes:
    return bytes((_STEP,)) * (gap // _STEP) + bytes((gap % _STEP,))


def varint(number: int) -> bytes:
    """Encode a number, seven bits a byte, the lowest first, the last byte below 128."""
    if number < 1 << 7:
        return _ONE_BYTE[number]
    if number < 1 << 14:
        return bytes((number & 127 | 128, number >> 7))
    if number < 1 << 21:
        return bytes((number & 127 | 128, number >> 7 & 127 | 128, number >> 14))
    encoded = bytearray()
    while number >= 128:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def read_varint(encoded: memoryview, place: int) -> tuple[int, int]:
    """Return the number that stands at a place, and the place behind it."""
    byte = encoded[place]
    if byte < 128:
        return byte, place + 1
    number, shift = byte & 127, 7
    while True:
        place += 1
        byte = encoded[place]
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place + 1
        shift += 7


_ONE_BYTE = [bytes((number,)) for number in range(128)]
