"""Reduplication: a word said twice, whole or in part, and sometimes with its sounds changed.

*Anak-anaknya*, *berbalas-balasan*, *mengorek-ngorek* and *rumah2* repeat one root; *sayur-mayur*,
*bolak-balik* and *turun-temurun* repeat it with another vowel, another beginning or an infix.
Following the national dictionary (KBBI), the root of the latter is the first half's.
"""

from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.morphology import VOWELS

HYPHENS = "-\u2010\u2011\u2012\u2013"
REPEAT_MARKS = "2²"
INFIXES = ("em", "el", "er", "in")
"""Old infixes; no longer productive, they are only believed where the bare root stands beside."""


def split_halves(word: str) -> tuple[str, str] | None:
    """Take a word apart at its hyphen, or at the 2 that stands for a repetition.

    Args:
        word: folded.

    Returns:
        Its halves (`rumah2nya` has the halves *rumah* and *rumahnya*), or None where the word
        has not the shape of one.
    """
    for mark in HYPHENS:
        first, hyphen, second = word.partition(mark)
        if hyphen:
            return (first, second) if first.isalpha() and second.isalpha() else None
    for mark in REPEAT_MARKS:
        first, sign, ending = word.partition(mark)
        if sign and len(first) > 2 and first.isalpha() and (not ending or ending.isalpha()):
            return first, first + ending
    return None


def repeated_core(first: str, second: str, affixes: Affixes) -> str | None:
    """Find what both halves share when no dictionary knows it.

    Args:
        first: the half that may bear prefixes: *terkekau*.
        second: the half that may bear suffixes: *kekau*.
        affixes: the affix tables.

    Returns:
        The longest shared part that leaves only affixes, or None.
    """
    starts = {start for start, restored, _, _ in affixes.heads(first) if not restored}
    for end, _, _, _ in affixes.ends(second):
        if end > 2 and first.endswith(second[:end]) and len(first) - end in starts:
            return second[:end]
    return None


def _skeleton(word: str) -> str:
    return "".join(letter for letter in word if letter not in VOWELS)


def sounds_alike(first: str, second: str) -> bool:
    """Tell whether one half is the other with its sounds changed.

    Args:
        first: one half, without affixes.
        second: the other.

    Returns:
        True for halves that differ in their vowels only (*bolak-balik*), in their beginning
        (*sayur-mayur*), in their ending (*tunggang-tunggik*) or by an infix (*gilang-gemilang*).
    """
    size = len(first)
    if size > 3 and first[:4] == second[:4] and abs(size - len(second)) < 2:
        return True
    if size == len(second) and size > 3:
        return (
            first[1:] == second[1:]
            or (size > 4 and first[: size - 2] == second[: size - 2])
            or _skeleton(first) == _skeleton(second)
        )
    return len(second) == size + 2 and any(
        second == first[0] + infix + first[1:] for infix in INFIXES
    )
