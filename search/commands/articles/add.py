"""`telusur add`: articles from files, folders, standard input and addresses."""

from collections.abc import Iterable
from pathlib import Path
from time import sleep
from typing import NoReturn

import click
from telusur.index.errors import LibraryBusyError
from telusur.index.ingest.validation import interpret_countries, interpret_published
from telusur.index.library import Library
from telusur.index.sources.files import check_inputs, is_address, read_paths, total_bytes
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.records import interpret_columns
from telusur.index.sources.watcher import Watcher
from telusur.index.translation import gettext, ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.outcomes import OutcomeReporter
from telusur.search.commands.session import core_count, open_library, remark
from telusur.search.commands.shared_options import (
    json_option,
    library_option,
)

_MIN_INTERVAL, _MAX_INTERVAL = 0.1, 86_400.0


@documented(
    "telusur add berita.txt folder/",
    "telusur add tambahan.csv --column title=judul",
    "telusur add --watch unduhan/",
    "telusur add https://berita.example/artikel",
)
@click.argument("inputs", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--date", "day", metavar="DATE", help="The date of publication, for articles that have none."
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="NAME",
    help="A country the articles are about, for those that name none; repeat for more.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="Which column or key holds a field, as in title=judul; repeat for more.",
)
@click.option("--allow-private", is_flag=True, help="Also fetch addresses in private networks.")
@click.option("--watch", is_flag=True, help="Keep adding what is new until you press Ctrl-C.")
@click.option(
    "--interval",
    type=float,
    callback=lambda _context, _option, seconds: _checked_interval(seconds),
    metavar="SECONDS",
    help="With --watch, how often to look: 2 for files, 900 for addresses.",
)
@json_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    inputs: tuple[str, ...],
    day: str | None,
    countries: tuple[str, ...],
    columns: tuple[str, ...],
    allow_private: bool,
    watch: bool,
    interval: float | None,
    as_json: bool,
    library: Path | None,
) -> None:
    """Add articles: files, folders, http and https addresses, or - for standard input.

    Telusur reads text, Markdown, JSON, JSON Lines, CSV, TSV, RSS, Atom, e-mail, DOCX, WARC, ZIP and
    gzip; with the extras telusur[html] and telusur[pdf] also HTML pages and PDF.

    A record has a text and, if known, an id, title, date, countries, source and url, under these
    names or the usual Indonesian ones. Adding an article again only adds what is new in it.
    Articles that cannot be read are reported; all others are added.

    What is named as added is safe on the disk. It can be found at the end, and in long runs every
    25,000 articles and whenever nothing has come for two seconds.
    """
    given = Given(
        published=None if day is None else interpret_published(day),
        countries=interpret_countries(countries) if countries else None,
        columns=interpret_columns(columns),
        allow_private=allow_private,
        processes=core_count(),
    )
    check_inputs(inputs)
    watcher = Watcher(inputs, given) if watch else None
    opened = open_library(library, missing="empty")
    reporter = OutcomeReporter(0 if watcher else total_bytes(inputs), as_json)
    try:
        if watcher:
            _watch(watcher, opened, reporter, interval or _default_interval(inputs))
        else:
            incoming = read_paths(inputs, given, reporter.progress.advance)
            opened.add(incoming, reporter.tell)
    except KeyboardInterrupt:
        if watcher:
            context.exit(0)
        reporter.progress.wipe()
        remark(
            gettext("Interrupted: what was added is safe; run the same command to add the rest.")
        )
        context.exit(130)
    finally:
        reporter.finish()
    context.exit(2 if reporter.counts["failed"] else 0)


def _watch(
    watcher: Watcher, library: Library, reporter: OutcomeReporter, seconds: float
) -> NoReturn:
    """Add what is new, over and over, until interrupted."""
    remark(
        ngettext(
            "Looking every second; press Ctrl-C to stop.",
            "Looking every {seconds} seconds; press Ctrl-C to stop.",
            1 if seconds == 1 else 2,
            seconds=format(seconds, "g"),
        )
    )
    while True:
        try:
            library.add(watcher.new(), reporter.tell)
        except LibraryBusyError as busy:
            watcher.read_again()
            remark(
                gettext(
                    "{busy} Trying again in {seconds} seconds.",
                    busy=busy,
                    seconds=format(seconds, "g"),
                )
            )
        reporter.show_more()
        sleep(seconds)


def _checked_interval(seconds: float | None) -> float | None:
    if seconds is not None and not _MIN_INTERVAL <= seconds <= _MAX_INTERVAL:
        raise click.BadParameter(
            gettext(
                "{seconds} is not between {min_interval} and {max_interval} seconds.",
                seconds=format(seconds, "g"),
                min_interval=format(_MIN_INTERVAL, "g"),
                max_interval=format(_MAX_INTERVAL, "g"),
            )
        )
    return seconds


def _default_interval(inputs: Iterable[str]) -> float:
    """Return the seconds between looks: a folder can be read often, a server must not be."""
    return 900.0 if any(map(is_address, inputs)) else 2.0
