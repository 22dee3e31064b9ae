"""`telusur remove`: articles out of the library."""

from pathlib import Path

import click
from telusur.search.commands.shared_options import (
    find_one_id,
    json_option,
    library_option,
    open_library,
)


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@json_option
@library_option
@click.pass_context
def command(
    context: click.Context, ids: tuple[str, ...], as_json: bool, library: Path | None
) -> None:
    """Remove articles from the library; the beginning of an ID is enough."""
    opened = open_library(library, missing="error")
    found = [find_one_id(opened, beginning) for beginning in ids]
    removed = opened.remove(identity for identity in found if identity)
    if as_json:
        from telusur.search.output.json import versioned

        click.echo(versioned({"removed": removed}))
    else:
        for identity in removed:
            click.echo(f"removed    {identity}")
    context.exit(0 if all(found) else 1)
