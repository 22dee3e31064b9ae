"""The terminal: its width and colours, and text shown in them."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import click
from telusur.search.output.printable_text import columns_of, line_spans, printable

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
            for start, end in line_spans(shown[first : first + len(line)], width):
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
