"""Territories: every country by its code, with its names; small, so that a search can afford it."""

from functools import cache
from typing import NamedTuple

from telusur.index.indonesian.wordlists import read_rows


class Territory(NamedTuple):
    """A country as CLDR names it."""

    code: str
    indonesian: str
    english: str


@cache
def territories() -> dict[str, Territory]:
    """Return every country of ISO 3166-1 (and Kosovo, `XK`), by its alpha-2 code."""
    return {row[0]: Territory(*row) for row in read_rows("territories.tsv")}


def country_name(code: str) -> str:
    """Return a country's Indonesian name as in Unicode CLDR.

    Args:
        code: an ISO 3166-1 alpha-2 code, in any case.

    Raises:
        KeyError: there is no such code.
    """
    return territories()[code.upper()].indonesian
