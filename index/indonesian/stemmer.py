"""Finds a word's root: of all derivations that lead to a dictionary root, the most believable one.

Every way to take the word apart (`morphology`) whose remainder is a root (`roots`) is a reading;
its score is the logarithm of the root's frequency in ordinary text plus that of the affix pattern
among the words of a language, as in the noisy-channel view of analysis. So *berikan* is beri + -kan
and not ber- + ikan, although both are possible. A dictionary root is always its own root.
"""

from functools import cache
from typing import NamedTuple

from index.indonesian.affixes import Affixes, Reading
from index.indonesian.morphology import DERIVATIONAL_SUFFIXES, affix_names
from index.indonesian.pseudoroots import believable_readings
from index.indonesian.reduplication import repeated_core, sounds_alike, split_pair
from index.indonesian.roots import load_roots
from index.indonesian.wordlists import read_rows

LONGEST = 60
"""Words of more letters than this are taken as they are; the longest derived ones have about 30."""

NASAL_BEARER = "me"
"""What the second half of *mengorek-ngorek* lacks to be a word by itself."""

TWICE = "redup"
"""The prefix chain's word for reduplication."""

class Candidate(NamedTuple):
    """One way to read a word.

    Attributes:
        root: the root, such as `"sepakat"`.
        prefixes: outermost first, in their dictionary form: `("meN-", "per-")`.
        suffixes: `("-kan",)`, `("-i",)`, `("-an",)` and so on, or none.
        clitics: possessives and particles: `("-nya", "-lah")`.
        reduplicated: whether the root, or a part of it, is said twice.
        score: log-likelihood in nats, comparable between the readings of one word only.
    """

    root: str
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    clitics: tuple[str, ...]
    reduplicated: bool
    score: float


class Stemmer:
    """Answers the root of a word.

    Args:
        roots: each root with its weight in hundredths of a nat, as `load_roots` gives them.
        affixes: the affix tables.
    """

    def __init__(self, roots: dict[str, int], affixes: Affixes) -> None:
        self._roots = roots
        self._affixes = affixes

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
        folded = fold(word)
        readings = self._readings(folded)
        return max(readings)[1] if readings else folded

    def analyse(self, word: str) -> list[Candidate]:
        """List the readings of a word.

        Args:
            word: a word as the tokenizer gives it; any string is taken.

        Returns:
            One candidate for each reading, the most likely first. The first one's root is what
            `stem` gives. A word that nothing is known about has itself as its only candidate.
        """
        folded = fold(word)
        readings = sorted(self._readings(folded), reverse=True)
        if folded in self._roots:
            own = [reading for reading in readings if reading[1] == folded]
            readings = own + [reading for reading in readings if reading[1] != folded]
        return [_candidate(reading) for reading in readings or [(0, folded, "", 0, "")]]

    def _readings(self, folded: str) -> list[Reading]:
        """List the readings of a folded word; the highest is the best."""
        if not 1 < len(folded) <= LONGEST:
            return []
        if folded.isalpha():
            return self._derivations(folded) or believable_readings(
                folded, self._affixes, self._derivations
            )
        pair = split_pair(folded)
        if pair and folded not in self._roots:
            return self._reduplications(*pair)
        return []

    def _derivations(self, word: str) -> list[Reading]:
        roots = self._roots
        ends = self._affixes.ends(word)
        found = []
        for start, restored, chain, row in self._affixes.heads(word):
            for end, place, clitic, weight in ends:
                if end - start > 1:
                    root = restored + word[start:end]
                    if root in roots:
                        found.append((roots[root] + row[place] + weight, root, chain, place, clitic))
        return found

    def _reduplications(self, first: str, second: str) -> list[Reading]:
        firsts = {reading[1]: reading for reading in sorted(self._derivations(first))}
        spoken = self._derivations(second) + self._derivations(NASAL_BEARER + second)
        seconds = {reading[1]: reading for reading in sorted(spoken)}
        shared = firsts.keys() & seconds.keys()
        if shared:
            return [_twice(firsts[root], seconds[root]) for root in shared]
        core = repeated_core(first, second, self._affixes)
        if core:
            return [(0, core, TWICE, 0, "")]
        for halves in (firsts, seconds):
            if halves and sounds_alike(first, second):
                return [max(halves.values())]
        return []


def fold(word: str) -> str:
    """Fold a word for comparison: case, and any white space to an underscore."""
    folded = word.casefold()
    if folded.isalnum():
        return folded
    return "".join("_" if letter.isspace() else letter for letter in folded)


def _twice(first: Reading, second: Reading) -> Reading:
    chain = "+".join(filter(None, (first[2], TWICE)))
    return (first[0] + second[0], first[1], chain, second[3], second[4])


def _candidate(reading: Reading) -> Candidate:
    score, root, chain, place, clitic = reading
    suffix = DERIVATIONAL_SUFFIXES[place]
    return Candidate(
        root=root,
        prefixes=affix_names(chain),
        suffixes=(f"-{suffix}",) if suffix else (),
        clitics=tuple(f"-{part}" for part in clitic.split("+") if part),
        reduplicated=TWICE in chain.split("+"),
        score=score / 100,
    )


@cache
def default_stemmer() -> Stemmer:
    """The stemmer over the installed dictionary, read once.

    Returns:
        The shared stemmer.

    Raises:
        index.indonesian.roots.DictionaryMissingError: PySastrawi's dictionary cannot be read.
    """
    return Stemmer(load_roots(), Affixes(read_rows("affix-weights.tsv")))


def stem(word: str) -> str:
    """Find the root of a word with the default stemmer.

    Args:
        word: a word as the tokenizer gives it; any string is taken.

    Returns:
        The root, as `Stemmer.stem` gives it: `stem("membantah") == "bantah"`.
    """
    return default_stemmer().stem(word)
