"""Countries: a name or code to its ISO 3166-1 code, and the countries that an article refers to."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from index.indonesian.wordlists import read_rows


class Territory(NamedTuple):
    """A country as CLDR names it."""

    code: str
    indonesian: str
    english: str


@cache
def territories() -> dict[str, Territory]:
    """Every country of ISO 3166-1 (and Kosovo, `XK`), by its alpha-2 code."""
    return {row[0]: Territory(*row) for row in read_rows("territories.tsv")}


def _named() -> Iterator[tuple[str, str]]:
    """Each name that means a country by itself, as people write it, with the country's code."""
    for territory in territories().values():
        yield territory.indonesian, territory.code
        yield territory.english, territory.code
    for code, kind, names in read_rows("country-names.tsv"):
        if kind == "name":
            for name in names.split(", "):
                yield name, code


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """Folded name to (code, the name as people write it)."""
    codes: dict[str, tuple[str, str]] = {}
    for name, code in _named():
        codes.setdefault(_fold(name), (code, name))
    return codes


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("-", " ").casefold().split())


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country named in any usual way.

    Args:
        name: a code in any case, an Indonesian or English name, or a common short or former form.

    Returns:
        The code in capitals, or None if no country is called so.
    """
    folded = _fold(name)
    code = folded.upper()
    # AS is what Indonesians call America; American Samoa has its own name to be asked by.
    found = _codes().get(folded)
    if found:
        return found[0]
    return code if code in territories() else None


def country_name(code: str) -> str:
    """Return a country's Indonesian name as in Unicode CLDR.

    Args:
        code: an ISO 3166-1 alpha-2 code, in any case.

    Raises:
        KeyError: there is no such code.
    """
    return territories()[code.upper()].indonesian


def nearest_names(name: str, most: int = 3) -> list[str]:
    """Return the country names that look most like a name that is none, the nearest first.

    Args:
        name: what was typed.
        most: at most so many names.

    Returns:
        Names as people write them, each of another country; empty when nothing is near.
    """
    codes = _codes()
    near: dict[str, str] = {}
    for folded in get_close_matches(_fold(name), codes, n=most * 4, cutoff=0.6):
        code, written = codes[folded]
        near.setdefault(code, written)
    return list(near.values())[:most]


@dataclass(frozen=True)
class CountryMention:
    """A country that an article refers to.

    Attributes:
        code: ISO 3166-1 alpha-2 code.
        weight: the country's share of all that the article refers to, above 0 and at most 1.
        main: whether the article is about this country; so for the first three at most.
    """

    code: str
    weight: float
    main: bool


def detect(text: str, title: str = "") -> list[CountryMention]:
    """Find the countries that an article refers to.

    Args:
        text: the article's text.
        title: its title, which counts for more.

    Returns:
        The countries by falling weight; empty if there is none.
    """
    counts: Counter[str] = Counter()
    for part, worth in ((title, 3), (text, 1)):
        for found in _pattern().finditer(part):
            counts[_codes()[_fold(found.group())][0]] += worth
    total = sum(counts.values())
    return [
        CountryMention(code, count / total, rank < 3)
        for rank, (code, count) in enumerate(counts.most_common())
    ]


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((written for _, written in _codes().values()), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
