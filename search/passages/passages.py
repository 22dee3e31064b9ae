"""Chooses the sentences of an article that answer a query, and says where each match stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from telusur.index.indonesian.text.tokenizer import token_spans, tokenize
from telusur.search.passages.answer_types import Question
from telusur.search.passages.sentence_parts import SentencePart, sentence_parts

MAX_CHARACTERS = 330
"""No passage is longer than this, but for a clause that has no border to cut it at."""

WHOLE_TEXT = 430
"""A text of no more characters than this is shown whole."""

_SHORTEST_LEAD = 40
"""A lead without matches has at least so many characters, if the text has such a sentence."""

# What a passage is worth, as shares of what all that is asked for is worth. Chosen on one half of
# the two development sets of questions: the passage that holds the answer most often, at a mean
# length of no more than 280 characters; the other half of the questions agreed.
_ANSWER = 0.6
"""What a question asks for, beside its words."""
_LEAD = 0.3
"""The beginning of the text; sentences behind it have less of it, in inverse order."""
_CUT = 0.15
"""Is lost with each end that is not the end of a sentence."""
_FULLNESS = 0.1
"""A passage as long as can be: what stands around an answer explains it."""


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


def place_matches(text: str, found: Iterable[TokenMatch]) -> list[tuple[Match, float]]:
    """Turn matches counted in tokens into spans of characters, each with its weight.

    Where matches overlap, the one that begins first counts, and of these the longest.
    """
    ordered = sorted(found, key=lambda match: (match.start, -match.end))
    tokens = token_spans(text, max((match.end for match in ordered), default=0))
    placed: list[tuple[Match, float]] = []
    behind = 0
    for match in ordered:
        if behind <= match.start and match.end <= len(tokens):
            start, end = tokens[match.start][0], tokens[match.end - 1][1]
            placed.append((Match(start, end, match.term), match.weight))
            behind = match.end
    return placed


def best_passages(
    text: str,
    found: Iterable[TokenMatch],
    most: int,
    question: Question | None = None,
    context: int = 0,
) -> list[Passage]:
    """Return the passages that answer best, the best first; they do not overlap.

    A passage is a sentence or some neighbouring ones, up to a length that is read at a glance; a
    long sentence may be cut between clauses, never inside a match. It is worth the weights of the
    different parts of the query in it, more where it has what a question asks for, and where it
    stands early. Where nothing matches, the lead of the article stands for it.

    Args:
        text: the article's text.
        found: where the query's parts stand in it.
        most: at most so many passages.
        question: what the query asks for, if it is a question.
        context: so many sentences are added to either side of each passage, as long as they are
            not shown already.
    """
    if not most:
        return []
    placed = place_matches(text, found)
    parts = list(sentence_parts(text, [(match.start, match.end) for match, _ in placed]))
    if not parts:
        return []
    if not placed:
        lead = _widened(parts, _lead(parts), context)
        return [_passage(text, parts[lead], ())]
    if len(text) <= WHOLE_TEXT:
        return [_passage(text, parts, placed)]
    stretches = _Stretches(text, parts, placed, question)
    chosen: dict[str, Passage] = {}
    while len(chosen) < most and (best := stretches.take_best(context)):
        passage = _passage(text, parts[best], placed)
        # Captions and leads are often there twice.
        chosen.setdefault(passage.text, passage)
    return list(chosen.values())


class _Stretches:
    """The stretches of neighbouring clauses of a text: what each is worth, which are still free."""

    def __init__(
        self,
        text: str,
        parts: Sequence[SentencePart],
        placed: Sequence[tuple[Match, float]],
        question: Question | None,
    ) -> None:
        self._text = text
        self._parts = parts
        self._question = question
        self._free = [True] * len(parts)
        self._weights = {match.term: weight for match, weight in placed}
        self._whole = sum(self._weights.values())
        self._terms: list[set[str]] = [set() for _ in parts]
        starts = [part.start for part in parts]
        for match, _ in placed:
            self._terms[max(0, bisect_right(starts, match.start) - 1)].add(match.term)
        self._mass = [sum(map(self._weights.__getitem__, terms)) for terms in self._terms]
        self._answers: dict[int, bool] = {}

    def take_best(self, context: int) -> slice | None:
        """Return the best stretch that is free and holds a match; from now on it is not free.

        Args:
            context: so many free sentences are added to either side of it.
        """
        best, best_worth = None, -inf
        for first in range(len(self._parts)):
            for behind, worth in self._from(first):
                if worth > best_worth:
                    best, best_worth = slice(first, behind), worth
        if best:
            best = _widened(self._parts, best, context, self._free)
            self._free[best] = [False] * (best.stop - best.start)
        return best

    def _from(self, first: int) -> Iterator[tuple[int, float]]:
        """Yield the stretches with a match that begin with a clause: the end and the worth."""
        parts, start = self._parts, self._parts[first].start
        behind = first
        while behind < len(parts) and self._free[behind]:
            if behind > first and parts[behind].end - start > MAX_CHARACTERS:
                break
            behind += 1
        if not any(self._terms[first:behind]):
            return
        lead = 0.0
        cut_before = _CUT * (not parts[first].opens)
        held: set[str] = set()
        weight = answer = 0.0
        for last in range(first, behind):
            new = self._terms[last] - held
            weight += sum(map(self._weights.__getitem__, new))
            if new and not held:
                lead = _LEAD / (1 + parts[last].sentence)
            held |= new
            if self._question and self._has_answer(last):
                near = self._mass[last - 1] if last > first else 0.0
                if last + 1 < behind:
                    near = max(near, self._mass[last + 1])
                answer = max(answer, min(self._whole, self._mass[last] + near / 2))
            if held:
                fullness = _FULLNESS * min(1.0, (parts[last].end - start) / MAX_CHARACTERS)
                shares = lead + fullness - cut_before - _CUT * (not parts[last].closes)
                yield last + 1, weight + _ANSWER * answer + shares * self._whole

    def _has_answer(self, place: int) -> bool:
        if place not in self._answers:
            part = self._parts[place]
            tokens = [token.text for token in tokenize(self._text[part.start : part.end])]
            self._answers[place] = bool(
                self._question and self._question.may_be_answered_by(tokens)
            )
        return self._answers[place]


def _passage(
    text: str, parts: Sequence[SentencePart], placed: Sequence[tuple[Match, float]]
) -> Passage:
    start, end = parts[0].start, parts[-1].end
    matches = tuple(
        Match(match.start - start, match.end - start, match.term)
        for match, _ in placed
        if start <= match.start and match.end <= end
    )
    return Passage(text[start:end], start, matches, not parts[0].opens, not parts[-1].closes)


def _lead(parts: Sequence[SentencePart]) -> slice:
    """Return the first sentence that says something, as far as it fits."""
    long_enough = (
        place for place, part in enumerate(parts) if part.end - part.start >= _SHORTEST_LEAD
    )
    first = behind = next(long_enough, 0)
    while behind < len(parts) and parts[behind].sentence == parts[first].sentence:
        if behind > first and parts[behind].end - parts[first].start > MAX_CHARACTERS:
            break
        behind += 1
    return slice(first, behind)


def _widened(
    parts: Sequence[SentencePart], stretch: slice, context: int, free: Sequence[bool] | None = None
) -> slice:
    """Add whole sentences to either side of a stretch, as far as they are free."""
    if not context:
        return stretch
    first, behind = stretch.start, stretch.stop
    earliest = parts[first].sentence - context
    latest = parts[behind - 1].sentence + context
    while first and parts[first - 1].sentence >= earliest and (not free or free[first - 1]):
        first -= 1
    while behind < len(parts) and parts[behind].sentence <= latest and (not free or free[behind]):
        behind += 1
    return slice(first, behind)
