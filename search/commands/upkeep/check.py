"""`telusur check`: whether everything in the library is what was written."""

from pathlib import Path

import click
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library
from telusur.search.commands.shared_options import (
    json_option,
    library_option,
)
from telusur.search.output.terminal import printable


@documented("telusur check")
@json_option
@library_option
@click.pass_context
def command(context: click.Context, as_json: bool, library: Path | None) -> None:
    """Check every byte of the articles and the index, and say what to do about damage.

    Nothing is changed. The exit code is 2 if anything is damaged.
    """
    found = open_library(library, missing="error").check()
    if as_json:
        from telusur.search.output.formats.json import versioned

        problems = list(found.sentences())
        click.echo(versioned({"intact": found.is_intact, **found._asdict(), "problems": problems}))
    elif found.is_intact:
        click.echo(f"All {found.articles:,} articles and the index are intact.")
    else:
        for sentence in found.sentences():
            click.echo(printable(sentence))
    context.exit(0 if found.is_intact else 2)
