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
        # To look up a clause of a thousand words takes long: it is done once for each.
        counts = {clause: self._known.get(clause) for clause in clauses}
        unknown = [clause for clause, count in counts.items() if count is None]
        if unknown:
            if len(self._known) > _MAX_CLAUSES:
                self._known.clear()
            counted = dict(zip(unknown, self._count(unknown), strict=True))
            self._known.update(counted)
            counts.update(counted)
        return [counts[clause] or 0 for clause in clauses]
