"""Questions: what kind of thing an Indonesian question asks for, and whether a text has one.

The patterns are crude on purpose, in the manner of answer-type detection (Li and Roth, "Learning
Question Classifiers", 2002): they add a little evidence, and never exclude anything.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from index.indonesian.folding import fold

Kind = Literal["time", "person", "number", "place"]

NEIGHBOUR_TOKENS = 12
"""An answer is looked for so many tokens to either side of the window that matches best."""

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("time", r"\b(?:kapan(?:kah)?|(?:tahun|tanggal|hari|bulan|pukul|jam) berapa(?:kah)?)\b"),
    ("person", r"\bsiapa(?:kah)?\b"),
    ("number", r"\bberapa(?:kah)?\b"),
    ("place", r"\b(?:di ?mana|ke ?mana|dari ?mana|mana)(?:kah)?\b"),
)
_MONTH = re.compile(
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1\d\d\d|20\d\d")
_PLACE_PREPOSITIONS = frozenset({"di", "ke", "dari"})


def question_kind(query: str) -> Kind | None:
    """Tell what a query asks for; None where it asks for nothing in particular."""
    lowered = query.lower()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, lowered)), None)


def may_answer(kind: Kind, tokens: Sequence[str], asked: frozenset[str]) -> bool:
    """Tell whether a stretch of text holds something of the kind that is asked for.

    Args:
        kind: what is asked for.
        tokens: the tokens of the stretch, as they stand.
        asked: the folded words of the question, which are no answer to it.
    """
    if kind == "time":
        return any(_MONTH.fullmatch(token) or _YEAR.fullmatch(token) for token in tokens)
    if kind == "number":
        return any(token[0].isdigit() for token in tokens)
    pairs = pairwise(tokens)
    if kind == "person":
        return any(_is_news(one, asked) and _is_news(other, asked) for one, other in pairs)
    return any(one in _PLACE_PREPOSITIONS and _is_news(other, asked) for one, other in pairs)


def _is_news(token: str, asked: frozenset[str]) -> bool:
    """Whether a token is a capitalised word that the question does not have."""
    return token[0].isupper() and fold(token) not in asked
