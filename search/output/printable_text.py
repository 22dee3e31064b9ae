"""Text made to be printed: nothing in it steers the terminal, and it fits a number of columns."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

UNWRITABLE = "telusur.unwritable"
"""How streams treat what they cannot write, an error handler of `codecs`: bytes that are no UTF-8,
which arguments and names of files may have, as a shell writes them, `\\xff`; all else as `?`."""


def _written(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end]
    written = (
        f"\\x{ord(one) - 0xDC00:02x}" if "\udc80" <= one <= "\udcff" else "?" for one in found
    )
    return "".join(written), error.end


codecs.register_error(UNWRITABLE, _written)


def wrapped(text: str, width: int | None, indent: str = "") -> str:
    """Return a text on lines of a width, parted between words.

    Args:
        text: the text, printable, without styles.
        width: how many columns there are; None for any number.
        indent: stands before each line but the first.
    """
    lines = line_spans(text, width, len(indent))
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
    flat = text.replace("\n", " ")
    if flat.isprintable():  # as most texts of several paragraphs are
        return flat
    return re.sub(_STEERING, lambda found: " " if found[0] in "\t\n\r" else "\ufffd", text)


def printable_lines(text: str) -> str:
    """Replace control characters as `printable` does, but keep the ends of lines."""
    return "\n".join(map(printable, text.split("\n")))


def line_spans(text: str, width: int | None, indent: int = 0) -> Iterator[tuple[int, int]]:
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
