"""Commands whose help is whole: nothing in it is cut, and it has examples that a test runs."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import click
from telusur.index.translation import gettext


class DocumentedCommand(click.Command):
    """A command with examples between its description and its options."""

    examples: Sequence[str] = ()
    """Command lines that show what it does, the simplest first."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the options."""
        with formatter.section(gettext("Examples")):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        super().format_options(context, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first clause of the description, never cut."""
        del limit
        return re.split(r"[.:;]\s", " ".join((self.help or "").split()) + " ", maxsplit=1)[0]


def documented(*examples: str) -> Callable[[Callable[..., Any]], DocumentedCommand]:
    """Return a decorator that makes a command of a function, with its docstring as description.

    Args:
        examples: command lines that show what the command does, the simplest first.
    """

    def made(function: Callable[..., Any]) -> DocumentedCommand:
        command = click.command(cls=DocumentedCommand)(function)
        command.examples = examples
        return command

    return made
