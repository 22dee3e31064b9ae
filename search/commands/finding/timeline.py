"""`telusur timeline`: how many articles match one query or several, over time."""

import sys
from pathlib import Path
from typing import Final, Literal

import click
from telusur.index.folder.atomic_files import write_durably
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
    format_of_output,
    json_option,
    library_option,
    output_options,
    require_all_option,
)
from telusur.search.counting.periods import TIME_UNITS, TimeUnit
from telusur.search.counting.timeline import Timeline, timeline
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.output.terminal import ColorChoice, terminal

_Format = Literal["text", "json", "csv", "svg", "png"]

_SUFFIXES: Final[dict[str, _Format]] = {
    ".txt": "text", ".json": "json", ".csv": "csv", ".svg": "svg", ".png": "png",
}  # fmt: skip


@documented(
    "telusur timeline Kursk",
    'telusur timeline Kursk "Korea Utara" --by month --share',
    "telusur timeline Kursk --output kursk.csv",
)
@click.argument("queries", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--by",
    "unit",
    type=click.Choice(TIME_UNITS),
    help="The length of a period; if not given, it depends on the time spanned.",
)
@click.option("--share", is_flag=True, help="Show shares of all articles instead of counts.")
@filter_options
@require_all_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", *_SUFFIXES.values()]),
    help="How to write the counts; svg and png are plots and need telusur[plot].",
)
@json_option
@output_options
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    queries: tuple[str, ...],
    unit: TimeUnit | None,
    share: bool,
    filters: Filters,
    require_all: bool,
    format_name: _Format | None,
    as_json: bool,
    output: Path | None,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Count the articles that match by day, week, month or year.

    Each QUERY is counted separately: put several words in quotes. Without QUERY, all articles are
    counted. Filters also narrow the articles that shares are of. Articles without a date, or with
    one that may be of several periods, are in none of them; their number is shown.
    """
    chosen = format_name or format_of_output(output, _SUFFIXES, "text")
    if as_json:
        chosen = "json"
    if chosen == "png" and output is None and sys.stdout.isatty():
        raise click.UsageError(gettext("A PNG cannot be shown here: name a file with --output."))
    opened = open_library(library, missing="seeds")
    counted = timeline(
        opened,
        [query_of([query]) for query in queries] or "",
        SearchOptions(filters=filters, require_all=require_all),
        unit,
    )
    found = any(series.total for series in counted.series)
    if not found and chosen == "text":
        remark_nothing_found(opened, any(series.tree for series in counted.series) or None)
    elif output is None and chosen == "text":
        from telusur.search.output.reports.timeline_output import timeline_as_text

        print_lines(timeline_as_text(counted, terminal(color), shares=share))
    else:
        content = _content(counted, chosen, share=share)
        if output is None:
            sys.stdout.buffer.write(content)
        else:
            write_durably(output, [content])
            remark(gettext("Wrote {output}.", output=output))
    for note in counted.notes:
        remark(note)
    context.exit(0 if found else 1)


def _content(counted: Timeline, chosen: _Format, *, share: bool) -> bytes:
    """Return what a file of a format holds."""
    if chosen in ("svg", "png"):
        from telusur.search.output.reports.timeline_plot import timeline_as_picture

        return timeline_as_picture(counted, chosen, shares=share)
    from telusur.search.output.reports import timeline_output
    from telusur.search.output.terminal import Terminal

    if chosen == "json":
        lines = iter([timeline_output.timeline_as_json(counted)])
    elif chosen == "csv":
        lines = timeline_output.timeline_as_csv(counted)
    else:
        plain = Terminal(color=False, width=None)
        lines = timeline_output.timeline_as_text(counted, plain, shares=share)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
