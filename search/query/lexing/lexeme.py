"""Lexeme: one piece of a typed query, with what was read of it."""

from typing import NamedTuple

from telusur.index.indonesian.dates.interval import Interval

PATTERNS = frozenset({"prefix", "wildcard", "fuzzy"})
"""The kinds of lexemes that stand for words which they do not name."""

_OPERANDS = PATTERNS | {"word", "phrase", "date", "source"}


class Lexeme(NamedTuple):
    """One piece of a typed query."""

    kind: str
    """`word`, `phrase`, `prefix`, `wildcard`, `fuzzy`, `date`, `source`, `field`, `operator`,
    `require`, `boost`, `(` or `)`."""
    text: str
    start: int
    """Character offset of what was typed for it."""
    end: int
    """Offset after its last character."""
    exact: bool = False
    """Whether a word or phrase was marked to count in this form only."""
    number: int = 0
    """Of a phrase, how many other words may stand in it; of a fuzzy word, how many edits are
    allowed; of NEAR, how many words may stand between."""
    period: Interval | None = None
    """The days of a date."""

    @property
    def is_operand(self) -> bool:
        """Whether it is something to search for by itself."""
        return self.kind in _OPERANDS

    @property
    def begins_operand(self) -> bool:
        """Whether something to search for can begin here."""
        return self.kind in _OPERANDS or self.kind in {"field", "("}

    @property
    def ends_operand(self) -> bool:
        """Whether something to search for ends here."""
        return self.kind in _OPERANDS or self.kind in {")", "boost"}

    @property
    def negates(self) -> bool:
        """Whether what follows must not match."""
        return self.kind == "operator" and self.text == "NOT"
