"""Segment: an immutable part of the index, read in place from one file."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

from telusur.index.fields import KEYWORD_FIELDS, SURFACE_FIELDS, TITLE
from telusur.index.indonesian.dates.interval import months
from telusur.index.segments.bits import at_least, bits_of, every, least
from telusur.index.segments.container import Column, Container
from telusur.index.segments.dictionary import Dictionary
from telusur.index.segments.levels import Level, decode_levels
from telusur.index.segments.postings import NO_POSTINGS, Postings, no_places
from telusur.index.segments.words import (
    ALL_FORMS,
    CODE,
    Entry,
    Form,
    Word,
    decode_word,
    form_number,
)

NO_DAY = 0
"""Stands for the day of publication in a document that has none; real days are ordinals from 1."""

_MOST_REMEMBERED = 512

_Made = TypeVar("_Made")


class Segment:
    """Documents 0 to n-1 with their postings; documents marked as deleted count as gone."""

    def __init__(self, name: str, arrays: Container, deleted: frozenset[int]) -> None:
        """Take an open file as a segment.

        Args:
            name: the segment's name, which is the file's without its ending.
            arrays: the file.
            deleted: the documents that were removed or updated since it was written.
        """
        self.name = name
        self.arrays = arrays
        self.deleted = deleted
        self.words = Dictionary(arrays, "words")
        self._streams = arrays["streams"]
        self._stream_starts = arrays["stream_starts"]
        self._last_streams = -1, ("", "")
        self.article_numbers: Column = arrays["article_numbers"]
        """The number of each document's article in the article store."""
        self.published_from: Column = arrays["published_from"]
        """The first day on which each document may have been published, an ordinal or NO_DAY."""
        self.published_to: Column = arrays["published_to"]
        """The last such day."""
        self.document_count = len(self.article_numbers)
        """How many documents it holds, deleted ones too."""

    def remembered(self, key: object, make: Callable[[], _Made]) -> _Made:
        """Return what was made of the segment under a key before, or make it and keep it.

        What was kept longest goes when there is too much. It is kept with the open file, which does
        not change: deletions must not count in it.
        """
        kept = self.arrays.remembered
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST_REMEMBERED:
                for oldest in list(islice(kept, _MOST_REMEMBERED // 4)):
                    kept.pop(oldest, None)
            found = kept[key] = make()
        return cast(_Made, found)

    @property
    def live_count(self) -> int:
        """How many documents it holds that are not deleted."""
        return self.document_count - len(self.deleted)

    def find(self, article_number: int) -> int | None:
        """Return the document of an article, deleted or not; None if there is none."""
        numbers = self.article_numbers.whole()  # ascending
        document = bisect_left(numbers, article_number)
        found = document < len(numbers) and numbers[document] == article_number
        return document if found else None

    @cached_property
    def live(self) -> int:
        """The documents that are not deleted, as a set."""
        return every(self.document_count) & ~bits_of(self.deleted, self.document_count)

    def lengths(self, field: str) -> Column:
        """Each document's number of tokens in a text field."""
        return self.arrays[f"{field}_lengths"]

    def token_count(self, field: str) -> int:
        """The number of tokens in a text field over all documents."""
        return self.arrays.facts[f"{field}_tokens"]

    def word(self, term: str) -> Word | None:
        """Return what the dictionary says of a root or a word; None if it is in no document."""
        number = self.words.find(term)
        return None if number is None else self.word_of(number)

    def word_of(self, number: int) -> Word:
        """Return what the dictionary says of the term with this number."""
        return decode_word(number, self.words.record(number))

    def rooted(self, root: str) -> int:
        """Return the documents that hold a form of a root, as a set."""
        word = self.word(root)
        found = 0
        for entry in self.family(word) if word else ():
            found |= self._documents(entry.postings)
        return found

    def _documents(self, postings: memoryview) -> int:
        found = 0
        for level in self.levels(postings):
            found |= level.bits(self.document_count)
        return found

    def levels(self, encoded: memoryview) -> list[Level]:
        """Decode a posting list of this segment."""
        return decode_levels(encoded, self.document_count)

    def holding(self, field: str, value: str) -> int:
        """Return the documents with a value in a keyword field, as a set."""
        number = Dictionary(self.arrays, field).find(value)
        return 0 if number is None else self.holding_value(field, number)

    def holding_value(self, field: str, number: int) -> int:
        """Return the documents with the value of this number in a keyword field, as a set."""
        return self._documents(Dictionary(self.arrays, field).record(number))

    def holdings(self, field: str) -> Iterator[tuple[str, int]]:
        """Yield the values of a keyword field in order, each with its documents as a set."""
        for number, value in enumerate(self.values(field)):
            yield value, self.holding_value(field, number)

    def values(self, field: str) -> list[str]:
        """Return the values of a keyword field in the order of their numbers."""
        return Dictionary(self.arrays, field).terms()

    def keywords(self, field: str) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield the values of a keyword field in order, each with its documents."""
        dictionary = Dictionary(self.arrays, field)
        for number in range(len(dictionary)):
            for level in self.levels(dictionary.record(number)):
                yield dictionary.term(number), level.documents()

    def published_in(self, first: int, last: int) -> int:
        """Return the documents that may have been published from one day to another, as a set."""
        base = self.arrays.facts["day_base"]
        every_document = every(self.document_count)
        late = at_least(self._planes("published_to"), max(1, first - base), every_document)
        return late & ~at_least(self._planes("published_from"), last - base + 1, late)

    def published_by_month(self, among: int) -> Iterator[tuple[date | None, int]]:
        """Yield the documents of a set by the month in which they were published, as sets.

        Args:
            among: documents that have a day of publication, as a set; see `dated`.

        Yields:
            The first day of each month and the documents that were published in it for sure, from
            the earliest on; then None and those that may be of several months, if there are any.
        """
        base = self.arrays.facts["day_base"]
        first_days, last_days = self._planes("published_from"), self._planes("published_to")
        several = 0
        while among:
            day = date.fromordinal(least(first_days, among) + base)
            month, last_day = months(day.year, day.month)
            bound = last_day.toordinal() + 1 - base
            begun = among & ~at_least(first_days, bound, among)
            within = begun & ~at_least(last_days, bound, begun)
            if within:
                yield month, within
            several |= begun & ~within
            among &= ~begun
        if several:
            yield None, several

    @property
    def dated(self) -> int:
        """The documents that have a day of publication, as a set."""
        return at_least(self._planes("published_to"), 1, every(self.document_count))

    def streams(self, document: int) -> tuple[str, str]:
        """Return the forms of the tokens of a document's title and text, a character each."""
        last, streams = self._last_streams
        if last != document:
            place = self._stream_starts[document], self._stream_starts[document + 1]
            both = str(self._streams.part(*place), CODE)
            title_length = self.lengths(TITLE)[document]
            streams = both[:title_length], both[title_length:]
            # Each part of a query looks for itself in the same document.
            self._last_streams = document, streams
        return streams

    def forms(self) -> list[Form]:
        """Return what each form stands for, in the order of their numbers."""
        count = self.arrays.facts["forms"]
        surfaces, first_roots = [""] * count, [""] * count
        roots: list[list[str]] = [[] for _ in range(count)]
        for number in range(len(self.words)):
            term, word = self.words.term(number), self.word_of(number)
            for entry in word.forms:
                form = form_number(entry.character)
                surfaces[form], first_roots[form] = term, self.words.term(word.root)
            for entry in self.family(word):
                roots[form_number(entry.character)].append(term)
        for first, terms in zip(first_roots, roots, strict=True):
            terms.sort(key=first.__ne__)
        return [(surface, *terms) for surface, terms in zip(surfaces, roots, strict=True)]

    def family(self, word: Word) -> list[Entry]:
        """Return all forms of which a term is a root or a further term."""
        found = list(word.forms) if word.own_root else []
        for number, which in word.related:
            forms = self.word_of(number).forms
            found += forms if which == ALL_FORMS else (forms[which],)
        return found

    def postings(self, field: str, term: str) -> Postings:
        """Return the posting list of a term in a field; an empty one if it is not there."""
        dictionary = self._dictionary(field)
        number = dictionary.find(term)
        return NO_POSTINGS if number is None else self.postings_of(field, number)

    def postings_of(self, field: str, number: int) -> Postings:
        """Return the posting list of the term with this number in the field's dictionary."""
        if field in KEYWORD_FIELDS:
            levels = self.levels(self._dictionary(field).record(number))
            return Postings(
                [(document, 1) for level in levels for document in level.documents()], no_places
            )
        word = self.word_of(number)
        forms = word.forms if field in SURFACE_FIELDS else self.family(word)
        in_title = SURFACE_FIELDS.get(field, field) == TITLE
        counted: Counter[int] = Counter()
        for entry in forms:
            for level in self.levels(entry.postings):
                frequency = level.in_title if in_title else level.in_text
                if frequency:
                    counted.update(dict.fromkeys(level.documents(), frequency))
        characters = {entry.character for entry in forms}

        def places(document: int) -> list[int]:
            stream = self.streams(document)[0 if in_title else 1]
            return [place for place, form in enumerate(stream) if form in characters]

        return Postings(sorted(counted.items()), places)

    def term(self, field: str, number: int) -> str:
        """Return the term with this number in a field's dictionary."""
        return self._dictionary(field).term(number)

    def terms_beginning_with(self, field: str, prefix: str) -> Iterator[int]:
        """Yield the numbers of the terms in a field that begin with a prefix, in order."""
        for number in self._dictionary(field).beginning_with(prefix):
            if self.postings_of(field, number).documents:
                yield number

    def _dictionary(self, field: str) -> Dictionary:
        return Dictionary(self.arrays, field) if field in KEYWORD_FIELDS else self.words

    def _planes(self, name: str) -> list[int]:
        return self.bitmaps(name + ":planes")

    def bitmaps(self, name: str) -> list[int]:
        """Return the sets of documents that stand in an array of bitmaps."""
        width = (self.document_count + 7) >> 3
        array = self.arrays[name].whole()
        starts = range(0, len(array), width or 1)
        return [int.from_bytes(array[start : start + width], "little") for start in starts]


def segment_path(folder: Path, name: str) -> Path:
    """The file of the segment of this name."""
    return folder / f"{name}.segment"
