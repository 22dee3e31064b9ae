"""Questions: what kind of thing an Indonesian question asks for, and whether a text has one.

The patterns are crude on purpose, in the manner of answer-type detection (Li and Roth, "Learning
Question Classifiers", 2002): they add a little evidence, and never exclude anything.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise, starmap
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
        """Return how many tokens of a stretch of text are of the kind asked for.

        A name of a person begins with each token that another name follows, a place with *di*. The
        first token is no name for its capital.
        """
        known = tokens[1:] if self.kind == "name" else tokens
        return sum(starmap(self._test(), pairwise([*known, ""])))

    def _test(self) -> Callable[[str, str], bool]:
        """Return what tells of a token, given the one after it, whether it is of the kind."""
        match self.kind:
            case "definition" | "reason":
                words = _words(self.kind)
                return lambda token, _: token.lower() in words
            case "time":
                return self._is_time
            case "number":
                return lambda token, _: self._is_number(token)
            case "person":
                return lambda token, following: self._is_name(token) and self._is_name(following)
            case "place":
                return lambda token, following: token == "di" and self._is_name(following)
            case "name":
                return lambda token, _: self._is_name(token)
            case _:
                assert_never(self.kind)

    def _is_time(self, token: str, following: str) -> bool:
        if all(part.isdigit() and len(part) <= 2 for part in (token, following)):
            return True  # the tokens of 5/11
        is_year = len(token) == 4 and token.isdigit() and token[0] in "12"
        return token.lower() in _words("month") or (is_year and token not in self.asked)

    def _is_number(self, token: str) -> bool:
        return (token[0].isdigit() or token.lower() in _words("number")) and fold(
            token
        ) not in self.asked

    def _is_name(self, token: str) -> bool:
        return token[:1].isupper() and fold(token) not in self.asked


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
    return Question(kind, frozenset(fold(token.text) for token in tokenize(query)))


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of a kind that the list has."""
    rows = read_rows("answer-words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
