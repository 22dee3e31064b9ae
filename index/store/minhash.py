"""Recognises texts that may be nearly equal: shingles, and keys that similar texts share.

The method is Broder's: texts are sets of shingles, runs of words; their resemblance is the share of
shingles that they have in common, and equal minima of random permutations of the shingles betray a
high resemblance (A. Broder, "On the resemblance and containment of documents", 1997). All minima
come from a single permutation cut into bins (Li, Owen, Zhang, "One Permutation Hashing", 2012), an
empty bin taking over its neighbour's (Shrivastava, Li, "Densifying One Permutation Hashing", 2014).
Minima are looked up in bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4).
What matches there is judged by `resemblance`; `benchmarks/near_duplicates.py` measures both.

A word is hashed once; a shingle is the exclusive or of a number that each of its words has for its
place. Such simple tabulation is enough for minima (Patrascu, Thorup, "The Power of Simple
Tabulation Hashing", 2012), and needs no arithmetic on texts that a cryptographic hash would.
"""

import hashlib
import re
from bisect import bisect_left
from functools import cache
from operator import xor

from telusur.index.article import Fingerprint

_FEWEST_SHINGLES = 40
"""A shorter text says too little: formulas and lists would be taken for versions of each other."""

_BANDS, _ROWS = 12, 3
_BINS = _BANDS * _ROWS
_HASH_BITS = 60  # what Python multiplies and compares fastest: two of its digits
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
    if len(words) < 3:
        return set()
    first, second, third = zip(*map(_word_hashes().__getitem__, words), strict=True)
    return set(map(xor, map(xor, first, second[1:]), third[2:]))


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


class _WordHashes(dict[bytes, tuple[int, int, int]]):
    """The numbers of words, one for each place in a shingle, each computed once."""

    _LIMIT = 200_000

    def __missing__(self, word: bytes) -> tuple[int, int, int]:
        if len(self) >= self._LIMIT:
            self.clear()
        digest = hashlib.blake2b(word, digest_size=24).digest()
        one, two, three = (
            int.from_bytes(digest[place : place + 8], "big") >> (64 - _HASH_BITS)
            for place in (0, 8, 16)
        )
        self[word] = one, two, three
        return one, two, three


@cache
def _word_hashes() -> _WordHashes:
    return _WordHashes()


@cache
def _typography() -> re.Pattern[bytes]:
    """The signs of U+00A0 to U+00BF and U+2000 to U+206F, in UTF-8."""
    return re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80\x81][\x80-\xbf]")
