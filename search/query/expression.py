"""Reads a query that has operators, phrases or fields, by precedence climbing.

From the tightest: NEAR, NOT and plus, AND, OR, and what stands side by side.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from telusur.index.query import Node, all_of
from telusur.search.query.joining import Join, Part, joined, near, weighted
from telusur.search.query.leniency import balanced, useful_marks
from telusur.search.query.lexing.lexeme import Lexeme
from telusur.search.query.lexing.lexer import lexemes
from telusur.search.query.operands import operand
from telusur.search.query.parsed import ParsedQuery, Remark

_END, _BESIDE, _NEAR = -1, 0, 3
_PRECEDENCE = {"OR": 1, "AND": 2, "NEAR": _NEAR}
_JOINS: dict[int, Join] = {1: "any", 2: "all"}


class _Linked(NamedTuple):
    """An operand, and what joins it to the one before."""

    precedence: int
    part: Part
    distance: int
    """How many other words may stand between, if it is to be near the one before."""


def read_expression(typed: str, *, require_all: bool = False) -> ParsedQuery:
    """Read a typed query.

    Args:
        typed: what a person typed; nothing is refused.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query as it is meant, without other ways to write its words.
    """
    remarks: list[Remark] = []
    reader = _ExpressionReader(
        balanced(lexemes(typed, remarks)), "all" if require_all else "best", remarks
    )
    tree = reader.group(None)
    return ParsedQuery(tree, tuple(sorted(remarks, key=lambda remark: remark.start)))


class _ExpressionReader:
    """Reads lexemes from left to right, one level of brackets in each call."""

    def __init__(self, lexemes: list[Lexeme], beside: Join, remarks: list[Remark]) -> None:
        self._lexemes = iter(lexemes)
        self._beside = beside
        self._remarks = remarks

    def group(self, field: str | None) -> Node | None:
        """Read up to the bracket that closes, or to the end; None if there is no operand."""
        operands = _Operands(self._operands(field))
        parts: list[Part] = []
        while operands.precedence != _END:
            parts.append(operands.climb(_BESIDE + 1))
        return joined(self._beside, parts) if parts else None

    def _operands(self, field: str | None) -> list[_Linked]:
        linked: list[_Linked] = []
        marks = _Marks()
        for lexeme in self._lexemes:
            if lexeme.kind == ")":
                break
            if not (lexeme.is_operand or lexeme.kind == "("):
                marks.add(lexeme)
                continue
            useful = marks.useful(lexeme)
            inner = useful[-1].text if useful and useful[-1].kind == "field" else field
            if lexeme.kind == "(":
                node = self.group(inner)
                lexeme = lexeme._replace(kind=")")
            else:
                node = operand(lexeme, inner, self._remarks)
            if node is None:
                marks.keep(useful, lexeme)
            else:
                _boost_last(linked, useful)
                linked.append(_linked(useful, node))
                marks = _Marks(lexeme)
        _boost_last(linked, marks.useful(None))
        return linked


class _Marks:
    """What stands between two operands: operators, signs, fields and boosts."""

    def __init__(self, before: Lexeme | None = None) -> None:
        self._before = self._last = before
        self._kept: list[Lexeme] = []
        self._marks: list[Lexeme] = []

    def add(self, mark: Lexeme) -> None:
        """Add what was typed next."""
        self._marks.append(mark)

    def useful(self, following: Lexeme | None) -> list[Lexeme]:
        """Return the marks that have something to work on, what follows them included."""
        marks = useful_marks(self._marks, self._last, following)
        if self._last is self._before:
            return marks
        return useful_marks([*self._kept, *marks], self._before, following)

    def keep(self, marks: list[Lexeme], idle: Lexeme) -> None:
        """Go on where what follows was brackets with nothing to search for in them.

        Args:
            marks: those before the brackets.
            idle: the bracket that closes.
        """
        self._kept, self._marks, self._last = marks, [], idle


def _boost_last(linked: list[_Linked], marks: list[Lexeme]) -> None:
    for mark in marks:
        if mark.kind == "boost":
            precedence, (node, sign), distance = linked[-1]
            part = Part(weighted(node, float(mark.text)), sign)
            linked[-1] = _Linked(precedence, part, distance)


def _linked(marks: list[Lexeme], node: Node) -> _Linked:
    precedence, distance, sign = _BESIDE, 0, ""
    for mark in marks:
        if mark.negates or mark.kind == "require":
            sign = mark.text
        elif mark.kind == "operator":
            precedence, distance = _PRECEDENCE[mark.text], mark.number
    return _Linked(precedence, Part(node, sign), distance)


class _Operands:
    """The operands of one level of brackets, joined by how tightly their operators bind."""

    def __init__(self, operands: list[_Linked]) -> None:
        self._rest: Iterator[_Linked] = iter(operands)
        self._next = next(self._rest, None)

    @property
    def precedence(self) -> int:
        """How tightly the next operand is joined to the one before."""
        return _END if self._next is None else self._next.precedence

    def climb(self, minimum: int) -> Part:
        """Read an operand, and what is joined to it at least as tightly."""
        left = self._read()
        while (precedence := self.precedence) >= minimum:
            parts, distances = [left], []
            while self._next and self._next.precedence == precedence:
                distances.append(self._next.distance)
                parts.append(self.climb(precedence + 1))
            if precedence == _NEAR:
                left = _near(parts, distances)
            else:
                left = Part(joined(_JOINS[precedence], parts))
        return left

    def _read(self) -> Part:
        operand = self._next
        assert operand is not None
        self._next = next(self._rest, None)
        return operand.part


def _near(parts: list[Part], distances: list[int]) -> Part:
    """Each part near the next; a sign before the first is one before all of them."""
    nodes = [part.node for part in parts]
    pairs = zip(pairwise(nodes), distances, strict=True)
    return Part(all_of([near(*pair, distance) for pair, distance in pairs]), parts[0].sign)
