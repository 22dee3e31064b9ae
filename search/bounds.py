"""Numbers for all documents of a segment at once, sliced by bits, and their sums.

Plane n is the set of documents whose number has bit n, so that adding two numbers for each of
thousands of documents takes a few operations on long numbers (O'Neil and Quass, "Improved query
performance with variant indexes", 1997, call it a bit-sliced index).
"""

from collections.abc import Iterable

Planes = list[int]


def planes_of_cells(cells: Iterable[tuple[int, int]]) -> Planes:
    """Return the planes of numbers that are given for whole sets of documents.

    Args:
        cells: sets of documents without common ones, each with the number of its documents.
    """
    planes: Planes = []
    for documents, number in cells:
        while number >> len(planes):
            planes.append(0)
        for place in range(number.bit_length()):
            if number >> place & 1:
                planes[place] |= documents
    return planes


def added(one: Planes, other: Planes) -> Planes:
    """Add up two numbers for each document."""
    if not one or not other:
        return one or other
    if len(one) < len(other):
        one, other = other, one
    total = []
    carry = 0
    for place, augend in enumerate(one):
        if place < len(other):
            addend = other[place]
            half = augend ^ addend
            total.append(half ^ carry)
            carry = augend & addend | half & carry
        else:
            total.append(augend ^ carry)
            carry &= augend
    return [*total, carry] if carry else total


def most_of(planes: Planes, among: int, count: int) -> int:
    """Return at least so many documents, those with the largest numbers, where there are so many.

    Args:
        planes: the documents' numbers.
        among: the documents that are looked at.
        count: how many are wanted.
    """
    above, equal = 0, among
    # From the highest bit on: those above the bound found so far, and those equal to it.
    for plane in reversed(planes):
        higher = equal & plane
        if (above | higher).bit_count() >= count:
            equal = higher
        else:
            above |= higher
            equal &= ~plane
    return above | equal
