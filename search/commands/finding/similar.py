"""`telusur similar`: the articles that are most like one."""

from pathlib import Path

import click
from telusur.index.translation import gettext
from telusur.search.assist.more_like_this import similar
from telusur.search.commands.completers import complete_ids
from telusur.search.commands.documented import documented
from telusur.search.commands.filter_options import filter_options
from telusur.search.commands.session import (
    find_one_id,
    open_library,
    print_lines,
    remark,
)
from telusur.search.commands.shared_options import (
    color_option,
    duplicates_option,
    format_option,
    ids_option,
    library_option,
    limit_option,
    offset_option,
)
from telusur.search.filters import Filters
from telusur.search.options import DEFAULT_LIMIT, Duplicates, SearchOptions
from telusur.search.output.formats import FormatName
from telusur.search.output.terminal import ColorChoice, terminal


@documented(
    "telusur similar yrgnus2",
    "telusur similar yrgnus2 --since 2024-10 -n 3",
)
@click.argument("id", metavar="ID", shell_complete=complete_ids)
@filter_options
@limit_option(DEFAULT_LIMIT)
@offset_option
@duplicates_option
@format_option()
@ids_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    id: str,
    filters: Filters,
    limit: int,
    offset: int,
    duplicates: Duplicates,
    format_name: FormatName,
    ids: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Find the articles that are most similar to one; the beginning of its ID is enough.

    They share its key terms, the words that are frequent in it and rare in the library. Each is
    shown with the terms that it shares.
    """
    opened = open_library(library, missing="seeds")
    identity = find_one_id(opened, id)
    article = opened.get(identity) if identity else None
    if article is None:
        context.exit(1)
    options = SearchOptions(limit=limit, offset=offset, filters=filters, duplicates=duplicates)
    found = similar(opened, article, options)
    if ids:
        print_lines(hit.id for hit in found.results)
    else:
        from telusur.search.output.formats.output_format import output_format

        print_lines(output_format(format_name, terminal(color)).similar(found))
    for note in found.results.notes:
        remark(note)
    if format_name != "json" and not found.results.hits:
        remark(gettext("No similar articles found."))
    context.exit(0 if found.results.hits else 1)
