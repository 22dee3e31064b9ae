"""Orders the best candidates anew, by evidence too dear to collect for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from telusur.index.article import Article
from telusur.index.engines.engine import Candidate
from telusur.index.fields import TITLE
from telusur.index.indonesian.text.tokenizer import token_spans
from telusur.index.query import Leaf
from telusur.search.matching.patterns import LeafPattern
from telusur.search.ranking.answer_types import Question, understood
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import (
    Occurrence,
    Window,
    adjacent_pairs,
    best_window,
    window_evidence,
)

DEPTH: Final = 25
"""So many of the best candidates are ordered anew; more of them change no measure."""

_QUESTION_DEPTH: Final = 12
"""So many of the best by then are read, where the query is a question."""

_NEIGHBOUR_TOKENS: Final = 12
"""An answer is looked for so many tokens to either side of the window that matches best."""


Evidence = tuple[tuple[str, float], ...]
"""Each kind of evidence by its name, and what it added to a score."""


class RankedCandidate(NamedTuple):
    """A candidate with its exact score."""

    score: float
    candidate: Candidate
    evidence: Evidence = ()
    """What of the score is not BM25F."""


ReadArticles = Callable[[Sequence[int]], Mapping[int, Article]]
"""Returns the articles of some numbers."""


def has_evidence(query: str, leaves: Iterable[Leaf]) -> bool:
    """Tell whether evidence can tell candidates apart.

    Where the only part of a query stands makes no difference, unless an answer is to be near it.

    Args:
        query: what was typed.
        leaves: the parts of the query.
    """
    return len(list(leaves)) > 1 or understood(query) is not None


def reranked(
    ranked: Sequence[RankedCandidate],
    query: str,
    patterns: Mapping[Leaf, LeafPattern],
    leaf_weights: Mapping[Leaf, float],
    weights: RankingWeights,
    read: ReadArticles,
) -> list[RankedCandidate]:
    """Order the first candidates anew, the evidence for each added to its score.

    Args:
        ranked: candidates in order of their scores; those after the first `DEPTH` keep their ranks,
            and nothing passes them by, since evidence is never negative.
        query: what was typed.
        patterns: what looks for each part of the query.
        leaf_weights: the parts of the query in their order, with their weights.
        weights: how much each part of the ranking counts.
        read: reads articles, for a question.
    """
    values = list(leaf_weights.values())
    in_text = [
        (part, patterns[leaf]) for part, leaf in enumerate(leaf_weights) if leaf.field != TITLE
    ]
    placed: list[tuple[RankedCandidate, Window]] = []
    for one in ranked[:DEPTH]:
        occurrences = _occurrences(one.candidate, in_text)
        window = best_window(occurrences, values)
        closeness = weights.window * window_evidence(window, sum(values))
        pairs = weights.pairs * adjacent_pairs(occurrences, values)
        evidence: Evidence = (("window", closeness), ("pairs", pairs))
        score = one.score + closeness + pairs
        placed.append((RankedCandidate(score, one.candidate, evidence), window))
    placed.sort(key=_by_score)
    question = understood(query) if weights.question else None
    if question:
        numbers = [one.candidate.number for one, _ in placed[:_QUESTION_DEPTH]]
        articles = read(numbers)
        for rank, (one, window) in enumerate(placed[:_QUESTION_DEPTH]):
            article = articles.get(one.candidate.number)
            if article and _may_answer(question, article.text, window):
                bonus = weights.question * window_evidence(window, sum(values))
                evidence = (*one.evidence, ("question", bonus))
                better = RankedCandidate(one.score + bonus, one.candidate, evidence)
                placed[rank] = better, window
        placed.sort(key=_by_score)
    return [*(one for one, _ in placed), *ranked[DEPTH:]]


def _by_score(placed: tuple[RankedCandidate, Window]) -> tuple[float, int]:
    """Sort the best first; of equal ones, the oldest article."""
    return -placed[0].score, placed[0].candidate.number


def _occurrences(
    candidate: Candidate, patterns: Sequence[tuple[int, LeafPattern]]
) -> list[Occurrence]:
    terms = candidate.terms
    return sorted(
        Occurrence(start, end, part)
        for part, pattern in patterns
        for start, end in set(pattern.spans(terms, terms.text))
    )


def _may_answer(question: Question, text: str, window: Window) -> bool:
    start, end = max(0, window.start - _NEIGHBOUR_TOKENS), window.end + _NEIGHBOUR_TOKENS
    spans = token_spans(text, end)[start:end]
    return question.may_be_answered_by([text[first:last] for first, last in spans])
