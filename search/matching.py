"""Looks up a word, phrase or prefix in a segment: which documents hold it, how often, where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from index.analysis import analyse_word
from index.fields import surface_field
from index.indonesian.folding import fold
from index.segments.postings import Postings
from index.segments.segment import Segment
from search.tree import Leaf, Phrase, Prefix, Word

MOST_EXPANSIONS = 1_000
"""A prefix stands for so many words at most: the first, in the order of their characters."""


def frequencies(leaf: Leaf, segment: Segment, field: str) -> Iterator[tuple[int, int]]:
    """Yield the documents in which a leaf stands in a text field, and how often it does."""
    if isinstance(leaf, Word):
        yield from _counted(segment.postings(field, _root(leaf.text)))
    elif isinstance(leaf, Phrase):
        yield from _phrase_frequencies(_phrase_lists(leaf, segment, field, surface=False))
    else:
        total: Counter[int] = Counter()
        for postings in _expansions(leaf, segment, field):
            total.update(dict(_counted(postings)))
        yield from total.items()


def surface_frequencies(
    leaf: Word | Phrase, segment: Segment, field: str
) -> Iterator[tuple[int, int]]:
    """Yield the same of the leaf's words as they were typed, not of their roots."""
    if isinstance(leaf, Word):
        yield from _counted(segment.postings(surface_field(field), fold(leaf.text)))
    else:
        yield from _phrase_frequencies(_phrase_lists(leaf, segment, field, surface=True))


def spans(leaf: Leaf, segment: Segment, field: str, document: int) -> Iterator[tuple[int, int]]:
    """Yield where a leaf stands in a field of a document: first token, and the one behind it."""
    if isinstance(leaf, Phrase):
        lists = _phrase_lists(leaf, segment, field, surface=False)
        starts = _phrase_starts([postings.positions_in(document) for postings in lists])
        yield from ((start, start + len(lists)) for start in starts)
        return
    found = (
        [segment.postings(field, _root(leaf.text))]
        if isinstance(leaf, Word)
        else _expansions(leaf, segment, field)
    )
    for postings in found:
        yield from ((position, position + 1) for position in postings.positions_in(document))


@lru_cache(maxsize=1_024)
def _root(word: str) -> str:
    return analyse_word(word).root


def _counted(postings: Postings) -> Iterator[tuple[int, int]]:
    for place, document in enumerate(postings.documents):
        yield document, postings.frequency(place)


def _expansions(prefix: Prefix, segment: Segment, field: str) -> Iterator[Postings]:
    inside = surface_field(field)
    term_ids = segment.terms_beginning_with(inside, fold(prefix.text))
    return (segment.postings_of(inside, term) for term in islice(term_ids, MOST_EXPANSIONS))


def _phrase_lists(phrase: Phrase, segment: Segment, field: str, *, surface: bool) -> list[Postings]:
    if surface:
        return [segment.postings(surface_field(field), fold(word)) for word in phrase.words]
    return [segment.postings(field, _root(word)) for word in phrase.words]


def _phrase_frequencies(lists: Sequence[Postings]) -> Iterator[tuple[int, int]]:
    rarest = min(lists, key=lambda postings: len(postings.documents))
    others = [set(postings.documents) for postings in lists if postings is not rarest]
    for document in rarest.documents:
        if all(document in other for other in others):
            starts = _phrase_starts([postings.positions_in(document) for postings in lists])
            if starts:
                yield document, len(starts)


def _phrase_starts(positions: Sequence[Sequence[int]]) -> list[int]:
    """Return the positions from which each word stands one further than the word before it."""
    starts = set(positions[0])
    for offset, places in enumerate(positions[1:], 1):
        starts &= {place - offset for place in places}
    return sorted(starts)
