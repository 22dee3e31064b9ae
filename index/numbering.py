"""Turns text into numbers of forms in bulk: each chunk of letters is analysed once per segment."""

from itertools import chain

from index.analysis import analyse_chunk, chunk_in_place
from index.segments.builder import SegmentBuilder


class FormNumbers(dict[tuple[str, str], tuple[int, ...]]):
    """The forms of the tokens in each chunk met so far, as a builder numbers them.

    The keys are what `chunk_in_place` finds: what is before the chunk if it begins a sentence, and
    the chunk.
    """

    def __init__(self, builder: SegmentBuilder) -> None:
        """Start without any; the forms become the builder's."""
        super().__init__()
        self._builder = builder

    def of_text(self, text: str) -> list[int]:
        """Return the number of the form of each token of a text."""
        chunks = chunk_in_place().findall(text)
        if chunks and text.startswith(chunks[0][1]):
            chunks[0] = ("\n", chunks[0][1])  # a text's beginning begins a sentence too
        return list(chain.from_iterable(map(self.__getitem__, chunks)))

    def __missing__(self, found: tuple[str, str]) -> tuple[int, ...]:
        before, chunk = found
        numbers = tuple(
            self._builder.form((analysis.surface, analysis.root, *analysis.parts))
            for analysis in analyse_chunk(chunk, bool(before))
        )
        self[found] = numbers
        return numbers
