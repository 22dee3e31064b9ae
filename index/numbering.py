"""Turns text into numbers of forms in bulk: each piece of text is analysed once per segment."""

from itertools import chain

from telusur.index.analyzer import LONGEST_REMEMBERED, analyse_piece, pieces
from telusur.index.segments.builder import SegmentBuilder


class FormNumbers(dict[str, tuple[int, ...]]):
    """The forms of the tokens in each piece of text met so far, as a builder numbers them."""

    def __init__(self, builder: SegmentBuilder) -> None:
        """Start without any; the forms become the builder's."""
        super().__init__()
        self._builder = builder

    def of_text(self, text: str) -> list[int]:
        """Return the number of the form of each token of a text."""
        return list(chain.from_iterable(map(self.__getitem__, pieces(text))))

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = tuple(
            self._builder.form((analysis.surface, analysis.root, *analysis.parts))
            for analysis in analyse_piece(piece)
        )
        if len(piece) <= LONGEST_REMEMBERED:
            self[piece] = numbers
        return numbers
