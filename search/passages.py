"""Chooses the sentences of an article that answer a query, and says where each match stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.indonesian.sentences import sentence_spans
from index.indonesian.tokens import Token, tokenize

MOST_CHARACTERS = 320
"""A passage of several sentences is no longer than this; a single sentence may be."""

_SHORTEST_LEAD = 40
"""A lead without matches has at least so many characters, if the text has such a sentence."""


class Match(NamedTuple):
    """One highlighted span; offsets count the characters of the text that it is given with."""

    start: int
    end: int
    term: str
    """What of the query it matches, as it was typed."""


class Passage(NamedTuple):
    """One or more whole sentences of an article's text."""

    text: str
    start: int
    """Offset of its first character in the article's text."""
    matches: tuple[Match, ...]
    """What matches in it, in order, without overlaps; offsets count from its beginning."""


class TokenMatch(NamedTuple):
    """Where a part of the query stands in a text, counted in tokens."""

    first: int
    behind: int
    """The token behind the last one."""
    term: str
    weight: float
    """How much it says about the article: its inverse document frequency."""


def place_matches(text: str, found: Iterable[TokenMatch]) -> list[tuple[Match, float]]:
    """Turn matches counted in tokens into spans of characters, each with its weight.

    Where matches overlap, the one that begins first counts, and of these the longest.
    """
    tokens: Sequence[Token] = tokenize(text)
    placed: list[tuple[Match, float]] = []
    behind = 0
    for match in sorted(found, key=lambda match: (match.first, -match.behind)):
        if behind <= match.first and match.behind <= len(tokens):
            start, end = tokens[match.first].start, tokens[match.behind - 1].end
            placed.append((Match(start, end, match.term), match.weight))
            behind = match.behind
    return placed


def best_passages(text: str, found: Iterable[TokenMatch], most: int) -> list[Passage]:
    """Return the passages that answer best, the best first; they do not overlap.

    A passage is a sentence or some neighbouring ones, up to a length that is read at a glance. It
    is worth the weights of the different parts of the query in it, and a little for each further
    match. Where nothing matches, the lead of the article stands for it.

    Args:
        text: the article's text.
        found: where the query's parts stand in it.
        most: at most so many passages.
    """
    sentences = list(_sentences_with_matches(text, place_matches(text, found)))
    chosen: dict[str, Passage] = {}
    free = [True] * len(sentences)
    while len(chosen) < most:
        stretch = _best_stretch(sentences, free)
        if stretch is None:
            break
        free[stretch] = [False] * (stretch.stop - stretch.start)
        passage = _passage(text, sentences[stretch])
        # Captions and leads are often there twice.
        chosen.setdefault(passage.text, passage)
    return list(chosen.values()) or _lead(text, sentences)[:most]


class _Sentence(NamedTuple):
    start: int
    end: int
    matches: tuple[tuple[Match, float], ...]
    """What matches in it, with its weight; offsets are those of the text."""


def _sentences_with_matches(
    text: str, placed: Sequence[tuple[Match, float]]
) -> Iterator[_Sentence]:
    next_match = 0
    for start, end in sentence_spans(text):
        inside: list[tuple[Match, float]] = []
        while next_match < len(placed) and placed[next_match][0].start < end:
            match = placed[next_match][0]
            if match.start >= start and match.end <= end:
                inside.append(placed[next_match])
            next_match += 1
        yield _Sentence(start, end, tuple(inside))


def _best_stretch(sentences: Sequence[_Sentence], free: Sequence[bool]) -> slice | None:
    """Return the neighbouring sentences that together are worth most, and what fits around them."""
    best, best_worth = None, 0.0
    for first, sentence in enumerate(sentences):
        if not free[first] or not sentence.matches:
            continue
        behind = first + 1
        while True:
            worth = _worth(sentences[first:behind])
            if worth > best_worth:
                best, best_worth = slice(first, behind), worth
            if not _fits(sentences, free, first, behind + 1):
                break
            behind += 1
    return best and _extended(sentences, free, best)


def _extended(sentences: Sequence[_Sentence], free: Sequence[bool], stretch: slice) -> slice:
    """Add the neighbours that fit: what follows an answer, or leads to it, explains it."""
    first, behind = stretch.start, stretch.stop
    while True:
        after = _fits(sentences, free, first, behind + 1)
        before = first > 0 and _fits(sentences, free, first - 1, behind)
        if after and not (before and _worth([sentences[first - 1]]) > _worth([sentences[behind]])):
            behind += 1
        elif before:
            first -= 1
        else:
            return slice(first, behind)


def _fits(sentences: Sequence[_Sentence], free: Sequence[bool], first: int, behind: int) -> bool:
    return (
        behind <= len(sentences)
        and free[first]
        and free[behind - 1]
        and sentences[behind - 1].end - sentences[first].start <= MOST_CHARACTERS
    )


def _worth(sentences: Sequence[_Sentence]) -> float:
    inside = [weighed for sentence in sentences for weighed in sentence.matches]
    by_term = {match.term: weight for match, weight in inside}
    return sum(by_term.values()) + 0.1 * sum(weight for _, weight in inside)


def _passage(text: str, sentences: Sequence[_Sentence]) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    matches = tuple(
        Match(match.start - start, match.end - start, match.term)
        for sentence in sentences
        for match, _ in sentence.matches
    )
    return Passage(text[start:end], start, matches)


def _lead(text: str, sentences: Sequence[_Sentence]) -> list[Passage]:
    long_enough = (one for one in sentences if one.end - one.start >= _SHORTEST_LEAD)
    sentence = next(long_enough, sentences[0] if sentences else None)
    return [_passage(text, [sentence])] if sentence else []
