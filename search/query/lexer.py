"""Cuts what was typed into the pieces of the query language; what is no syntax is words.

One regular expression finds the pieces, none of whose parts can match the same text in two ways, so
that cutting takes linear time.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.search.query.keywords import DATE_NAMES, FIELD_NAMES, OPERATORS, QUOTES, SOURCE_NAMES

DEFAULT_DISTANCE = 10
"""So many other words stand between two words that are near each other, at most."""

MOST_EXPANDED = 16
"""So many words of a query stand for others, at most; further ones are words as they stand."""

_LONGEST_TERM = 64
_MOST_BOOST = 1_000.0
_MOST_WORDS_BETWEEN = 999

_QUOTED = rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]"
_FIELD = rf"\b(?i:{'|'.join(FIELD_NAMES)}):\s*(?=[\w(=*\[{{{QUOTES}])"
_BOOST = rf"(?<=[\w)*~{QUOTES}])\^\d{{1,6}}(?:\.\d{{1,6}})?(?!\w|\.\d)"
# A word with a star anywhere, or with question marks inside. In "Kursk?Seoul" a sentence ends.
_PATTERN = (
    r"(?<![^\W_*?/.&])(?=[^\W_]*\*|[^\W_]+\?+[^\W_A-Z])"
    r"(?:[^\W_]|\*|\?(?=[^\W_]|[*?]))+"
)
_LEXEME = re.compile(
    rf"\b(?i:{'|'.join(DATE_NAMES)}):\s*"
    rf"(?P<date>{_QUOTED}|[\[{{][^\[\]{{}}]*[\]}}]|(?:[<>]=?\s*)?[^\s()^{QUOTES}]+)"
    rf"|\b(?i:{'|'.join(SOURCE_NAMES)}):\s*(?P<source>\([^()]*\)|{_QUOTED}|[^\s()^{QUOTES}]+)"
    rf"|(?P<exact>(?<![^\s(:+-])=(?=[\w{QUOTES}]))"
    rf"|(?P<mark>(?<![^\s(])(?:-(?=[^\W\d_]|[(=*{QUOTES}])|\+(?=[^\W_]|[(=*{QUOTES}])))"
    rf"|(?P<phrase>{_QUOTED}(?:~\d{{0,6}})?)"
    r"|(?P<bracket>[()])"
    rf"|(?P<field>{_FIELD})"
    rf"|(?<![^\s(])(?P<operator>(?:NEAR|DEKAT)/\d{{1,6}}|{'|'.join(OPERATORS)})(?![^\s(])"
    rf"|(?P<boost>{_BOOST})"
    rf"|(?P<pattern>{_PATTERN})"
    rf"|(?P<words>(?:(?!{_FIELD}|{_PATTERN}|{_BOOST})[^\s()*~{QUOTES}])+(?:~\d?(?!\w))?)"
)
_OPERANDS = frozenset({"word", "phrase", "prefix", "wildcard", "fuzzy", "date", "source"})


class Lexeme(NamedTuple):
    """One piece of a typed query."""

    kind: str
    """`word`, `phrase`, `prefix`, `wildcard`, `fuzzy`, `date`, `source`, `field`, `operator`,
    `require`, `boost`, `(` or `)`."""
    text: str
    exact: bool = False
    """Whether a word or phrase was marked to count in this form only."""
    number: int = 0
    """Of a phrase, how many other words may stand in it; of a fuzzy word, how many edits are
    allowed; of NEAR, how many words may stand between."""

    @property
    def begins_operand(self) -> bool:
        """Whether something to search for can begin here."""
        return self.kind in _OPERANDS or self.kind in {"field", "("}

    @property
    def ends_operand(self) -> bool:
        """Whether something to search for ends here."""
        return self.kind in _OPERANDS or self.kind in {")", "boost"}


NOT = Lexeme("operator", "NOT")


def lexemes(typed: str) -> Iterator[Lexeme]:
    """Yield the pieces of a typed query in order, its words cut into tokens."""
    expanded: set[Lexeme] = set()
    before: Lexeme | None = None
    exact = False
    for match in _LEXEME.finditer(typed):
        kind = str(match.lastgroup)
        text = match.group(kind)
        # A word that a mark belongs to is a phrase where it is several tokens: -Donetsk-Luhansk.
        marked = exact or (before is not None and before.kind in {"require", "field"})
        marked = marked or before == NOT or typed[match.end() : match.end() + 1] == "^"
        for lexeme in _read(kind, text, match.group(), exact, marked):
            if lexeme.kind == "require" and before and before.kind == "operator":
                # What an operator joins is required or not by the operator.
                continue
            before = lexeme
            if lexeme.kind in {"prefix", "wildcard", "fuzzy"} and lexeme not in expanded:
                if len(expanded) == MOST_EXPANDED:
                    yield from _words(lexeme.text.replace("*", " ").replace("?", " "))
                    continue
                expanded.add(lexeme)
            yield lexeme
        exact = kind == "exact"


def _read(kind: str, text: str, whole: str, exact: bool, marked: bool) -> Iterable[Lexeme]:
    """The pieces that a match of the regular expression stands for; `exact` itself is none."""
    if kind == "phrase":
        return _phrase(text, exact)
    if kind == "words":
        return _marked_words(text, exact) if marked else _words(text)
    if kind in {"date", "source"}:
        return (_date if kind == "date" else _sources)(whole, text)
    if kind == "pattern":
        return _pattern(text)
    return [] if kind == "exact" else [_mark(kind, text)]


def _mark(kind: str, text: str) -> Lexeme:
    if kind == "field":
        return Lexeme(kind, FIELD_NAMES[text.rstrip()[:-1].lower()])
    if kind == "boost":
        factor = f"{min(float(text[1:]), _MOST_BOOST):.6f}"
        return Lexeme(kind, factor.rstrip("0").rstrip("."))
    if kind == "operator":
        name, _, distance = text.partition("/")
        near = OPERATORS[name] == "NEAR"
        between = min(int(distance or DEFAULT_DISTANCE), _MOST_WORDS_BETWEEN) if near else 0
        return Lexeme(kind, OPERATORS[name], number=between)
    if kind == "mark":
        return NOT if text == "-" else Lexeme("require", "+")
    return Lexeme(text, text)


def _words(text: str) -> Iterator[Lexeme]:
    """The tokens of a text, each approximately where a tilde follows."""
    text, tilde, edits = text.partition("~")
    tokens = _tokens(text)
    found = [Lexeme("word", token) for token in tokens]
    if tilde:
        found = [_fuzzy(token, edits) for token in tokens]
    yield from _grouped(found) if tilde else found


def _tokens(text: str) -> list[str]:
    return [token.text for token in iter_tokens(text) if any(map(str.isalnum, token.text))]


def _marked_words(text: str, exact: bool) -> Iterator[Lexeme]:
    tokens = _tokens(text.partition("~")[0])
    if "~" in text and not exact:
        yield from _words(text)
    elif len(tokens) > 1:
        yield Lexeme("phrase", " ".join(tokens), exact)
    else:
        yield from (Lexeme("word", token, exact) for token in tokens)


def _phrase(typed: str, exact: bool) -> Iterator[Lexeme]:
    """The words between quotes; the number behind the tilde says how many more may be there."""
    quoted, between = typed[1:], ""
    if quoted[-1] not in QUOTES:
        quoted, _, between = quoted.rpartition("~")
    tokens = _tokens(quoted)
    if tokens:
        number = min(int(between or 0), _MOST_WORDS_BETWEEN)
        yield Lexeme("phrase", " ".join(tokens), exact, number)


def _fuzzy(word: str, edits: str) -> Lexeme:
    """A word approximately; without a number, the longer it is, the more edits."""
    if len(word) > _LONGEST_TERM:
        return Lexeme("word", word)
    by_length = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
    return Lexeme("fuzzy", word, number=min(int(edits), 2) if edits else by_length)


def _pattern(typed: str) -> Iterator[Lexeme]:
    """A word with a star or question marks, if enough of it is there to be looked for."""
    text = re.sub(r"\*+", "*", typed.rstrip("?"))
    letters = text.replace("*", "").replace("?", "")
    if not 1 <= len(letters) <= len(text) <= _LONGEST_TERM:
        yield from _words(text.replace("*", " ").replace("?", " "))
    elif text == letters + "*":
        yield Lexeme("prefix", letters)
    else:
        yield Lexeme("wildcard", text)


def _sources(whole: str, text: str) -> Iterator[Lexeme]:
    """A publisher, or some in brackets: any of them."""
    if not text.startswith("("):
        names = [text]
    else:
        names = re.findall(rf"{_QUOTED}|[^\s{QUOTES}]+", text[1:-1])
        names = [name for name in names if name not in OPERATORS]
    found = [" ".join(name.strip(QUOTES + ",;").split()) for name in names]
    found = [name for name in found if any(map(str.isalnum, name))]
    if found:
        yield from _grouped([Lexeme("source", name) for name in found])
    else:
        yield from _words(whole.replace("~", " "))


def _grouped(found: list[Lexeme]) -> list[Lexeme]:
    """Several as one operand, any of which will do."""
    if len(found) < 2:
        return found
    joined = [part for one in found for part in (Lexeme("operator", "OR"), one)]
    return [Lexeme("(", "("), *joined[1:], Lexeme(")", ")")]


def _date(typed: str, expression: str) -> Iterator[Lexeme]:
    """The days that an expression stands for; one that is no date is words like any other."""
    from telusur.search.query.date_values import read_period

    period = read_period(expression)
    if period is None:
        yield from _words(typed.replace("~", " "))
    else:
        single = period.start == period.end
        yield Lexeme("date", str(period.start) if single else f"{period.start}..{period.end}")
