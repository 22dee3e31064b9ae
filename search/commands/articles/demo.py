"""`telusur demo`: a library of the seed articles, to try things out."""

from pathlib import Path

import click
from telusur.index.errors import LibraryError
from telusur.index.folder.library_folder import default_path, holds_library
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import (
    named_folder,
    remark,
)
from telusur.search.commands.shared_options import library_option


@documented("telusur demo --library coba")
@library_option
def command(library: Path | None) -> None:
    """Make a library of five articles to try Telusur with."""
    folder = named_folder(library) or default_path()
    if holds_library(folder):
        raise LibraryError(
            "There is a library in {folder} already: search it, or name another folder "
            "with --library.",
            folder=folder,
        )
    Library.open(folder, missing="seeds", remark=remark).close()
    click.echo(gettext("Try: telusur search pengiriman pasukan Kursk"))
