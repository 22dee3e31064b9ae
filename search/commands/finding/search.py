"""`telusur search`: ranked articles with highlighted passages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from telusur.index.library import Library
from telusur.index.translation import gettext, number
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
    count_option,
    duplicates_option,
    format_option,
    ids_option,
    library_option,
    limit_option,
    offset_option,
    require_all_option,
)
from telusur.search.filters import Filters
from telusur.search.options import (
    DEFAULT_LIMIT,
    DEFAULT_PASSAGES,
    Duplicates,
    SearchOptions,
    SortOrder,
)
from telusur.search.output.formats import FormatName
from telusur.search.output.printable_text import printable
from telusur.search.output.terminal import ColorChoice, terminal
from telusur.search.results import Results
from telusur.search.searcher import search

if TYPE_CHECKING:
    from telusur.search.counting.grouping import GroupBy


@documented(
    "telusur search Kursk",
    "telusur search '\"tentara Korea Utara\" DAN Kursk'",
    "telusur search pasukan --country Rusia --since 2024-10",
    "telusur search pengiriman pasukan --format csv",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@filter_options
@limit_option(DEFAULT_LIMIT)
@offset_option
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="The order of the articles; those without a date come last.",
)
@click.option(
    "--group-by",
    type=click.Choice(["country", "month"]),
    help="Group the articles by the country that each refers to most, or by month.",
)
@require_all_option
@duplicates_option
@count_option("--passages", default=DEFAULT_PASSAGES, help="Show up to N passages of each article.")
@count_option(
    "--context",
    "context_sentences",
    default=0,
    variable="TELUSUR_CONTEXT",
    help="Add N sentences before and after each passage.",
)
@click.option(
    "--explain", is_flag=True, help="Show how QUERY was understood and how each score adds up."
)
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
    limit: int,
    offset: int,
    sort: SortOrder,
    group_by: "GroupBy | None",
    require_all: bool,
    duplicates: Duplicates,
    passages: int,
    context_sentences: int,
    explain: bool,
    format_name: FormatName,
    ids: bool,
    count: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Search for QUERY: the best articles, and the passages that answer.

    Words match in all their forms, and the best match comes first. "Quotes" make phrases; AND, OR,
    NOT (or DAN, ATAU, BUKAN), NEAR (DEKAT) and brackets combine; +word is required, -word excluded;
    judul: isi: negara: tanggal: sumber: (title: text: country: date: source:) name a field, as in
    tanggal:2024-10..2025-02 or tanggal:"awal November 2024"; tentar* and ke*an match every word of
    that shape, zelenski~ similar spellings, =word this exact form. docs/query-language.md explains
    it all by example.
    """
    typed = query_of(query)
    if not typed.strip() and not filters:
        raise click.UsageError(
            gettext(
                "There is nothing to search for: give words, or narrow with --country, "
                "--about, --since or --until."
            )
        )
    if (group_by or explain) and format_name not in ("text", "json"):
        raise click.UsageError(gettext("--group-by and --explain need --format text or json."))
    options = SearchOptions(
        limit=0 if count else limit,
        offset=offset,
        filters=filters,
        sort=sort,
        require_all=require_all,
        duplicates=duplicates,
        passages=passages,
        context=context_sentences,
        explain=explain,
    )
    opened = open_library(library, missing="seeds")
    results = search(opened, typed, options)
    if count:
        click.echo(results.total)
    elif ids:
        print_lines(hit.id for hit in results)
    else:
        from telusur.search.output.formats.output_format import output_format

        print_lines(output_format(format_name, terminal(color)).results(results, group_by))
    if format_name != "json" and not count:
        _remark_on(opened, results)
    for note in results.notes:
        remark(note)
    context.exit(0 if results.hits or (count and results.total) else 1)


def _remark_on(library: Library, results: Results) -> None:
    last = results.offset + len(results.hits)
    if not results.total:
        remark_nothing_found(library, results.tree)
    elif not results.hits:
        remark(
            gettext(
                "{total} found; --offset {offset} skips them all.",
                total=number(results.total),
                offset=results.offset,
            )
        )
    elif last + results.hidden < results.total:
        remark(
            gettext(
                "{total} found; --offset {last} shows the next.",
                total=number(results.total),
                last=last,
            )
        )
    for suggestion in results.suggestions[:1]:
        remark(
            gettext(
                "Did you mean: telusur search {query}",
                query=_as_arguments(suggestion.query),
            )
        )
    for hint in results.hints:
        options = " ".join(f"--{name} {value}" for name, value in hint.options.items())
        remark(
            gettext("Did you mean {options}?", options=options)
            + (f" ({hint.name})" if hint.name else "")
        )


def _as_arguments(query: str) -> str:
    """Return a query as one would type it in a shell."""
    from shlex import quote

    shown = printable(query)
    return shown if all(quote(word) == word for word in shown.split()) else quote(shown)
