"""`telusur remove`: articles out of the library."""

import sys
from itertools import islice
from pathlib import Path

import click
from telusur.index.library import Library
from telusur.index.translation import gettext, ngettext, number
from telusur.search.commands.completers import complete_ids
from telusur.search.commands.documented import documented
from telusur.search.commands.filter_options import filter_options
from telusur.search.commands.session import (
    find_one_id,
    open_library,
    remark,
)
from telusur.search.commands.shared_options import json_option, library_option, require_all_option
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions

_ARTICLES_SHOWN = 10
"""How many of the articles are named before they are removed; of the rest, only the number."""


@documented(
    "telusur remove yrgnus2ru63v",
    "telusur remove --query xylofon --yes",
)
@click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=complete_ids)
@click.option("--query", metavar="QUERY", help="Remove every article that matches this query.")
@filter_options
@require_all_option
@click.option("--yes", is_flag=True, help="Remove them without asking.")
@json_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    ids: tuple[str, ...],
    query: str | None,
    filters: Filters,
    require_all: bool,
    yes: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Remove articles: those with an ID, or all that match a query or filters.

    On a terminal, Telusur first shows what it will remove, and asks. In a script it takes whole
    ids; for what matches a query, or begins with what was typed, it needs --yes.
    """
    by_query = bool((query and query.strip()) or filters)
    if by_query == bool(ids):
        raise click.UsageError(gettext("Give either ids, or --query or filters such as --country."))
    opened = open_library(library, missing="error")
    if by_query:
        chosen = _matching(
            opened, query or "", SearchOptions(filters=filters, require_all=require_all)
        )
        missing = not chosen
        if missing:
            remark(gettext("Nothing found."))
    else:
        found = [find_one_id(opened, beginning) for beginning in ids]
        chosen = list(dict.fromkeys(identity for identity in found if identity))
        missing = not all(found)
    if chosen and not yes:
        if sys.stdin.isatty() and sys.stderr.isatty():
            _ask(context, opened, chosen)
        else:
            _refuse_unnamed(chosen, set(ids))
    removed = opened.remove(chosen)
    if as_json:
        from telusur.search.output.formats.json import removed_as_json

        click.echo(removed_as_json(removed))
    else:
        for identity in removed:
            click.echo(f"{gettext('removed'):<9}  {identity}")
    context.exit(1 if missing else 0)


def _matching(library: Library, query: str, options: SearchOptions) -> list[str]:
    from telusur.search.selection import select

    selection = select(library, query, options)
    for note in selection.notes:
        remark(note)
    return [article.id for article in selection.articles()]


def _refuse_unnamed(chosen: list[str], named: set[str]) -> None:
    """Refuse, where nobody can be asked, to remove an article whose id was not typed whole."""
    unnamed = next((identity for identity in chosen if identity not in named), None)
    if unnamed and named:
        raise click.UsageError(
            gettext(
                "Only the beginning of the id {identity} was typed: type it whole, or add --yes to"
                " remove the article.",
                identity=unnamed,
            )
        )
    if unnamed:
        raise click.UsageError(
            ngettext(
                "This would remove {count} article: add --yes to remove it.",
                "This would remove {count} articles: add --yes to remove them.",
                len(chosen),
            )
        )


def _ask(context: click.Context, library: Library, ids: list[str]) -> None:
    """Show what will be removed, and ask."""
    from telusur.search.output.formats.text import article_as_line
    from telusur.search.output.terminal import Terminal

    for identity in islice(ids, _ARTICLES_SHOWN):
        article = library.get(identity)
        if article:
            click.echo(article_as_line(article, Terminal(color=False, width=None)), err=True)
    if len(ids) > _ARTICLES_SHOWN:
        click.echo(gettext("and {count} more", count=number(len(ids) - _ARTICLES_SHOWN)), err=True)
    if not click.confirm(
        ngettext("Remove {count} article?", "Remove {count} articles?", len(ids)), err=True
    ):
        context.exit(1)
