"""`telusur list`: every article, a line each."""

from itertools import islice
from pathlib import Path

import click
from telusur.search.commands.shared_options import (
    color_option,
    json_option,
    library_option,
    limit_option,
    offset_option,
    open_library,
    print_lines,
)
from telusur.search.output.terminal import ColorChoice, terminal


@click.command()
@limit_option()
@offset_option
@json_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    limit: int | None,
    offset: int,
    as_json: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """List all articles in the order in which they were added: id, date, title."""
    opened = open_library(library, missing="seeds")
    total = len(opened)
    articles = islice(opened.list(), offset, None if limit is None else offset + limit)
    if as_json:
        from telusur.search.output.json import article_fields, versioned

        shown = [article_fields(article, with_text=False) for article in articles]
        click.echo(versioned({"total": total, "offset": offset, "articles": shown}))
    else:
        from telusur.search.output.text import article_as_line

        screen = terminal(color)
        print_lines(article_as_line(article, screen) for article in articles)
    context.exit(0 if total > offset else 1)
