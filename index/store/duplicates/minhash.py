"""Recognises texts that may be nearly equal: shingles, and keys that similar texts share.

The method is Broder's: texts are sets of shingles, runs of words; their resemblance is the share of
shingles that they have in common, and equal minima of random permutations of the shingles betray a
high resemblance (A. Broder, "On the resemblance and containment of documents", 1997). All minima
come from a single permutation cut into bins (Li, Owen, Zhang, "One Permutation Hashing", 2012), an
empty bin taking over its neighbour's (Shrivastava, Li, "Densifying One Permutation Hashing", 2014).
Minima are looked up in bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4).
What matches there is judged by `resemblance`; `benchmarks/near_duplicates.py` measures both.

A shingle is hashed by CRC-32 (ISO 3309), which the standard library computes in C: it spreads short
strings well enough for minima, and nobody has to be kept from making two of the same.
"""

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from zlib import crc32

from telusur.index.article import Fingerprint

_FEWEST_SHINGLES = 40
"""A shorter text says too little: formulas and lists would be taken for versions of each other."""

# Both bound the time that one article takes, however many like it there are.
MAX_HOLDERS = 50
"""The number of articles looked at that have a key, the latest ones."""
_MAX_COMPARED = 8

_BANDS, _ROWS = 12, 3
_BINS = _BANDS * _ROWS
_HASH_BITS = 32
_BIN_SIZE = (1 << _HASH_BITS) // _BINS + 1

# Any odd numbers of many bits, so that a key depends on the order of its minima.
_SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
_MAX_KEY = (1 << 63) - 1

_LETTERS = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in bytes(range(256)).lower()
)
"""What becomes of each byte of UTF-8: capitals small letters, and other signs of ASCII spaces."""


def fingerprint_of(text: str) -> Fingerprint:
    """Return what similar texts have in common."""
    return Fingerprint(content_digest(text), band_keys(text))


def content_digest(text: str) -> int:
    """Return what texts have in common that are equal but for white space: 63 bits of BLAKE2b."""
    normal = _encoded(" ".join(text.split()))
    return int.from_bytes(hashlib.blake2b(normal, digest_size=8).digest(), "big") >> 1


def shingles(text: str) -> set[int]:
    """Return the shingles of a text, runs of three words, as hashes.

    The case of A to Z does not count, nor does what stands between words.
    """
    words = _words(text)
    return set(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))


def band_keys(text: str) -> list[int]:
    """Return the keys by which a text's versions are looked up: they share at least one.

    Two texts of resemblance s share one with a probability of 1 - (1 - s^3)^12: 0.9998 at 0.8,
    0.95 at 0.6, 0.28 at 0.3.

    Returns:
        Twelve numbers of 63 bits; none for a text that is too short to tell.
    """
    hashes = shingles(text)
    if len(hashes) < _FEWEST_SHINGLES:
        return []
    minima = _minima(sorted(hashes))
    bands = (minima[start : start + _ROWS] for start in range(0, _BINS, _ROWS))
    return [
        (one + two * _SECOND + three * _THIRD + band) & _MAX_KEY
        for band, (one, two, three) in enumerate(bands)
    ]


def likely_versions(holders: Iterable[Sequence[int]]) -> list[int]:
    """Return the articles that are most like a text, by the keys that they share with it.

    A key that few hold says more than one that all articles of one form have.

    Args:
        holders: for each key of the text, the numbers of the latest articles that have it.

    Returns:
        The numbers of a few articles, the likeliest and latest first.
    """
    shared: defaultdict[int, float] = defaultdict(float)
    for numbers in holders:
        for number in numbers:
            shared[number] += 1 / len(numbers)
    return sorted(shared, key=lambda number: (-shared[number], -number))[:_MAX_COMPARED]


def _minima(ascending: list[int]) -> list[int]:
    """Return the least hash of each bin; an empty bin has that of the next one."""
    ascending.append(ascending[0] + (1 << _HASH_BITS))
    return [ascending[bisect_left(ascending, bin * _BIN_SIZE)] for bin in range(_BINS)]


def _words(text: str) -> list[bytes]:
    content = _encoded(text)
    if not content.isascii():
        content = _typography().sub(b" ", content)
    return content.translate(_LETTERS).split()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@cache
def _typography() -> re.Pattern[bytes]:
    """The signs of U+00A0 to U+00BF and U+2000 to U+206F, in UTF-8."""
    return re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80\x81][\x80-\xbf]")
