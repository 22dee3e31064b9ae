"""BM25F: how much an article's words are worth to a query. Formulas and parameters, nothing else.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), sections
3.4 and 3.6: a word's frequencies in the fields are weighted, normalised by each field's length and
added up before they saturate.
"""

from collections.abc import Mapping
from math import log

K1 = 1.2
"""How soon further occurrences of a word stop counting; the usual value."""

B = 0.75
"""How much a field's length counts; the usual value."""

FIELD_WEIGHTS: Mapping[str, float] = {"title": 1.0, "text": 1.0}
"""How much an occurrence in each text field counts."""

SURFACE_WEIGHT = 0.4
"""What the same form of a word adds, as a share of what its root is worth."""


VARIANT_WEIGHT = 0.8
"""How much an occurrence of another way to write a word counts, beside one of the word itself."""

FUZZY_WEIGHTS = (1.0, 0.5, 0.25)
"""How much an occurrence of a word counts that is 0, 1 or 2 edits away from a fuzzy word."""


def inverse_document_frequency(document_frequency: float, document_count: int) -> float:
    """Return the weight of a word in nats; always above zero, as in Lucene's BM25.

    Args:
        document_frequency: the number of documents that hold the word.
        document_count: the number of all documents.
    """
    absent = document_count - document_frequency + 0.5
    return log(1 + max(absent, 0.5) / (document_frequency + 0.5))


def normalised_frequency(field: str, frequency: int, length: int, average_length: float) -> float:
    """Return a word's weighted frequency in one field of one document.

    Args:
        field: the text field.
        frequency: how often the word stands in it.
        length: the field's length there, in tokens.
        average_length: the field's mean length over all documents, in tokens.
    """
    return frequency * occurrence_weight(field, length, average_length)


def occurrence_weight(field: str, length: int, average_length: float) -> float:
    """Return what one occurrence adds to a weighted frequency; see `normalised_frequency`."""
    return FIELD_WEIGHTS[field] / (1 - B + B * length / average_length)


def saturated(weighted_frequency: float) -> float:
    """Return how much a word's frequency counts, between 0 and K1 + 1."""
    return weighted_frequency * (K1 + 1) / (weighted_frequency + K1)
