"""Looks up a word, phrase or prefix in a segment: which documents hold it, how often, where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from index.analysis import Analysis, analyse_word
from index.fields import surface_field
from index.indonesian.folding import fold
from index.segments.postings import Postings
from index.segments.segment import Segment
from search.tree import Alternatives, Leaf, Phrase, Prefix, Word

Simple = Word | Phrase | Prefix
"""A leaf without alternatives."""

MOST_EXPANSIONS = 1_000
"""A prefix stands for so many words at most: the first, in the order of their characters."""


def frequencies(leaf: Simple, segment: Segment, field: str) -> Iterator[tuple[int, int]]:
    """Yield the documents in which a leaf stands in a text field, and how often it does.

    A word stands there in any of its forms, unless it is to be exact.
    """
    if isinstance(leaf, Prefix):
        total: Counter[int] = Counter()
        for postings in _expansions(leaf, segment, field):
            total.update(dict(_counted(postings)))
        yield from total.items()
    elif leaf.exact:
        yield from surface_frequencies(leaf, segment, field)
    elif isinstance(leaf, Word):
        yield from _counted(_root_postings(leaf.text, segment, field))
    else:
        yield from _phrase_frequencies(_phrase_lists(leaf, segment, field, surface=False))


def surface_frequencies(
    leaf: Word | Phrase, segment: Segment, field: str
) -> Iterator[tuple[int, int]]:
    """Yield the same of the leaf's words as they were typed, not of their roots."""
    if isinstance(leaf, Word):
        yield from _counted(_surface_postings(leaf.text, segment, field))
    else:
        yield from _phrase_frequencies(_phrase_lists(leaf, segment, field, surface=True))


def spans(leaf: Leaf, segment: Segment, field: str, document: int) -> Iterator[tuple[int, int]]:
    """Yield where a leaf stands in a field of a document: first token, and the one behind it."""
    if isinstance(leaf, Alternatives):
        for alternative in (leaf.original, *leaf.variants):
            yield from spans(alternative, segment, field, document)
        return
    if isinstance(leaf, Phrase):
        for surface in {True, leaf.exact}:
            lists = _phrase_lists(leaf, segment, field, surface=surface)
            starts = _phrase_starts([postings.positions_in(document) for postings in lists])
            yield from ((start, start + len(lists)) for start in starts)
        return
    for postings in _postings(leaf, segment, field):
        yield from ((position, position + 1) for position in postings.positions_in(document))


def _postings(leaf: Word | Prefix, segment: Segment, field: str) -> Iterator[Postings]:
    if isinstance(leaf, Prefix):
        yield from _expansions(leaf, segment, field)
        return
    yield _surface_postings(leaf.text, segment, field)
    if not leaf.exact:
        yield _root_postings(leaf.text, segment, field)


def _root_postings(word: str, segment: Segment, field: str) -> Postings:
    return segment.postings(field, _analysis(word).root)


def _surface_postings(word: str, segment: Segment, field: str) -> Postings:
    return segment.postings(surface_field(field), _analysis(word).surface)


@lru_cache(maxsize=1_024)
def _analysis(word: str) -> Analysis:
    return analyse_word(word)


def _counted(postings: Postings) -> Iterator[tuple[int, int]]:
    for place, document in enumerate(postings.documents):
        yield document, postings.frequency(place)


def _expansions(prefix: Prefix, segment: Segment, field: str) -> Iterator[Postings]:
    inside = surface_field(field)
    term_ids = segment.terms_beginning_with(inside, fold(prefix.text))
    return (segment.postings_of(inside, term) for term in islice(term_ids, MOST_EXPANSIONS))


def _phrase_lists(phrase: Phrase, segment: Segment, field: str, *, surface: bool) -> list[Postings]:
    postings = _surface_postings if surface else _root_postings
    return [postings(word, segment, field) for word in phrase.words]


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
