"""Makes a well-formed query of whatever was typed, so that parsing it can never fail.

Stray quotes and brackets, operators with nothing to join, colons that name no field: all of it is
dropped, the words never are. It takes linear time.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from index.indonesian.tokens import iter_tokens

FIELD_NAMES = {
    "title": "title",
    "judul": "title",
    "country": "country",
    "negara": "country",
}
"""What a person may call a field, and the field."""

DATE_NAMES = ("tanggal", "date")
"""What a person may call the day of publication, which takes a date expression."""

OPERATORS = {"AND": "AND", "DAN": "AND", "OR": "OR", "ATAU": "OR", "NOT": "NOT", "BUKAN": "NOT"}
"""What a person may call an operator, and the operator."""

DATE_FIELD = "date"
"""What the field is called in the query that is handed to the parser."""

_QUOTES = '"“”„«»'
_FIELD = rf"\b(?i:{'|'.join(FIELD_NAMES)}):\s*(?=[\w(={_QUOTES}])"
_PREFIX = r"(?<![^\W_])[^\W_]{2,}\*"
_LEXEME = (
    rf"\b(?i:{'|'.join(DATE_NAMES)}):\s*(?P<date>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|[^\s(){_QUOTES}]+)"
    rf"|(?P<exact>(?<![^\s(:])=(?=[\w{_QUOTES}]))"
    rf"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    r"|(?P<bracket>[()])"
    rf"|(?P<field>{_FIELD})"
    rf"|(?<!\S)(?P<operator>{'|'.join(OPERATORS)})(?![^\s(])"
    rf"|(?P<prefix>{_PREFIX})"
    rf"|(?P<words>(?:(?!{_FIELD}|{_PREFIX})[^\s()*{_QUOTES}])+)"
)
_MOST_NESTING = 30


class Lexeme(NamedTuple):
    """One piece of a typed query."""

    kind: str
    """`word`, `phrase`, `prefix`, `date`, `field`, `operator`, `(` or `)`."""
    text: str
    exact: bool = False
    """Whether a word or phrase was marked to count in this form only."""

    @property
    def begins_operand(self) -> bool:
        """Whether something to search for can begin here."""
        return self.kind in {"word", "phrase", "prefix", "date", "field", "("}

    @property
    def ends_operand(self) -> bool:
        """Whether something to search for ends here."""
        return self.kind in {"word", "phrase", "prefix", "date", ")"}


def tidy(typed: str) -> str:
    """Return a well-formed query: balanced, operators between operands, words cut into tokens."""
    lexemes = list(_lexemes(typed))
    while True:
        tidied = _drop_idle(_balance(lexemes))
        if tidied == lexemes:
            return "".join(map(_written, tidied)).strip()
        lexemes = tidied


def _lexemes(typed: str) -> Iterator[Lexeme]:
    exact = False
    for match in re.finditer(_LEXEME, typed):
        kind, text = str(match.lastgroup), match.group(str(match.lastgroup))
        if kind == "bracket":
            yield Lexeme(text, text)
        elif kind == "field":
            yield Lexeme(kind, FIELD_NAMES[text.rstrip()[:-1].lower()])
        elif kind == "operator":
            yield Lexeme(kind, OPERATORS[text])
        elif kind == "prefix":
            yield Lexeme(kind, text[:-1])
        elif kind == "date":
            yield from _date(match.group(), text.strip(_QUOTES))
        elif kind in {"phrase", "words"}:
            yield from _words(kind, text, exact)
        exact = kind == "exact"


def _words(kind: str, text: str, exact: bool) -> Iterator[Lexeme]:
    words = [token.text for token in iter_tokens(text)]
    if kind == "phrase" or (exact and len(words) > 1):
        if words:
            yield Lexeme("phrase", " ".join(words), exact)
    else:
        yield from (Lexeme("word", word, exact) for word in words)


def _date(typed: str, expression: str) -> Iterator[Lexeme]:
    """The days that an expression stands for; one that is no date is words like any other."""
    from index.indonesian.dates import parse

    period = parse(expression, date.today())
    if period is None:
        yield from (Lexeme("word", token.text) for token in iter_tokens(typed))
    else:
        yield Lexeme("date", f"{period.start}..{period.end}")


def _balance(lexemes: Iterable[Lexeme]) -> list[Lexeme]:
    """Drop brackets that are unmatched, empty or nested too deeply to be meant."""
    balanced: list[Lexeme] = []
    opened: list[int] = []
    ignored = 0
    for lexeme in lexemes:
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


def _drop_idle(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Drop operators and fields that have nothing to work on."""
    kept: list[Lexeme] = []
    for place, lexeme in enumerate(lexemes):
        following = lexemes[place + 1] if place + 1 < len(lexemes) else None
        if lexeme.kind == "field":
            useful = following is not None and following.kind in {"word", "phrase", "prefix", "("}
        elif lexeme.kind == "operator" and lexeme.text == "NOT":
            useful = following is not None and following.begins_operand
        elif lexeme.kind == "operator":
            joins = following is not None and (
                following.begins_operand or following == Lexeme("operator", "NOT")
            )
            useful = joins and bool(kept) and kept[-1].ends_operand
        else:
            useful = True
        if useful:
            kept.append(lexeme)
    return kept


def _written(lexeme: Lexeme) -> str:
    mark = "=" if lexeme.exact else ""
    if lexeme.kind == "phrase":
        return f'{mark}"{lexeme.text}" '
    if lexeme.kind == "prefix":
        return f"{lexeme.text}* "
    if lexeme.kind == "date":
        return f"{DATE_FIELD}:{lexeme.text} "
    if lexeme.kind == "field":
        return f"{lexeme.text}:"
    if lexeme.kind == "word" and lexeme.text in OPERATORS and not mark:
        return f"{lexeme.text.lower()} "
    return f"{mark}{lexeme.text} "
