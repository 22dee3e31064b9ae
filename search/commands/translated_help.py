"""The help of commands as messages: which there are, and a command with them translated."""

import inspect
from collections.abc import Callable, Iterator
from copy import copy

import click
from telusur.index.translation import gettext


def help_messages(command: click.Command) -> Iterator[str]:
    """Yield every message in the help of a command.

    Args:
        command: the command.
    """
    found: list[str] = []

    def keep(message: str) -> str:
        found.append(message)
        return message

    _with_messages(command, keep)
    return iter(found)


def translated(command: click.Command) -> click.Command:
    """Return a command whose help is in the language of the reader; its work is the same.

    Args:
        command: the command, which is not changed.
    """
    return _with_messages(command, gettext)


def _with_messages(command: click.Command, say: Callable[[str], str]) -> click.Command:
    other = copy(command)
    other.help = say(_unwrapped(command.help or ""))
    other.options_metavar = say(command.options_metavar or "")
    if isinstance(command, click.Group) and isinstance(other, click.Group):
        other.subcommand_metavar = say(command.subcommand_metavar)
        other.commands = {name: _with_messages(one, say) for name, one in command.commands.items()}
    other.params = [_parameter(one, say) for one in command.params]
    return other


def _parameter(parameter: click.Parameter, say: Callable[[str], str]) -> click.Parameter:
    other = copy(parameter)
    if parameter.metavar:
        other.metavar = say(parameter.metavar)
    if isinstance(parameter, click.Option) and isinstance(other, click.Option) and parameter.help:
        other.help = say(parameter.help)
    return other


def _unwrapped(text: str) -> str:
    """Return a docstring with its paragraphs on a line each, however the code wraps them."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)
