"""The tokens that Indonesian texts have most often, each with a character that stands for it.

A document's stored terms have these characters in the place of what they stand for, so that they
are short and need no list of the words that most documents have. The list is part of the format.
"""

from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final, NamedTuple

from telusur.index.indonesian.wordlists import DATA, read_rows

COMMON_TOKENS: Final = "common-tokens.tsv"

_FIRST: Final = 0x50
"""The character of the commonest; those before it stand for tokens of one document."""

AFTER_COMMON: Final = 0xA000
"""No character from here on stands for a common token."""


class CommonToken(NamedTuple):
    """A form with its root, as most texts have it, and the character that stands for it."""

    root: str
    form: str
    character: str


@cache
def common_tokens() -> dict[str, CommonToken]:
    """Return all of them by their forms, of which each has one; to read them takes a moment."""
    tokens = (token for root, *forms in read_rows(COMMON_TOKENS) for token in _tokens(root, forms))
    return {token.form: token for token in tokens}


@lru_cache(maxsize=1_024)
def common_tokens_of(root: str) -> list[CommonToken]:
    """Return those of one root; nothing else is read."""
    beginning = root.encode("utf-8", "surrogatepass") + b"\t"
    index = bisect_left(_lines(), beginning)
    if index == len(_lines()) or not _lines()[index].startswith(beginning):
        return []
    return _tokens(root, _lines()[index].decode().split("\t")[1:])


@cache
def _lines() -> list[bytes]:
    """The lines of the list, in the order of their bytes."""
    return (DATA / COMMON_TOKENS).read_bytes().splitlines()


def _tokens(root: str, forms: list[str]) -> list[CommonToken]:
    pairs = (form.split(" ") for form in forms)
    return [CommonToken(root, form, chr(_FIRST + int(number))) for form, number in pairs]
