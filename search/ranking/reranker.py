"""Orders the best candidates anew, by evidence too dear to collect for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from telusur.index.fields import TEXT
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.library import Library
from telusur.index.query import Leaf
from telusur.index.segments.segment import Segment
from telusur.search.matching import places
from telusur.search.ranking.answer_types import Question, understood
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import (
    Occurrence,
    Window,
    adjacent_pairs,
    best_window,
    window_evidence,
)
from telusur.search.selection import Candidate

DEPTH = 30
"""So many of the best candidates are ordered anew; from 25 on, more of them change no measure."""

QUESTION_DEPTH = 20
"""So many of them are read, where the query is a question."""

_NEIGHBOUR_TOKENS = 12
"""An answer is looked for so many tokens to either side of the window that matches best."""


def has_evidence(query: str, leaves: Iterable[Leaf]) -> bool:
    """Tell whether evidence can tell candidates apart.

    Where the only part of a query stands makes no difference, unless an answer is to be near it.
    """
    return len(list(leaves)) > 1 or understood(query) is not None


def reranked(
    library: Library,
    query: str,
    leaves: Mapping[Leaf, float],
    best: Sequence[Candidate],
    weights: RankingWeights,
) -> list[Candidate]:
    """Order the first candidates anew, the evidence for each added to its score.

    Args:
        library: holds the articles; a question has some of them read.
        query: what was typed.
        leaves: the parts of the query in their order, with their weights.
        best: candidates in order of their scores; those behind the first `DEPTH` stay where they
            are, and nothing passes them by, since evidence is never negative.
        weights: how much each part of the ranking counts.
    """
    question = understood(query) if weights.question else None
    read = best[:QUESTION_DEPTH] if question else []
    articles = library.get_many([candidate.article_number for candidate in read])
    values = list(leaves.values())
    found = _Places(leaves)
    scored = []
    for candidate in best[:DEPTH]:
        occurrences = found.occurrences(candidate)
        window = best_window(occurrences, values)
        closeness = window_evidence(window, sum(values))
        evidence = {
            "window": weights.window * closeness,
            "pairs": weights.pairs * adjacent_pairs(occurrences, values),
        }
        article = articles.get(candidate.article_number)
        if question and article and _may_answer(question, article.text, window):
            evidence["question"] = weights.question * closeness
        score = candidate.score + sum(evidence.values())
        scored.append(candidate._replace(score=score, evidence=tuple(evidence.items())))
    scored.sort(key=lambda candidate: (-candidate.score, candidate.article_number))
    return [*scored, *best[DEPTH:]]


class _Places:
    """Finds the parts of a query in texts, prepared once for each segment."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._leaves = [
            (part, leaf) for part, leaf in enumerate(leaves) if leaf.field in {None, TEXT}
        ]
        self._in_segments: dict[
            Segment, list[tuple[int, Callable[[str], list[tuple[int, int]]]]]
        ] = {}

    def occurrences(self, candidate: Candidate) -> list[Occurrence]:
        segment = candidate.segment
        if segment not in self._in_segments:
            self._in_segments[segment] = [
                (part, places(leaf, segment)) for part, leaf in self._leaves
            ]
        text = segment.streams(candidate.document)[1]
        return sorted(
            Occurrence(first, behind, part)
            for part, found in self._in_segments[segment]
            for first, behind in found(text)
        )


def _may_answer(question: Question, text: str, window: Window) -> bool:
    first = max(0, window.first - _NEIGHBOUR_TOKENS)
    tokens = [token.text for token in tokenize(text)]
    return question.may_be_answered_by(tokens[first : window.behind + _NEIGHBOUR_TOKENS])
