"""Orders the best candidates anew, by evidence too dear to collect for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from telusur.index.article import Article
from telusur.index.engines.engine import Candidate
from telusur.index.fields import TITLE
from telusur.index.indonesian.text.tokenizer import iter_tokens
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

DEPTH: Final = 30
"""So many of the best candidates are ordered anew; from 25 on, more of them change no measure."""

_QUESTION_DEPTH: Final = 20
"""So many of them are read, where the query is a question."""

_NEIGHBOUR_TOKENS: Final = 12
"""An answer is looked for so many tokens to either side of the window that matches best."""


class RankedCandidate(NamedTuple):
    """A candidate with its exact score."""

    score: float
    candidate: Candidate
    evidence: tuple[tuple[str, float], ...] = ()
    """What of the score is not BM25F: each kind of evidence by its name, and what it added."""


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
    question = understood(query) if weights.question else None
    numbers = [one.candidate.number for one in ranked[:_QUESTION_DEPTH]]
    articles = read(numbers) if question else {}
    values = list(leaf_weights.values())
    in_text = [
        (part, patterns[leaf]) for part, leaf in enumerate(leaf_weights) if leaf.field != TITLE
    ]
    scored = []
    for one in ranked[:DEPTH]:
        occurrences = _occurrences(one.candidate, in_text)
        window = best_window(occurrences, values)
        closeness = window_evidence(window, sum(values))
        evidence = {
            "window": weights.window * closeness,
            "pairs": weights.pairs * adjacent_pairs(occurrences, values),
        }
        article = articles.get(one.candidate.number)
        if question and article and _may_answer(question, article.text, window):
            evidence["question"] = weights.question * closeness
        score = one.score + sum(evidence.values())
        scored.append(RankedCandidate(score, one.candidate, tuple(evidence.items())))
    scored.sort(key=lambda one: (-one.score, one.candidate.number))
    return [*scored, *ranked[DEPTH:]]


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
    start = max(0, window.start - _NEIGHBOUR_TOKENS)
    tokens = islice(iter_tokens(text), start, window.end + _NEIGHBOUR_TOKENS)
    return question.may_be_answered_by([token.text for token in tokens])
