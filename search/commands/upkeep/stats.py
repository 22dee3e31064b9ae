"""`telusur stats`: what is in the library."""

from datetime import date, datetime
from pathlib import Path

import click
from telusur.index.indonesian.countries.territories import country_name
from telusur.index.translation import gettext, ngettext, number
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library
from telusur.search.commands.shared_options import (
    json_option,
    library_option,
)
from telusur.search.output.date_format import day_as_text, moment_as_text
from telusur.search.output.printable_text import printable, wrapped
from telusur.search.output.terminal import terminal

_COUNTRIES_SHOWN = 10


@documented("telusur stats")
@json_option
@library_option
def command(as_json: bool, library: Path | None) -> None:
    """Show what is in the library and how large its files are."""
    opened = open_library(library, missing="seeds")
    stats = opened.stats()
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned(stats.as_dict()))
        return
    period = (
        gettext(
            ", from {earliest} to {latest}",
            earliest=day_as_text(date.fromisoformat(stats.earliest)),
            latest=day_as_text(date.fromisoformat(stats.latest)),
        )
        if stats.earliest and stats.latest
        else ""
    )
    countries = ", ".join(
        f"{country_name(code)} {number(count)}"
        for code, count in list(stats.countries.items())[:_COUNTRIES_SHOWN]
    )
    rows = {
        gettext("library"): stats.library,
        gettext("articles"): gettext(
            "{articles} with {characters} characters",
            articles=number(stats.articles),
            characters=number(stats.characters),
        ),
        gettext("dated"): f"{number(stats.dated)}{period}",
        gettext("countries"): countries or gettext("none"),
        gettext("last added"): (
            moment_as_text(datetime.fromisoformat(stats.last_added))
            if stats.last_added
            else gettext("never")
        ),
        gettext("articles file"): gettext("{size} bytes", size=number(stats.articles_bytes)),
        gettext("index"): ngettext(
            "{size} bytes in {count} segment of {engine}",
            "{size} bytes in {count} segments of {engine}",
            stats.segments,
            size=number(stats.index_bytes),
            engine=stats.engine,
        ),
    }
    columns = terminal("never").columns
    width = max(map(len, rows))
    if columns is not None and columns < 2 * width:  # no room for a column of names
        width = 1
    for name, value in rows.items():
        click.echo(wrapped(f"{name:<{width}} {printable(value)}", columns, " " * (width + 1)))
