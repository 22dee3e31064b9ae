"""`telusur export`: every article as a line of JSON, which `telusur add` takes back."""

from collections.abc import Iterator
from pathlib import Path

import click
from telusur.index.atomic_files import write_durably
from telusur.search.commands.shared_options import library_option, open_library, print_lines, remark


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output; it is written whole or not at all.",
)
@library_option
@click.pass_context
def command(context: click.Context, output: Path | None, library: Path | None) -> None:
    """Write every article as JSON Lines, with all that is known of it.

    `telusur add FILE.jsonl` takes them back unchanged. Damaged articles are named and left out;
    the exit code is 2 then.
    """
    opened = open_library(library, missing="error")
    if output is None:
        print_lines(opened.export())
        context.exit(2 if opened.damaged_articles else 0)
    count = 0

    def blocks() -> Iterator[bytes]:
        nonlocal count
        for line in opened.export():
            yield line.encode() + b"\n"
            count += 1

    write_durably(output, blocks())
    remark(f"Exported {count:,} articles to {output}.")
    context.exit(2 if opened.damaged_articles else 0)
