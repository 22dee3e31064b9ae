"""The options that commands share, as decorators."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from telusur.index.engines.engine import EngineName
from telusur.index.engines.selection import ENGINES
from telusur.index.translation import gettext
from telusur.search.commands import ENGINE, NO_PAGER
from telusur.search.output.formats import FORMATS, FormatName
from telusur.search.path_names import FileName, FolderName

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Format = TypeVar("_Format", bound=str)


def count_option(
    *names: str,
    minimum: int = 0,
    maximum: int | None = None,
    default: int | None = None,
    variable: str | None = None,
    help: str,
) -> Callable[[_Command], _Command]:
    """Return a decorator that adds an option whose value is a whole number, called N.

    Args:
        names: the names of the option, and of its parameter if that differs.
        minimum: the smallest number allowed.
        maximum: the largest number allowed; None for any.
        default: its value where it is not given; help shows it unless it is None or 0.
        variable: the environment variable that sets another default.
        help: what it does.
    """

    def checked(
        _context: click.Context, _option: click.Parameter, number: int | None
    ) -> int | None:
        if number is not None and number < minimum:
            raise click.BadParameter(
                gettext("{number} is less than {minimum}.", number=number, minimum=minimum)
            )
        if number is not None and maximum is not None and number > maximum:
            raise click.BadParameter(
                gettext("{number} is more than {maximum}.", number=number, maximum=maximum)
            )
        return number

    return click.option(
        *names, type=int, metavar="N", default=default, show_default=bool(default),
        envvar=variable, callback=checked, help=help,
    )  # fmt: skip


def library_option(command: _Command) -> _Command:
    """Add `--library`, whose value is a path or None, and `--engine`; both for `open_library`."""
    command = click.option(
        "--engine",
        type=click.Choice(ENGINES),
        expose_value=False,
        callback=_keep_engine,
        help="The search engine that keeps the index; TELUSUR_ENGINE sets a default.",
    )(command)
    return click.option(
        "--library",
        type=FolderName(),
        metavar="FOLDER",
        help="The folder of the library; TELUSUR_LIBRARY sets a default.",
    )(command)


def _keep_engine(context: click.Context, _: click.Parameter, name: EngineName | None) -> None:
    context.meta[ENGINE] = name


def json_option(command: _Command) -> _Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def format_option(
    formats: Sequence[FormatName] = FORMATS, default: FormatName | None = "text"
) -> Callable[[_Command], Callable[..., Any]]:
    """Return a decorator that adds `--format`, and `--json` if that is one of the formats.

    Args:
        formats: the formats to choose from.
        default: the format where none is chosen.
    """

    def with_format(command: _Command) -> Callable[..., Any]:
        @wraps(command)
        def formatted(*arguments: object, as_json: bool = False, **others: Any) -> object:  # noqa: ANN401
            if as_json:
                others["format_name"] = "json"
            return command(*arguments, **others)

        decorated: Callable[..., Any] = formatted
        if "json" in formats:
            decorated = click.option(
                "--json", "as_json", is_flag=True, help="Short for --format json."
            )(decorated)
        return click.option(
            "--format",
            "format_name",
            type=click.Choice(formats),
            default=default,
            show_default=default is not None,
            help="How to write the articles.",
        )(decorated)

    return with_format


def output_options(command: _Command) -> Callable[..., Any]:
    """Add `--output`, whose value is a path or None, and `--force`, without which it is new."""

    @wraps(command)
    def with_output(
        *arguments: object, output: Path | None, force: bool, **others: object
    ) -> object:
        if str(output) == "-":  # as everywhere, standard output
            output = None
        if output and output.exists() and not force:
            raise click.UsageError(
                gettext(
                    "{output} exists: add --force to replace it, or name another file.",
                    output=output,
                )
            )
        return command(*arguments, output=output, **others)

    forced = click.option("--force", is_flag=True, help="Replace FILE if it exists.")
    return click.option(
        "--output",
        type=FileName(),
        metavar="FILE",
        help="Write to this file, whole or not at all; its extension decides the format.",
    )(forced(with_output))


def format_of_output(
    output: Path | None, suffixes: Mapping[str, _Format], default: _Format
) -> _Format:
    """Return the format that the name of `--output` tells.

    Args:
        output: the file, or None where there is none.
        suffixes: the format by the end of a name.
        default: the format of a name without an end.

    Raises:
        click.UsageError: no format has its end; another's content would surprise who opens it.
    """
    suffix = output.suffix.lower() if output else ""
    if suffix and suffix not in suffixes:
        raise click.UsageError(
            gettext(
                "No format has names that end in {suffix}: end it in {suffixes}, or add --format.",
                suffix=suffix,
                suffixes=", ".join(suffixes),
            )
        )
    return suffixes.get(suffix, default)


def ids_option(command: _Command) -> _Command:
    """Add `--ids`."""
    return click.option("--ids", is_flag=True, help="Print only the ids, one per line.")(command)


def count_only_option(command: _Command) -> _Command:
    """Add `-c` and `--count`."""
    return click.option(
        "-c", "--count", is_flag=True, help="Print only the number of matching articles."
    )(command)


def color_option(command: _Command) -> _Command:
    """Add `--color`, and `--no-pager` for `print_lines`."""
    command = click.option(
        "--no-pager",
        is_flag=True,
        expose_value=False,
        callback=keep_no_pager,
        help="Print long output without a pager; TELUSUR_PAGER sets the pager.",
    )(command)
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        envvar="TELUSUR_COLOR",
        help="When to use colour; auto obeys NO_COLOR, CLICOLOR, FORCE_COLOR and TERM=dumb.",
    )(command)


def keep_no_pager(context: click.Context, _: click.Parameter, unwanted: bool) -> None:
    """Remember for `print_lines` that no pager is wanted: the callback of `--no-pager`."""
    if unwanted:
        context.meta[NO_PAGER] = True


def limit_option(default: int | None = None) -> Callable[[_Command], _Command]:
    """Return a decorator that adds `--limit`.

    Args:
        default: its value where it is not given; None for no limit.
    """
    return count_option(
        "-n",
        "--limit",
        minimum=1,
        default=default,
        variable=None if default is None else "TELUSUR_LIMIT",
        help="Show up to N articles.",
    )


def offset_option(command: _Command) -> _Command:
    """Add `--offset`."""
    return count_option("--offset", default=0, help="Skip the first N articles.")(command)


def require_all_option(command: _Command) -> _Command:
    """Add `--all`."""
    return click.option(
        "--all", "require_all", is_flag=True, help="Require every word, not just any of them."
    )(command)


def duplicates_option(command: _Command) -> _Command:
    """Add `--duplicates`."""
    return click.option(
        "--duplicates",
        type=click.Choice(["hide", "show"]),
        default="hide",
        show_default=True,
        envvar="TELUSUR_DUPLICATES",
        help="Show only the best of near-identical articles, or all of them.",
    )(command)
