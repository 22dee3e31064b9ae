"""Which occurrences of words stand near one another: phrases with gaps, and parts near each other.

Places are counted in tokens; a span is the place of its first token and the one behind its last.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

Span = tuple[int, int]


def places(characters: frozenset[str], stream: str) -> list[int]:
    """Return where any of some forms stands in a document's stream, in order.

    Args:
        characters: the forms, as the stream has them.
        stream: the forms of a document's tokens, a character each.
    """
    found = []
    for character in characters if len(characters) < 8 else characters & frozenset(stream):
        place = stream.find(character)
        while place >= 0:
            found.append(place)
            place = stream.find(character, place + 1)
    return sorted(found)


def phrase_finder(parts: Sequence[frozenset[str]], between: int) -> Callable[[str], list[Span]]:
    """Return what finds a phrase in streams: words in order with at most so many others between.

    Of occurrences that end at the same place, the shortest counts.

    Args:
        parts: the forms of each word, as the streams have them, a character each.
        between: how many other words may stand between the first and the last, all together.
    """
    if between:
        return lambda stream: _with_gaps(parts, stream, between)
    rarest = min(range(len(parts)), key=lambda place: len(parts[place]))
    others = [(n - rarest, part) for n, part in enumerate(parts) if n != rarest]
    behind = len(parts) - rarest

    def found(stream: str) -> list[Span]:
        spans = []
        last = len(stream) - behind
        for character in parts[rarest]:
            if character in stream:
                place = stream.find(character, rarest)
                while 0 <= place <= last:
                    for distance, part in others:
                        if stream[place + distance] not in part:
                            break
                    else:
                        spans.append((place - rarest, place + behind))
                    place = stream.find(character, place + 1)
        return sorted(spans)

    return found


def _with_gaps(parts: Sequence[frozenset[str]], stream: str, between: int) -> list[Span]:
    each = [places(part, stream) for part in parts]
    found: dict[int, int] = {}
    for start in each[0]:
        latest = start + len(parts) + between
        place = start
        for later in each[1:]:
            following = bisect_right(later, place)
            if following == len(later) or later[following] >= latest:
                break
            place = later[following]
        else:
            found[place + 1] = start
    return [(start, behind) for behind, start in found.items()]


def near(
    one: Iterable[Span], other: Iterable[Span], distance: int
) -> tuple[list[Span], list[Span]]:
    """Return those of two kinds of spans that have one of the other kind near them.

    Args:
        one: the spans of one kind, each once.
        other: those of the other kind.
        distance: at most so many other tokens stand between. Spans that overlap are not near
            each other: they are the same words.
    """
    first, second = sorted(one), sorted(other)
    return _beside(first, second, distance), _beside(second, first, distance)


def _beside(spans: Sequence[Span], others: Sequence[Span], distance: int) -> list[Span]:
    starts = [start for start, _ in others]
    ends = sorted(behind for _, behind in others)
    found = []
    for start, behind in spans:
        after = bisect_left(starts, behind)
        before = bisect_right(ends, start) - 1
        if (after < len(starts) and starts[after] - behind <= distance) or (
            before >= 0 and start - ends[before] <= distance
        ):
            found.append((start, behind))
    return found
