"""The queries that speed is measured with, drawn from the corpus itself, the same every time."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from telusur.index.analyzer import analyse_word
from telusur.index.article import Article
from telusur.index.indonesian.text.stopwords import is_stop_word


class Queries(NamedTuple):
    """Query words of each kind."""

    mixed: list[list[str]]
    """Four words: two rare ones, two common ones."""
    common: list[list[str]]
    """Four words, each of which many articles have."""
    pairs: list[list[str]]
    """Two common words, to be required both."""
    phrases: list[list[str]]
    """Two words that stand beside one another in an article."""
    prefixes: list[str]
    words: list[str]
    """Single common words."""


def draw_queries(articles: Sequence[Article], count: int) -> Queries:
    """Draw so many queries of each kind."""
    chance = random.Random(7)
    frequencies: Counter[str] = Counter()
    sample = articles[:4_000]
    for article in sample:
        words = {word.strip(".").lower() for word in article.text.split()}
        frequencies.update(word for word in words if word.isalpha() and _searchable(word))
    ranked = [word for word, found in frequencies.most_common() if found > 2]
    common, rare = ranked[:150], ranked[len(ranked) // 4 :]
    phrases = []
    while len(phrases) < count:
        words = chance.choice(sample).text.split()
        start = chance.randrange(len(words) - 1)
        pair = [word.strip(".") for word in words[start : start + 2]]
        if not words[start].endswith(".") and all(word in frequencies for word in pair):
            phrases.append(pair)
    return Queries(
        mixed=[chance.sample(rare, 2) + chance.sample(common, 2) for _ in range(count)],
        common=[chance.sample(common, 4) for _ in range(count)],
        pairs=[chance.sample(common, 2) for _ in range(count)],
        phrases=phrases,
        prefixes=[chance.choice(ranked[:2_000])[:4] for _ in range(count)],
        words=[chance.choice(common) for _ in range(count)],
    )


def _searchable(word: str) -> bool:
    return not is_stop_word(word) and analyse_word(word).root.isalpha()
