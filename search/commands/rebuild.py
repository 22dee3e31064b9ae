"""`telusur rebuild`: the index made again from the articles."""

from pathlib import Path

import click
from telusur.search.commands.options import json_option, library_option, open_library
from telusur.search.output.progress_bar import Progress


@click.command()
@json_option
@library_option
def command(as_json: bool, library: Path | None) -> None:
    """Verify the articles and make the index again from them."""
    opened = open_library(library, missing="error")
    progress = Progress("articles", len(opened))

    def advance(articles: int) -> None:
        progress.advance(articles)
        progress.count(articles)

    indexed = opened.rebuild(advance)
    progress.wipe()
    if as_json:
        from telusur.search.output.json import versioned

        click.echo(versioned({"indexed": indexed}))
    else:
        click.echo(f"Indexed {indexed:,} articles.")
