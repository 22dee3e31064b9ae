"""Stretches: neighbouring sentence parts of a text, and what each is worth as a passage."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from telusur.search.passages.answer_types import Question
from telusur.search.passages.sentence_parts import SentencePart

MAX_CHARACTERS = 330
"""No passage is longer than this, but for a clause that has no border to cut it at."""

# What a passage is worth, as shares of what all that is asked for is worth. Chosen on one half of
# the two development sets of questions: the passage that holds the answer most often, at a mean
# length of no more than 280 characters; the other half of the questions agreed.
_ANSWER = 0.6
"""What a question asks for, beside its words."""
_LEAD = 0.3
"""The first sentence of the text; later ones have less of it, in inverse order."""
_CUT = 0.15
"""Is lost with each end that is not the end of a sentence."""
_FULLNESS = 0.1
"""A passage as long as can be: what stands around an answer explains it."""

FEW = 4
"""How many stretches of a long text the first is chosen of: one of the four holds the answer to far
more questions than the best does. Three or six instead make no difference."""


class Stretch(NamedTuple):
    """Some neighbouring sentence parts, by their indices."""

    worth: float
    start: int
    end: int
    """The part after the last one."""


class MatchedTerm(NamedTuple):
    """A part of the query, where it stands in a text."""

    offset: int
    """Of its first character."""
    term: str
    weight: float


class AnswerFinder:
    """Tells which parts of a text hold something of the kind that a question asks for."""

    def __init__(
        self,
        question: Question,
        text: str,
        tokens: Sequence[tuple[int, int]],
        parts: Sequence[SentencePart],
    ) -> None:
        """Take what is looked at; nothing is looked for yet.

        Args:
            question: what is asked for.
            text: the text.
            tokens: the offsets of its tokens.
            parts: its parts.
        """
        self._question = question
        self._text = text
        self._tokens = tokens
        self._parts = parts
        self._known: dict[int, bool] = {}

    def stands_in(self, number: int) -> bool:
        """Tell whether a part of the text, by its index, may answer the question."""
        if number not in self._known:
            part, tokens = self._parts[number], self._tokens
            first = bisect_left(tokens, (part.start, part.start))
            last = bisect_left(tokens, (part.end, part.end))
            words = [self._text[start:end] for start, end in tokens[first:last]]
            self._known[number] = self._question.may_be_answered_by(words)
        return self._known[number]


class Stretches:
    """The stretches of a text that hold a match and can be read at a glance."""

    def __init__(
        self,
        parts: Sequence[SentencePart],
        matches: Sequence[MatchedTerm],
        answers: AnswerFinder | None,
    ) -> None:
        """Take the text.

        Args:
            parts: its parts.
            matches: where the query's parts stand in it.
            answers: finds what is asked for, if the query is a question.
        """
        self._parts = parts
        self._answers = answers
        self._weights = {term: weight for _, term, weight in matches}
        self._whole = sum(self._weights.values())
        starts = [part.start for part in parts]
        self._terms: list[set[str]] = [set() for _ in parts]
        for offset, term, _ in matches:
            self._terms[max(0, bisect_right(starts, offset) - 1)].add(term)
        self._mass = [sum(map(self._weights.__getitem__, terms)) for terms in self._terms]

    def __iter__(self) -> Iterator[Stretch]:
        """Yield the stretches in the order in which they begin, shorter ones first."""
        parts = self._parts
        matched = [number for number, terms in enumerate(self._terms) if terms]
        for first, part in enumerate(parts):
            following = bisect_left(matched, first)
            if following == len(matched):
                return
            nearest = matched[following]
            if nearest == first or parts[nearest].end - part.start <= MAX_CHARACTERS:
                yield from self._from(first)

    def _from(self, first: int) -> Iterator[Stretch]:
        start, cut_before = self._parts[first].start, _CUT * (not self._parts[first].opens)
        seen: set[str] = set()
        weight = answer = lead = 0.0
        for last in range(first, len(self._parts)):
            _, end, sentence, _, closes = self._parts[last]
            if last > first and end - start > MAX_CHARACTERS:
                return
            new = self._terms[last] - seen
            if new:
                lead = lead if seen else _LEAD / (1 + sentence)
                weight += sum(map(self._weights.__getitem__, new))
                seen |= new
            if self._answers:
                near = self._near(first, last)
                if near > answer and self._answers.stands_in(last):
                    answer = near
            if seen:
                fullness = _FULLNESS * min(1.0, (end - start) / MAX_CHARACTERS)
                shares = lead + fullness - cut_before - _CUT * (not closes)
                yield Stretch(weight + _ANSWER * answer + shares * self._whole, first, last + 1)

    def _near(self, first: int, number: int) -> float:
        """Return how much of the query stands in a part, or half as much beside it."""
        mass = self._mass
        before = mass[number - 1] if number > first else 0.0
        after = mass[number + 1] if number + 1 < len(mass) else 0.0
        return min(self._whole, mass[number] + max(before, after) / 2)


def rarest_first(
    stretches: Sequence[Stretch], parts: Sequence[SentencePart], matches: Sequence[MatchedTerm]
) -> Stretch:
    """Return which of the best stretches holds most of what is rare in the text.

    A part of the query weighs there what it weighs in the library, divided by the number of
    sentences of the text that have it.

    Args:
        stretches: at least one, the best first.
        parts: the parts of the text.
        matches: where the query's parts stand in it.
    """
    starts = [part.start for part in parts]
    holding = [max(0, bisect_right(starts, match.offset) - 1) for match in matches]
    sentences: defaultdict[str, set[int]] = defaultdict(set)
    for match, number in zip(matches, holding, strict=True):
        sentences[match.term].add(parts[number].sentence)
    weights = {match.term: match.weight / len(sentences[match.term]) for match in matches}

    def rarity(stretch: Stretch) -> float:
        first = bisect_left(holding, stretch.start)
        last = bisect_left(holding, stretch.end)
        held = dict.fromkeys(match.term for match in matches[first:last])
        return sum([weights[term] for term in held])

    return max(_apart(stretches), key=rarity)


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the best few stretches that have no part in common."""
    few: list[Stretch] = []
    for one in stretches:
        if all(one.end <= other.start or other.end <= one.start for other in few):
            few.append(one)
            if len(few) == FEW:
                break
    return few
