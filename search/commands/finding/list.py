"""`telusur list`: the articles of the library, or those that match."""

from pathlib import Path

import click
from telusur.index.translation import gettext
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
    count_only_option,
    format_option,
    ids_option,
    library_option,
    limit_option,
    offset_option,
    require_all_option,
)
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.output.formats import FormatName
from telusur.search.output.terminal import ColorChoice, terminal
from telusur.search.selection import select


@documented(
    "telusur list",
    "telusur list Kursk --ids",
    "telusur list --country Rusia --count",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@filter_options
@require_all_option
@limit_option()
@offset_option
@format_option()
@ids_option
@count_only_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    filters: Filters,
    require_all: bool,
    limit: int | None,
    offset: int,
    format_name: FormatName,
    ids: bool,
    count: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """List articles in the order in which they were added.

    With QUERY or filters, list every article that matches, not only the best. A line has the id,
    the date and the title.
    """
    typed = query_of(query)
    opened = open_library(library, missing="seeds")
    selection = select(opened, typed, SearchOptions(filters=filters, require_all=require_all))
    total = len(selection)
    articles = selection.articles(offset, limit)
    if count:
        click.echo(total)
    elif ids:
        print_lines(article.id for article in articles)
    else:
        from telusur.search.output.entry import Entry, Listing
        from telusur.search.output.formats.output_format import output_format

        entries = (Entry(article) for article in articles)
        listing = Listing(typed or gettext("All articles"), entries, total, offset)
        print_lines(output_format(format_name, terminal(color)).articles(listing))
    if not total and not count:
        remark_nothing_found(opened, query)
    for note in selection.notes:
        remark(note)
    context.exit(0 if total > (0 if count else offset) else 1)
