"""The affix tables with their weights: which prefixes and suffixes the letters of a word allow.

The weights (`data/affix-weights.tsv`) are learnt without labels by `tools/learn_stemmer.py`; they
are logarithms in twenty-fifths of a nat. A row `chain` gives a chain of prefixes its weight with
each derivational suffix, `*` standing for a chain that was never seen; a row `clitic` gives a
possessive with a particle its weight.
"""

from telusur.index.indonesian.stemming import morphology

Head = tuple[int, str, str, list[int]]
"""Where the remainder starts, the letter to restore before it, the chain, its row of weights."""

End = tuple[int, int, str, int]
"""Where the remainder ends, the suffix's index in the row, the clitics, their weight."""

Reading = tuple[int, str, str, int, str]
"""Score, root, prefix chain, the suffix's index in DERIVATIONAL_SUFFIXES, clitics."""


UNDERIVED = 75
"""What a root with nothing but clitics is favoured by (three nats): a dictionary root is its own
root, so its forms must meet it: *beruangnya* (his bear) is with *beruang*, not with *uang*."""


class Affixes:
    """Answers, for one word, every way to begin and every way to end it.

    Args:
        rows: the rows of `affix-weights.tsv`.
    """

    def __init__(self, rows: list[list[str]]) -> None:
        chains: dict[str, list[int]] = {}
        clitics: dict[str, int] = {}
        for kind, key, *numbers in rows:
            if kind == "chain":
                chains[key] = [int(number) for number in numbers]
            else:
                clitics[key] = int(numbers[0])
        self.bare = [chains[""][0] + UNDERIVED, *chains[""][1:]]
        self.prefixes: dict[str, list[tuple[str, str, str, list[int]]]] = {}
        for surface, chain, restored, before in morphology.prefix_rules():
            row = chains.get(chain) or chains["*"]
            self.prefixes.setdefault(surface, []).append((before, restored, chain, row))
        lengths: dict[str, set[int]] = {}
        for surface in self.prefixes:  # none has a letter alone
            lengths.setdefault(surface[:2], set()).add(len(surface))
        self.prefix_lengths = {start: tuple(sorted(some)) for start, some in lengths.items()}
        self.suffixes: dict[str, list[tuple[int, str, int]]] = {}
        suffix_lengths: dict[str, set[int]] = {}
        for suffix_index, derivational in enumerate(morphology.DERIVATIONAL_SUFFIXES):
            for clitic, weight in clitics.items():
                surface = derivational + clitic.replace("+", "")
                if surface:
                    self.suffixes.setdefault(surface, []).append((suffix_index, clitic, weight))
                    suffix_lengths.setdefault(surface[-1], set()).add(len(surface))
        self.suffix_lengths = {last: tuple(sorted(some)) for last, some in suffix_lengths.items()}
        self.no_clitic = clitics[""]
        self._verbal = {morphology.DERIVATIONAL_SUFFIXES.index(suffix) for suffix in ("i", "in")}

    def may_be_in(self, word: str) -> bool:
        """Tell at a glance whether a word may have any affix: one that has none has no reading.

        Args:
            word: folded, not empty.
        """
        return word[:2] in self.prefix_lengths or word[-1] in self.suffix_lengths

    def heads(self, word: str) -> list[Head]:
        """List the ways to begin a word, beginning with no prefix at all.

        Args:
            word: folded, of two letters or more.

        Returns:
            The heads, shortest first; each leaves two letters or more.
        """
        heads = [(0, "", "", self.bare)]
        lengths = self.prefix_lengths.get(word[:2])
        if lengths:
            prefixes, limit = self.prefixes, len(word) - 2
            for length in lengths:
                if length > limit:
                    break
                rules = prefixes.get(word[:length])
                if rules:
                    following = word[length]
                    for before, restored, chain, row in rules:
                        if following in before:
                            heads.append((length, restored, chain, row))
        return heads

    def ends(self, word: str) -> list[End]:
        """List the ways to end a word, beginning with no suffix at all.

        Args:
            word: folded, of two letters or more.

        Returns:
            The ends, shortest suffix first. Three letters or more are left, and before -i and
            -in two syllables: *bali*, *toni* and *latin* are whole.
        """
        size = len(word)
        ends = [(size, 0, "", self.no_clitic)]
        lengths = self.suffix_lengths.get(word[-1])
        if lengths:
            suffixes = self.suffixes
            for length in lengths:
                end = size - length
                if end < 3:
                    break
                for suffix_index, clitic, weight in suffixes.get(word[end:], ()):
                    if end > 3 or suffix_index not in self._verbal or word[0] in morphology.VOWELS:
                        ends.append((end, suffix_index, clitic, weight))
        return ends
