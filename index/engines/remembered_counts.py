"""Remembers how many documents of one state of an index match: queries have words in common."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from telusur.index.engines.clauses import Clause

_MAX_CLAUSES: Final = 4_096
"""The maximum number of clauses whose counts are remembered."""


class RememberedCounts:
    """Counts documents, each clause once."""

    def __init__(self, count: Callable[[Sequence[Clause]], Iterable[int]]) -> None:
        """Take what counts.

        Args:
            count: returns the number of documents that match each of some clauses, in their order.
        """
        self._count = count
        self._known: dict[Clause, int] = {}

    def of(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses, in their order."""
        known = self._known
        unknown = [clause for clause in dict.fromkeys(clauses) if clause not in known]
        if unknown:
            if len(known) > _MAX_CLAUSES:
                known.clear()
                unknown = list(dict.fromkeys(clauses))
            known.update(zip(unknown, self._count(unknown), strict=True))
        return [known[clause] for clause in clauses]
