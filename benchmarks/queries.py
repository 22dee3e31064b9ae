"""The queries that speed is measured with, drawn from the corpus itself, the same every time."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from telusur.index.analyzer import analyse_word
from telusur.index.article import Article
from telusur.index.indonesian.text.stopwords import is_stop_word

Way = Literal["any", "all", "phrase", "prefix", "fuzzy"]
"""What an article must have of the words: any of them, all, all in a row; or a word like it."""

QUESTION_WORDS = ("Siapa", "Apa", "Di mana", "Kapan", "Mengapa", "Bagaimana", "Berapa")
_SAMPLE = 4_000
"""The queries are drawn from so many articles."""


class Asked(NamedTuple):
    """One query, for any engine."""

    way: Way
    words: tuple[str, ...]
    typed: str
    """As a person would type it for Telusur."""


def draw_queries(articles: Sequence[Article], count: int) -> dict[str, list[Asked]]:
    """Draw so many queries of each kind.

    Questions are a question word and three to five words of one sentence, or of a title, in their
    order, without stop words. The common words are the 150 that the most articles have; the rare
    ones of the mixed queries are of the three quarters that the fewest have.

    Args:
        articles: what is searched.
        count: how many.

    Returns:
        The queries, by the name of their kind.
    """
    chance = random.Random(7)
    sample = articles[:: max(1, len(articles) // _SAMPLE)]
    frequencies: Counter[str] = Counter()
    for article in sample:
        words = set(_words(article.text.lower()))
        frequencies.update(word for word in words if _is_searchable(word))
    ranked = [word for word, articles_with in frequencies.most_common() if articles_with > 2]
    common, rare = ranked[:150], ranked[len(ranked) // 4 :]
    known = set(ranked)
    fuzzy = [word for word in ranked[:2_000] if len(word) > 5]
    return {
        "question": [_question(chance, sample) for _ in range(count)],
        "one word": [_asked("any", [chance.choice(common)]) for _ in range(count)],
        "OR of four, common": [_asked("any", chance.sample(common, 4)) for _ in range(count)],
        "OR of four, mixed": [
            _asked("any", chance.sample(rare, 2) + chance.sample(common, 2)) for _ in range(count)
        ],
        "AND of two": [_asked("all", chance.sample(common, 2)) for _ in range(count)],
        "phrase": [_phrase(chance, sample, known) for _ in range(count)],
        "prefix": [_prefix(chance.choice(ranked[:2_000])) for _ in range(count)],
        "fuzzy": [_fuzzy(chance, chance.choice(fuzzy)) for _ in range(count)],
    }


def _asked(way: Way, words: Sequence[str]) -> Asked:
    return Asked(way, tuple(words), " ".join(words))


def _question(chance: random.Random, sample: Sequence[Article]) -> Asked:
    while True:
        article = chance.choice(sample)
        sentences = [one for one in re.split(r"[.!?]\s+", article.text) if one]
        sentence = chance.choice([article.title, chance.choice(sentences)])
        content = [word for word in _words(sentence) if _is_searchable(word.lower())]
        size = chance.randint(3, 5)
        if len(content) >= size:
            start = chance.randrange(len(content) - size + 1)
            question_word = chance.choice(QUESTION_WORDS)
            words = content[start : start + size]
            return Asked(
                "any",
                (*question_word.lower().split(), *map(str.lower, words)),
                f"{question_word} {' '.join(words)}?",
            )


def _phrase(chance: random.Random, sample: Sequence[Article], known: set[str]) -> Asked:
    while True:
        pairs = re.findall(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+))", chance.choice(sample).text)
        pairs = [pair for pair in pairs if {word.lower() for word in pair} <= known]
        if pairs:
            words = tuple(word.lower() for word in chance.choice(pairs))
            return Asked("phrase", words, f'"{" ".join(words)}"')


def _prefix(word: str) -> Asked:
    return Asked("prefix", (word[:4],), word[:4] + "*")


def _fuzzy(chance: random.Random, word: str) -> Asked:
    """Leave one letter of a word out, but the first, and ask for the words one edit away."""
    dropped = chance.randrange(1, len(word))
    typed = word[:dropped] + word[dropped + 1 :]
    return Asked("fuzzy", (typed,), typed + "~1")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text)


def _is_searchable(word: str) -> bool:
    return not is_stop_word(word) and analyse_word(word).root.isalpha()
