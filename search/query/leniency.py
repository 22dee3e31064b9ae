"""Passes over what has nothing to work on, so that nothing typed fails to parse.

Stray brackets, operators with nothing to join, fields and boosts of nothing: they are dropped, the
words never are.
"""

from collections.abc import Iterable, Sequence

from telusur.search.query.lexing.lexeme import Lexeme

_MAX_NESTING = 30


def balanced(lexemes: Iterable[Lexeme]) -> list[Lexeme]:
    """Drop brackets that are unmatched, empty or nested too deeply to be meant."""
    kept: list[Lexeme] = []
    opened: list[int] = []
    ignored = 0
    for lexeme in lexemes:
        if lexeme.kind == "(":
            if len(opened) == _MAX_NESTING:
                ignored += 1
                continue
            opened.append(len(kept))
        elif lexeme.kind == ")":
            if ignored or not opened:
                ignored = max(0, ignored - 1)
                continue
            if opened.pop() == len(kept) - 1:
                kept.pop()
                continue
        kept.append(lexeme)
    unmatched = set(opened)
    return [lexeme for index, lexeme in enumerate(kept) if index not in unmatched]


def useful_marks(
    marks: Sequence[Lexeme], before: Lexeme | None, following: Lexeme | None
) -> list[Lexeme]:
    """Drop of the marks between two operands those that have nothing to work on.

    Args:
        marks: operators, pluses, fields and boosts, as they were typed.
        before: the last lexeme of the operand before them, if there is one.
        following: the first lexeme of the operand after them, if there is one.

    Returns:
        The others: up to a boost, an operator that joins, a sign and a field, in this order.
    """
    marks = list(marks)
    # What is dropped may leave another mark with nothing to work on; two rounds are usual.
    while True:
        kept: list[Lexeme] = []
        for index, mark in enumerate(marks):
            after = marks[index + 1] if index + 1 < len(marks) else following
            if _is_useful(mark, kept[-1] if kept else before, after):
                kept.append(mark)
        if len(kept) == len(marks):
            return kept
        marks = kept


def _is_useful(mark: Lexeme, before: Lexeme | None, after: Lexeme | None) -> bool:
    leads = after is not None and after.begins_operand
    follows = before is not None and before.ends_operand
    if mark.kind == "field":
        return leads and after is not None and after.kind != "field"
    if mark.kind == "require":
        return leads and (before is None or before.kind != "operator")
    if mark.kind == "boost":
        return follows and before is not None and before.kind != "boost"
    if mark.negates:
        return leads
    negated = after is not None and after.negates and mark.text != "NEAR"
    return follows and (leads or negated)
