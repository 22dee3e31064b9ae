"""Recognises the same article twice: equal texts by a digest, nearly equal ones by MinHash.

The method is Broder's: texts are sets of shingles, runs of words; their resemblance is the share of
shingles that they have in common, and equal minima of random permutations of the shingles betray a
high resemblance (A. Broder, "On the resemblance and containment of documents", 1997). All minima
come from a single permutation cut into bins (Li, Owen, Zhang, "One Permutation Hashing", 2012), an
empty bin taking over its neighbour's (Shrivastava, Li, "Densifying One Permutation Hashing", 2014).
Minima are looked up in bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4), and
what matches there is compared in full. `benchmarks/near_duplicates.py` holds it against SimHash.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

SIMILAR = 0.6
"""Two texts of at least this resemblance are versions of one article."""

_WORDS_PER_SHINGLE = 3
_FEWEST_SHINGLES = 40
"""A shorter text says too little: formulas and lists would be taken for versions of each other."""

_BANDS, _ROWS = 8, 4
_BINS = _BANDS * _ROWS
_VALUE_BITS = 64 - 5  # the first five bits choose one of 32 bins


def content_digest(text: str) -> int:
    """Return what texts have in common that are equal but for white space: 63 bits of BLAKE2b."""
    return _number(" ".join(text.split()))


def band_keys(text: str) -> list[int]:
    """Return the keys by which a text's versions are looked up: they share at least one.

    Two texts of resemblance s share one with a probability of 1 - (1 - s^4)^8: 0.99 at 0.8,
    0.67 at 0.6, 0.06 at 0.3.

    Returns:
        Eight numbers of 63 bits; none for a text that is too short to tell.
    """
    shingles = _shingles(text)
    if len(shingles) < _FEWEST_SHINGLES:
        return []
    minima = _densified(_minima(shingles))
    bands = (minima[start : start + _ROWS] for start in range(0, _BINS, _ROWS))
    return [_number(f"{band}:{values}") for band, values in enumerate(bands)]


def resemblance(one: str, other: str) -> float:
    """Return the share of two texts' shingles that are in both, from 0 to 1 (Jaccard).

    Args:
        one: a text.
        other: another text.
    """
    first, second = _shingles(one), _shingles(other)
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _shingles(text: str) -> set[str]:
    words = _word().findall(text.casefold())
    return {" ".join(words[i : i + _WORDS_PER_SHINGLE]) for i in range(len(words) - 2)}


def _minima(shingles: set[str]) -> list[int | None]:
    minima: list[int | None] = [None] * _BINS
    for shingle in shingles:
        digest = hashlib.blake2b(shingle.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        index, value = number >> _VALUE_BITS, number & ((1 << _VALUE_BITS) - 1)
        known = minima[index]
        if known is None or value < known:
            minima[index] = value
    return minima


def _densified(minima: Sequence[int | None]) -> list[int]:
    """Let each empty bin take the value of the next one that is not, marked by the distance."""
    dense = []
    for index in range(_BINS):
        value, distance = minima[index], 0
        while value is None:
            distance += 1
            value = minima[(index + distance) % _BINS]
        dense.append(value + (distance << 64))
    return dense


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")
