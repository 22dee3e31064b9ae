"""Chooses the sentences of an article that answer a query, and says where each match stands."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from telusur.index.indonesian.text.tokenizer import token_spans
from telusur.search.passages.answer_types import Question
from telusur.search.passages.sentence_parts import SentencePart, sentence_parts
from telusur.search.passages.stretches import (
    MAX_CHARACTERS,
    AnswerFinder,
    MatchedTerm,
    Stretch,
    Stretches,
)

WHOLE_TEXT = 430
"""A text of no more characters than this is shown whole."""

_SHORTEST_LEAD = 40
"""In characters; a lead without matches is no shorter, if the text has such a sentence."""


class Match(NamedTuple):
    """One highlighted span; offsets count the characters of the text that it is given with."""

    start: int
    end: int
    term: str
    """What of the query it matches, as it was typed."""


class Passage(NamedTuple):
    """A sentence of an article's text or some neighbouring ones, long ones perhaps cut."""

    text: str
    start: int
    """Offset of its first character in the article's text."""
    matches: tuple[Match, ...]
    """What matches in it, in order, without overlaps; offsets count from its beginning."""
    cut_before: bool = False
    """Whether its first sentence began earlier."""
    cut_after: bool = False
    """Whether its last sentence goes on."""


class TokenMatch(NamedTuple):
    """Where a part of the query stands in a text, counted in tokens."""

    start: int
    end: int
    """The token after the last one."""
    term: str
    weight: float
    """How much it says about the article: its inverse document frequency."""


def locate_matches(text: str, found: Iterable[TokenMatch]) -> list[tuple[Match, float]]:
    """Turn matches counted in tokens into spans of characters, each with its weight.

    Where matches overlap, the one that begins first counts, and of these the longest.
    """
    ordered = _in_order(found)
    return _located(ordered, token_spans(text, _last_token(ordered)))


def _in_order(found: Iterable[TokenMatch]) -> list[TokenMatch]:
    return sorted(found, key=lambda match: (match.start, -match.end))


def _last_token(matches: Sequence[TokenMatch]) -> int:
    return max((match.end for match in matches), default=0)


def _located(
    ordered: Sequence[TokenMatch], tokens: Sequence[tuple[int, int]]
) -> list[tuple[Match, float]]:
    located: list[tuple[Match, float]] = []
    end_of_last = 0
    for match in ordered:
        if end_of_last <= match.start and match.end <= len(tokens):
            start, end = tokens[match.start][0], tokens[match.end - 1][1]
            located.append((Match(start, end, match.term), match.weight))
            end_of_last = match.end
    return located


def best_passages(
    text: str,
    found: Iterable[TokenMatch],
    limit: int,
    question: Question | None = None,
    context: int = 0,
) -> list[Passage]:
    """Return the passages that answer best, the best first; they do not overlap.

    A passage is a sentence or some neighbouring ones, up to a length that is read at a glance; a
    long sentence may be cut between clauses, never inside a match. It is worth the weights of the
    different parts of the query in it, those that are rare in the text before others, more where
    it has what a question asks for, where it stands early, and where it begins with a match. Where
    nothing matches, the lead of the article stands for it.

    Args:
        text: the article's text.
        found: where the query's parts stand in it.
        limit: the maximum number of passages.
        question: what the query asks for, if it is a question.
        context: the number of sentences to add to either side of each passage, as long as they are
            not shown already.
    """
    if not limit:
        return []
    ordered = _in_order(found)
    is_short = len(text) <= WHOLE_TEXT
    seeks_answers = question is not None and not is_short
    tokens = token_spans(text, len(text) if seeks_answers else _last_token(ordered))
    located = _located(ordered, tokens)
    parts = list(sentence_parts(text, [(match.start, match.end) for match, _ in located]))
    if not parts:
        return []
    if not located:
        lead = _widened(parts, _lead(parts), context)
        return [_passage(text, parts[lead], ())]
    if is_short:
        return [_passage(text, parts, located)]
    answers = AnswerFinder(question, text, tokens, parts) if question else None
    matches = [MatchedTerm(*match, weight) for match, weight in located]
    free = [True] * len(parts)
    chosen: dict[str, Passage] = {}
    for _, start, end in sorted(Stretches(parts, matches, answers), key=_best_first):
        if all(free[start:end]):
            taken = _widened(parts, slice(start, end), context, free)
            free[taken] = [False] * (taken.stop - taken.start)
            passage = _passage(text, parts[taken], located)
            # Captions and leads are often there twice.
            chosen.setdefault(passage.text, passage)
            if len(chosen) == limit:
                break
    return list(chosen.values())


def _best_first(stretch: Stretch) -> tuple[float, int, int]:
    """Sort stretches by what they are worth; of equal ones the first and shortest is the best."""
    return -stretch.worth, stretch.start, stretch.end


def _passage(
    text: str, parts: Sequence[SentencePart], located: Sequence[tuple[Match, float]]
) -> Passage:
    start, end = parts[0].start, parts[-1].end
    matches = tuple(
        Match(match.start - start, match.end - start, match.term)
        for match, _ in located
        if start <= match.start and match.end <= end
    )
    return Passage(text[start:end], start, matches, not parts[0].opens, not parts[-1].closes)


def _lead(parts: Sequence[SentencePart]) -> slice:
    """Return the first sentence that says something, as far as it fits."""
    long_enough = (
        number for number, part in enumerate(parts) if part.end - part.start >= _SHORTEST_LEAD
    )
    first = end = next(long_enough, 0)
    while end < len(parts) and parts[end].sentence == parts[first].sentence:
        if end > first and parts[end].end - parts[first].start > MAX_CHARACTERS:
            break
        end += 1
    return slice(first, end)


def _widened(
    parts: Sequence[SentencePart], stretch: slice, context: int, free: Sequence[bool] | None = None
) -> slice:
    """Add whole sentences to either side of a stretch, as far as they are free."""
    if not context:
        return stretch
    first, end = stretch.start, stretch.stop
    earliest = parts[first].sentence - context
    latest = parts[end - 1].sentence + context
    while first and parts[first - 1].sentence >= earliest and (not free or free[first - 1]):
        first -= 1
    while end < len(parts) and parts[end].sentence <= latest and (not free or free[end]):
        end += 1
    return slice(first, end)
