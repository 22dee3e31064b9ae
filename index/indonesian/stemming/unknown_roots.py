"""Believes in a root that no dictionary has, where the affixes around it are strong enough.

New loan words take affixes before any dictionary takes them (*dilockdown*, *podcastnya*), and
bound forms such as *tak* and *adi* make new words of known ones: the national dictionary (KBBI)
derives *ketakabadian* from *takabadi*. Also read here is the common misspelling of -annya as
-anya (*keberadaanya*).
"""

from collections.abc import Callable

from telusur.index.indonesian.stemming.affixes import Affixes, Reading
from telusur.index.indonesian.stemming.morphology import DERIVATIONAL_SUFFIXES, VOWELS

BOUND_FORMS = (
    "adi anti antar dwi eka infra inter kripto maha makro mikro mono multi nir panca pasca poli "
    "pra proto semi serba sub super swa tak tri tuna ultra"
)
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
"""Affixes believed around an unknown root, with the fewest letters that the root must have."""

LEAST_BEFORE_NYA = 3
"""The fewest letters of an unknown root before -nya, which hardly any root ends in."""


LEAST_MISSPELT = 7
"""The fewest letters of a word whose -anya is believed to stand for -annya."""

LETTER = 25
"""What each letter of an unknown root costs, in the unit of the weights: about one nat."""

ONSETS = "bl br dr fl fr gl gr kh kl kr ng ny pl pr ps sk sl sm sn sp st sw sy tr ts"
"""The pairs of consonants that Indonesian words, loan words among them, begin with."""


def believable_readings(
    word: str, affixes: Affixes, derive: Callable[[str], list[Reading]]
) -> list[Reading]:
    """Read a word that no dictionary root explains.

    Args:
        word: a folded word.
        affixes: the affix tables.
        derive: lists the readings of a word with a dictionary root.

    Returns:
        The readings with a bound form; failing these, those with a root that nobody knows.
    """
    if word.endswith("anya") and len(word) >= LEAST_MISSPELT:
        readings = derive(word[:-2])
        if readings:
            return readings
    bound, unknown = [], []
    ends = affixes.ends(word)
    for start, restored, chain, row in affixes.heads(word):
        for end, place, clitic, weight in ends:
            root = restored + word[start:end]
            score = row[place] + weight - LETTER * len(root)
            reading = (score, root, chain, place, clitic)
            if not restored and root != word and _is_bound_compound(root, derive):
                bound.append(reading)
            elif restored != "k" and _is_strong(chain, DERIVATIONAL_SUFFIXES[place], clitic, root):
                unknown.append(reading)
    return bound or unknown


def _is_bound_compound(word: str, derive: Callable[[str], list[Reading]]) -> bool:
    return any(
        word.startswith(form) and len(word) > len(form) + 3 and bool(derive(word[len(form) :]))
        for form in BOUND_FORMS.split()
    )


def _is_strong(chain: str, suffix: str, clitic: str, root: str) -> bool:
    if not chain and not suffix:
        return clitic == "nya" and len(root) >= LEAST_BEFORE_NYA
    least = STRONG.get(chain, {}).get(suffix)
    return (
        least is not None
        and clitic in ("", "nya")
        and len(root) >= least
        and (root[0] in VOWELS or root[1] in VOWELS or root[:2] in ONSETS)
    )
