"""Countries: a name or code to its ISO 3166-1 code, and the countries that an article refers to."""

from functools import cache
from typing import NamedTuple

from telusur.index.indonesian.countries.gazetteer import MARKS, country_names
from telusur.index.indonesian.countries.scanner import references
from telusur.index.indonesian.countries.territories import country_name, territories

_TITLE = 3.0
"""How many mentions in the text one in the title is worth."""

_DATELINE = 0.4
"""What a mention as the place in a dateline is worth: the report comes from there."""

_LEAD = 300
"""Characters after which the bonus for an early mention has halved."""

_LIKENESS = 0.7
"""The least ratio of `difflib` at which a name may be another's misspelling."""

_MAX_MAIN = 3
_MAIN_SHARE = 0.12
_MAIN_TO_FIRST = 0.4
"""A main country has at least these shares: of all weight, and of the first one's."""


@cache
def _codes() -> dict[str, str]:
    """Codes by folded name."""
    codes: dict[str, str] = {}
    for marked, code in country_names():
        codes.setdefault(name_key(marked.rstrip(MARKS)), code)
    return codes


def name_key(name: str) -> str:
    """Fold a name for looking it up: case, hyphens and superfluous blanks do not count."""
    return " ".join(name.replace("’", "'").replace("-", " ").casefold().split())


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country named in any usual way.

    Args:
        name: a code in any case, an Indonesian or English name, or a common short or former form.

    Returns:
        The code in capitals, or None if no country is called so.
    """
    # "AS" is what Indonesians call America, so names go first; American Samoa has one to ask by.
    named = _codes().get(name_key(name))
    if named:
        return named
    code = name.strip()
    return code.upper() if code.isascii() and code.upper() in territories() else None


def nearest_names(name: str, limit: int = 3) -> list[str]:
    """Return the names of the countries that something typed may have meant, the nearest first.

    Args:
        name: what was typed and is no country's name.
        limit: the maximum number of names to return.

    Returns:
        Indonesian names as in CLDR: of countries whose names hold the typed word, or else of the
        one that a typed place is in, or else of those that are written much like it; empty when
        nothing is near.
    """
    # Only a mistyped name needs it, and it is slow to import.
    from difflib import get_close_matches

    folded = name_key(name)
    names = _codes()
    holding = [names[other] for other in names if folded and folded in other.split()]
    near = holding or [reference.code for reference in references(name)]
    if not near:
        close = get_close_matches(folded, names, n=limit * 4, cutoff=_LIKENESS)
        near = [names[other] for other in close if other[0] == folded[0]]
    return [country_name(code) for code in dict.fromkeys(near)][:limit]


class CountryMention(NamedTuple):
    """A country that an article refers to.

    Attributes:
        code: ISO 3166-1 alpha-2 code.
        weight: the country's share of all that the article refers to, above 0 and at most 1.
        main: whether the article is about this country; true of up to the first three.
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
    threshold = max(ranked[0][1] * _MAIN_TO_FIRST, total * _MAIN_SHARE) if ranked else 0.0
    return [
        CountryMention(code, score / total, rank < _MAX_MAIN and score >= threshold)
        for rank, (code, score) in enumerate(ranked)
    ]
