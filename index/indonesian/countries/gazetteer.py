"""The gazetteer: every name by which a text can refer to a country, as one table for scanning.

Names come from the data files `territories.tsv` (Unicode CLDR), `country-names.tsv`, `places.tsv`,
`places-indonesia.tsv` and `lookalikes.tsv`. The table is made at first use and kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from telusur.index.indonesian.countries.territories import territories
from telusur.index.indonesian.wordlists import read_rows


class NameKind(Enum):
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
    kind: NameKind
    mark: str = ""
    capitals: bool = False


Entries = list[tuple[tuple[str, ...], Sense]]
"""What may follow a name's first word, the longest first, with the sense of the whole name."""

MARKS = "?~"
"""The marks after names that need a context to count; see `Sense.mark`."""

_SEPARATORS = str.maketrans(dict.fromkeys("-–'’.&", " "))


def country_names() -> Iterator[tuple[str, str]]:
    """Each name that means a country by itself, with its mark if any, and the country's code."""
    for code, indonesian, english in territories().values():
        yield indonesian, code
        yield english, code
    for code, kind, names in read_rows("country-names.tsv"):
        if kind == NameKind.COUNTRY.value:
            for name in names.split(", "):
                yield name, code


@cache
def gazetteer() -> dict[str, Entries]:
    """The table of all names by their first word, in small letters."""
    table: dict[str, Entries] = {}
    for code, kind, names in _rows():
        senses: dict[tuple[str, bool], Sense] = {}
        small = names.lower().translate(_SEPARATORS)
        for name, words in zip(names.split(", "), small.split(", "), strict=True):
            mark = name[-1] if name[-1] in MARKS else ""
            capitals = len(name) <= 5 and name.isupper() and kind is not NameKind.LOOKALIKE
            sense = senses.get((mark, capitals))
            if sense is None:
                sense = senses[mark, capitals] = Sense(code, kind, mark, capitals)
            first, _, rest = words.rstrip(MARKS).partition(" ")
            entry = (tuple(rest.split()) if rest else (), sense)
            entries = table.get(first)
            if entries is None:
                table[first] = [entry]
            else:
                entries.append(entry)
    for entries in table.values():
        if len(entries) > 1:
            entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _rows() -> Iterator[tuple[str, NameKind, str]]:
    """Code, kind and names separated by commas, of every row in the data files."""
    own = read_rows("country-names.tsv")
    marked = {name[:-1] for row in own for name in row[2].split(", ") if name[-1] in MARKS}
    for code, indonesian, english in territories().values():
        for name in {indonesian: None, english: None}:
            if name not in marked:
                yield code, NameKind.COUNTRY, name
    for code, kind, names in own:
        yield code, NameKind(kind), names
    for code, names in read_rows("places.tsv"):
        yield code, NameKind.PLACE, names
    for _, names in read_rows("places-indonesia.tsv"):
        yield "ID", NameKind.PLACE, names
    for _, names in read_rows("lookalikes.tsv"):
        yield "", NameKind.LOOKALIKE, names


@cache
def homonyms() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Names of two places, in small letters: the second country, and the words that point to it."""
    senses: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, code, clues in read_rows("homonyms.tsv"):
        senses.setdefault(name.lower(), []).append((code, frozenset(clues.split(", "))))
    return senses
