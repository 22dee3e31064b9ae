"""Where words stand in a title or a text: phrases with gaps, and spans that are near each other.

Positions count tokens; a span is the position of its first token and the one after its last. A
title or a text is a string with a character for each token, and a word is the characters of the
tokens that are it, so that searching is searching strings.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def word_spans(characters: str, tokens: str) -> list[Span]:
    """Return where a word stands, in no particular order.

    Args:
        characters: the characters of the tokens that are it.
        tokens: the title or the text.
    """
    spans = []
    for character in characters:
        position = tokens.find(character)
        while position >= 0:
            spans.append((position, position + 1))
            position = tokens.find(character, position + 1)
    return spans


def phrase_spans(words: Sequence[str], tokens: str, gap: int) -> list[Span]:
    """Return where words stand in order with up to `gap` other words between them, all together.

    Of occurrences that end at the same position, the shortest counts.

    Args:
        words: for each word, the characters of the tokens that are it.
        tokens: the title or the text.
        gap: how many other words may stand between the first and the last.
    """
    if not all(words):
        return []
    if gap:
        return _spans_with_gaps(words, tokens, gap)
    rarest = min(range(len(words)), key=lambda number: len(words[number]))
    others = [(number - rarest, word) for number, word in enumerate(words) if number != rarest]
    after = len(words) - rarest
    last = len(tokens) - after
    spans = []
    for character in words[rarest]:
        position = tokens.find(character, rarest)
        while 0 <= position <= last:
            if all(tokens[position + distance] in word for distance, word in others):
                spans.append((position - rarest, position + after))
            position = tokens.find(character, position + 1)
    return spans


def _spans_with_gaps(words: Sequence[str], tokens: str, gap: int) -> list[Span]:
    positions = [sorted(start for start, _ in word_spans(word, tokens)) for word in words]
    start_by_end: dict[int, int] = {}
    for start in positions[0]:
        limit = start + len(words) + gap
        position = start
        for later in positions[1:]:
            following = bisect_right(later, position)
            if following == len(later) or later[following] >= limit:
                break
            position = later[following]
        else:
            start_by_end[position + 1] = start
    return [(start, end) for end, start in start_by_end.items()]


def near_spans(
    one: Iterable[Span], other: Iterable[Span], distance: int
) -> tuple[list[Span], list[Span]]:
    """Return those of two kinds of spans that have one of the other kind near them.

    Args:
        one: the spans of one kind.
        other: those of the other kind.
        distance: the maximum number of other tokens between them. Spans that overlap are not
            near each other: they are the same words.
    """
    first, second = sorted(set(one)), sorted(set(other))
    if not first or not second:
        return [], []
    return _beside(first, second, distance), _beside(second, first, distance)


def _beside(spans: Sequence[Span], others: Sequence[Span], distance: int) -> list[Span]:
    starts = [start for start, _ in others]
    ends = sorted(end for _, end in others)
    near = []
    for start, end in spans:
        after = bisect_left(starts, end)
        before = bisect_right(ends, start) - 1
        if (after < len(starts) and starts[after] - end <= distance) or (
            before >= 0 and start - ends[before] <= distance
        ):
            near.append((start, end))
    return near
