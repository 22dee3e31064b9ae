"""`telusur rebuild`: the index made again from the articles."""

from pathlib import Path

import click
from telusur.index.translation import gettext, number
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library
from telusur.search.commands.shared_options import (
    json_option,
    library_option,
)
from telusur.search.output.progress_bar import Progress


@documented(
    "telusur rebuild",
    "telusur rebuild --check",
)
@click.option(
    "--check",
    is_flag=True,
    help="Rebuild the index only if it is damaged.",
)
@json_option
@library_option
def command(check: bool, as_json: bool, library: Path | None) -> None:
    """Verify the articles and rebuild the index from them."""
    opened = open_library(library, missing="error")
    if check:
        found = opened.check()
        if not (found.index_damage or found.file_damage):
            _report(as_json, 0, gettext("The index is intact."))
            return
    progress = Progress(len(opened))

    def advance(articles: int) -> None:
        progress.advance(articles)
        progress.count(articles)

    indexed = opened.rebuild(advance)
    progress.wipe()
    _report(as_json, indexed, gettext("Indexed {indexed} articles.", indexed=number(indexed)))


def _report(as_json: bool, indexed: int, sentence: str) -> None:
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned({"indexed": indexed}))
    else:
        click.echo(sentence)
