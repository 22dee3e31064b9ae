"""The command line: finds the commands, and turns every failure into a sentence."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click
from telusur.index.errors import TelusurError, reason_of
from telusur.index.translation import gettext, language
from telusur.search.commands import FOLDER, NO_PAGER
from telusur.search.commands.command_group import COMMANDS, CommandGroup, abandon_output
from telusur.search.output.printable_text import UNWRITABLE, printable, wrapped
from telusur.search.path_names import FolderName
from telusur.search.settings import Settings, read_settings, settings_file

FOUND, NOTHING_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


def started() -> Settings:
    """Return the settings, after making them defaults of the environment."""
    settings = read_settings(settings_file(), COMMANDS)
    settings.apply()
    return settings


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"telusur {version('telusur')}")
        context.exit()


@click.command(
    cls=CommandGroup,
    subcommand_metavar="COMMAND [ARGUMENTS]...",
    context_settings={"max_content_width": 100},
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
@click.option("--no-pager", is_flag=True, help="Print long output without a pager.")
@click.pass_context
def telusur(context: click.Context, library: Path | None, no_pager: bool) -> None:
    """Search Indonesian articles: telusur search Kursk."""
    context.meta[FOLDER] = library
    if no_pager:
        context.meta[NO_PAGER] = True


def main() -> NoReturn:
    """Run the command line and exit: 0 found, 1 nothing found, 2 an error, 130 interrupted."""
    _open_closed_streams()
    _take_any_character()
    try:
        settings = started()
        group = telusur if language() == "en" else _translated()
        code = group.main(prog_name="telusur", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        sys.exit(code or FOUND)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(ERROR)
    except click.NoSuchOption as error:
        _fail(error.format_message() + _how_to_type_a_hyphen(error))
    except click.BadParameter as error:
        _fail(error.format_message() + _variable_in(error))
    except click.ClickException as error:
        _fail(error.format_message())
    except TelusurError as error:
        _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        abandon_output()
        sys.exit(FOUND)
    except MemoryError:
        _fail(
            gettext("There is not enough memory for this: end other programs, or add less at once.")
        )
    except OSError as error:
        abandon_output()
        _fail(f"{error.filename or gettext('Standard output')}: {reason_of(error)}")


def _translated() -> click.Command:
    """Return the command line in the language of the reader; Click says its messages in it, too."""
    import gettext

    from telusur.index.translation import CATALOGUES, DOMAIN
    from telusur.search.commands.translated_help import translated

    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    return translated(telusur)


def _how_to_type_a_hyphen(error: click.NoSuchOption) -> str:
    """Return how to type what follows a command and begins with one hyphen: it may be a word."""
    command, option = error.ctx, error.option_name
    if command is None or command.parent is None or option.startswith("--"):
        return ""
    from shlex import quote

    word = quote(next((typed for typed in sys.argv if typed.startswith(option)), option))
    told = gettext(
        "Words that begin with a hyphen are taken for options: write -- before them, as in"
        " {command} -- {word}.",
        command=command.command_path,
        word=word,
    )
    return f" {told}"


def _variable_in(error: click.BadParameter) -> str:
    """Return which environment variable has a value that cannot be used, if it is one."""
    option, context = error.param, error.ctx
    if option is None or context is None or option.name is None:
        return ""
    source = context.get_parameter_source(option.name)
    of_environment = source is click.core.ParameterSource.ENVIRONMENT
    if not of_environment:
        return ""
    told = gettext("It comes from the environment variable {name}.", name=option.envvar)
    return f" {told}"


def _open_closed_streams() -> None:
    """Discard what goes to a stream that the caller closed, whose number a file would get."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _take_any_character() -> None:
    """Write UTF-8 into files and pipes, whatever the locale; a terminal shows `?` for the rest."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors=UNWRITABLE)


def _fail(sentence: str) -> NoReturn:
    from telusur.search.output.terminal import remark_width

    click.echo(wrapped(f"telusur: {printable(sentence)}", remark_width()), err=True)
    sys.exit(ERROR)
