"""Finds the terms that are few edits away from a word, in a sorted list of many.

An edit takes a letter away, adds one, replaces one or swaps two neighbours (Damerau, "A technique
for computer detection and correction of spelling errors", 1964; here no letter is edited twice).
The list is read as a trie: terms that begin alike are a range of it, and those of each letter that
follows are a range of that. As soon as no edit is left, the rest of the word is looked up whole.
"""

import sys
from bisect import bisect_left
from collections.abc import Sequence

from telusur.index.engines.engine import NearTerm


def near_terms(word: str, edits: int, terms: Sequence[tuple[str, int]]) -> list[NearTerm]:
    """Return the terms of a list that are a few edits away from a word, in their order.

    Args:
        word: the word.
        edits: up to how many.
        terms: terms in the order of their characters, without repetitions, each with its document
            frequency.
    """
    walk = _Walk(terms)
    if terms:
        walk.through("", word, edits, 0, len(terms))
    return [
        (terms[index][0], edits - left, terms[index][1])
        for index, left in sorted(walk.edits_left.items())
    ]


class _Walk:
    """A walk through a sorted list of terms."""

    def __init__(self, terms: Sequence[tuple[str, int]]) -> None:
        self._terms = terms
        self.edits_left: dict[int, int] = {}
        """For each term that was found, by its index, how many edits more it might have had."""

    def through(self, prefix: str, rest: str, edits: int, start: int, end: int) -> None:
        """Find the terms of a range that are a prefix and what is near the rest of a word.

        Args:
            prefix: what all terms of the range begin with, and no others of the list.
            rest: the rest of the word.
            edits: how many edits are left.
            start: the index of the first term of the range, of which there is one at least.
            end: the index after the last.
        """
        if not edits:
            self._look_up(prefix + rest, start, end)
            return
        following = start
        if self._terms[start][0] == prefix:
            following += 1
            if len(rest) <= edits:
                self._note(start, edits - len(rest))
        if rest:
            self.through(prefix, rest[1:], edits - 1, start, end)
        if len(rest) > 1:
            swapped = prefix + rest[1] + rest[0]
            first = bisect_left(self._terms, (swapped,), following, end)
            last = self._end_of(swapped, first, end)
            if first < last:
                self.through(swapped, rest[2:], edits - 1, first, last)
        while following < end:
            longer = self._terms[following][0][: len(prefix) + 1]
            after = self._end_of(longer, following, end)
            if rest:
                cost = longer[-1] != rest[0]
                self.through(longer, rest[1:], edits - cost, following, after)
            self.through(longer, rest, edits - 1, following, after)
            following = after

    def _look_up(self, term: str, start: int, end: int) -> None:
        index = bisect_left(self._terms, (term,), start, end)
        if index < end and self._terms[index][0] == term:
            self._note(index, 0)

    def _note(self, index: int, edits_left: int) -> None:
        self.edits_left[index] = max(edits_left, self.edits_left.get(index, 0))

    def _end_of(self, prefix: str, start: int, end: int) -> int:
        """Return the index after the last term of a range that begins so."""
        last = ord(prefix[-1])
        # No term goes on with the last character of all, so often.
        after = prefix[:-1] + (chr(last + 1) if last < sys.maxunicode else prefix[-1] * 65)
        return bisect_left(self._terms, (after,), start, end)
