"""Countries: a name or code to its ISO 3166-1 code, and the countries that an article refers to."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from index.indonesian.countryscan import references
from index.indonesian.gazetteer import country_names, territories

_TITLE = 3.0
_DATELINE = 0.4
_LEAD = 300
_MAIN_SHARE = 0.12
_MAIN_TO_FIRST = 0.4
_MOST_MAIN = 3


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """Folded name to (code, the name as people write it)."""
    codes: dict[str, tuple[str, str]] = {}
    for marked, code in country_names():
        name = marked.rstrip("?~")
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
    """Find the countries that an article refers to, by name, people, government or place.

    Args:
        text: the article's text.
        title: its title, which counts for more.

    Returns:
        The countries by falling weight; empty if there is none.
    """
    scores: dict[str, float] = {}
    for part, worth in ((title, _TITLE), (text, 1.0)):
        for reference in references(part):
            score = _DATELINE if reference.dateline else 1.0 + _LEAD / (_LEAD + reference.start)
            scores[reference.code] = scores.get(reference.code, 0.0) + worth * score
    total = sum(scores.values())
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    least = max(ranked[0][1] * _MAIN_TO_FIRST, total * _MAIN_SHARE) if ranked else 0.0
    return [
        CountryMention(code, score / total, rank < _MOST_MAIN and score >= least)
        for rank, (code, score) in enumerate(ranked)
    ]
