"""The tokens that Indonesian texts have most often, each with a character that stands for it.

A document's stored terms have these characters in the place of what they stand for, so that they
are short and need no list of the words that most documents have. The list is part of the format.
"""

import re
from bisect import bisect_left
from collections.abc import Set
from functools import cache, lru_cache
from typing import Final, NamedTuple

from telusur.index.indonesian.wordlists import DATA

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


def character_of(root: str, form: str) -> str:
    """Return the character of a common token, empty if it is none: for who writes documents."""
    line, sought = _lines().get(root, ""), f"\t{form} "
    start = line.find(sought)
    if start < 0:
        return ""
    return _character(line[start + len(sought) :].partition("\t")[0])


@cache
def _lines() -> dict[str, str]:
    """The lines of the list by their roots."""
    lines = (line for line in _content().decode().splitlines() if not line.startswith("#"))
    return {line[: line.index("\t")]: line for line in lines}


@lru_cache(maxsize=1_024)
def common_tokens_of(root: str) -> list[CommonToken]:
    """Return those of one root; nothing else is read."""
    content, beginning = _content(), _bytes(f"{root}\t")

    def line_at(offset: int) -> bytes:
        return content[content.rfind(b"\n", 0, offset) + 1 : content.find(b"\n", offset)]

    start = bisect_left(range(len(content)), beginning, key=line_at)
    if not content.startswith(beginning, start):
        return []
    return _tokens(root, line_at(start).decode().split("\t")[1:])


def characters_of_forms(forms: Set[str], beginning: str = "") -> set[str]:
    """Return the characters of those among some forms that are common.

    Args:
        forms: the forms.
        beginning: what all of them begin with; where that is known, nothing else is read.
    """
    numbers = _numbers(beginning)
    return {_character(numbers[form]) for form in numbers.keys() & forms}


@lru_cache(maxsize=64)
def _numbers(beginning: str) -> dict[str, str]:
    """Return the common forms that begin so, with their numbers."""
    begun = rf"\t({re.escape(beginning)}[^ \t\n]*) (\d+)"
    return dict(re.findall(begun, _content().decode()))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@cache
def _content() -> bytes:
    """The list, whose lines are in the order of their bytes."""
    return (DATA / COMMON_TOKENS).read_bytes()


def _tokens(root: str, forms: list[str]) -> list[CommonToken]:
    pairs = (form.split(" ") for form in forms)
    return [CommonToken(root, form, _character(number)) for form, number in pairs]


def _character(number: str) -> str:
    return chr(_FIRST + int(number))
