"""The gazetteer: every name by which a text can refer to a country, as one table for scanning.

Names come from the data files `territories.tsv` (Unicode CLDR), `country-names.tsv`, `places.tsv`,
`places-indonesia.tsv` and `lookalikes.tsv`. The table is made at first use and kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from index.indonesian.wordlists import read_rows


class Territory(NamedTuple):
    """A country as CLDR names it."""

    code: str
    indonesian: str
    english: str


class Kind(Enum):
    """What a name names."""

    COUNTRY = "name"
    PEOPLE = "people"
    GOVERNMENT = "government"
    PLACE = "place"
    LOOKALIKE = "lookalike"


@dataclass(frozen=True)
class Sense:
    """What a name in the gazetteer means.

    Attributes:
        code: the country's ISO 3166-1 alpha-2 code; empty for a look-alike.
        kind: what is named.
        mark: `"?"` where only a context makes the name a place, `"~"` where a capitalised
            neighbour makes it a person, else empty.
        capitals: whether it is an abbreviation, written in capitals only.
    """

    code: str
    kind: Kind
    mark: str = ""
    capitals: bool = False


Entries = list[tuple[tuple[str, ...], Sense]]
"""What may follow a name's first word, the longest first, with the sense of the whole name."""

_SEPARATORS = str.maketrans(dict.fromkeys("-–'’.&", " "))


@cache
def territories() -> dict[str, Territory]:
    """Every country of ISO 3166-1 (and Kosovo, `XK`), by its alpha-2 code."""
    return {row[0]: Territory(*row) for row in read_rows("territories.tsv")}


def country_names() -> Iterator[tuple[str, str]]:
    """Each name that means a country by itself, with its mark if any, and the country's code."""
    for code, indonesian, english in territories().values():
        yield indonesian, code
        yield english, code
    for code, kind, names in read_rows("country-names.tsv"):
        if kind == Kind.COUNTRY.value:
            for name in names.split(", "):
                yield name, code


@cache
def gazetteer() -> dict[str, Entries]:
    """The table of all names by their first word, in small letters."""
    table: dict[str, dict[tuple[str, ...], Sense]] = {}
    senses: dict[tuple[str, Kind, str, bool], Sense] = {}
    for name, code, kind in _all_names():
        mark = name[-1] if name[-1] in "?~" else ""
        bare = name[:-1] if mark else name
        capitals = len(bare) <= 5 and bare.isupper() and kind is not Kind.LOOKALIKE
        key = (code, kind, mark, capitals)
        sense = senses.get(key)
        if sense is None:
            sense = senses[key] = Sense(*key)
        first, *rest = bare.lower().translate(_SEPARATORS).split()
        # A name with a mark of our own overrides CLDR's, which comes before it without one.
        table.setdefault(first, {})[tuple(rest)] = sense
    return {
        first: sorted(entries.items(), key=lambda entry: -len(entry[0]))
        if len(entries) > 1
        else list(entries.items())
        for first, entries in table.items()
    }


def _all_names() -> Iterator[tuple[str, str, Kind]]:
    for code, indonesian, english in territories().values():
        yield indonesian, code, Kind.COUNTRY
        yield english, code, Kind.COUNTRY
    for code, places in read_rows("places.tsv"):
        for name in places.split(", "):
            yield name, code, Kind.PLACE
    for _, places in read_rows("places-indonesia.tsv"):
        for name in places.split(", "):
            yield name, "ID", Kind.PLACE
    for code, kind, names in read_rows("country-names.tsv"):
        for name in names.split(", "):
            yield name, code, Kind(kind)
    for _, expressions in read_rows("lookalikes.tsv"):
        for name in expressions.split(", "):
            yield name, "", Kind.LOOKALIKE


@cache
def homonyms() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Names of two places, in small letters: the second country and the words that tell it."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, code, clues in read_rows("homonyms.tsv"):
        found.setdefault(name.lower(), []).append((code, frozenset(clues.split(", "))))
    return found
