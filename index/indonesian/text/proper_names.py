"""Tells names of places, peoples and persons, which the stemmer must leave whole."""

from functools import lru_cache

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_rows

_FILES = ("place-names.tsv", "personal-names.txt")
_ORDINARY = "ordinary-name-words.tsv"


def is_name(word: str) -> bool:
    """Tell whether a word is a listed name, or belongs to one and is no ordinary word.

    *Bekasi*, *Mali* and *Susi* are; of *Kepulauan Riau* only *Riau* is, for *kepulauan* has to meet
    *pulau*. What stays ordinary is listed in `data/ordinary-name-words.tsv`, decided by harm.

    Args:
        word: one word in any case; it is folded before it is looked up.
    """
    return fold(word) in name_words()


@lru_cache(maxsize=1)
def name_words() -> frozenset[str]:
    """Return the folded words for which `is_name` is true."""
    text = "\n".join([row[0] for file in _FILES for row in read_rows(file)])
    words = set(text.lower().split())
    # Few words need more folding. Una-Una is one token, Guinea-Bissau two.
    others = [word for word in words if not (word.isalpha() and word.isascii())]
    words.difference_update(others)
    words.update(fold(part) for word in others for part in (word, *word.split("-")))
    words.difference_update([row[0] for row in read_rows(_ORDINARY)])
    return frozenset(words)
