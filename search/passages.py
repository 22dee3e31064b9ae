"""Chooses the sentences of an article that answer a query, and says where each match stands."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.indonesian.sentences import sentence_spans
from index.indonesian.tokens import Token, tokenize

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
    """Return the sentences that answer best, the best first.

    A sentence is worth the weights of the different parts of the query in it, and a little for
    each further match. Where nothing matches, the lead of the article stands for it.

    Args:
        text: the article's text.
        found: where the query's parts stand in it.
        most: at most so many passages.
    """
    placed = place_matches(text, found)
    candidates: list[tuple[float, Passage]] = []
    sentences = list(sentence_spans(text))
    next_match = 0
    for start, end in sentences:
        inside: list[tuple[Match, float]] = []
        while next_match < len(placed) and placed[next_match][0].start < end:
            match, weight = placed[next_match]
            if match.start >= start and match.end <= end:
                shifted = Match(match.start - start, match.end - start, match.term)
                inside.append((shifted, weight))
            next_match += 1
        if inside:
            matches = tuple(match for match, _ in inside)
            candidates.append((_worth(inside), Passage(text[start:end], start, matches)))
    if not candidates:
        return _lead(text, sentences)[:most]
    candidates.sort(key=lambda candidate: (-candidate[0], candidate[1].start))
    # Captions and leads are often there twice.
    by_text: dict[str, Passage] = {}
    for _, passage in candidates:
        by_text.setdefault(passage.text, passage)
    return list(by_text.values())[:most]


def _worth(inside: Sequence[tuple[Match, float]]) -> float:
    by_term = {match.term: weight for match, weight in inside}
    return sum(by_term.values()) + 0.1 * sum(weight for _, weight in inside)


def _lead(text: str, sentences: Sequence[tuple[int, int]]) -> list[Passage]:
    long_enough = (span for span in sentences if span[1] - span[0] >= _SHORTEST_LEAD)
    span = next(long_enough, sentences[0] if sentences else None)
    return [Passage(text[slice(*span)], span[0], ())] if span else []
