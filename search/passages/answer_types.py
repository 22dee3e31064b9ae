"""Questions: what kind of thing an Indonesian question asks for, and whether a text has one.

The patterns are crude on purpose, in the manner of answer-type detection (Li and Roth, "Learning
Question Classifiers", 2002): they add a little evidence, and never exclude anything.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import starmap
from typing import Literal, NamedTuple, assert_never

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.indonesian.wordlists import read_rows

Kind = Literal["definition", "time", "person", "number", "place", "reason", "name"]

_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "definition",
        r"\b(?:(?:apa|siapa)(?:kah)? itu|apa(?:kah)? (?:yang di(?:maksud|sebut)|maksud|arti|makna)"
        r"|definisi|pengertian)\b",
    ),
    ("time", r"\b(?:kapan(?:kah)?|(?:tahun|tanggal|hari|bulan|pukul|jam) berapa(?:kah)?)\b"),
    ("person", r"\bsiapa(?:kah)?\b"),
    ("number", r"\bberapa(?:kah)?\b"),
    ("place", r"\b(?:di|ke|dari) ?mana(?:kah)?\b"),
    ("reason", r"\b(?:mengapa|kenapa)(?:kah)?\b|\bapa(?:kah)?\b.*\b(?:penyebab|alasan|sebab)"),
    ("name", r"\b(?:apa|mana)(?:kah)?\b"),
)

_NAMED = r"\W*(?i:siapa|apa)(?:kah)?(?:\s+[A-Z][\w-]*)+\W*$"
"""A question of which all else is a name asks what that is."""

_ERAS = frozenset({"SM", "M", "Masehi"})
"""What follows years that need not have four digits."""

_STEMS = ("apa", "mana", "kapan", "definisi", "pengertian")
"""What has none of these is no question: most queries need not have the patterns compiled."""

_MAX_LENGTH = 500
"""No question has more characters; further ones are not looked at."""


class Question(NamedTuple):
    """What a question asks for."""

    kind: Kind
    asked: frozenset[str]
    """The folded words of the question, which are no answer to it."""

    def answer_count(self, tokens: Sequence[str]) -> int:
        """Return how much of a stretch of text, in tokens, is of the kind asked for.

        A name counts once, however many words it has; that of a person has two at least, that of a
        place comes after *di*. The first token is no name for its capital. A date counts twice if
        it has a day and a year.
        """
        known = tokens[1:] if self.kind == "name" else tokens
        return sum(starmap(self._test(), zip(["", *known], known, [*known[1:], ""], strict=False)))

    def _test(self) -> Callable[[str, str, str], int]:
        """Return what tells how much a token counts, given the ones before and after it."""
        match self.kind:
            case "definition" | "reason":
                words = _words(self.kind)
                return lambda _, token, __: token.lower() in words
            case "time":
                return self._is_time
            case "number":
                return self._is_number
            case "person":
                return lambda before, token, after: (
                    self._is_name(token) and self._is_name(after) and not self._is_name(before)
                )
            case "place":
                return lambda _, token, after: token == "di" and self._is_name(after)
            case "name":
                return lambda before, token, _: self._is_name(token) and not self._is_name(before)
            case _:
                assert_never(self.kind)

    def _is_time(self, before: str, token: str, after: str) -> int:
        if token.lower() in _words("month"):
            return 1 + (before.isdigit() and _is_year(after))
        if token.isdigit() and after in _ERAS:
            return 1
        if all(part.isdigit() and len(part) <= 2 for part in (token, after)):
            return 1  # the tokens of 5/11
        return _is_year(token) and token not in self.asked

    def _is_number(self, _: str, token: str, after: str) -> int:
        if token[0].isdigit():
            is_number = not (_is_year(token) or after.lower() in _words("month"))
        else:
            is_number = token.lower() in _words("number")
        return is_number and fold(token) not in self.asked

    def _is_name(self, token: str) -> bool:
        return token[:1].isupper() and fold(token) not in self.asked


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[0] in "12"


@lru_cache(maxsize=16)
def understood(query: str) -> Question | None:
    """Return what a query asks for; None where it is no question."""
    query = query[:_MAX_LENGTH]
    lowered = query.lower()
    if not any(stem in lowered for stem in _STEMS):
        return None
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, lowered)), None)
    if kind is None:
        return None
    if kind in {"person", "name"} and re.match(_NAMED, query):
        kind = "definition"
    return Question(kind, frozenset(fold(token.text) for token in tokenize(query)))


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of a kind that the list has."""
    rows = read_rows("answer-words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
