"""Limits on the parts of a query that take long to search for."""

from typing import Final

from telusur.index.translation import gettext, gettext_noop
from telusur.search.query.lexing.lexeme import PATTERNS, Lexeme
from telusur.search.query.parsed import Remark

MAX_PATTERNS: Final = 8
"""The number of different prefixes, wildcards and fuzzy words in a query."""

MAX_DISTANCES: Final = 4
"""The number of NEAR operators and phrases with gaps in a query, which are verified in every
document that has their words."""

_PATTERNS_AS_WORDS = gettext_noop(
    "Only {count} words with *, ? or ~ are treated as patterns; the rest were searched as typed."
)
_DISTANCES_AS_AND = gettext_noop(
    'Only {count} NEAR and "..."~ are honoured; of the others, all words had to occur.'
)


class CostlyParts:
    """Counts the parts of a query that take long to search for."""

    def __init__(self, remarks: list[Remark]) -> None:
        """Begin with none.

        Args:
            remarks: the first part of each kind that goes over its limit adds one.
        """
        self._remarks = remarks
        self._patterns: set[tuple[str, str, int]] = set()
        self._distances = 0
        self._said: set[str] = set()

    def exceeded_by(self, lexeme: Lexeme) -> bool:
        """Count a part; tell whether it is one too many, and must be searched for more simply.

        Args:
            lexeme: the part; of patterns only different ones are counted.
        """
        if lexeme.kind in PATTERNS:
            pattern = (lexeme.kind, lexeme.text, lexeme.number)
            if pattern in self._patterns or len(self._patterns) < MAX_PATTERNS:
                self._patterns.add(pattern)
                return False
            sentence = gettext(_PATTERNS_AS_WORDS, count=MAX_PATTERNS)
        elif (lexeme.kind, lexeme.text) == ("operator", "NEAR") or (
            lexeme.kind == "phrase" and lexeme.number
        ):
            self._distances += 1
            if self._distances <= MAX_DISTANCES:
                return False
            sentence = gettext(_DISTANCES_AS_AND, count=MAX_DISTANCES)
        else:
            return False
        if sentence not in self._said:
            self._said.add(sentence)
            self._remarks.append(Remark(lexeme.start, lexeme.end, sentence))
        return True
