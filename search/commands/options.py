"""The options that commands share, as decorators, and what a command needs around its call."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from telusur.index.engines.engine import EngineName
from telusur.index.engines.selection import ENGINES
from telusur.index.library import Library
from telusur.search.folder_name import FolderName
from telusur.search.output.terminal import printable

_ENGINE = "telusur.engine"
"""Under which name a command's context knows the engine asked for."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_option(command: _Command) -> _Command:
    """Add `--library`, whose value is a path or None, and `--engine`; both for `open_library`."""
    command = click.option(
        "--engine",
        type=click.Choice(ENGINES),
        expose_value=False,
        callback=_keep_engine,
        help="What keeps the index; else TELUSUR_ENGINE, else tantivy where it is installed.",
    )(command)
    return click.option(
        "--library",
        type=FolderName(),
        metavar="FOLDER",
        help="The library's folder; else TELUSUR_LIBRARY, else one in your user data folder.",
    )(command)


def _keep_engine(context: click.Context, _: click.Parameter, name: EngineName | None) -> None:
    context.meta[_ENGINE] = name


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


def limit_option(default: int | None = None) -> Callable[[_Command], _Command]:
    """Add `--limit`, by default so many; its value is None where there is no default."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        help="Show at most so many articles.",
    )


def offset_option(command: _Command) -> _Command:
    """Add `--offset`."""
    return click.option(
        "--offset",
        type=click.IntRange(min=0),
        default=0,
        help="Leave out so many at the beginning.",
    )(command)


def require_all_option(command: _Command) -> _Command:
    """Add `--all`."""
    return click.option(
        "--all", "require_all", is_flag=True, help="Every word must occur, not just any."
    )(command)


def duplicates_option(command: _Command) -> _Command:
    """Add `--duplicates`."""
    return click.option(
        "--duplicates",
        type=click.Choice(["hide", "show"]),
        default="hide",
        show_default=True,
        help="Of near-identical articles, show the best alone or all of them.",
    )(command)


def filter_options(command: _Command) -> Callable[..., Any]:
    """Add `--country`, `--about`, `--since` and `--until`; together they are `filters`.

    What is wrong with them is said before the command runs, so before a library is made.
    """

    @wraps(command)
    def with_filters(
        *arguments: object,
        countries: tuple[str, ...],
        about: tuple[str, ...],
        since: str | None,
        until: str | None,
        **others: object,
    ) -> object:
        # Commands that search nothing need not wait for it.
        from telusur.search.filters import Filters

        filters = Filters(countries, about, since, until)
        filters.nodes()
        return command(*arguments, filters=filters, **others)

    options = (
        click.option(
            "--country",
            "countries",
            multiple=True,
            metavar="NAME",
            help="Only articles that refer to this country: a code or a name;"
            " repeat it for any of them.",
        ),
        click.option(
            "--about",
            multiple=True,
            metavar="NAME",
            help="Only articles of which this is a main country; repeat it for any of them.",
        ),
        click.option(
            "--since",
            metavar="DATE",
            help="Only articles published then or later:"
            ' 2024-10, "awal November 2024", "pekan lalu".',
        ),
        click.option("--until", metavar="DATE", help="Only articles published then or earlier."),
    )
    decorated: Callable[..., Any] = with_filters
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


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
        engine=context.meta.get(_ENGINE),
        remark=remark,
    )
    context.call_on_close(library.close)
    return library


def named_folder(path: Path | None) -> Path | None:
    """Return the library's folder as it was named after the command or before it, if it was."""
    return path or click.get_current_context().obj


def remark(line: str) -> None:
    """Say something on standard error that is no result; nothing in it steers the terminal."""
    click.echo(f"telusur: {printable(line)}", err=True)


def remark_nothing_found(tree: object) -> None:
    """Say that nothing was found; of a query with no tree, why nothing could be."""
    why = ": there is no letter or digit to search for" if tree is None else ""
    remark(f"Nothing found{why}.")


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
