"""Limits on how much of a typed query is read, so that nothing typed takes long."""

from itertools import islice
from typing import Final

from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.index.translation import gettext, gettext_noop
from telusur.search.query.lexing.keywords import QUOTES
from telusur.search.query.parsed import Remark

MAX_WORDS: Final = 200
"""The number of words of a query that are searched for: more than a long paragraph has."""

MAX_EXPRESSION_LENGTH: Final = 4_096
"""A typed query with more characters is read as words alone, without operators or phrases."""

_WORDS_LEFT_OUT = gettext_noop("The query is long: only its first {count} words were searched for.")


def within_limits(typed: str) -> tuple[str, Remark | None]:
    """Cut a typed query after the last word that is searched for.

    Args:
        typed: what a person typed.

    Returns:
        What is to be parsed, and what to say of the rest; None if nothing was left out. A phrase
        that is cut keeps its first words, between quotes.
    """
    if len(typed) <= MAX_WORDS:  # a word has at least one character
        return typed, None
    words = list(islice(iter_tokens(typed), MAX_WORDS + 1))
    if len(words) <= MAX_WORDS:
        return typed, None
    end = words[MAX_WORDS - 1].end
    kept, rest = typed[:end], typed[end:]
    if _quotes_in(kept) % 2 and _quotes_in(rest):
        kept += '"'
    return kept, Remark(
        words[MAX_WORDS].start, len(typed), gettext(_WORDS_LEFT_OUT, count=MAX_WORDS)
    )


def _quotes_in(text: str) -> int:
    return sum(map(text.count, QUOTES))
