"""The command line: finds the commands, and turns every failure into a sentence."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click
from telusur.index.errors import TelusurError
from telusur.search.folder_name import FolderName

_COMMANDS = (
    "search", "similar", "facets", "list", "show", "open", "add", "remove", "export", "copy",
    "backup", "restore", "check", "stats", "rebuild", "demo", "stem",
)  # fmt: skip

_HOW_TO_TYPE_A_HYPHEN = (
    "Words that begin with a hyphen are taken for options: write -- before them, as in"
    " telusur search -- Kursk -Donetsk."
)

FOUND, NOTHING_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


class _Commands(click.Group):
    """The commands, each imported when it is used: a search does not wait for the others."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"telusur.search.commands.{name}").command
        command.name = name
        return command

    def invoke(self, context: click.Context) -> object:
        """Run the command; a closed pipe is not an error."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            _abandon_output()
            context.exit(FOUND)

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if arguments and arguments[0] not in _COMMANDS:
            raise click.UsageError(_unknown_command(arguments[0]))
        return super().resolve_command(context, arguments)


def _unknown_command(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _COMMANDS, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(_COMMANDS)}."
    return f'There is no command "{name}": {hint}'


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"telusur {version('telusur')}")
        context.exit()


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--library",
    type=FolderName(),
    metavar="FOLDER",
    help="The folder of the library.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version.",
)  # fmt: skip
@click.pass_context
def telusur(context: click.Context, library: Path | None) -> None:
    """Search Indonesian articles: telusur search Kursk."""
    context.obj = library


def main() -> NoReturn:
    """Run the command line and exit: 0 found, 1 nothing found, 2 an error, 130 interrupted."""
    _take_any_character(sys.stdout)
    try:
        code = telusur.main(prog_name="telusur", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code or FOUND)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(ERROR)
    except click.NoSuchOption as error:
        _fail(f"{error.format_message()} {_HOW_TO_TYPE_A_HYPHEN}")
    except click.ClickException as error:
        _fail(error.format_message())
    except TelusurError as error:
        _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _abandon_output()
        sys.exit(FOUND)
    except MemoryError:
        _fail("There is not enough memory for this: end other programs, or add less at once.")
    except OSError as error:
        _abandon_output()
        _fail(f"{error.filename or 'Standard output'}: {error.strerror or error}")


def _take_any_character(stream: object) -> None:
    """Write UTF-8 into files and pipes, whatever the locale; a terminal shows `?` for the rest."""
    if isinstance(stream, TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")


def _fail(sentence: str) -> NoReturn:
    from telusur.search.output.terminal import printable

    click.echo(f"telusur: {printable(sentence)}", err=True)
    sys.exit(ERROR)


def _abandon_output() -> None:
    """Discard what Python still has in its buffer, or writing it would fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
