"""`telusur show`: one whole article."""

from pathlib import Path

import click

from index.article import original_of
from search.commands.options import (
    color_option,
    find_one_id,
    json_option,
    library_option,
    open_library,
    print_lines,
)
from search.output.as_text import article_as_text, text_as_lines
from search.output.terminal import ColorChoice, terminal


@click.command()
@click.argument("id", metavar="ID")
@click.option(
    "--original", is_flag=True, help="Show the text as it came, the site's furniture included."
)
@json_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    id: str,
    original: bool,
    as_json: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Show a whole article; the beginning of its ID is enough."""
    opened = open_library(library, missing="seeds")
    identity = find_one_id(opened, id)
    article = opened.get(identity) if identity else None
    if article is None:
        context.exit(1)
    if as_json:
        from search.output.as_json import article_fields, versioned

        fields = article_fields(article)
        if original:
            fields["original"] = original_of(article)
        click.echo(versioned({"article": fields}))
    elif original:
        print_lines(text_as_lines(original_of(article), terminal(color)))
    else:
        print_lines(article_as_text(article, terminal(color)))
