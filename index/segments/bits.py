"""Sets of documents as whole numbers: bit n is document n, so that `&` and `|` join whole sets."""

from collections.abc import Collection, Sequence
from itertools import compress

_FALSE_TRUE = bytes.maketrans(b"01", b"\0\1")
_ONE = ord("1")
_SPARSE = 24
"""Below one document in so many, looking for each is faster than passing over all."""


def bits_of(documents: Collection[int], size: int) -> int:
    """Return the set of some documents.

    Args:
        documents: numbers below `size`, in any order.
        size: how many documents there are.
    """
    if len(documents) * _SPARSE > size:
        digits = bytearray(b"0") * size
        for document in documents:
            digits[document] = _ONE
        digits.reverse()
        return int(digits, 2) if digits else 0
    flags = bytearray((size + 7) >> 3)
    for document in documents:
        flags[document >> 3] |= 1 << (document & 7)
    return int.from_bytes(flags, "little")


def every(size: int) -> int:
    """Return the set of all documents of a segment of this size."""
    return (1 << size) - 1


def documents_of(bits: int) -> list[int]:
    """Return the documents of a set in ascending order."""
    digits = bin(bits)[:1:-1]
    if bits.bit_count() * _SPARSE > len(digits):
        return list(compress(range(len(digits)), digits.encode().translate(_FALSE_TRUE)))
    found = []
    place = digits.find("1")
    while place >= 0:
        found.append(place)
        place = digits.find("1", place + 1)
    return found


def planes_of(values: Sequence[int]) -> list[int]:
    """Slice numbers by bits: plane n is the set of places whose number has bit n."""
    flags = [bytearray((len(values) + 7) >> 3) for _ in range(max(values, default=0).bit_length())]
    for place, value in enumerate(values):
        while value:
            lowest = value & -value
            flags[lowest.bit_length() - 1][place >> 3] |= 1 << (place & 7)
            value ^= lowest
    return [int.from_bytes(plane, "little") for plane in flags]


def at_least(planes: Sequence[int], bound: int, among: int) -> int:
    """Return the places whose number, sliced by bits, is at least `bound`.

    Args:
        planes: the numbers as `planes_of` gives them.
        bound: the least number wanted.
        among: the places that are looked at.
    """
    if bound <= 0:
        return among
    if bound.bit_length() > len(planes):
        return 0
    equal, above = among, 0
    for place in range(len(planes) - 1, -1, -1):
        if bound >> place & 1:
            equal &= planes[place]
        else:
            above |= equal & planes[place]
            equal &= ~planes[place]
    return equal | above


def least(planes: Sequence[int], among: int) -> int:
    """Return the least number that a place has, the numbers being sliced by bits.

    Args:
        planes: the numbers as `planes_of` gives them.
        among: the places that are looked at, at least one.
    """
    found = 0
    for place in range(len(planes) - 1, -1, -1):
        without = among & ~planes[place]
        if without:
            among = without
        else:
            found |= 1 << place
    return found
