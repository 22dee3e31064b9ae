"""`telusur serve`: the library in the browser, and for programs over HTTP."""

from contextlib import suppress
from pathlib import Path

import click
from telusur.index.translation import gettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import missing_extra, open_library, remark
from telusur.search.commands.shared_options import count_option, library_option
from telusur.search.settings import settings_file


@documented(
    "telusur serve",
    "telusur serve --port 9000 --open",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; beyond this machine, every request needs the token.",
)
@count_option(
    "--port", maximum=65_535, default=8765, help="The port to listen on; 0 for any free one."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Another host name that browsers may use, such as a proxy's; repeat for more.",
)
@click.option("--private", is_flag=True, help="Require the token for reading as well.")
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
@library_option
def command(
    host: str, port: int, names: tuple[str, ...], private: bool, browse: bool, library: Path | None
) -> None:
    """Show the library in the browser, only on this machine, until Ctrl-C.

    The page finds, narrows and shows articles; programs ask the same server over HTTP. It needs the
    extra telusur[web]. docs/web.md says what is served, and how it is kept safe.
    """
    try:
        from telusur.search.web import serving
        from telusur.search.web.access_token import access_token
    except ImportError as error:
        raise missing_extra("telusur serve", "web") from error
    token = access_token(settings_file().with_name("token"))
    opened = open_library(library, missing="seeds")
    with serving.listening(host, port) as listener:
        port = listener.getsockname()[1]
        address = serving.address_of(host, port)
        entry = f"{address}?token={token}"

        def started() -> None:
            click.echo(address)
            remark(gettext("To add and save as well, open it as {address}", address=entry))
            remark(gettext("Press Ctrl-C to end."))
            if browse:
                import webbrowser

                webbrowser.open(entry)

        with suppress(KeyboardInterrupt):  # the way to end it
            serving.serve(
                opened,
                listener,
                serving.known_hosts(host, port, names),
                token,
                private=private or not serving.is_loopback(host),
                started=started,
            )
