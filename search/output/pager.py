"""Shows what is longer than the screen in a pager, as git does."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from shutil import get_terminal_size, which

from telusur.search.output.printable_text import columns_of, visible

_DEFAULT = "less"
_SPARE_LINES = 2
"""Lines of the screen that the prompt takes, before and after."""


def pager_command() -> str:
    """Return the pager that is wanted; empty for none.

    It is `TELUSUR_PAGER`, else `PAGER`, else less if it is installed. `cat` and the empty name
    stand for no pager.
    """
    named = os.environ.get("TELUSUR_PAGER", os.environ.get("PAGER", _DEFAULT)).strip()
    return "" if named == "cat" or not named or os.environ.get("TERM") == "dumb" else named


def print_paged(lines: Iterable[str]) -> None:
    """Write lines to the terminal, in a pager if they do not fit on the screen.

    Args:
        lines: the lines, which are made as they are read.
    """
    pager = pager_command()
    if not pager:
        _write(lines)
        return
    size = get_terminal_size()
    rest, first, rows = iter(lines), [], 0
    for line in rest:
        first.append(line)
        rows += sum(
            max(1, -(-columns_of(visible(part)) // size.columns)) for part in line.split("\n")
        )
        if rows > size.lines - _SPARE_LINES:
            _page(pager, chain(first, rest))
            return
    _write(first)


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _page(pager: str, lines: Iterable[str]) -> None:
    import shlex
    import signal
    import subprocess

    words = shlex.split(pager)
    if not which(words[0]):
        _write(lines)
        return
    sys.stdout.flush()
    # As git does: quit if all of it fits, pass colours on, leave the text on the screen.
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX")}
    process = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)
    assert process.stdin is not None
    # Ctrl-C is for the pager, which goes on; Telusur waits until it ends.
    usual = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with suppress(BrokenPipeError), process.stdin as screen:
            for line in lines:
                screen.write(line.encode(sys.stdout.encoding, "replace") + b"\n")
        process.wait()
    finally:
        signal.signal(signal.SIGINT, usual)
