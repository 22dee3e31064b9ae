"""The terminal: its width and colours, and text made to fit it."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import click

ColorChoice = Literal["auto", "always", "never"]

_NARROWEST, _USUAL = 20, 80
_WIDEST_TEXT = 100
"""Lines of more characters than this are hard to read, however wide the terminal."""


class Terminal(NamedTuple):
    """How to write to standard output."""

    color: bool
    width: int | None
    """Columns to wrap at; None where the output is not a terminal and is not wrapped."""
    columns: int | None = None
    """Columns of the terminal, where a line is cut instead of wrapped."""
    links: bool = False
    """Whether the terminal shows hyperlinks."""

    def style(self, text: str, **styles: bool | str) -> str:
        """Return text in a style that `click.style` knows, or as it is where colours are off."""
        return click.style(text, **styles) if self.color else text  # type: ignore[arg-type]

    def link(self, text: str, url: str) -> str:
        """Return a text as a hyperlink (OSC 8), or as it is where there are none.

        Args:
            text: what is shown; it may have styles.
            url: where it leads; what is no web address is not linked.
        """
        if not self.links or not url.startswith(("https://", "http://")):
            return text
        from urllib.parse import quote

        # Only printable ASCII may be in it, or an article could steer the terminal.
        target = quote(url, safe="%/:=&?~#+!$,;'@()*[]")
        return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\"

    def cut(self, text: str, used: int) -> str:
        """Return a text cut at a word, with an ellipsis, to what room a line has.

        Args:
            text: the text, printable.
            used: the number of columns that are taken already.
        """
        if self.columns is None or used + columns_of(text) <= self.columns:
            return text
        room = max(1, self.columns - used - 1)
        shown = text[:room]
        while columns_of(shown) > room:
            shown = shown[:-1]
        at_word = shown.rfind(" ")
        return (shown[:at_word] if at_word > 0 else shown).rstrip(" ,;:–-") + "…"


def terminal(choice: ColorChoice = "auto") -> Terminal:
    """Return what standard output can show.

    Args:
        choice: with `auto`, the environment decides; see `_wants_color`.
    """
    interactive = sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    color = choice == "always" or (choice == "auto" and _wants_color(interactive and not dumb))
    if not interactive:
        return Terminal(color, None)
    from shutil import get_terminal_size

    from telusur.search.output.hyperlinks import shows_hyperlinks

    columns = max(_NARROWEST, get_terminal_size().columns)
    return Terminal(color, min(columns, _WIDEST_TEXT), columns, not dumb and shows_hyperlinks())


def _wants_color(able: bool) -> bool:
    """Tell whether the environment wants colours, as no-color.org and bixense.com/clicolors say.

    Args:
        able: whether standard output is a terminal that may show them.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if any(
        os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    return able and os.environ.get("CLICOLOR") != "0"


def remark_width() -> int | None:
    """Return the columns to wrap remarks at; None where standard error is not a terminal."""
    if not sys.stderr.isatty():
        return None
    from shutil import get_terminal_size

    columns, lines = os.get_terminal_size(sys.stderr.fileno())  # 0 where the terminal knows none
    return max(_NARROWEST, get_terminal_size((columns or _USUAL, lines)).columns)


def wrapped(text: str, width: int | None, indent: str = "") -> str:
    """Return a text on lines of a width, parted between words.

    Args:
        text: the text, printable, without styles.
        width: how many columns there are; None for any number.
        indent: stands before each line but the first.
    """
    lines = _wrapped(text, width, len(indent))
    return f"\n{indent}".join(text[start:end] for start, end in lines)


def visible(line: str) -> str:
    """Return what is seen of a line of ours: without styles and the targets of hyperlinks.

    Args:
        line: the line, as `Terminal` wrote it.
    """
    return re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", line)


# Controls (C0, DEL, C1), and what turns the direction of text (Unicode UAX #9).
_STEERING = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


def printable(text: str) -> str:
    """Replace control characters, so that an article cannot steer the terminal.

    The length stays the same: offsets into the text remain true.
    """
    if text.isprintable():
        return text
    return re.sub(_STEERING, lambda found: " " if found[0] in "\t\n\r" else "\ufffd", text)


def printable_lines(text: str) -> str:
    """Replace control characters as `printable` does, but keep the ends of lines."""
    return "\n".join(map(printable, text.split("\n")))


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


def _wrapped(text: str, width: int | None, indent: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of the lines that a text is wrapped to.

    Args:
        text: the text.
        width: the columns of a line.
        indent: how many of them each line but the first has less.
    """
    if width is None or columns_of(text) <= width:
        yield 0, len(text)
        return
    start = end = position = columns = 0
    for word in text.split(" "):
        needed = columns_of(word)
        if end > start and columns + 1 + needed > width:
            yield start, end
            width -= indent if start == 0 else 0
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
