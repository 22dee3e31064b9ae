"""`telusur facets`: counts of matching articles by country and by month."""

from pathlib import Path

import click
from telusur.search.commands.documented import documented
from telusur.search.commands.filter_options import filter_options
from telusur.search.commands.session import (
    open_library,
    print_lines,
    query_of,
    remark,
    remark_nothing_found,
)
from telusur.search.commands.shared_options import (
    color_option,
    count_option,
    json_option,
    library_option,
    require_all_option,
)
from telusur.search.counting.facets import facets
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.output.terminal import ColorChoice, terminal

_COUNTRIES_SHOWN = 15


@documented(
    "telusur facets",
    "telusur facets pasukan --country KP",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@filter_options
@require_all_option
@count_option(
    "--countries",
    "max_countries",
    default=_COUNTRIES_SHOWN,
    help="Show up to N countries; JSON has all of them.",
)
@json_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    filters: Filters,
    require_all: bool,
    max_countries: int,
    as_json: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Count the articles that match QUERY by country and by month; without QUERY, all of them.

    An article counts once for each country that it refers to, and once for the month in which it
    was published; articles whose date spans several months, or is unknown, are counted separately.
    """
    opened = open_library(library, missing="seeds")
    counted = facets(
        opened, query_of(query), SearchOptions(filters=filters, require_all=require_all)
    )
    if as_json:
        from telusur.search.output.formats.json import facets_as_json

        click.echo(facets_as_json(counted))
    elif counted.total:
        from telusur.search.output.reports.facet_bars import facets_as_text

        print_lines(facets_as_text(counted, terminal(color), max_countries))
    else:
        remark_nothing_found(opened, counted.tree)
    for note in counted.notes:
        remark(note)
    context.exit(0 if counted.total else 1)
