"""Stretches: neighbouring sentence parts of a text, and what each is worth as a passage."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, fsum, log1p
from typing import NamedTuple

from telusur.search.passages.answer_types import Question
from telusur.search.passages.sentence_parts import SentencePart

MAX_CHARACTERS = 330
"""No passage is longer than this, but for a clause that has no border to cut it at."""

# What a passage is worth, beside the parts of the query in it, which are worth 1 together. Chosen
# on one half of the questions of the development sets, asked of their texts and of longer ones
# joined from these: the passage that holds the answer most often, at a mean length of no more than
# 280 characters; the other half of the questions agreed.
_RARE_IN_TEXT = 0.5
"""How much the rarity of a part of the query in the text counts beside that in the library."""
_EACH = 0.5
"""How much it counts alike, as any other part: a passage with all of them is about them all."""
_ANSWER = 0.42
"""Something of the kind that a question asks for, in a sentence that has all of the query."""
_CANDIDATES = 0.25
"""How many there are of these: the more, the likelier one of them is the answer."""
_DATES = 0.45
"""The same where a date is asked for: texts have fewer dates than names, so each tells more."""
_CARRIED = 0.4
"""What a sentence has of the query by the one before it, which may name what it calls *ia*, and
what a sentence or a passage has by the first sentence of its paragraph, which says what it is
about."""
_LEAD = 0.1
"""The first sentence of the text; later ones have less of it, in inverse order."""
_PARAGRAPH_LEAD = 0.35
"""The same of a paragraph, whose first sentence names what it is about."""
_DEFINITION = 0.22
"""What is added to that where a definition is asked for, which comes first as a rule."""
_SUBJECT = 0.6
"""What of the query the first sentence of a paragraph has, the more the earlier it stands there:
the paragraph is about that. Half as much counts where the paragraph has no other sentence."""
_SUBJECT_CHARACTERS = 60
"""How far into the sentence a match counts 1 / e of what it counts at its beginning."""
_BORDER = 0.14
"""Is lost with each border of a paragraph of several sentences: beyond it is another subject."""
_CUT = 0.125
"""Is lost with each end that is not the end of a sentence."""
_FULLNESS = 0.15
"""A passage as long as can be: what stands around an answer explains it."""
_LATE = 0.38
"""Is lost where a passage as long as can be has its first match at its end: answers follow."""


class Stretch(NamedTuple):
    """Some neighbouring sentence parts, by their indices."""

    worth: float
    start: int
    end: int
    """The part after the last one."""


class MatchedTerm(NamedTuple):
    """A part of the query, where it stands in a text; offsets count characters."""

    start: int
    end: int
    term: str
    weight: float


class AnswerFinder:
    """Counts in the parts of a text what is of the kind that a question asks for."""

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
        self.kind = question.kind
        self._text = text
        self._tokens = tokens
        self._parts = parts
        self._known: dict[int, int] = {}

    def count_in(self, number: int) -> int:
        """Return how many tokens of a part of the text, by its index, may answer the question."""
        if number not in self._known:
            part, tokens = self._parts[number], self._tokens
            first = bisect_left(tokens, (part.start, part.start))
            last = bisect_left(tokens, (part.end, part.end))
            words = [
                self._text[start:end]
                for start, end in tokens[first:last]
                if not self._is_reference(start)
            ]
            self._known[number] = self._question.answer_count(words)
        return self._known[number]

    def _is_reference(self, start: int) -> bool:
        """Whether a token is the number of a reference, as in Wikipedia."""
        return self._text[start - 1 : start] == "["


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
            matches: where the query's parts stand in it, in order.
            answers: finds what is asked for, if the query is a question.
        """
        self._parts = parts
        self._answers = answers
        kind = answers.kind if answers else None
        self._candidates = _DATES if kind == "time" else _CANDIDATES
        self._paragraph_lead = _PARAGRAPH_LEAD + _DEFINITION * (kind == "definition")
        starts = [part.start for part in parts]
        self._terms: list[set[str]] = [set() for _ in parts]
        self._first_match: dict[int, int] = {}
        self._of_sentence: defaultdict[int, set[str]] = defaultdict(set)
        self._opening = {part.sentence: part.sentence - part.in_paragraph for part in parts}
        self._of_paragraph = Counter(self._opening.values())
        in_opening: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for start, _, term, _ in matches:
            number = max(0, bisect_right(starts, start) - 1)
            sentence = parts[number].sentence
            self._terms[number].add(term)
            self._first_match.setdefault(number, start)
            self._of_sentence[sentence].add(term)
            if sentence in self._of_paragraph:
                in_opening[sentence].setdefault(term, start)
        self._known_support: dict[int, float] = {}
        self._weights = self._relative({term: weight for _, _, term, weight in matches})
        self._subject = {
            part.sentence: self._subject_worth(part, in_opening[part.sentence])
            for part in parts
            if part.opens and part.sentence in in_opening
        }

    def _subject_worth(self, part: SentencePart, terms: Mapping[str, int]) -> float:
        """Return what a paragraph is worth by the query's parts in its first sentence.

        Args:
            part: what that sentence begins with.
            terms: the parts of the query, with the offset where each stands first.
        """
        distances = {
            term: (start - part.start) / _SUBJECT_CHARACTERS for term, start in terms.items()
        }
        near = fsum(self._weights[term] * exp(-distance) for term, distance in distances.items())
        return _SUBJECT * near / (1 if self._of_paragraph[part.sentence] > 1 else 2)

    def _relative(self, weights: dict[str, float]) -> dict[str, float]:
        """Return what each part of the query is worth: all of them are worth 1.

        What an article says again and again does not tell its passages apart: a part of the query
        counts by its weight, by its weight over the number of sentences with it, and by itself.
        """
        counts = Counter(term for terms in self._of_sentence.values() for term in terms)
        in_text = {term: weight / counts[term] for term, weight in weights.items()}
        total = 1 + _RARE_IN_TEXT + _EACH
        usual = 1 / (total * (sum(weights.values()) or 1.0))
        rare = _RARE_IN_TEXT / (total * (sum(in_text.values()) or 1.0))
        each = _EACH / (total * (len(weights) or 1))
        return {
            term: usual * weight + rare * in_text[term] + each for term, weight in weights.items()
        }

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
        start, worth = self._parts[first].start, -_CUT * (not self._parts[first].opens)
        paragraph = self._opening[self._parts[first].sentence]
        opening = self._of_sentence[paragraph]
        worth += self._subject.get(paragraph, 0.0)
        seen: set[str] = set()
        best = candidates = inherited = 0.0
        for last in range(first, len(self._parts)):
            _, end, sentence, in_paragraph, _, closes = self._parts[last]
            if last > first and end - start > MAX_CHARACTERS:
                return
            if self._opening[sentence] != paragraph:
                worth -= _BORDER * self._is_border(paragraph, sentence)
                paragraph = sentence
            new = self._terms[last] - seen
            if new:
                if not seen:
                    before = (self._first_match[last] - start) / MAX_CHARACTERS
                    lead = _LEAD / (1 + sentence) + self._paragraph_lead / (1 + in_paragraph)
                    worth += lead - _LATE * before
                worth += self._weight(new)
                seen |= new
                inherited = _CARRIED * self._weight(opening - seen)
            if self._answers and (count := self._answers.count_in(last)):
                support = self._support(sentence)
                best = max(best, support)
                candidates += count * support
            if seen:
                answer = _ANSWER * best + self._candidates * log1p(candidates)
                fullness = _FULLNESS * min(1.0, (end - start) / MAX_CHARACTERS)
                cut = _CUT * (not closes)
                yield Stretch(worth + inherited + answer + fullness - cut, first, last + 1)

    def _is_border(self, *paragraphs: int) -> bool:
        """Return whether one of two paragraphs, by their first sentences, has several."""
        return any(self._of_paragraph[paragraph] > 1 for paragraph in paragraphs)

    def _weight(self, terms: Iterable[str]) -> float:
        return fsum(map(self._weights.__getitem__, terms))  # in whatever order a set has them

    def _support(self, sentence: int) -> float:
        """Return how much of the query a sentence has, or others have in its stead."""
        if sentence not in self._known_support:
            own = self._of_sentence[sentence]
            others = self._of_sentence[sentence - 1] | self._of_sentence[self._opening[sentence]]
            weight = self._weight(own) + _CARRIED * self._weight(others - own)
            self._known_support[sentence] = weight
        return self._known_support[sentence]
