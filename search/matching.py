"""Looks up a leaf of a query in a segment: which documents hold it, how often, where."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from telusur.index.analyzer import Analysis, analyse_word
from telusur.index.fields import TEXT, TITLE
from telusur.index.query import Alternatives, Expandable, Leaf, Near, Phrase, Word
from telusur.index.segments.bits import documents_of
from telusur.index.segments.levels import IN_TEXT
from telusur.index.segments.segment import Segment
from telusur.index.segments.words import Entry
from telusur.search.occurrences import CountedOccurrences, FormOccurrences, Occurrences, union
from telusur.search.ranking.bm25f import FUZZY_WEIGHTS
from telusur.search.ranking.positions import Span, near, phrase_finder
from telusur.search.ranking.term_expansion import Expansion, expansion

Simple = Word | Phrase | Expandable | Near
"""A leaf that is not several alternatives."""

_FEW_CHARACTERS = 60
"""Looking for so many one by one is faster than looking at each token of a stream."""


def occurrences(leaf: Simple, segment: Segment) -> Sequence[tuple[float, Occurrences]]:
    """Return where a leaf stands, each with how much it counts: words in any of their forms.

    A word or phrase that is to be exact stands nowhere else than its surface does. Words that a
    fuzzy word stands for count the less, the more edits away they are.
    """
    if isinstance(leaf, Expandable):
        return _of_expandable(leaf, segment)
    if isinstance(leaf, Near):
        return [(1.0, _of_near(leaf, segment))]
    return [(1.0, _word_or_phrase(leaf, segment, surface=leaf.exact))]


def surface_occurrences(leaf: Word | Phrase, segment: Segment) -> Occurrences:
    """Return where the leaf's words stand as they were typed, not their roots."""
    return _word_or_phrase(leaf, segment, surface=True)


def _documents_with(leaf: Leaf, segment: Segment, field: str) -> int:
    """Return the documents in which a leaf stands in a text field, in any form, as a set."""
    if leaf.field not in {None, field}:
        return 0
    if isinstance(leaf, Alternatives):
        return union(
            _documents_with(one, segment, field) for one in (leaf.original, *leaf.variants)
        )
    found = union(one.documents(field) for _, one in occurrences(leaf, segment))
    if isinstance(leaf, Word | Phrase):
        found |= surface_occurrences(leaf, segment).documents(field)
    return found


def spans(leaf: Leaf, segment: Segment, field: str, document: int) -> Iterator[Span]:
    """Yield where a leaf stands in a field of a document: first token, and the one behind it."""
    yield from places(leaf, segment)(segment.streams(document)[0 if field == TITLE else 1])


def places(leaf: Leaf, segment: Segment) -> Callable[[str], list[Span]]:
    """Return what finds the spans of a leaf in the streams of a segment, any number of them."""
    if isinstance(leaf, Near):
        finds_near = _near_places(leaf, segment)

        def found_near(stream: str) -> list[Span]:
            one, other = finds_near(stream)
            return one + other

        return found_near
    characters: set[str] = set()
    phrases: list[Callable[[str], list[Span]]] = []
    for one in (leaf.original, *leaf.variants) if isinstance(leaf, Alternatives) else (leaf,):
        if isinstance(one, Phrase):
            for surface in {True, one.exact}:
                parts = [_of_word(word, segment, surface).characters for word in one.words]
                phrases.append(phrase_finder(parts, one.between))
        else:
            characters |= _characters(one, segment)

    def found(stream: str) -> list[Span]:
        spans = _single_words(characters, stream)
        for find in phrases:
            spans += find(stream)
        return spans

    return found


def _single_words(characters: set[str], stream: str) -> list[Span]:
    spans = []
    few = len(characters) <= _FEW_CHARACTERS
    for character in characters if few else characters.intersection(stream):
        if character in stream:
            position = stream.find(character)
            while position >= 0:
                spans.append((position, position + 1))
                position = stream.find(character, position + 1)
    return spans


def _characters(leaf: Word | Expandable, segment: Segment) -> frozenset[str]:
    """Return the forms that a leaf may stand as."""
    if isinstance(leaf, Expandable):
        return frozenset().union(*(found.characters for _, found in _of_expandable(leaf, segment)))
    surface = _of_word(leaf.text, segment, True).characters
    return surface if leaf.exact else surface | _of_word(leaf.text, segment, False).characters


def _word_or_phrase(leaf: Word | Phrase, segment: Segment, *, surface: bool) -> Occurrences:
    if isinstance(leaf, Word):
        return _of_word(leaf.text, segment, surface)
    key = ("phrase", *leaf.words, leaf.between, surface)
    return segment.remembered(key, lambda: _of_phrase(leaf, segment, surface))


def _of_word(word: str, segment: Segment, surface: bool) -> FormOccurrences:
    term = _analysis(word).surface if surface else _analysis(word).root
    return segment.remembered(
        ("word", term, surface),
        lambda: FormOccurrences(segment, _forms(word, segment, surface)),
    )


def expanded(leaf: Expandable, segment: Segment) -> Expansion:
    """Return the words that a leaf stands for in a segment."""
    key = ("expansion", leaf.replaced(field=None))
    return segment.remembered(key, lambda: expansion(leaf, segment))


def _of_expandable(leaf: Expandable, segment: Segment) -> list[tuple[float, FormOccurrences]]:
    def look_up() -> list[tuple[float, FormOccurrences]]:
        by_edits: defaultdict[int, list[Entry]] = defaultdict(list)
        for number, edits in expanded(leaf, segment).words:
            by_edits[edits] += segment.word_of(number).forms
        return [
            (FUZZY_WEIGHTS[edits], FormOccurrences(segment, forms))
            for edits, forms in sorted(by_edits.items())
        ]

    return segment.remembered(("expanded", leaf.replaced(field=None)), look_up)


def _of_phrase(leaf: Phrase, segment: Segment, surface: bool) -> Occurrences:
    parts = [_of_word(word, segment, surface) for word in leaf.words]
    in_titles, in_texts = -1, -1
    for part in parts:
        in_titles, in_texts = in_titles & part.in_title[0], in_texts & part.in_text[0]
    characters = [part.characters for part in parts]
    among = in_titles | in_texts
    if surface:
        rooted = _word_or_phrase(leaf, segment, surface=False)
        if all(
            part <= _of_word(word, segment, False).characters
            for part, word in zip(characters, leaf.words, strict=True)
        ):
            # Most words are forms of their roots: the phrase then stands in no further document.
            among &= rooted.documents(None)
    find, counted = phrase_finder(characters, leaf.between), {}
    titled = frozenset(documents_of(in_titles))
    for document in documents_of(among):
        title, text = segment.streams(document)
        in_title = len(find(title)) if document in titled else 0
        in_text = len(find(text))
        if in_title or in_text:
            counted[document] = in_text * IN_TEXT + in_title
    return CountedOccurrences(segment, counted)


def _of_near(leaf: Near, segment: Segment) -> Occurrences:
    """Two parts near each other: as often as the rarer of the two stands near the other."""

    def look_up() -> CountedOccurrences:
        in_title, in_text = (
            _documents_with(leaf.one, segment, field) & _documents_with(leaf.other, segment, field)
            for field in (TITLE, TEXT)
        )
        find, counted = _near_places(leaf, segment), {}
        for document in documents_of(in_title | in_text):
            title, text = (min(map(len, find(stream))) for stream in segment.streams(document))
            if title or text:
                counted[document] = text * IN_TEXT + title
        return CountedOccurrences(segment, counted)

    return segment.remembered(("near", leaf), look_up)


def _near_places(leaf: Near, segment: Segment) -> Callable[[str], tuple[list[Span], list[Span]]]:
    """Return what finds the spans of either part in streams, as far as they are near the other."""
    find_one, find_other = places(leaf.one, segment), places(leaf.other, segment)

    def found(stream: str) -> tuple[list[Span], list[Span]]:
        one, other = set(find_one(stream)), set(find_other(stream))
        return near(one, other, leaf.distance) if one and other else ([], [])

    return found


def _forms(word: str, segment: Segment, surface: bool) -> Sequence[Entry]:
    analysis = _analysis(word)
    found = segment.word(analysis.surface if surface else analysis.root)
    if found is None:
        return ()
    return found.forms if surface else segment.family(found)


@lru_cache(maxsize=1_024)
def _analysis(word: str) -> Analysis:
    return analyse_word(word)
