"""`telusur stats`: what is in the library."""

from pathlib import Path

import click
from telusur.index.indonesian.countries.territories import country_name
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library
from telusur.search.commands.shared_options import (
    json_option,
    library_option,
)

_COUNTRIES_SHOWN = 10


@documented("telusur stats")
@json_option
@library_option
def command(as_json: bool, library: Path | None) -> None:
    """Show what is in the library and how large its files are."""
    opened = open_library(library, missing="seeds")
    stats = opened.stats()
    if as_json:
        from telusur.search.output.formats.json import versioned

        click.echo(versioned(stats.as_dict()))
        return
    period = f", from {stats.earliest} to {stats.latest}" if stats.dated else ""
    countries = ", ".join(
        f"{country_name(code)} {count:,}"
        for code, count in list(stats.countries.items())[:_COUNTRIES_SHOWN]
    )
    rows = {
        "library": stats.library,
        "articles": f"{stats.articles:,} with {stats.characters:,} characters",
        "dated": f"{stats.dated:,}{period}",
        "countries": countries or "none",
        "last added": stats.last_added or "never",
        "articles file": f"{stats.articles_bytes:,} bytes",
        "index": f"{stats.index_bytes:,} bytes in {stats.segments} segment(s) of {stats.engine}",
    }
    for name, value in rows.items():
        click.echo(f"{name:<14} {value}")
