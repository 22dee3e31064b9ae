"""Learns the stemmer's weights, without labels, from a list of words with their frequencies.

Run by hand when the dictionary or the affix rules change, in an environment that has `wordfreq`:

    python tools/learn_stemmer.py

It writes `dictionary-weights.hex`, `root-weights.tsv` and `affix-weights.tsv` in
`index/indonesian/data/`. The model is
P(word) = sum over its readings of P(root) P(prefixes, suffix) P(clitics), fitted by expectation
maximisation (Dempster, Laird and Rubin 1977), starting from the words with one reading only.
Roots are counted by the square-root-like power of a word's frequency, affixes once a word, so that
a few very frequent words do not speak for their pattern.
"""

import math
import textwrap
from collections import defaultdict
from collections.abc import Collection, Mapping

from telusur.index.indonesian.stemming import morphology
from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.roots import (
    UNITS_PER_NAT,
    UNSEEN,
    read_dictionary,
    read_words,
)
from telusur.index.indonesian.wordlists import DATA
from wordfreq import get_frequency_dict

ROUNDS = 5
FREQUENCY_POWER = 0.4
"""How a word's occurrences count for its root."""
BARE_SHARE = 0.3
"""How much of that a word without affixes counts; many frequent words are hardly derived from."""
UNSEEN_ROOT = 1.0
"""The mass of a root that no word of the list has."""
FUNCTION_WORD = -1.0
"""The weight of a function word, which bears no derivational affixes."""
ORIGIN = """\
# {what}
# Learnt by tools/learn_stemmer.py from the Indonesian word list of wordfreq 3.1.1 (Robyn Speer,
# https://github.com/rspeer/wordfreq), whose data is under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/); so is this file.
"""

Reading = tuple[str, str, str, str]
"""Root, prefix chain, derivational suffix, clitics."""


def blank_affixes() -> Affixes:
    """The affix tables without any weights, for listing what is possible."""
    zeros = ["0"] * len(morphology.DERIVATIONAL_SUFFIXES)
    rows = [["chain", "", *zeros], ["chain", "*", *zeros]]
    rows += [
        ["clitic", "+".join(filter(None, (possessive, particle))), "0"]
        for possessive in morphology.POSSESSIVES
        for particle in morphology.PARTICLES
    ]
    return Affixes(rows)


def readings(word: str, roots: Collection[str], affixes: Affixes) -> list[Reading]:
    """List the ways to take a word apart that leave a root of the dictionary."""
    ends = affixes.ends(word)
    return [
        (root, chain, morphology.DERIVATIONAL_SUFFIXES[place], clitic)
        for start, restored, chain, _ in affixes.heads(word)
        for end, place, clitic, _ in ends
        if end - start >= 2 and (root := restored + word[start:end]) in roots
    ]


class Model:
    """The counts of one round, and the log-probabilities that follow from them."""

    def __init__(self) -> None:
        self.total = 0.0
        self.function_words = frozenset(read_words("function-words.txt"))
        self.roots: dict[str, float] = defaultdict(float)
        self.patterns: dict[tuple[str, str], float] = defaultdict(float)
        self.chains: dict[str, float] = defaultdict(float)
        self.suffixes: dict[str, float] = defaultdict(float)
        self.clitics: dict[str, float] = defaultdict(float)

    def count(self, reading: Reading, share: float, frequency: float) -> None:
        """Count a reading of a word by its share of the word."""
        root, chain, suffix, clitic = reading
        self.total += share
        counted = share if chain or suffix else share * BARE_SHARE
        self.roots[root] += counted * (frequency * 1e9) ** FREQUENCY_POWER
        self.patterns[chain, suffix] += share
        self.chains[chain] += share
        self.suffixes[suffix] += share
        self.clitics[clitic] += share

    def root(self, root: str) -> float:
        """The log mass of a root above that of one never seen."""
        if root in self.function_words:
            return FUNCTION_WORD
        return math.log(self.roots[root] / UNSEEN_ROOT + 1)

    def pattern(self, chain: str, suffix: str) -> float:
        """The log-probability of an affix pattern, smoothed by that of its parts."""
        apart = (self.chains[chain] + 0.2) * (self.suffixes[suffix] + 0.2) / self.total
        smoothing = min(1.0, 0.1 * apart) + 0.001
        return math.log((self.patterns[chain, suffix] + smoothing) / self.total)

    def clitic(self, clitic: str) -> float:
        """The log-probability of a possessive with a particle."""
        return math.log((self.clitics[clitic] + 0.5) / self.total)

    def score(self, reading: Reading) -> float:
        """The log-likelihood of a reading."""
        root, chain, suffix, clitic = reading
        return self.root(root) + self.pattern(chain, suffix) + self.clitic(clitic)


def learn(frequencies: Mapping[str, float], roots: Collection[str]) -> Model:
    """Fit the model to a list of words.

    Args:
        frequencies: each word's share of running text.
        roots: the dictionary.

    Returns:
        The fitted model.
    """
    affixes = blank_affixes()
    words = [
        (found, frequency)
        for word, frequency in frequencies.items()
        if word.isalpha() and word.isascii() and (found := readings(word, roots, affixes))
    ]
    model = Model()
    for found, frequency in words:
        if len({reading[0] for reading in found}) == 1:
            for reading in found:
                model.count(reading, 1 / len(found), frequency)
    for _ in range(ROUNDS):
        previous, model = model, Model()
        for found, frequency in words:
            likelihoods = [math.exp(previous.score(reading)) for reading in found]
            whole = sum(likelihoods)
            for reading, likelihood in zip(found, likelihoods, strict=True):
                model.count(reading, likelihood / whole, frequency)
    return model


def units(nats: float) -> int:
    """A weight as it is stored."""
    return round(UNITS_PER_NAT * nats)


def write_roots(model: Model) -> None:
    """Write the roots' weights: PySastrawi's in the dictionary's order, our own by weight."""
    entries = read_dictionary()
    digits = bytes(min(255, UNSEEN + units(model.root(entry))) for entry in entries).hex()
    what = "The weights of the entries of PySastrawi 1.2.1's dictionary, in its order: each two\n"
    what += "# hexadecimal digits are a logarithm in twenty-fifths of a nat, 19 that of the unseen."
    (DATA / "dictionary-weights.hex").write_text(
        ORIGIN.format(what=what) + "\n".join(textwrap.wrap(digits, 96)) + "\n", encoding="utf-8"
    )
    by_weight: dict[int, list[str]] = {}
    for root in sorted(set(read_words("roots.txt"))):
        if weight := units(model.root(root)):
            by_weight.setdefault(UNSEEN + weight, []).append(root)
    what = "The weights of the words of roots.txt: logarithms in twenty-fifths of a nat, 25 unseen."
    lines = [f"{weight}\t{' '.join(words)}" for weight, words in sorted(by_weight.items())]
    text = ORIGIN.format(what=what) + "\n".join(lines) + "\n"
    (DATA / "root-weights.tsv").write_text(text, encoding="utf-8")


def write_affixes(model: Model) -> None:
    """Write the weights of the affix patterns that occur, and of one that does not."""
    what = "Log-probabilities of affix patterns, in twenty-fifths of a nat."
    columns = ["", *morphology.DERIVATIONAL_SUFFIXES]
    what += "\n# A chain of prefixes with: " + ", ".join(f"-{name}" for name in columns[1:])
    seen = sorted(chain for chain, count in model.chains.items() if count >= 0.05)
    lines = [
        "\t".join(["chain", chain, *(str(units(model.pattern(chain, s))) for s in columns[1:])])
        for chain in [*seen, "*"]
    ]
    for possessive in morphology.POSSESSIVES:
        for particle in morphology.PARTICLES:
            clitic = "+".join(filter(None, (possessive, particle)))
            lines.append(f"clitic\t{clitic}\t{units(model.clitic(clitic))}")
    text = ORIGIN.format(what=what) + "\n".join(lines) + "\n"
    (DATA / "affix-weights.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    """Learn and write both files."""
    roots = {*read_dictionary(), *read_words("roots.txt")} - {*read_words("derived-entries.txt")}
    model = learn(get_frequency_dict("id"), roots)
    write_roots(model)
    write_affixes(model)


if __name__ == "__main__":
    main()
