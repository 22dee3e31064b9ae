"""Writes `common-tokens.tsv`: the tokens that stored terms have a character for.

Run by hand, in an environment that has `wordfreq`:

    python tools/common_tokens.py

The numbers of tokens are part of the formats of the engines, so that with a new list the versions
of all of them go up. A token whose root the stemmer changes later is merely stored at more length.
"""

from collections import defaultdict
from itertools import chain, islice

from telusur.index.analyzer import analyse_word
from telusur.index.engines.common_tokens import COMMON_TOKENS
from telusur.index.indonesian.wordlists import DATA, read_rows
from wordfreq import iter_wordlist

HEAD = """\
# The tokens that Indonesian texts have most often, in the order of their roots: a root, then each
# form of it with the number by which it is stored, the commonest having the lowest. Computed by
# tools/common_tokens.py: the words are the commonest of the Indonesian word list of wordfreq 3.1.1
# (Robyn Speer, https://github.com/rspeer/wordfreq), whose data is under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/), and so is this file; the roots are words of
# that list, too. Which root a form has, numbers and abbreviations are our own.
"""
COUNT = 20_000
BEFORE_NUMBERS = 1_000
"""The number of words that are commoner than numbers and abbreviations are taken to be."""


def common_words() -> list[str]:
    """Return words as they stand in a text, the commonest first."""
    words = [word for word in iter_wordlist("id") if word.isalpha() and word.islower()]
    ranks = {word: rank for rank, word in enumerate(words)}
    abbreviations = {row[0] for row in read_rows("abbreviations.tsv") if row[0].isupper()}
    known = sorted((a for a in abbreviations if a.lower() in ranks), key=lambda a: ranks[a.lower()])
    numbers = map(str, chain(range(1, 101), range(1990, 2031)))
    return [*words[:BEFORE_NUMBERS], *numbers, *known, *words[BEFORE_NUMBERS:]]


def main() -> None:
    """Write the list."""
    words = common_words()
    listed = {*words, *iter_wordlist("id")}
    tokens = dict.fromkeys(token for token in map(analyse_word, words) if token.root in listed)
    rows = defaultdict(list)
    for number, token in enumerate(islice(tokens, COUNT)):
        rows[token.root].append(f"{token.surface} {number}")
    lines = sorted("\t".join((root, *forms)) for root, forms in rows.items())
    (DATA / COMMON_TOKENS).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
