"""`telusur export`: articles with all that is known of them, for other programs and for `add`."""

from collections.abc import Iterator
from pathlib import Path

import click
from telusur.index.folder.atomic_files import write_durably
from telusur.index.translation import gettext, ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.filter_options import filter_options
from telusur.search.commands.session import (
    open_library,
    print_lines,
    query_of,
    remark,
)
from telusur.search.commands.shared_options import (
    format_of_output,
    format_option,
    library_option,
    output_options,
    require_all_option,
)
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats import SUFFIXES, FormatName
from telusur.search.output.formats.output_format import output_format
from telusur.search.output.terminal import Terminal
from telusur.search.selection import select


@documented(
    "telusur export --output semua.jsonl",
    "telusur export Kursk --format bibtex",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@filter_options
@require_all_option
@format_option(tuple(SUFFIXES.values()), default=None)
@output_options
@library_option
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    filters: Filters,
    require_all: bool,
    format_name: FormatName | None,
    output: Path | None,
    library: Path | None,
) -> None:
    """Write whole articles: all of them, or every one that matches QUERY and filters.

    JSON Lines, the default, holds all that is known of an article; `telusur add FILE.jsonl` takes
    it back unchanged. Damaged articles are named and left out, and the exit code is then 2.
    """
    chosen = format_name or format_of_output(output, SUFFIXES, "jsonl")
    typed = query_of(query)
    opened = open_library(library, missing="error")
    selection = select(opened, typed, SearchOptions(filters=filters, require_all=require_all))
    count = 0

    def entries() -> Iterator[Entry]:
        nonlocal count
        for count, article in enumerate(selection.articles(), 1):  # noqa: B007 - for the remark
            yield Entry(article)

    listing = Listing(typed or gettext("All articles"), entries(), len(selection), whole=True)
    lines = output_format(chosen, Terminal(color=False, width=None)).articles(listing)
    for note in selection.notes:
        remark(note)
    if output is None:
        print_lines(lines, paged=False)
    else:
        write_durably(output, _blocks(lines))
        remark(
            ngettext(
                "Exported {count} article to {output}.",
                "Exported {count} articles to {output}.",
                count,
                output=output,
            )
        )
    nothing = not count and bool(typed or filters)
    context.exit(2 if opened.damaged_articles else int(nothing))


def _blocks(lines: Iterator[str]) -> Iterator[bytes]:
    return (line.encode("utf-8", "replace") + b"\n" for line in lines)
