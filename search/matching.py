"""Looks up a word, phrase or prefix in a segment: which documents hold it, how often, where."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeVar, cast

from index.analysis import Analysis, analyse_word
from index.fields import TITLE
from index.indonesian.folding import fold
from index.segments.bits import documents_of
from index.segments.levels import IN_TEXT
from index.segments.segment import Segment
from index.segments.words import Entry
from search.occurrences import CountedOccurrences, FormOccurrences, Occurrences
from search.tree import Alternatives, Leaf, Phrase, Prefix, Word

Simple = Word | Phrase | Prefix
"""A leaf without alternatives."""

MOST_EXPANSIONS = 1_000
"""A prefix stands for so many words at most: the first, in the order of their characters."""

_MOST_REMEMBERED = 512
_FEW_CHARACTERS = 60
"""Looking for so many one by one is faster than looking at each token of a stream."""

_Found = TypeVar("_Found", bound=Occurrences)


def occurrences(leaf: Simple, segment: Segment) -> Occurrences:
    """Return where a leaf stands: a word in any of its forms, unless it is to be exact."""
    if isinstance(leaf, Prefix):
        return _of_prefix(leaf, segment)
    if leaf.exact:
        return surface_occurrences(leaf, segment)
    return _word_or_phrase(leaf, segment, surface=False)


def surface_occurrences(leaf: Word | Phrase, segment: Segment) -> Occurrences:
    """Return where the leaf's words stand as they were typed, not their roots."""
    return _word_or_phrase(leaf, segment, surface=True)


def spans(leaf: Leaf, segment: Segment, field: str, document: int) -> Iterator[tuple[int, int]]:
    """Yield where a leaf stands in a field of a document: first token, and the one behind it."""
    yield from places(leaf, segment)(segment.streams(document)[0 if field == TITLE else 1])


def places(leaf: Leaf, segment: Segment) -> Callable[[str], list[tuple[int, int]]]:
    """Return what finds the spans of a leaf in the streams of a segment, any number of them."""
    characters: set[str] = set()
    phrases = []
    for one in (leaf.original, *leaf.variants) if isinstance(leaf, Alternatives) else (leaf,):
        if isinstance(one, Phrase):
            for surface in {True, one.exact}:
                phrases.append([_of_word(word, segment, surface).characters for word in one.words])
        else:
            characters |= _characters(one, segment)

    def found(stream: str) -> list[tuple[int, int]]:
        spans = []
        few = len(characters) <= _FEW_CHARACTERS
        for character in characters if few else characters.intersection(stream):
            if character in stream:
                position = stream.find(character)
                while position >= 0:
                    spans.append((position, position + 1))
                    position = stream.find(character, position + 1)
        for parts in phrases:
            spans += [(start, start + len(parts)) for start in _phrase_starts(parts, stream)]
        return spans

    return found


def _characters(leaf: Word | Prefix, segment: Segment) -> frozenset[str]:
    """Return the forms that a leaf may stand as."""
    if isinstance(leaf, Prefix):
        return _of_prefix(leaf, segment).characters
    surface = _of_word(leaf.text, segment, True).characters
    return surface if leaf.exact else surface | _of_word(leaf.text, segment, False).characters


def _word_or_phrase(leaf: Word | Phrase, segment: Segment, *, surface: bool) -> Occurrences:
    if isinstance(leaf, Word):
        return _of_word(leaf.text, segment, surface)
    key = ("phrase", *leaf.words, surface)
    return _remembered(segment, key, lambda: _of_phrase(leaf.words, segment, surface))


def _of_word(word: str, segment: Segment, surface: bool) -> FormOccurrences:
    term = _analysis(word).surface if surface else _analysis(word).root
    return _remembered(
        segment,
        ("word", term, surface),
        lambda: FormOccurrences(segment, _forms(word, segment, surface)),
    )


def _of_prefix(prefix: Prefix, segment: Segment) -> FormOccurrences:
    return _remembered(
        segment,
        ("prefix", prefix.text),
        lambda: FormOccurrences(segment, _expansions(prefix, segment)),
    )


def _of_phrase(words: Sequence[str], segment: Segment, surface: bool) -> Occurrences:
    parts = [_of_word(word, segment, surface) for word in words]
    in_both = [-1, -1]
    for part in parts:
        in_both = [in_both[0] & part.in_title[0], in_both[1] & part.in_text[0]]
    characters = [part.characters for part in parts]
    counted = {}
    for document in documents_of(in_both[0] | in_both[1]):
        title, text = segment.streams(document)
        in_title = len(_phrase_starts(characters, title))
        in_text = len(_phrase_starts(characters, text))
        if in_title or in_text:
            counted[document] = in_text * IN_TEXT + in_title
    return CountedOccurrences(segment, counted)


def _remembered(segment: Segment, key: tuple[object, ...], make: Callable[[], _Found]) -> _Found:
    """Keep what was read of a segment, as far as there is room."""
    remembered = segment.arrays.remembered
    found = remembered.get(key)
    if found is None:
        if len(remembered) >= _MOST_REMEMBERED:
            for oldest in list(islice(remembered, _MOST_REMEMBERED // 4)):
                remembered.pop(oldest, None)
        found = remembered[key] = make()
    return cast(_Found, found)


def _forms(word: str, segment: Segment, surface: bool) -> Sequence[Entry]:
    analysis = _analysis(word)
    found = segment.word(analysis.surface if surface else analysis.root)
    if found is None:
        return ()
    return found.forms if surface else segment.family(found)


@lru_cache(maxsize=1_024)
def _analysis(word: str) -> Analysis:
    return analyse_word(word)


def _expansions(prefix: Prefix, segment: Segment) -> list[Entry]:
    numbers = segment.words.beginning_with(fold(prefix.text))
    words = (segment.word_of(number) for number in numbers)
    in_texts = (word.forms for word in words if word.forms)
    return [entry for forms in islice(in_texts, MOST_EXPANSIONS) for entry in forms]


def _phrase_starts(characters: Sequence[frozenset[str]], stream: str) -> list[int]:
    """Return the positions from which each word stands one further than the word before it."""
    starts = []
    last = len(stream) - len(characters)
    for character in characters[0]:
        start = stream.find(character)
        while 0 <= start <= last:
            if all(stream[start + n] in characters[n] for n in range(1, len(characters))):
                starts.append(start)
            start = stream.find(character, start + 1)
    return sorted(starts)
