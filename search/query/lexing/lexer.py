"""Cuts what was typed into the lexemes of the query language; what is no syntax is words.

One regular expression finds them, none of whose parts can match the same text in two ways, so that
cutting takes linear time.
"""

import re
from collections.abc import Iterable, Iterator

from telusur.index.indonesian.text.tokenizer import Token, iter_tokens
from telusur.index.translation import gettext, gettext_noop
from telusur.search.query.lexing.costly_parts import CostlyParts
from telusur.search.query.lexing.keywords import (
    DATE_NAMES,
    FIELD_NAMES,
    OPERATORS,
    QUOTES,
    SOURCE_NAMES,
)
from telusur.search.query.lexing.lexeme import PATTERNS, Lexeme
from telusur.search.query.parsed import Remark

DEFAULT_DISTANCE = 10
"""The default limit of other words between two words that are near each other."""

_LONGEST_TERM = 64
_MAX_BOOST = 1_000.0
_MAX_WORDS_BETWEEN = 999

# One kind of quotes keeps the sets of characters small: they are compiled at each start.
_STRAIGHT = dict.fromkeys(map(ord, QUOTES), '"')
_QUOTED = r"\"[^\"]*\""
_FIELD = rf"\b(?i:{'|'.join(FIELD_NAMES)}):\s*(?=[\w(=*\[{{\"])"
_BOOST = r"(?<=[\w)*~\"])\^\d{1,6}(?:\.\d{1,6})?(?!\w|\.\d)"
# A word with a star anywhere, or with question marks inside. In "Kursk?Seoul" a sentence ends.
_PATTERN = (
    r"(?<![^\W_*?/.&])(?=[^\W_]*\*|[^\W_]+\?+[^\W_A-Z])"
    r"(?:[^\W_]|\*|\?(?=[^\W_]|[*?]))+"
)
_LEXEME = re.compile(
    rf"\b(?i:{'|'.join(DATE_NAMES)}):\s*"
    rf"(?P<date>{_QUOTED}|[\[{{][^\[\]{{}}]*[\]}}]|(?:[<>]=?\s*)?[^\s()^\"]+)"
    rf"|\b(?i:{'|'.join(SOURCE_NAMES)}):\s*(?P<source>\([^()]*\)|{_QUOTED}|[^\s()^\"]+)"
    rf"|(?P<exact>(?<![^\s(:+-])=(?=[\w\"]))"
    rf"|(?P<mark>(?<![^\s(])(?:-(?=[^\W\d_]|[(=*\"])|\+(?=[^\W_]|[(=*\"])))"
    rf"|(?P<phrase>{_QUOTED}(?:~\d{{0,6}})?)"
    r"|(?P<bracket>[()])"
    rf"|(?P<field>{_FIELD})"
    rf"|(?<![^\s(])(?P<operator>(?:NEAR|DEKAT)/\d{{1,6}}|{'|'.join(OPERATORS)})(?![^\s(])"
    rf"|(?P<boost>{_BOOST})"
    rf"|(?P<pattern>{_PATTERN})"
    rf"|(?P<words>(?:(?!{_FIELD}|{_PATTERN}|{_BOOST})[^\s()*~\"])+(?:~\d?(?!\w))?)"
)
_DATE_MARK = re.compile(rf"(?i:{'|'.join(DATE_NAMES)}):(?=\s*\S)")
_SIGNS = frozenset({"require", "field"})
_PATTERN_SIGNS = str.maketrans("*?~", "   ")
_NO_DATE = gettext_noop(
    "What follows tanggal: or date: is not a date; it was searched for in the text."
)


def lexemes(typed: str, remarks: list[Remark]) -> Iterator[Lexeme]:
    """Yield the lexemes of a typed query in order, its words cut into tokens.

    Args:
        typed: what a person typed.
        remarks: what is to be said of the query is added to it.
    """
    costly = CostlyParts(remarks)
    before: Lexeme | None = None
    exact = False
    for match in _LEXEME.finditer(typed.translate(_STRAIGHT)):
        # A word that a mark belongs to is a phrase where it is several tokens: -Donetsk-Luhansk.
        marked = exact or (before is not None and (before.negates or before.kind in _SIGNS))
        marked = marked or typed.startswith("^", match.end())
        for lexeme in _read(match, exact, marked, remarks):
            if lexeme.kind == "require" and before and before.kind == "operator":
                # What an operator joins is required or not by the operator.
                continue
            before = lexeme
            if costly.exceeded_by(lexeme):
                yield from _simplified(lexeme, typed)
            else:
                yield lexeme
        exact = match.lastgroup == "exact"


def _simplified(lexeme: Lexeme, typed: str) -> Iterable[Lexeme]:
    """A pattern as words; NEAR as AND, and a phrase with gaps as words that must all occur."""
    if lexeme.kind in PATTERNS:
        return _words(typed, lexeme.start, lexeme.end)
    if lexeme.kind == "operator":
        return [lexeme._replace(text="AND", number=0)]
    words = lexeme.text.split(" ")
    return _grouped([lexeme._replace(kind="word", text=word, number=0) for word in words], "AND")


def _read(
    match: re.Match[str], exact: bool, marked: bool, remarks: list[Remark]
) -> Iterable[Lexeme]:
    """The lexemes that a match of the regular expression stands for; `exact` itself is none."""
    kind = str(match.lastgroup)
    if kind == "phrase":
        return _phrase(match, exact)
    if kind == "words":
        return _typed_words(match, exact, marked, remarks)
    if kind == "date":
        return _date(match, remarks)
    if kind == "source":
        return _sources(match)
    if kind == "pattern":
        return _pattern(match)
    return [] if kind == "exact" else [_mark(kind, match[kind], *match.span())]


def _mark(kind: str, text: str, start: int, end: int) -> Lexeme:
    if kind == "field":
        return Lexeme(kind, FIELD_NAMES[text.rstrip()[:-1].lower()], start, end)
    if kind == "boost":
        factor = f"{min(float(text[1:]), _MAX_BOOST):.6f}"
        return Lexeme(kind, factor, start, end)
    if kind == "operator":
        name, _, distance = text.partition("/")
        near = OPERATORS[name] == "NEAR"
        between = min(int(distance or DEFAULT_DISTANCE), _MAX_WORDS_BETWEEN) if near else 0
        return Lexeme(kind, OPERATORS[name], start, end, number=between)
    if kind == "mark":
        negates = text == "-"
        return Lexeme(*(("operator", "NOT") if negates else ("require", "+")), start, end)
    return Lexeme(text, text, start, end)


def _words(typed: str, start: int, end: int) -> Iterator[Lexeme]:
    """The tokens of a part of what was typed, whatever signs stand between them."""
    for token in _tokens(typed, start, end):
        yield Lexeme("word", *token)


def _tokens(typed: str, start: int, end: int) -> list[Token]:
    """The tokens with a letter or a digit, with their offsets in the whole of what was typed."""
    return [
        Token(token.text, start + token.start, start + token.end)
        for token in iter_tokens(typed[start:end].translate(_PATTERN_SIGNS))
        if any(map(str.isalnum, token.text))
    ]


def _typed_words(
    match: re.Match[str], exact: bool, marked: bool, remarks: list[Remark]
) -> Iterator[Lexeme]:
    """The tokens of a run of words, each approximately where a tilde follows the run."""
    text = match["words"]
    words, tilde, edits = text.partition("~")
    tokens = _tokens(match.string, match.start(), match.start() + len(words))
    date_mark = _DATE_MARK.match(match.string, match.start())
    if date_mark:
        remarks.append(Remark(*date_mark.span(), gettext(_NO_DATE)))
    if tilde and not exact:
        yield from _grouped([_fuzzy(token, edits) for token in tokens])
    elif marked and len(tokens) > 1:
        yield _joined(tokens, exact)
    else:
        yield from (Lexeme("word", *token, exact) for token in tokens)


def _joined(tokens: list[Token], exact: bool) -> Lexeme:
    text = " ".join(token.text for token in tokens)
    return Lexeme("phrase", text, tokens[0].start, tokens[-1].end, exact)


def _phrase(match: re.Match[str], exact: bool) -> Iterator[Lexeme]:
    """The words between quotes; the number after the tilde says how many more may be there."""
    quoted, between = match["phrase"], ""
    if quoted[-1] != '"':
        quoted, _, between = quoted.rpartition("~")
    tokens = [token.text for token in iter_tokens(quoted) if any(map(str.isalnum, token.text))]
    if tokens:
        number = min(int(between or 0), _MAX_WORDS_BETWEEN)
        yield Lexeme("phrase", " ".join(tokens), *match.span(), exact, number)


def _fuzzy(token: Token, edits: str) -> Lexeme:
    """A word approximately; without a number, the longer it is, the more edits."""
    length = len(token.text)
    if length > _LONGEST_TERM:
        return Lexeme("word", *token)
    by_length = 0 if length < 3 else 1 if length < 6 else 2
    return Lexeme("fuzzy", *token, number=min(int(edits), 2) if edits else by_length)


def _pattern(match: re.Match[str]) -> Iterator[Lexeme]:
    """A word with a star or question marks, if enough of it is there to be looked for."""
    text = re.sub(r"\*+", "*", match["pattern"].rstrip("?"))
    letters = text.replace("*", "").replace("?", "")
    if not 1 <= len(letters) <= len(text) <= _LONGEST_TERM:
        yield from _words(match.string, *match.span())
    elif text == letters + "*":
        yield Lexeme("prefix", letters, *match.span())
    else:
        yield Lexeme("wildcard", text, *match.span())


def _sources(match: re.Match[str]) -> Iterator[Lexeme]:
    """A publisher, or some in brackets: any of them."""
    text = match["source"]
    if not text.startswith("("):
        names = [text]
    else:
        names = re.findall(rf"{_QUOTED}|[^\s\"]+", text[1:-1])
        names = [name for name in names if name not in OPERATORS]
    names = [" ".join(name.strip('",;').split()) for name in names]
    names = [name for name in names if any(map(str.isalnum, name))]
    if names:
        yield from _grouped([Lexeme("source", name, *match.span()) for name in names])
    else:
        yield from _words(match.string, *match.span())


def _grouped(operands: list[Lexeme], name: str = "OR") -> list[Lexeme]:
    """Several as one operand, joined by an operator."""
    if len(operands) < 2:
        return operands
    start, end = operands[0].start, operands[-1].end
    operator = Lexeme("operator", name, start, end)
    joined = [part for one in operands for part in (operator, one)]
    return [Lexeme("(", "(", start, end), *joined[1:], Lexeme(")", ")", start, end)]


def _date(match: re.Match[str], remarks: list[Remark]) -> Iterator[Lexeme]:
    """The days that an expression stands for; one that is no date is words like any other."""
    from telusur.search.query.lexing.date_values import read_period

    period = read_period(match["date"])
    if period is None:
        remarks.append(Remark(*match.span("date"), gettext(_NO_DATE)))
        yield from _words(match.string, *match.span())
    else:
        yield Lexeme("date", match["date"], *match.span(), period=period)
