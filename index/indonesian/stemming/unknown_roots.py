"""Accepts a root that no dictionary has, where the affixes around it are strong enough.

New loan words take affixes before any dictionary takes them (*dilockdown*, *podcastnya*), and
bound forms such as *tak* and *adi* make new words of known ones: the national dictionary (KBBI)
derives *ketakabadian* from *takabadi*. Also read here is the common misspelling of -annya as
-anya (*keberadaanya*).
"""

from collections.abc import Callable, Sequence

from telusur.index.indonesian.stemming.affixes import End, Head, Reading
from telusur.index.indonesian.stemming.morphology import DERIVATIONAL_SUFFIXES, VOWELS

BOUND_FORMS = (
    "adi", "anti", "antar", "dwi", "eka", "infra", "inter", "kripto", "maha", "makro", "mikro",
    "mono", "multi", "nir", "panca", "pasca", "poli", "pra", "proto", "semi", "serba", "sub",
    "super", "swa", "tak", "tri", "tuna", "ultra",
)  # fmt: skip
"""Bound forms that the national dictionary writes together with a word, as a word of its own."""

STRONG = {
    "di": {"i": 4, "kan": 4},
    "meN": {"": 6, "i": 4, "kan": 4},
    "meN:kept": {"": 6, "i": 4, "kan": 4},
    "peN": {"an": 4},
    "ber": {"an": 5, "kan": 4},
    "ter": {"kan": 4},
    "ke": {"an": 5},
    "per": {"an": 5},
}
"""Affixes believed around an unknown root, with the minimum of letters in that root."""

MIN_BEFORE_NYA = 3
"""How many letters an unknown root has at least before -nya, which hardly any root ends in."""


MIN_MISSPELT = 7
"""How many letters a word has at least whose -anya is taken for -annya."""

LETTER = 25
"""What each letter of an unknown root costs, in the unit of the weights: about one nat."""

ONSETS = "bl br dr fl fr gl gr kh kl kr ng ny pl pr ps sk sl sm sn sp st sw sy tr ts"
"""The pairs of consonants that Indonesian words, loan words among them, begin with."""


def believable_readings(
    word: str, heads: Sequence[Head], ends: Sequence[End], derive: Callable[[str], list[Reading]]
) -> list[Reading]:
    """Read a word that no dictionary root explains.

    Args:
        word: a folded word.
        heads: the ways to begin it, as `Affixes.heads` gives them.
        ends: the ways to end it, as `Affixes.ends` gives them.
        derive: lists the readings of a word with a dictionary root.

    Returns:
        The readings with a bound form; failing these, those with an unknown root.
    """
    if word.endswith("anya") and len(word) >= MIN_MISSPELT:
        readings = derive(word[:-2])
        if readings:
            return readings
    bound: list[Reading] = []
    unknown: list[Reading] = []
    for start, restored, chain, row in heads:
        for end, suffix_index, clitic, weight in ends:
            root = restored + word[start:end]
            if not restored and root != word and _is_bound_compound(root, derive):
                among = bound
            elif restored != "k" and _is_strong(
                chain, DERIVATIONAL_SUFFIXES[suffix_index], clitic, root
            ):
                among = unknown
            else:
                continue
            score = row[suffix_index] + weight - LETTER * len(root)
            among.append((score, root, chain, suffix_index, clitic))
    return bound or unknown


def _is_bound_compound(word: str, derive: Callable[[str], list[Reading]]) -> bool:
    # Hardly any word begins so: all forms at once are looked for much faster than one by one.
    return word.startswith(BOUND_FORMS) and any(
        word.startswith(form) and len(word) > len(form) + 3 and bool(derive(word[len(form) :]))
        for form in BOUND_FORMS
    )


def _is_strong(chain: str, suffix: str, clitic: str, root: str) -> bool:
    if not chain and not suffix:
        return clitic == "nya" and len(root) >= MIN_BEFORE_NYA
    minimum = STRONG.get(chain, {}).get(suffix)
    return (
        minimum is not None
        and clitic in ("", "nya")
        and len(root) >= minimum
        and (root[0] in VOWELS or root[1] in VOWELS or _is_onset(root))
    )


def _is_onset(root: str) -> bool:
    """Tell whether a root begins with consonants that words begin with: *menghanca* is no *ngh*."""
    return root[:2] in ONSETS and (root[:2] not in {"ng", "ny"} or root[2] in VOWELS)
