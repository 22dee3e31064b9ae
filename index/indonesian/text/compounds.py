"""Words that are written joined or parted, by rule: *antikorupsi* and *anti korupsi* are one.

Compounds of two ordinary words are listed (`data/spellings.tsv`), since most pairs of roots that
make up a third word are chance: *program* is no *pro gram*. By rule are what begins with a bound
form or with a common beginning of places (*Karangkancana*), an amount with its unit (*5km*), and a
word that nothing is known of but that two roots make up (*rumahsewa*).
"""

import re
from collections.abc import Iterator, Sequence

from telusur.index.indonesian.stemming.stemmer import default_stemmer, stem
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.proper_names import is_name

_BOUND_FORMS = (
    "adi", "aero", "agro", "anti", "antar", "audio", "bio", "catur", "dwi", "ekstra", "elektro",
    "foto", "geo", "hidro", "hiper", "infra", "inter", "intra", "kontra", "maha", "makro", "mikro",
    "multi", "nara", "neo", "nir", "non", "panca", "pasca", "pra", "pro", "pseudo", "psiko",
    "purna", "sapta", "semi", "serba", "sosio", "sub", "super", "swa", "tele", "tri", "tuna",
    "ultra", "video",
)  # fmt: skip
"""What the national dictionary calls so (*bentuk terikat*), and what is used alike."""

_PLACE_BEGINNINGS = (
    "bandar", "banjar", "batu", "bukit", "cipta", "karang", "kuala", "labuhan", "lubuk", "muara",
    "padang", "pangkal", "pematang", "rantau", "simpang", "suka", "sumber", "tanjung", "tebing",
    "teluk", "ujung",
)  # fmt: skip
"""Those that are written together with what follows; *kota* and *gunung* seldom are."""

_AMOUNT = (
    r"(\d+)(km|cm|mm|kg|gr|mg|ml|ha|kwh|kv|mw|gw|gb|mb|kb|mbps|mah|ghz|mhz|rb|jt|cc|hp|kph|wib|wita"
    r"|wit)"
)
"""A whole number and a unit, or short for a thousand (*rb*) or a million (*jt*)."""

_SHORTEST_REST = 4
_SHORTEST_ROOT = 3
_SHORTEST_IN_ROOT = 5
"""What a dictionary's root may be parted from: *subkultur*, but not *program*."""

_SHORTEST_SPLIT, _LONGEST_SPLIT = 7, 24
"""In letters: how long a word of two roots is."""


def parted_forms(word: str) -> Iterator[tuple[str, str]]:
    """Yield the two words that a word may be written as.

    Args:
        word: as typed.
    """
    folded = fold(word)
    if folded[:1].isdigit():
        if amount := re.fullmatch(_AMOUNT, folded):
            yield amount[1], amount[2]
        return
    if len(folded) < _SHORTEST_SPLIT or len(folded) > _LONGEST_SPLIT or not folded.isalpha():
        return
    first, rest = _after(folded, _BOUND_FORMS)
    if rest and is_known(rest) and (len(rest) >= _SHORTEST_IN_ROOT or not _is_root(folded)):
        yield first, rest
    elif not is_known(folded):
        first, rest = _after(folded, _PLACE_BEGINNINGS)
        if rest:
            yield first, rest
        elif not is_name(folded):
            yield from _two_roots(folded)


def _after(folded: str, beginnings: Sequence[str]) -> tuple[str, str]:
    """Return the beginning of a word and what follows, if it is long enough."""
    for first in beginnings:
        if folded.startswith(first) and len(folded) >= len(first) + _SHORTEST_REST:
            return first, folded.removeprefix(first)
    return "", ""


def _two_roots(folded: str) -> Iterator[tuple[str, str]]:
    for cut in range(_SHORTEST_ROOT, len(folded) - _SHORTEST_ROOT + 1):
        if _is_root(folded[:cut]) and _is_root(folded[cut:]):
            yield folded[:cut], folded[cut:]


def joined_form(first: str, second: str) -> str | None:
    """Return the word that two words in a row may be written as; None if they are just two.

    Args:
        first: a word as typed.
        second: the one after it.
    """
    before, after = fold(first), fold(second)
    if before.isdigit():
        return before + after if re.fullmatch(_AMOUNT, before + after) else None
    if len(after) < _SHORTEST_REST or not after.isalpha():
        return None
    if before in _BOUND_FORMS or before == "e":  # e-KTP
        return before + after
    if before in _PLACE_BEGINNINGS and (second[0].isupper() or not is_known(after)):
        return before + after
    return None


def _is_root(folded: str) -> bool:
    return default_stemmer().knows(folded)


def is_known(folded: str) -> bool:
    """Tell whether a word is one that the stemmer explains."""
    return stem(folded) != folded or _is_root(folded)
