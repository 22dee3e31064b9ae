"""The group of all commands: each is imported when it is used, and help shows them in sections."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click
from telusur.index.translation import gettext, gettext_noop, language
from telusur.search.commands.documented import CommandWithHelp
from telusur.search.settings import Settings

SECTIONS: Final = {
    "finding": (
        "search",
        "browse",
        "similar",
        "facets",
        "timeline",
        "list",
        "show",
        "open",
        "serve",
        "mcp",
    ),
    "articles": ("add", "remove", "export", "copy", "demo"),
    "monitoring": ("save", "saved", "feeds"),
    "upkeep": ("check", "stats", "backup", "restore", "rebuild"),
    "setup": ("config", "completion", "stem", "help"),
}
"""The commands by the folders that they are in, in the order in which help shows them."""

HEADINGS: Final = {
    "finding": gettext_noop("Find and read"),
    "articles": gettext_noop("Add, remove and export"),
    "monitoring": gettext_noop("Keep watch"),
    "upkeep": gettext_noop("Look after a library"),
    "setup": gettext_noop("Set up and get help"),
}

_FOLDERS: Final = {name: folder for folder, names in SECTIONS.items() for name in names}

COMMANDS: Final = tuple(_FOLDERS)
"""The names of all commands."""


class CommandGroup(CommandWithHelp, click.Group):
    """The commands, each imported when it is used: a search does not wait for the others."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import a command; None if there is none of that name."""
        if name not in _FOLDERS:
            return None
        module = import_module(f"telusur.search.commands.{_FOLDERS[name]}.{name}")
        command: click.Command = module.command
        command.name = name
        if language() != "en":
            from telusur.search.commands.translated_help import translated

            return translated(command)
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that a line begins with, by its name or an alias of the settings.

        Raises:
            click.UsageError: there is none.
        """
        name = arguments[0] if arguments else ""
        settings: Settings = context.obj
        if name in settings.aliases and name not in _FOLDERS:
            from shlex import split

            arguments = [*split(settings.aliases[name]), *arguments[1:]]
        if arguments and arguments[0] not in _FOLDERS and not context.resilient_parsing:
            raise click.UsageError(_unknown_command(arguments))
        return super().resolve_command(context, arguments)

    def invoke(self, context: click.Context) -> object:
        """Run the command; a closed pipe is not an error."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            abandon_output()
            context.exit(0)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, in sections."""
        for folder, names in SECTIONS.items():
            commands = [(name, self.get_command(context, name)) for name in names]
            with formatter.section(gettext(HEADINGS[folder])):
                formatter.write_dl(
                    [(name, found.get_short_help_str()) for name, found in commands if found]
                )


def abandon_output() -> None:
    """Discard what Python still has in its buffer, or writing it would fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unknown_command(arguments: Sequence[str]) -> str:
    from difflib import get_close_matches
    from re import match
    from shlex import join

    name = arguments[0]
    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return gettext(
            'There is no command "{name}": did you mean "{near}"?', name=name, near=near[0]
        )
    # A word that is unwanted, as in Kursk -Donetsk, would be taken for an option.
    unwanted = any(match(r"-\w\w", one) for one in arguments)
    options = any(match(r"--\w", one) for one in arguments)
    return gettext(
        'There is no command "{name}": to search for it, type {command}',
        name=name,
        command=f"telusur search {'-- ' * (unwanted and not options)}{join(arguments)}",
    )
