"""`telusur saved`: lists, shows and removes saved searches."""

from pathlib import Path

import click
from telusur.index.translation import gettext, number
from telusur.search.commands.completers import complete_saved
from telusur.search.commands.documented import documented_group
from telusur.search.commands.session import open_library, print_lines, remark
from telusur.search.commands.shared_options import json_option, library_option
from telusur.search.saved_searches import SavedSearches


@documented_group(
    "telusur saved",
    "telusur saved show kursk",
    "telusur saved remove kursk",
)
def command() -> None:
    """List, show or remove saved searches.

    `telusur save` makes them, `telusur check` says what is new in them.
    """


@command.command("list")
@json_option
@library_option
@click.pass_context
def listing(context: click.Context, as_json: bool, library: Path | None) -> None:
    """List the saved searches: their names, and what is searched for."""
    from telusur.search.output.reports.saved_output import saved_fields, words_of

    searches = SavedSearches(open_library(library, missing="error"))
    saved = [searches.get(name) for name in searches.names()]
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned({"searches": list(map(saved_fields, saved))}))
    elif saved:
        width = max(len(one.name) for one in saved)
        print_lines(f"{one.name:{width}}  {words_of(one)}" for one in saved)
    else:
        remark(gettext("There are no saved searches: `telusur save NAME QUERY` makes one."))
    context.exit(0 if saved else 1)


@command.command("show")
@click.argument("name", shell_complete=complete_saved)
@json_option
@library_option
def show(name: str, as_json: bool, library: Path | None) -> None:
    """Show a saved search, how many articles match it, and how many of them are new."""
    from telusur.search.output.reports.saved_output import saved_fields, words_of

    searches = SavedSearches(open_library(library, missing="error"))
    found = searches.check(searches.get(name))
    total, new = len(found.matching), len(found.new)
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned({**saved_fields(found.search), "total": total, "new": new}))
    else:
        click.echo(f"telusur search {words_of(found.search)}")
        click.echo(
            gettext(
                "{total} articles match, {new} of them are new; saved {when}.",
                total=number(total),
                new=number(new),
                when=found.search.saved[:10],
            )
        )
    for note in found.notes:
        remark(note)


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=complete_saved)
@library_option
@click.pass_context
def remove(context: click.Context, names: tuple[str, ...], library: Path | None) -> None:
    """Remove saved searches; no article is touched."""
    searches = SavedSearches(open_library(library, missing="error"))
    missing = [name for name in dict.fromkeys(names) if not searches.remove(name)]
    for name in missing:
        remark(gettext('There is no saved search "{name}".', name=name))
    context.exit(1 if missing else 0)
