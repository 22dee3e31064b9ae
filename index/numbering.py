"""Turns text into numbers of forms in bulk: each chunk of letters is analysed once per segment."""

from itertools import chain

from index.analysis import analyse_text
from index.indonesian.tokens import CHUNK
from index.segments.builder import SegmentBuilder


class FormNumbers(dict[str, tuple[int, ...]]):
    """The forms of the tokens in each chunk met so far, as a builder numbers them."""

    def __init__(self, builder: SegmentBuilder) -> None:
        """Start without any; the forms become the builder's."""
        super().__init__()
        self._builder = builder

    def of_text(self, text: str) -> list[int]:
        """Return the number of the form of each token of a text."""
        return list(chain.from_iterable(map(self.__getitem__, CHUNK.findall(text))))

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        analyses = analyse_text(chunk)
        numbers = tuple(
            self._builder.form((analysis.surface, analysis.root, *analysis.parts))
            for analysis in analyses
        )
        self[chunk] = numbers
        return numbers
