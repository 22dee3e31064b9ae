"""A sorted dictionary of terms, read in place: a term has a number, its place in the order."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from telusur.index.segments.container import Container

Arrays: TypeAlias = "dict[str, array[int] | bytes]"


def running_total(lengths: Iterable[int]) -> "array[int]":
    """Return where each of several neighbours starts, and where the last one ends."""
    totals = array("I", [0])
    total = 0
    for length in lengths:
        total += length
        totals.append(total)
    return totals


class Dictionary:
    """Terms in the order of their characters, each with a record of bytes."""

    def __init__(self, arrays: Container, name: str) -> None:
        """Take the arrays of this name that `dictionary_arrays` made."""
        self._terms = arrays[f"{name}:terms"]
        self._starts = arrays[f"{name}:term_starts"]
        self._records = arrays[f"{name}:records"]
        self._record_starts = arrays[f"{name}:record_starts"]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def term(self, number: int) -> str:
        """Return the term with this number."""
        return self._bytes(number).decode("utf-8", "surrogatepass")

    def record(self, number: int) -> memoryview:
        """Return what the dictionary says of a term."""
        return self._records.part(self._record_starts[number], self._record_starts[number + 1])

    def find(self, term: str) -> int | None:
        """Return the number of a term; None if it is not there."""
        wanted = encoded(term)
        number = self._lower_bound(wanted)
        return number if number < len(self) and self._bytes(number) == wanted else None

    def beginning_with(self, prefix: str) -> Iterator[int]:
        """Yield the numbers of the terms that begin with a prefix, in order."""
        wanted = encoded(prefix)
        for number in range(self._lower_bound(wanted), len(self)):
            if not self._bytes(number).startswith(wanted):
                return
            yield number

    def terms(self, first: int = 0, behind: int | None = None) -> list[str]:
        """Return the terms from one number up to another, all of them by default."""
        stop = len(self) if behind is None else behind
        base = self._starts[first]
        starts = [start - base for start in self._starts.part(first, stop + 1)]
        joined = bytes(self._terms.part(base, base + starts[-1]))
        if joined.isascii():
            text = joined.decode("ascii")
            return [text[start:end] for start, end in pairwise(starts)]
        return [
            joined[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(starts)
        ]

    def numbers_beginning_with(self, prefix: str) -> range:
        """Return the numbers of the terms that begin with a prefix."""
        wanted = encoded(prefix)
        # No byte of UTF-8 is so high.
        return range(self._lower_bound(wanted), self._lower_bound(wanted + b"\xff"))

    def record_sizes(self, numbers: Iterable[int]) -> list[int]:
        """Return how many bytes the records of some terms have: more, the more the terms occur."""
        starts = self._record_starts.whole()
        return [starts[number + 1] - starts[number] for number in numbers]

    def record_heads(self, numbers: Iterable[int]) -> list[int]:
        """Return the first byte of the record of each of some terms."""
        starts, records = self._record_starts.whole(), self._records.whole()
        return [records[starts[number]] for number in numbers]

    def _bytes(self, number: int) -> bytes:
        return bytes(self._terms.part(self._starts[number], self._starts[number + 1]))

    def _lower_bound(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def encoded(term: str) -> bytes:
    """Return a term as the dictionary keeps it."""
    return term.encode("utf-8", "surrogatepass")


def dictionary_arrays(name: str, records: Iterable[tuple[bytes, bytes]]) -> Arrays:
    """Return the arrays of a dictionary.

    Args:
        name: its name inside the container.
        records: each encoded term with its record, in order.
    """
    terms, contents = [], []
    for term, record in records:
        terms.append(term)
        contents.append(record)
    return {
        f"{name}:terms": b"".join(terms),
        f"{name}:term_starts": running_total(map(len, terms)),
        f"{name}:records": b"".join(contents),
        f"{name}:record_starts": running_total(map(len, contents)),
    }
