"""Knows the function words and the question words of Indonesian."""

from functools import lru_cache

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_rows

_QUESTION = "question"


def is_stop_word(word: str) -> bool:
    """Tell whether a word is a function word or a question word, as `data/stopwords.txt` lists.

    The rule by which the list was chosen, and what was measured, is said on top of that file.

    Args:
        word: one word as it stands in a text, not its root; it is folded before it is looked up.
    """
    return fold(word) in _classes()


def is_question_word(word: str) -> bool:
    """Tell whether a word asks: *berapa, siapa, apakah, kapan, dimana, bagaimana*.

    Args:
        word: one word in any case. Of *di mana* only *mana* is a question word.
    """
    return _classes().get(fold(word)) == _QUESTION


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return dict(read_rows("stopwords.txt"))
