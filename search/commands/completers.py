"""What a shell completes the beginning of a value to: commands, countries, ids, publishers."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from telusur.index.library import Library
    from telusur.index.user_data import UserDataKind

    Items = list[CompletionItem[Any]]

_MAX_SHOWN: Final = 50

_SAFE: Final = r"[\w.:/@+-]+"
"""What a shell takes as it stands; strangers choose ids and publishers, never a command."""


def complete_commands(context: click.Context, _: click.Parameter, beginning: str) -> "Items":
    """Return the commands that begin with what was typed, within those typed before."""
    root = context.find_root()
    group: click.Command | None = root.command
    for name in context.params.get("names") or ():
        group = group.get_command(root, name) if isinstance(group, click.Group) else None
    names = group.list_commands(root) if isinstance(group, click.Group) else []
    return _items((name, "") for name in names if name.startswith(beginning))


def complete_countries(_: click.Context, __: click.Parameter, beginning: str) -> "Items":
    """Return the countries whose names or codes begin with what was typed.

    The names are Indonesian, with hyphens for spaces: shells need no quotes for them, and options
    take them so.
    """
    from telusur.index.indonesian.countries.territories import territories

    typed = beginning.casefold().replace(" ", "-")
    names = [
        (re.sub(r"[^\w-]+", "-", indonesian.replace("'", "")).strip("-"), code)
        for code, indonesian, _english in territories().values()
    ]
    return _items(
        (name, code)
        for name, code in names
        if name.casefold().startswith(typed) or code.casefold() == typed
    )


def complete_ids(context: click.Context, _: click.Parameter, beginning: str) -> "Items":
    """Return the ids that begin with what was typed, with the titles of their articles."""

    def found(library: "Library") -> Iterator[tuple[str, str]]:
        for identity in library.find_ids(beginning, _MAX_SHOWN):
            article = library.get(identity)
            if article and re.fullmatch(_SAFE, identity):
                yield identity, "".join(c if c.isprintable() else " " for c in article.title)

    return _of_library(context, found)


def complete_sources(context: click.Context, _: click.Parameter, beginning: str) -> "Items":
    """Return the publishers that begin with what was typed, in any case."""

    def found(library: "Library") -> Iterator[tuple[str, str]]:
        from telusur.search.counting.facets import facets

        for name in sorted(facets(library).sources):
            if name.startswith(beginning.casefold()) and re.fullmatch(_SAFE, name):
                yield name, ""

    return _of_library(context, found)


def complete_saved(context: click.Context, _: click.Parameter, beginning: str) -> "Items":
    """Return the names of saved searches that begin with what was typed."""
    return _of_library(context, lambda library: _names(library, "search", beginning))


def complete_feeds(context: click.Context, _: click.Parameter, beginning: str) -> "Items":
    """Return the addresses of followed feeds that begin with what was typed."""
    return _of_library(context, lambda library: _names(library, "feed", beginning))


def _names(library: "Library", kind: "UserDataKind", beginning: str) -> Iterator[tuple[str, str]]:
    for name in library.user_data.names(kind):
        if name.startswith(beginning) and re.fullmatch(_SAFE, name):
            yield name, ""


def _of_library(
    context: click.Context, find: Callable[["Library"], Iterator[tuple[str, str]]]
) -> "Items":
    """Look something up in the library that the command line names; a failure is no completion."""
    from telusur.index.errors import TelusurError
    from telusur.index.library import Library

    named = context.params.get("library") or context.find_root().params.get("library")
    try:
        with Library.open(named, missing="error") as library:
            return _items(find(library))
    except TelusurError:
        return []


def _items(values: Iterator[tuple[str, str]]) -> "Items":
    from click.shell_completion import CompletionItem

    return [CompletionItem(value, help=meaning or None) for value, meaning in values]
