"""What a command needs around its call: the library, remarks, and lines for standard output."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import click
from telusur.index.errors import InputError
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.commands import ENGINE, FOLDER, NO_PAGER
from telusur.search.output.printable_text import printable, wrapped
from telusur.search.output.terminal import remark_width
from telusur.search.settings import Settings


def open_library(path: Path | None, missing: Literal["seeds", "empty", "error"]) -> Library:
    """Open the library that a command works on, closed when the command ends.

    Args:
        path: the value of the command's `--library`.
        missing: what to do where there is none: make one of the seeds if it is the default one
            that is missing, make an empty one, or raise.

    Raises:
        LibraryError: it cannot be opened or made, or is missing.
    """
    context = click.get_current_context()
    library = Library.open(
        named_folder(path),
        missing=None if missing == "seeds" else missing,
        engine=context.meta.get(ENGINE),
        processes=core_count(),
        remark=remark,
    )
    context.call_on_close(library.close)
    return library


def core_count() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def named_folder(path: Path | None) -> Path | None:
    """Return the library's folder as it was named after the command or before it, if it was."""
    return path or click.get_current_context().meta.get(FOLDER)


def remark(line: str) -> None:
    """Print a line about the work, not a result, to standard error.

    Nothing in it steers the terminal.
    """
    click.echo(wrapped(f"telusur: {printable(line)}", remark_width()), err=True)


def remark_nothing_found(library: Library, tree: object) -> None:
    """Tell the user that nothing was found, and why where that is plain.

    Args:
        library: what was searched.
        tree: what the query was understood as; None if there is nothing to search for in it.
    """
    if tree is None:
        remark(gettext("Nothing found: there is no letter or digit to search for."))
    elif not len(library):
        remark(gettext("The library is empty: add articles with telusur add."))
    else:
        remark(gettext("Nothing found."))


def find_one_id(library: Library, beginning: str) -> str | None:
    """Return the id that begins with what was typed, or None, with a remark, if there is none.

    Args:
        library: the library.
        beginning: an id, or enough of it to tell it from all others.

    Raises:
        click.UsageError: several ids begin with it.
    """
    # Bytes that are no UTF-8 come as half surrogate pairs, which no id has; every id begins with
    # what an unset variable of a shell is, which means none of them.
    ids = library.find_ids(beginning) if beginning.strip() and beginning.isprintable() else []
    if len(ids) > 1:
        raise click.UsageError(
            gettext(
                'Several article ids begin with "{beginning}" ({ids}): type more of the '
                "one you mean.",
                beginning=beginning,
                ids=", ".join(ids),
            )
        )
    if not ids:
        remark(
            gettext(
                'No article has the id "{beginning}": `telusur list` shows all ids.',
                beginning=beginning,
            )
        )
    return ids[0] if ids else None


def print_lines(lines: Iterable[str], *, paged: bool = True) -> None:
    """Write lines to standard output, styles as they are.

    Args:
        lines: the lines, without newlines at their ends.
        paged: whether a pager shows them if they do not fit on the screen.
    """
    if paged and sys.stdout.isatty() and NO_PAGER not in click.get_current_context().meta:
        from telusur.search.output.pager import print_paged

        print_paged(lines)
        return
    for line in lines:
        sys.stdout.write(line + "\n")


def query_of(words: Sequence[str]) -> str:
    """Return the query that was typed as words, with `@NAME` replaced where it is an alias.

    Args:
        words: the words.
    """
    settings: Settings = click.get_current_context().obj
    aliases = settings.queries
    if aliases:
        words = [
            f"({aliases[word[1:]]})" if word[:1] == "@" and word[1:] in aliases else word
            for part in words
            for word in part.split(" ")
        ]
    return " ".join(words)


def missing_extra(command: str, extra: str) -> InputError:
    """Return the error of a command that needs more than is installed, with what to type.

    Args:
        command: the command as it is typed.
        extra: the extra of the package that brings what it needs.
    """
    return InputError(
        '{command} needs more than is installed: {python} -m pip install "telusur[{extra}]"',
        command=command,
        python=sys.executable,
        extra=extra,
    )
