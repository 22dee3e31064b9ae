"""`telusur config`: every setting, its value, and where that comes from."""

import os
import re
from typing import Final

import click
from telusur.index.translation import gettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import print_lines
from telusur.search.commands.shared_options import json_option
from telusur.search.known_settings import SETTINGS
from telusur.search.output.printable_text import printable
from telusur.search.settings import Settings

_PASSWORD: Final = r"(?s)(://[^:/]*:).*@"
"""A password in an address, where none belongs."""


@documented("telusur config")
@json_option
@click.pass_obj
def command(settings: Settings, as_json: bool) -> None:
    """Show each setting, its value, and where that comes from.

    Options outweigh the environment, the environment outweighs the file, and the file outweighs
    the built-in defaults. In the file, write `limit = 20`. Under [aliases],
    `rusia = "search --about Rusia"` makes a command; under [queries],
    `perang = "Kursk OR Donetsk"` makes @perang part of any query.
    """
    rows = []
    for name, setting in SETTINGS.items():
        value = _shown(os.environ.get(setting.variable(name), gettext(setting.usual)))
        origin = settings.origin(name, os.environ)
        rows.append(
            {"name": name, "value": value, "origin": origin, "meaning": gettext(setting.meaning)}
        )
    if as_json:
        from telusur.search.output.json_fields import versioned

        everything = {
            "file": str(settings.file),
            "exists": settings.exists,
            "settings": rows,
            "aliases": settings.aliases,
            "queries": settings.queries,
        }
        click.echo(versioned(everything))
        return
    there = "" if settings.exists else f" ({gettext('there is none')})"
    lines = [f"{gettext('Settings file')}: {settings.file}{there}", ""]
    widest = max(len(row["value"]) for row in rows)
    lines += [f"{row['name']:<11} {row['value']:<{widest}}  {_origin(row)}" for row in rows]
    lines += [
        f"{gettext('alias'):<11} {name} = telusur {value}"
        for name, value in settings.aliases.items()
    ]
    lines += [
        f"{gettext('query'):<11} @{name} = {value}" for name, value in settings.queries.items()
    ]
    print_lines(printable(line) for line in lines)


def _shown(value: str) -> str:
    return re.sub(_PASSWORD, r"\1...@", value)


def _origin(row: dict[str, str]) -> str:
    return gettext("default") if row["origin"] == "default" else row["origin"]
