"""`telusur backup`: a copy of the articles in one file, while others may write."""

from pathlib import Path

import click
from telusur.index.translation import ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library
from telusur.search.commands.shared_options import library_option
from telusur.search.path_names import FileName


@documented("telusur backup cadangan.db")
@click.argument("file", type=FileName(), metavar="FILE")
@library_option
def command(file: Path, library: Path | None) -> None:
    """Back up all articles and their earlier versions to FILE.

    FILE is written completely or not at all; an older backup of this library in it is replaced.
    `telusur restore FILE` puts it back.
    """
    articles = open_library(library, missing="error").backup(file)
    click.echo(
        ngettext(
            "Backed up {count} article to {file}.",
            "Backed up {count} articles to {file}.",
            articles,
            file=file,
        )
    )
