"""Where some forms of words stand in a segment: sets of documents by how often they do.

A set of documents is one whole number (`segments.bits`), so that what a common word costs is
a few operations on long numbers and not one step for each of its postings.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from telusur.index.fields import TITLE
from telusur.index.segments.bits import bits_of
from telusur.index.segments.levels import IN_TEXT
from telusur.index.segments.segment import Segment
from telusur.index.segments.words import Entry

MOST_TOLD_APART = 12
"""Documents with so many occurrences and with more are one set: beyond, little changes."""

_FEW_FORMS = 6
_TITLE_MASK = IN_TEXT - 1

AtLeast = list[int]
"""The documents with one occurrence or more, with two or more, and so on."""


class Streams:
    """A document on its way to being scored; its streams are read when something needs them."""

    def __init__(self, segment: Segment, document: int) -> None:
        """Name the document."""
        self.segment = segment
        self.document = document
        self.byte, self.bit = document >> 3, 1 << (document & 7)
        """Where it stands in a set of documents that is written as bytes."""
        self.occurrence_weights: tuple[float, float] | None = None
        """What an occurrence in its title and in its text weighs, once a leaf has asked."""

    @property
    def title(self) -> str:
        """The forms of the title's tokens, a character each, ready to be counted."""
        return self._read[0]

    @property
    def text(self) -> str:
        """The forms of the text's tokens."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[str, str]:
        return self.segment.streams(self.document)

    @cached_property
    def present(self) -> frozenset[str]:
        """The forms that occur at all."""
        return frozenset(self.text).union(self.title)


Counts = Callable[[Streams], tuple[int, int]]
"""Counts occurrences in a document's title and in its text."""


class Occurrences(ABC):
    """Documents by how often something stands in their title and in their text."""

    def __init__(self, in_title: AtLeast, in_text: AtLeast, most: tuple[int, int]) -> None:
        """Take the sets; callers want `FormOccurrences` or `CountedOccurrences`.

        Args:
            in_title: the documents by occurrences in the title.
            in_text: the documents by occurrences in the text.
            most: as many occurrences as no title has more of, and no text.
        """
        self.in_title = in_title
        self.in_text = in_text
        self.most = most

    def documents(self, field: str | None) -> int:
        """Return the documents with an occurrence in a text field, or in any, as a set."""
        if field is None:
            return self.in_title[0] | self.in_text[0]
        return self.in_title[0] if field == TITLE else self.in_text[0]

    @abstractmethod
    def counts(self, streams: Streams) -> tuple[int, int]:
        """Count the occurrences in a document's title and in its text."""

    def counting(self, size: int) -> Counts:
        """Return what counts as `counts` does, prepared for many documents of so many."""
        return self.counts


class FormOccurrences(Occurrences):
    """Documents by how often any of some forms stands in them."""

    def __init__(self, segment: Segment, forms: Sequence[Entry]) -> None:
        """Read the posting lists of the forms."""
        self.characters = frozenset(entry.character for entry in forms)
        in_title, in_text = [0] * MOST_TOLD_APART, [0] * MOST_TOLD_APART
        most_in_title = most_in_text = 0
        rare: dict[int, int] = {}
        for entry in forms:
            title_bits, text_bits = [0] * MOST_TOLD_APART, [0] * MOST_TOLD_APART
            most = [0, 0]
            for level in segment.levels(entry.postings):
                most = [max(most[0], level.in_title), max(most[1], level.in_text)]
                if level.bitmap is None and len(forms) > _FEW_FORMS:
                    frequency = level.in_text * IN_TEXT + level.in_title
                    for document in level.listed:
                        rare[document] = rare.get(document, 0) + frequency
                else:
                    bits = level.bits(segment.document_count)
                    _add(title_bits, level.in_title, bits)
                    _add(text_bits, level.in_text, bits)
            most_in_title, most_in_text = most_in_title + most[0], most_in_text + most[1]
            in_title, in_text = together(in_title, title_bits), together(in_text, text_bits)
        if rare:
            counted = CountedOccurrences(segment, rare)
            in_title = together(in_title, counted.in_title)
            in_text = together(in_text, counted.in_text)
        super().__init__(in_title, in_text, (most_in_title, most_in_text))

    def counts(self, streams: Streams) -> tuple[int, int]:
        """Count the occurrences in a document's title and in its text."""
        in_title = in_text = 0
        characters = self.characters
        if len(characters) > _FEW_FORMS:
            characters &= streams.present
        for character in characters:
            in_title += streams.title.count(character)
            in_text += streams.text.count(character)
        return in_title, in_text

    def counting(self, size: int) -> Counts:
        """Return what counts as `counts` does, by the sets, as far as they tell."""
        titles, texts = _as_bytes(self.in_title, size), _as_bytes(self.in_text, size)

        def counts(streams: Streams) -> tuple[int, int]:
            byte, bit = streams.byte, streams.bit
            in_title = in_text = 0
            for members in titles:
                if not members[byte] & bit:
                    break
                in_title += 1
            for members in texts:
                if not members[byte] & bit:
                    break
                in_text += 1
            if in_title < MOST_TOLD_APART and in_text < MOST_TOLD_APART:
                return in_title, in_text
            return self.counts(streams)

        return counts


class CountedOccurrences(Occurrences):
    """Documents with counts that are known one by one."""

    def __init__(self, segment: Segment, counted: dict[int, int]) -> None:
        """Take the counts: for each document, a frequency as `segments.levels` has it."""
        self._counted = counted
        by_frequency: defaultdict[int, list[int]] = defaultdict(list)
        for document, frequency in counted.items():
            by_frequency[frequency].append(document)
        in_title, in_text = [0] * MOST_TOLD_APART, [0] * MOST_TOLD_APART
        for frequency, documents in by_frequency.items():
            bits = bits_of(documents, segment.document_count)
            _add(in_title, frequency & _TITLE_MASK, bits)
            _add(in_text, frequency // IN_TEXT, bits)
        most_in_title = max((frequency & _TITLE_MASK for frequency in by_frequency), default=0)
        most_in_text = max(by_frequency, default=0) // IN_TEXT
        super().__init__(in_title, in_text, (most_in_title, most_in_text))

    def counts(self, streams: Streams) -> tuple[int, int]:
        """Return the occurrences in a document's title and in its text."""
        frequency = self._counted.get(streams.document, 0)
        return frequency & _TITLE_MASK, frequency // IN_TEXT


def _as_bytes(at_least: AtLeast, size: int) -> list[bytes]:
    return [bits.to_bytes((size + 7) >> 3, "little") for bits in at_least if bits]


def _add(at_least: AtLeast, times: int, bits: int) -> None:
    for place in range(min(times, MOST_TOLD_APART)):
        at_least[place] |= bits


def together(one: AtLeast, other: AtLeast) -> AtLeast:
    """Add up occurrences: k in all are i of the one and k - i of the other."""
    if not other[0]:
        return one
    if not one[0]:
        return other
    total = [bits | more for bits, more in zip(one, other, strict=True)]
    # Of each, the levels that any document reaches come first.
    for first, bits in enumerate(one):
        if not bits:
            break
        for place, more in enumerate(other[: MOST_TOLD_APART - 1 - first], first + 1):
            if not more:
                break
            total[place] |= bits & more
    return total


def union(sets: Iterable[int]) -> int:
    """Return the documents that are in any of these sets."""
    found = 0
    for bits in sets:
        found |= bits
    return found
