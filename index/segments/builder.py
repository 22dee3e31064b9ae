"""Collects documents and inverts them into posting lists, each word once a document."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from operator import attrgetter
from typing import NamedTuple

from telusur.index.fields import KEYWORD_FIELDS
from telusur.index.segments.levels import IN_TEXT
from telusur.index.segments.segment import Segment
from telusur.index.segments.words import MOST_FORMS, Form, form_character

Levels = dict[int, list[int]]
"""For each frequency, as `levels` counts it, the documents in ascending order."""


class Document(NamedTuple):
    """An article as the index sees it."""

    article_number: int
    published_from: int
    """The first day on which it may have been published, an ordinal or NO_DAY."""
    published_to: int
    title: Sequence[int]
    """Its tokens, as `SegmentBuilder.form` numbers them."""
    text: Sequence[int]
    keywords: Mapping[str, Iterable[str]]
    """For each keyword field, its values."""


MOST_TOKENS = 6_600_000
"""So many tokens go into a segment; bounds the memory that making one takes."""

_FORM_TOO_MANY: Form = ("\ufffd", "\ufffd")


class SegmentBuilder:
    """Collects documents and numbers them in order; `write_segment` makes a segment of them."""

    def __init__(self) -> None:
        self.article_numbers = array("Q")
        self.published_from = array("I")
        self.published_to = array("I")
        self.forms: dict[Form, int] = {}
        """The forms met so far, numbered in the order in which they came."""
        self.tokens = array("I")
        """The forms of all tokens: of each document, the title and then the text."""
        self.title_lengths = array("I")
        self.text_lengths = array("I")
        self.keywords: dict[str, defaultdict[str, list[int]]] = {
            field: defaultdict(list) for field in KEYWORD_FIELDS
        }
        # By form. Most forms stand once in the text of a document and not in its title.
        self._once: list[list[int]] = []
        self._otherwise: list[Levels] = []

    def __len__(self) -> int:
        return len(self.article_numbers)

    @property
    def full(self) -> bool:
        """Whether it should be written before more is added."""
        return len(self.forms) > MOST_FORMS // 2 or len(self.tokens) > MOST_TOKENS

    def form(self, form: Form) -> int:
        """Return the number by which a document's tokens name a form.

        Forms beyond what a segment can tell apart share a last one, which no query asks for.
        """
        number = self.forms.get(form)
        if number is None and len(self.forms) >= MOST_FORMS - 1:
            form = _FORM_TOO_MANY
            number = self.forms.get(form)
        if number is None:
            number = self.forms[form] = len(self.forms)
            self._once.append([])
            self._otherwise.append({})
        return number

    def add(self, document: Document) -> None:
        """Add one document."""
        number = len(self.article_numbers)
        self.article_numbers.append(document.article_number)
        self.published_from.append(document.published_from)
        self.published_to.append(document.published_to)
        self.tokens.extend(document.title)
        self.tokens.extend(document.text)
        self.title_lengths.append(len(document.title))
        self.text_lengths.append(len(document.text))
        in_text = Counter(document.text)
        for form, in_title in Counter(document.title).items():
            frequency = in_text.pop(form, 0) * IN_TEXT + in_title
            self._otherwise[form].setdefault(frequency, []).append(number)
        once, otherwise = self._once, self._otherwise
        for form, count in in_text.items():
            if count == 1:
                once[form].append(number)
            else:
                otherwise[form].setdefault(count * IN_TEXT, []).append(number)
        for field in KEYWORD_FIELDS:
            for value in dict.fromkeys(document.keywords[field]):
                self.keywords[field][value].append(number)

    def add_segments(self, segments: Iterable[Segment]) -> None:
        """Add the documents of older segments that are not deleted, by their article numbers."""
        parts = [self._documents(segment) for segment in segments]
        for document in merge(*parts, key=attrgetter("article_number")):
            self.add(document)

    def _documents(self, segment: Segment) -> Iterator[Document]:
        number_of = {
            form_character(place): self.form(form) for place, form in enumerate(segment.forms())
        }
        keywords: dict[str, defaultdict[int, list[str]]] = {
            field: defaultdict(list) for field in KEYWORD_FIELDS
        }
        for field, by_document in keywords.items():
            for value, documents in segment.keywords(field):
                for document in documents:
                    by_document[document].append(value)
        for document in range(segment.document_count):
            if document in segment.deleted:
                continue
            title, text = segment.streams(document)
            yield Document(
                segment.article_numbers[document],
                segment.published_from[document],
                segment.published_to[document],
                list(map(number_of.__getitem__, title)),
                list(map(number_of.__getitem__, text)),
                {field: keywords[field].get(document, ()) for field in KEYWORD_FIELDS},
            )

    def take_levels(self, form: int) -> Levels:
        """Return the posting list of one form, and forget it."""
        once, levels = self._once[form], self._otherwise[form]
        if once:
            levels[IN_TEXT] = once
        self._once[form], self._otherwise[form] = [], {}
        return levels

    def take_tokens(self) -> "array[int]":
        """Return the forms of all tokens, and forget them."""
        tokens, self.tokens = self.tokens, array("I")
        return tokens

    def document_frequency(self, form: int) -> int:
        """Return how many documents have a form."""
        return len(self._once[form]) + sum(map(len, self._otherwise[form].values()))
