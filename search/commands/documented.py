"""Commands whose help is whole: nothing in it is cut, and it has examples that a test runs."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import click
from telusur.index.translation import Language, gettext, language


class CommandWithHelp(click.Command):
    """A command whose help is asked for with an option that speaks our language.

    Click would look its own up in catalogues of messages, for which every search would wait.
    """

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """Return the option."""
        del context
        return _help_option(language())


@cache
def _help_option(spoken: Language) -> click.Option:
    """Return the option of all commands that speak a language."""
    del spoken  # as `gettext` does
    return click.Option(
        ("-h", "--help"),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=gettext("Show this message and exit."),
    )


def _show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


class _Documented(CommandWithHelp):
    """A command or a group of commands with examples between its description and its options."""

    examples: Sequence[str] = ()
    """Command lines that show what it does, the simplest first."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the options."""
        if self.examples:
            with formatter.section(gettext("Examples")):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        super().format_options(context, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first clause of the description, never cut."""
        del limit
        return re.split(r"[.:;]\s", " ".join((self.help or "").split()) + " ", maxsplit=1)[0]


_Kind = TypeVar("_Kind", bound=_Documented)


class DocumentedCommand(_Documented):
    """A command with examples."""


class DocumentedGroup(_Documented, click.Group):
    """Commands under one name, with examples; without one of them, the first is meant."""

    command_class = DocumentedCommand

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Read the arguments; where they begin with no command, they are the first one's."""
        is_option = arguments[:1] and arguments[0].startswith("-")
        of_group = arguments[:1] in (["-h"], ["--help"]) or context.resilient_parsing
        if (is_option or not arguments) and not of_group:
            arguments = [*self.commands][:1] + arguments
        return super().parse_args(context, arguments)


def documented_group(*examples: str) -> Callable[[Callable[..., Any]], DocumentedGroup]:
    """Return a decorator that makes a group of a function, with its docstring as description.

    Args:
        examples: command lines that show what the commands do, the simplest first.
    """
    made = click.group(cls=DocumentedGroup, subcommand_metavar="[COMMAND] [ARGUMENTS]...")
    return _with_examples(made, examples)


def documented(*examples: str) -> Callable[[Callable[..., Any]], DocumentedCommand]:
    """Return a decorator that makes a command of a function, with its docstring as description.

    Args:
        examples: command lines that show what the command does, the simplest first.
    """
    return _with_examples(click.command(cls=DocumentedCommand), examples)


def _with_examples(
    decorator: Callable[[Callable[..., Any]], _Kind], examples: Sequence[str]
) -> Callable[[Callable[..., Any]], _Kind]:
    def made(function: Callable[..., Any]) -> _Kind:
        command = decorator(function)
        command.examples = examples
        return command

    return made
