"""Finds a word's root: of all derivations that lead to a dictionary root, the most believable one.

Every way to take the word apart (`morphology`) whose remainder is a root (`roots`) is a reading;
its score is the logarithm of the root's frequency in ordinary text plus that of the affix pattern
among the words of a language, as in the noisy-channel view of analysis. So *berikan* is beri + -kan
and not ber- + ikan, although both are possible. A dictionary root is always its own root, and a
name stays whole.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import count
from types import MappingProxyType

from telusur.index.indonesian.stemming.affixes import Affixes, End, Head, Reading
from telusur.index.indonesian.stemming.morphology import TWICE
from telusur.index.indonesian.stemming.reduplication import (
    repeated_core,
    sounds_alike,
    split_halves,
)
from telusur.index.indonesian.stemming.roots import SearchedRoots, load_roots
from telusur.index.indonesian.stemming.unknown_roots import believable_readings
from telusur.index.indonesian.wordlists import read_rows

UNSTEMMED_NAMES = "unstemmed-names.txt"
"""The word list of names that would be taken apart; `tools/protect_names.py` makes it."""

DERIVED_WORDS = "affixed-words.tsv"
"""The word list of roots whose derived words would be read wrongly."""

MAX_LENGTH = 60
"""Words of more letters than this are taken as they are; the longest derived ones have about 30."""

NO_APOSTROPHES = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc"))
"""Apostrophes, as in *Jum'at* and *Qur'an*, are not letters of the dictionary's spelling."""

HYPHENATED_PREFIXES = frozenset(("ber", "di", "ke", "non", "se", "ter"))
HYPHENATED_CLITICS = frozenset(("kah", "ku", "lah", "mu", "nya", "pun"))

NASAL_BEARER = "me"
"""What the second half of *mengorek-ngorek* lacks to be a word by itself."""
INFORMAL_NASALS = ("ng", "ny")
"""How verbs begin whose *me-* is not spoken: *ngecek* is *mengecek*."""


class Stemmer:
    """Answers the root of a word.

    Args:
        roots: each root with its weight in twenty-fifths of a nat, as `load_roots` gives them, or
            what answers the same of one root at a time.
        affixes: the affix tables.
        names: folded words that are never taken apart: *bekasi* is not *bekas* with *-i*.
        derived: the roots of words whose most likely reading is wrong: *pengesahan* is *sah*.
    """

    def __init__(
        self,
        roots: dict[str, int] | SearchedRoots,
        affixes: Affixes,
        names: frozenset[str] = frozenset(),
        derived: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._roots = roots
        self._affixes = affixes
        self._names = names
        self._derived = derived

    def stem(self, word: str) -> str:
        """Find the root of a word.

        Args:
            word: a word as the tokenizer gives it; any string is taken.

        Returns:
            The root, folded; the folded word itself if no reading is believable. Never empty
            unless the word is, and without white space.
        """
        if word in self._roots:
            return word
        folded = fold_case(word)
        if folded != word and folded in self._roots:
            return folded
        if folded.isalpha() and not self._affixes.may_be_in(folded):
            return folded  # as most words are that no dictionary has
        readings = self._readings(folded)
        return max(readings)[1] if readings else folded

    def knows(self, root: str) -> bool:
        """Tell whether a folded word is a root of the dictionary."""
        return root in self._roots

    def readings(self, word: str) -> list[Reading]:
        """List the ways to read a word.

        Args:
            word: a word as the tokenizer gives it; any string is taken.

        Returns:
            The readings, the most likely first; the first one's root is what `stem` gives. None
            for a word that nothing is known about.
        """
        folded = fold_case(word)
        readings = sorted(self._readings(folded), reverse=True)
        if folded in self._roots:
            readings.sort(key=lambda reading: reading[1] != folded)
        return readings

    def _readings(self, folded: str) -> list[Reading]:
        """List the readings of a folded word; the highest is the best."""
        readings = self._possible_readings(folded)
        standard = f"{NASAL_BEARER}{folded}" if folded.startswith(INFORMAL_NASALS) else folded
        root = self._derived.get(standard) or self._derived.get(standard.removesuffix("nya"))
        return [one for one in readings if one[1] == root] if root else readings

    def _possible_readings(self, folded: str) -> list[Reading]:
        if not 1 < len(folded) <= MAX_LENGTH or folded in self._names:
            return []
        if folded.isalpha():
            heads, ends = self._affixes.heads(folded), self._affixes.ends(folded)
            if len(heads) == len(ends) == 1 and folded not in self._roots:
                return []
            return self._known_roots(folded, heads, ends) or believable_readings(
                folded, heads, ends, self._derivations
            )
        plain = folded.translate(NO_APOSTROPHES)
        if plain.isalpha():
            return self._derivations(plain)
        halves = split_halves(folded)
        if halves is None or folded in self._roots:
            return []
        return self._affixed_to_hyphen(*halves) or self._reduplications(*halves)

    def _derivations(self, word: str) -> list[Reading]:
        return self._known_roots(word, self._affixes.heads(word), self._affixes.ends(word))

    def _known_roots(self, word: str, heads: Sequence[Head], ends: Sequence[End]) -> list[Reading]:
        roots = self._roots
        readings = []
        for start, restored, chain, row in heads:
            for end, suffix_index, clitic, weight in ends:
                if end - start > 1:
                    root = restored + word[start:end]
                    if root in roots:
                        score = roots[root] + row[suffix_index] + weight
                        readings.append((score, root, chain, suffix_index, clitic))
        return readings

    def _affixed_to_hyphen(self, first: str, second: str) -> list[Reading]:
        """Read an affix that a hyphen keeps apart from an abbreviation or a name: *di-PHK*."""
        if second in HYPHENATED_CLITICS:
            return self._derivations(first) or [(0, first, "", 0, second)]
        if first in HYPHENATED_PREFIXES:
            return self._derivations(second) or [(0, second, first, 0, "")]
        return []

    def _reduplications(self, first: str, second: str) -> list[Reading]:
        whole = self._derivations(f"{first}-{second}")  # *memporak-porandakan*, *diiming-imingi*
        if whole:
            return whole
        firsts = {reading[1]: reading for reading in sorted(self._derivations(first))}
        spoken = self._derivations(second) + self._derivations(NASAL_BEARER + second)
        seconds = {reading[1]: reading for reading in sorted(spoken)}
        shared = firsts.keys() & seconds.keys()
        if shared:
            twice = [_twice(firsts[root], seconds[root]) for root in shared]
            if first in self._roots and first not in shared:  # *perlahan-lahan* is not *lahan*
                _, _, _, suffix_index, clitics = max(twice)
                return [(firsts[first][0], first, TWICE, suffix_index, clitics)]
            return twice
        core = repeated_core(first, second, self._affixes)
        if core:
            return [(0, core, TWICE, 0, "")]
        attempts = (
            [(one, root, second) for root, one in firsts.items()],
            [(one, first, root) for root, one in seconds.items()],
            [(one, root, other) for root, one in firsts.items() for other in seconds],
            [
                (one, bare, root)  # *menggembar-gemborkan*
                for root, one in seconds.items()
                for bare in self._without_prefixes(first)
            ],
        )
        for attempt in attempts:
            changed = [one for one, half, other in attempt if sounds_alike(half, other)]
            if changed:
                return [(*one[:2], f"{one[2]}+{TWICE}", *one[3:]) for one in changed]
        return []

    def _without_prefixes(self, half: str) -> list[str]:
        return [restored + half[start:] for start, restored, _, _ in self._affixes.heads(half)]


def fold_case(word: str) -> str:
    """Fold a word for comparison: case, and any white space to an underscore."""
    folded = word.casefold()
    if folded.isalnum():
        return folded
    return "".join("_" if letter.isspace() else letter for letter in folded)


def _twice(first: Reading, second: Reading) -> Reading:
    return (first[0] + second[0], first[1], f"{first[2]}+{TWICE}", second[3], second[4])


_FEW_WORDS = 200
_asked = count()


def default_stemmer() -> Stemmer:
    """The stemmer over the installed dictionary, read once.

    For the first few words of a process, which may be all, it is one that starts sooner and takes
    longer for each; all its answers are the same.

    Returns:
        The shared stemmer.

    Raises:
        DictionaryError: PySastrawi's dictionary cannot be read.
    """
    return _stemmer(searching=next(_asked) < _FEW_WORDS)


@cache
def _stemmer(searching: bool) -> Stemmer:
    names = frozenset([row[0] for row in read_rows(UNSTEMMED_NAMES)])
    roots = SearchedRoots() if searching else load_roots()
    derived = {word: root for root, words in read_rows(DERIVED_WORDS) for word in words.split()}
    return Stemmer(roots, Affixes(read_rows("affix-weights.tsv")), names, derived)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Find the root of a word with the default stemmer; those asked for last are remembered.

    Args:
        word: a word as the tokenizer gives it; any string is taken.

    Returns:
        The root, as `Stemmer.stem` gives it: `stem("membantah") == "bantah"`.
    """
    return default_stemmer().stem(word)
