"""`telusur save`: keeps a query under a name, to be told what is new."""

from pathlib import Path

import click
from telusur.index.translation import ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.filter_options import filter_options
from telusur.search.commands.session import open_library, query_of, remark
from telusur.search.commands.shared_options import json_option, library_option, require_all_option
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.saved_searches import SavedSearches


@documented(
    "telusur save kursk Kursk",
    "telusur save korut --about KP --unseen",
)
@click.argument("name")
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@filter_options
@require_all_option
@click.option("--unseen", is_flag=True, help="Count what matches now as new.")
@click.option("--force", is_flag=True, help="Replace the saved search of this name.")
@json_option
@library_option
def command(
    name: str,
    query: tuple[str, ...],
    filters: Filters,
    require_all: bool,
    unseen: bool,
    force: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Save a search under a name, in the library.

    `telusur check NAME` then shows which articles are new, and `telusur saved` lists the saved
    searches. What matches now counts as seen. Filters are kept as you type them: "pekan lalu" is
    the week before each check.
    """
    opened = open_library(library, missing="seeds")
    found = SavedSearches(opened).save(
        name,
        query_of(query),
        SearchOptions(filters=filters, require_all=require_all),
        replace=force,
        unseen=unseen,
    )
    if as_json:
        from telusur.search.output.json_fields import versioned
        from telusur.search.output.reports.saved_output import saved_fields

        total = len(found.matching)
        new = total if unseen else 0
        click.echo(versioned({**saved_fields(found.search), "total": total, "new": new}))
    else:
        click.echo(
            ngettext(
                "Saved {name}: {count} article matches now.",
                "Saved {name}: {count} articles match now.",
                len(found.matching),
                name=name,
            )
        )
    for note in found.notes:
        remark(note)
