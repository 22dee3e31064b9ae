"""BM25F: how much an article's words are worth to a query, and the parameters of all ranking.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), sections
3.4 and 3.6: a word's frequencies in the fields are weighted, normalised by each field's length and
added up before they saturate.
"""

from math import log
from typing import NamedTuple

K1 = 1.2
"""How soon further occurrences of a word stop counting; the usual value."""

B = 0.75
"""How much a field's length counts; the usual value."""

FUZZY_WEIGHTS = (1.0, 0.5, 0.25)
"""How much an occurrence of a word counts that is 0, 1 or 2 edits away from a fuzzy word."""


class RankingWeights(NamedTuple):
    """How much each part of the ranking counts; 0 switches it off.

    Chosen by this rule: of a coarse grid, the values with the highest mean of four mean reciprocal
    ranks, over half of the questions of the two development sets, asked of their passages and of
    longer articles that eight similar passages were joined to; the other half of the questions
    was kept to check. The best values are many and close to one another.
    """

    title: float = 1.0
    """An occurrence in the title, beside one in the text."""
    surface: float = 0.4
    """What the same form of a word adds, as a share of what its root is worth."""
    variant: float = 0.8
    """An occurrence of another way to write a word, beside one of the word itself."""
    window: float = 1.5
    """What stands close together; see `proximity.closeness`."""
    pairs: float = 0.8
    """Each nat by which two parts of the query near each other are rare; see `proximity`."""
    opening: float = 0.5
    """What of the query the title begins with; see `proximity.opening`."""


DEFAULT_WEIGHTS = RankingWeights()


def inverse_document_frequency(document_frequency: float, document_count: int) -> float:
    """Return the weight of a word in nats; always above zero, as in Lucene's BM25.

    Args:
        document_frequency: the number of documents that hold the word.
        document_count: the number of all documents.
    """
    absent = document_count - document_frequency + 0.5
    return log(1 + max(absent, 0.5) / (document_frequency + 0.5))


def normalised_frequency(frequency: int, length: int, average_length: float) -> float:
    """Return a word's frequency in one field of one document, beside the field's length.

    Args:
        frequency: the number of occurrences in the field.
        length: the field's length there, in tokens.
        average_length: the field's mean length over all documents, in tokens.
    """
    return frequency * occurrence_weight(length, average_length)


def occurrence_weight(length: int, average_length: float) -> float:
    """Return what one occurrence adds to a frequency; see `normalised_frequency`.

    Args:
        length: the field's length there, in tokens.
        average_length: the field's mean length over all documents, in tokens.
    """
    return 1 / (1 - B + B * length / average_length)


def saturated(weighted_frequency: float) -> float:
    """Return how much a word's frequency counts, between 0 and K1 + 1."""
    return weighted_frequency * (K1 + 1) / (weighted_frequency + K1)
