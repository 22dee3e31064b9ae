"""Finds the terms that are few edits away from a word, in a sorted list of many.

An edit takes a letter away, adds one, replaces one or swaps two neighbours (Damerau, "A technique
for computer detection and correction of spelling errors", 1964; here no letter is edited twice). A
deterministic automaton reads each word letter by letter (after Schulz and Mihov, "Fast string
correction with Levenshtein automata", 2002), its states made when they are first met; where it
fails, all words with that prefix are skipped at once.
"""

import sys
from bisect import bisect_left
from collections.abc import Sequence

from telusur.index.engines.engine import NearTerm

_State = tuple[tuple[int, ...], tuple[int, ...], str]
"""The last row of the table of distances, the one before, and the letter between them."""


_OTHER = "\0"
"""Stands for every letter that the word does not have."""

_FAILED = -1


def near_terms(word: str, edits: int, terms: Sequence[tuple[str, int]]) -> list[NearTerm]:
    """Return the terms of a list that are a few edits away from a word, in their order.

    Args:
        word: the word.
        edits: up to how many.
        terms: terms in the order of their characters, each with its document frequency.
    """
    matches = Automaton(word, edits).matches(terms)
    return [(terms[index][0], distance, terms[index][1]) for distance, index in matches]


class Automaton:
    """Accepts the words within an edit distance of one word."""

    def __init__(self, word: str, edits: int) -> None:
        """Make the automaton of a word.

        Args:
            word: the word.
            edits: the maximum edit distance.
        """
        self._word = word
        self._edits = edits
        self._letters = frozenset(word)
        self._states: list[_State] = []
        self._numbers: dict[_State, int] = {}
        self._steps: list[dict[str, int]] = []
        """For each state, the one that each letter leads to."""
        self._start = self._number((tuple(range(len(word) + 1)), (), ""))

    def matches(self, terms: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
        """Return the distance and the index of each term that is accepted.

        Args:
            terms: the terms, sorted and without repetitions, each with anything that is known of
                it: they are looked at where they are.
        """
        matches = []
        steps, letters = self._steps, self._letters
        index, count = 0, len(terms)
        while index < count:
            term = terms[index][0]
            state = self._start
            for depth, letter in enumerate(term):
                known = letter if letter in letters else _OTHER
                following = steps[state].get(known)
                if following is None:
                    following = self._step(state, known)
                if following == _FAILED:
                    # No word with this prefix is accepted.
                    index = bisect_left(terms, (_after(term[: depth + 1]),), index + 1)
                    break
                state = following
            else:
                distance = self._states[state][0][-1]
                if distance <= self._edits:
                    matches.append((distance, index))
                index += 1
        return matches

    def _step(self, state: int, letter: str) -> int:
        row, before, letter_before = self._states[state]
        too_many = self._edits + 1
        next_row = [min(row[0] + 1, too_many)]
        for index, wanted in enumerate(self._word, 1):
            distance = min(
                row[index] + 1, next_row[-1] + 1, row[index - 1] + (wanted != letter), too_many
            )
            if index > 1 and before and wanted == letter_before and self._word[index - 2] == letter:
                distance = min(distance, before[index - 2] + 1)
            next_row.append(distance)
        failed = min(next_row) == too_many and (not row or min(row) >= self._edits)
        following = _FAILED if failed else self._number((tuple(next_row), row, letter))
        self._steps[state][letter] = following
        return following

    def _number(self, state: _State) -> int:
        if state not in self._numbers:
            self._numbers[state] = len(self._states)
            self._states.append(state)
            self._steps.append({})
        return self._numbers[state]


def _after(prefix: str) -> str:
    """Return what sorts after all words with this prefix."""
    last = ord(prefix[-1])
    return prefix[:-1] + (chr(last + 1) if last < sys.maxunicode else prefix[-1] * 65)
