"""Collects evidence for the best candidates that would be too dear to collect for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.article import Article
from index.fields import TEXT
from index.indonesian.folding import fold
from index.indonesian.tokens import tokenize
from index.segments.segment import Segment
from search.matching import spans
from search.proximity import Occurrence, adjacent_pairs, best_window
from search.questions import NEIGHBOUR_TOKENS, may_answer, question_kind
from search.tree import Leaf

DEPTH = 50
"""So many of the best candidates are ordered anew."""

QUESTION_DEPTH = 20
"""So many of them are read, where the query is a question."""


@dataclass(frozen=True)
class EvidenceWeights:
    """How much each kind of evidence counts, beside BM25F; 0 switches it off.

    Chosen on the two development sets of questions by this rule: of a coarse grid, the values with
    the highest mean reciprocal rank over both, and of those within a standard error the ones that
    give closeness most, since articles are longer than the passages of these sets.
    """

    window: float = 1.0
    pairs: float = 0.6
    question: float = 0.3


DEFAULT_WEIGHTS = EvidenceWeights()


@dataclass(frozen=True)
class Evidence:
    """What speaks for one candidate beside its BM25F; the values are weighted already."""

    window: float
    pairs: float
    question: float

    @property
    def total(self) -> float:
        """What is added to the candidate's score."""
        return self.window + self.pairs + self.question


def evidence(
    query: str,
    leaves: Mapping[Leaf, float],
    segment: Segment,
    document: int,
    article: Article | None,
    weights: EvidenceWeights,
) -> Evidence:
    """Collect the evidence for one candidate.

    Args:
        query: what was typed.
        leaves: the parts of the query in their order, with their weights.
        segment: where the candidate is indexed.
        document: its number there.
        article: the candidate itself, if the query is a question; it is read only then.
        weights: how much each kind of evidence counts.
    """
    values = list(leaves.values())
    occurrences = sorted(
        Occurrence(first, behind, part)
        for part, leaf in enumerate(leaves)
        if leaf.field in {None, TEXT}
        for first, behind in spans(leaf, segment, TEXT, document)
    )
    window = best_window(occurrences, values)
    answers = False
    kind = question_kind(query) if article and weights.question else None
    if article and kind and occurrences:
        first = max(0, window.first - NEIGHBOUR_TOKENS)
        tokens = [token.text for token in tokenize(article.text)]
        asked = frozenset(fold(token.text) for token in tokenize(query))
        answers = may_answer(kind, tokens[first : window.behind + NEIGHBOUR_TOKENS], asked)
    return Evidence(
        window=weights.window * window.weight,
        pairs=weights.pairs * adjacent_pairs(occurrences, values),
        question=weights.question * window.weight if answers else 0.0,
    )
