"""`telusur open`: the source of an article, in the browser."""

from pathlib import Path

import click
from telusur.index.translation import gettext
from telusur.search.commands.completers import complete_ids
from telusur.search.commands.documented import documented
from telusur.search.commands.session import (
    find_one_id,
    open_library,
    remark,
)
from telusur.search.commands.shared_options import library_option
from telusur.search.output.printable_text import printable
from telusur.search.output.web_browser import open_in_browser


@documented("telusur open yrgnus2")
@click.argument("id", metavar="ID", shell_complete=complete_ids)
@library_option
@click.pass_context
def command(context: click.Context, id: str, library: Path | None) -> None:
    """Open the source of an article in the browser; the beginning of its ID is enough.

    Where there is no browser to open, the address is printed.
    """
    opened = open_library(library, missing="seeds")
    identity = find_one_id(opened, id)
    article = opened.get(identity) if identity else None
    if article is None:
        context.exit(1)
    # An article may come from anybody: nothing but an address of the web is handed on.
    if not article.url.startswith(("https://", "http://")):
        remark(
            gettext('The article "{id}" has no web address: `telusur show {id}`.', id=article.id)
        )
        context.exit(1)
    if not open_in_browser(article.url):
        click.echo(printable(article.url))
