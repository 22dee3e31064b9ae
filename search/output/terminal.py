"""The terminal: its width and colours, and text made to fit it."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import click

ColorChoice = Literal["auto", "always", "never"]

_WIDEST_TEXT = 100
"""Lines of more characters than this are hard to read, however wide the terminal."""


class Terminal(NamedTuple):
    """How to write to standard output."""

    color: bool
    width: int | None
    """Columns to wrap at; None where the output is not a terminal and is not wrapped."""

    def style(self, text: str, **styles: bool | str) -> str:
        """Return text in a style that `click.style` knows, or as it is where colours are off."""
        return click.style(text, **styles) if self.color else text  # type: ignore[arg-type]


def terminal(choice: ColorChoice = "auto") -> Terminal:
    """Return what standard output can show.

    Args:
        choice: with `auto`, colours are shown on a terminal unless `NO_COLOR` is set or `TERM` is
            `dumb`.
    """
    interactive = sys.stdout.isatty()
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    color = choice == "always" or (choice == "auto" and interactive and wanted)
    return Terminal(color, _width() if interactive else None)


def _width() -> int:
    from shutil import get_terminal_size

    return max(20, min(get_terminal_size().columns, _WIDEST_TEXT))


def printable(text: str) -> str:
    """Replace control characters, so that an article cannot steer the terminal.

    The length stays the same: offsets into the text remain true.
    """
    if text.isprintable():
        return text
    return "".join(
        " " if character in "\t\n\r" else "\ufffd" if _steers(character) else character
        for character in text
    )


class Highlight(NamedTuple):
    """Part of a text that is shown in a style."""

    start: int
    end: int


def highlighted_lines(
    text: str, highlights: Sequence[Highlight], screen: Terminal, indent: str
) -> Iterator[str]:
    """Yield the lines of a text, indented, wrapped if the screen is, with highlights in colour.

    Args:
        text: the text; its line breaks are kept, its blank lines are not.
        highlights: what to highlight, in order, without overlaps.
        screen: where it is shown.
        indent: stands before each line.
    """
    shown = printable(text)
    width = None if screen.width is None else screen.width - len(indent)
    first = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _wrapped(shown[first : first + len(line)], width):
                styled = _styled(shown, first + start, first + end, highlights, screen)
                yield indent + "".join(styled)
        first += len(line) + 1


def _styled(
    text: str, start: int, end: int, highlights: Iterable[Highlight], screen: Terminal
) -> Iterator[str]:
    position = start
    for highlight in highlights:
        left, right = max(highlight.start, start), min(highlight.end, end)
        if left < right:
            yield text[position:left]
            yield screen.style(text[left:right], fg="red", bold=True)
            position = right
    yield text[position:end]


def _wrapped(text: str, width: int | None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of the lines that a text is wrapped to."""
    if width is None or columns_of(text) <= width:
        yield 0, len(text)
        return
    start = end = position = columns = 0
    for word in text.split(" "):
        needed = columns_of(word)
        if end > start and columns + 1 + needed > width:
            yield start, end
            start, columns = position, 0
        columns += needed + (1 if end > start else 0)
        end = position + len(word)
        position = end + 1
    yield start, end


def columns_of(text: str) -> int:
    """Return how many columns a text takes: East Asian wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _steers(character: str) -> bool:
    """Whether a character is a control, or turns the direction of what follows."""
    category = unicodedata.category(character)
    return category == "Cc" or (category == "Cf" and unicodedata.bidirectional(character) in _BIDI)


_BIDI = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
