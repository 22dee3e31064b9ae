"""`telusur show`: one whole article."""

from pathlib import Path

import click

from search.commands.options import (
    color_option,
    find_one_id,
    json_option,
    library_option,
    open_library,
    print_lines,
)
from search.output.terminal import ColorChoice, terminal


@click.command()
@click.argument("id", metavar="ID")
@json_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context, id: str, as_json: bool, color: ColorChoice, library: Path | None
) -> None:
    """Show a whole article; the beginning of its ID is enough."""
    opened = open_library(library, missing="seeds")
    identity = find_one_id(opened, id)
    article = opened.get(identity) if identity else None
    if article is None:
        context.exit(1)
    if as_json:
        from search.output.as_json import article_fields, versioned

        click.echo(versioned({"article": article_fields(article)}))
    else:
        from search.output.as_text import article_as_text

        print_lines(article_as_text(article, terminal(color)))
