"""The options that commands share, as decorators, and what a command needs around its call."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from index.library import Library

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_option(command: _Command) -> _Command:
    """Add `--library`; its value is a path or None, for `open_library`."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The library's folder; else TELUSUR_LIBRARY, else one in your user data folder.",
    )(command)


def json_option(command: _Command) -> _Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")(
        command
    )


def color_option(command: _Command) -> _Command:
    """Add `--color`."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="When to use colours; auto obeys NO_COLOR and TERM=dumb.",
    )(command)


def open_library(path: Path | None, missing: Literal["seeds", "empty", "error"]) -> Library:
    """Open the library that a command works on, closed when the command ends.

    Args:
        path: the value of the command's `--library`.
        missing: what to do where there is none; see `Library.open`.
    """
    context = click.get_current_context()
    library = Library.open(path or context.obj, missing=missing, remark=remark)
    context.call_on_close(library.close)
    return library


def remark(line: str) -> None:
    """Say something on standard error that is no result."""
    click.echo(f"telusur: {line}", err=True)


def find_one_id(library: Library, beginning: str) -> str | None:
    """Return the id that was meant, of which the beginning is enough; None if there is none.

    Raises:
        click.UsageError: several ids begin so.
    """
    ids = library.find_ids(beginning)
    if len(ids) > 1:
        raise click.UsageError(
            f'Several articles have ids that begin with "{beginning}" ({", ".join(ids)}):'
            " write more of the one you mean."
        )
    if not ids:
        remark(f'There is no article with the id "{beginning}": `telusur list` shows all ids.')
    return ids[0] if ids else None


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, styles as they are."""
    for line in lines:
        sys.stdout.write(line + "\n")
