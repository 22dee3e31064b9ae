"""`telusur restore`: a backup in the place of the library's articles."""

from pathlib import Path

import click
from telusur.index.folder.library_folder import default_path
from telusur.index.library import Library
from telusur.index.translation import gettext, ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import (
    named_folder,
    open_library,
    remark,
)
from telusur.search.commands.shared_options import library_option
from telusur.search.path_names import FileName


@documented("telusur restore cadangan.db")
@click.argument("file", type=FileName(), metavar="FILE")
@library_option
def command(file: Path, library: Path | None) -> None:
    """Replace the library's articles with those of the backup FILE, and index them.

    What was there before is kept beside it, under a name that is shown.
    """
    aside = Library.restore(file, named_folder(library) or default_path())
    opened = open_library(library, missing="error")
    click.echo(
        ngettext(
            "Restored {count} article from {file}.",
            "Restored {count} articles from {file}.",
            opened.stats().articles,
            file=file,
        )
    )
    if aside:
        remark(
            gettext(
                "What was there before is in {aside}: delete it when you no longer need it.",
                aside=aside,
            )
        )
