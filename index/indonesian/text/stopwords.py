"""Tells the function words and the question words of Indonesian from other words."""

from functools import lru_cache

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_rows


def is_stop_word(word: str) -> bool:
    """Tell whether a word is a function word or a question word, as `data/stopwords.txt` lists.

    The rule by which the list was chosen, and what was measured, is said on top of that file.

    Args:
        word: one word as it stands in a text, not its root; it is folded before it is looked up.
    """
    return fold(word) in _stop_words()


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("stopwords.txt"))
