"""Makes a well-formed query of whatever was typed, so that parsing it can never fail.

Stray quotes and brackets, operators with nothing to join, colons that name no field: all of it is
dropped, the words never are. It takes linear time.
"""

from collections.abc import Iterable

from telusur.search.query.keywords import OPERATORS
from telusur.search.query.lexer import NOT, Lexeme, lexemes

DATE_FIELD = "date"
"""What the field is called in the query that is handed to the parser."""

_MOST_NESTING = 30


def tidy(typed: str) -> str:
    """Return a well-formed query: balanced, operators between operands, words cut into tokens."""
    pieces = list(lexemes(typed))
    # Each time something may be left with nothing to work on, one bracket further out.
    while True:
        tidied = _drop_idle(_balance(pieces))
        if tidied == pieces:
            return _joined(tidied)
        pieces = tidied


def _joined(pieces: Iterable[Lexeme]) -> str:
    written: list[str] = []
    for lexeme in pieces:
        if lexeme.kind == "boost":
            written[-1] = written[-1].rstrip()
        written.append(_written(lexeme))
    return "".join(written).strip()


def _balance(pieces: Iterable[Lexeme]) -> list[Lexeme]:
    """Drop brackets that are unmatched, empty or nested too deeply to be meant."""
    balanced: list[Lexeme] = []
    opened: list[int] = []
    ignored = 0
    for lexeme in pieces:
        if lexeme.kind == "(":
            if len(opened) == _MOST_NESTING:
                ignored += 1
                continue
            opened.append(len(balanced))
        elif lexeme.kind == ")":
            if ignored or not opened:
                ignored = max(0, ignored - 1)
                continue
            if opened.pop() == len(balanced) - 1:
                balanced.pop()
                continue
        balanced.append(lexeme)
    unmatched = set(opened)
    return [lexeme for place, lexeme in enumerate(balanced) if place not in unmatched]


def _drop_idle(pieces: list[Lexeme]) -> list[Lexeme]:
    """Drop operators, marks and fields that have nothing to work on."""
    kept: list[Lexeme] = []
    for place, lexeme in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if _is_useful(lexeme, kept[-1] if kept else None, following):
            kept.append(lexeme)
    return kept


def _is_useful(lexeme: Lexeme, before: Lexeme | None, following: Lexeme | None) -> bool:
    leads = following is not None and following.begins_operand
    follows = before is not None and before.ends_operand
    if lexeme.kind == "field":
        return leads and following is not None and following.kind not in {"field", "date", "source"}
    if lexeme.kind == "require":
        return leads and (before is None or before.kind != "operator")
    if lexeme.kind == "boost":
        # What narrows a search is worth nothing, however often.
        return before is not None and follows and before.kind not in {"boost", "date", "source"}
    if lexeme == NOT:
        return leads
    if lexeme.kind == "operator":
        return follows and (leads or (following == NOT and lexeme.text != "NEAR"))
    return True


def _written(lexeme: Lexeme) -> str:
    kind, text, exact, number = lexeme
    if kind in {"word", "phrase"}:
        mark = "=" if exact else ""
        if kind == "phrase":
            return f'{mark}"{text}"~{number} ' if number else f'{mark}"{text}" '
        return f"{mark}{text} " if mark or text not in OPERATORS else f"{text.lower()} "
    if kind == "operator" and text == "NEAR":
        return f"{text}/{number} "
    return _FORMS.get(kind, "{text} ").format(text=text, number=number)


_FORMS = {
    "prefix": "{text}* ",
    "fuzzy": "{text}~{number} ",
    "date": DATE_FIELD + ":{text} ",
    "source": 'source:"{text}" ',
    "field": "{text}:",
    "require": "+",
    "boost": "^{text} ",
}
