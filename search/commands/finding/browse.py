"""`telusur browse`: the articles of a library, interactively."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from telusur.index.translation import gettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import missing_extra, open_library, query_of
from telusur.search.commands.shared_options import library_option


@documented("telusur browse Kursk")
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@library_option
def command(query: Sequence[str], library: Path | None) -> None:
    """Browse the library: results as you type, facets beside them, the article on Enter.

    Tab goes from the query to the results and to the filters, Enter reads an article or sets a
    filter, Escape goes back; the last line shows the other keys. It needs the extra
    telusur[browse].
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            gettext("telusur browse needs a terminal: telusur search prints results elsewhere.")
        )
    try:
        import textual  # noqa: F401 - whether it is installed
    except ImportError as error:
        raise missing_extra("telusur browse", "browse") from error
    from telusur.search.browsing.browse_app import BrowseApp

    app = BrowseApp(open_library(library, missing="seeds"), query_of(query))
    app.run()
    if app.return_code:
        sys.exit(app.return_code)
