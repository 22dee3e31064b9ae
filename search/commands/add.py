"""`telusur add`: articles from files, folders, standard input and addresses."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import sleep
from typing import NoReturn

import click
from telusur.index.article import Article, Failure
from telusur.index.ingest import OUTCOMES, OutcomeOrFailed
from telusur.index.library import Library
from telusur.index.sources.files import is_address, read_paths, total_bytes
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.records import interpret_columns
from telusur.index.sources.watcher import Watcher
from telusur.index.validation import interpret_countries, interpret_published
from telusur.search.commands.options import json_option, library_option, open_library, remark
from telusur.search.output.progress_bar import Progress
from telusur.search.output.terminal import printable

_OUTCOMES_SHOWN = 20


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH...")
@click.option("--date", "day", metavar="DATE", help="When they were published, where unsaid.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="NAME",
    help="A country that they are about, where unsaid; repeat it for more.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="What a table or JSON calls a field, as in title=judul; repeat it for more.",
)
@click.option("--allow-private", is_flag=True, help="Fetch addresses in private networks too.")
@click.option("--watch", is_flag=True, help="Keep adding what is new, until interrupted.")
@click.option(
    "--interval",
    type=click.FloatRange(min=0.1, max=86_400),
    metavar="SECONDS",
    help="How often to look, with --watch: 2, or 900 for addresses.",
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

    Text, Markdown, JSON, JSON Lines, CSV, TSV, RSS, Atom, e-mail, DOCX, WARC, ZIP and gzip are
    read; HTML pages and PDF with the extras telusur[html] and telusur[pdf].

    A record has text and, as far as known, id, title, date, countries, source and url, by these
    names or the usual Indonesian ones. Adding an article again changes nothing but what is new in
    it. What cannot be read is reported, and the rest goes in.
    """
    given = Given(
        published=None if day is None else interpret_published(day),
        countries=interpret_countries(countries) if countries else None,
        columns=interpret_columns(columns),
        allow_private=allow_private,
    )
    watcher = Watcher(inputs, given) if watch else None
    opened = open_library(library, missing="empty")
    reporter = _Reporter(0 if watcher else total_bytes(inputs), as_json)
    try:
        if watcher:
            _watch(watcher, opened, reporter, interval or _default_interval(inputs))
        else:
            incoming = read_paths(inputs, given, reporter.progress.advance)
            opened.add(incoming, reporter.tell)
    except KeyboardInterrupt:
        if watcher:
            context.exit(0)
        remark("Interrupted: what was added is safe; the same command completes the rest.")
        context.exit(130)
    finally:
        reporter.finish()
    context.exit(2 if reporter.counts["failed"] else 0)


def _watch(watcher: Watcher, library: Library, reporter: "_Reporter", seconds: float) -> NoReturn:
    """Add what is new, again and again; only an interruption ends it."""
    remark(f"Watching every {seconds:g} seconds; Ctrl-C ends it.")
    while True:
        library.add(watcher.new(), reporter.tell)
        reporter.show_more()
        sleep(seconds)


def _default_interval(inputs: Iterable[str]) -> float:
    """Looking at a folder costs nobody anything; asking a server does."""
    return 900.0 if any(map(is_address, inputs)) else 2.0


class _Reporter:
    """Says what became of each article while they come, and sums it up in the end."""

    def __init__(self, total: int, as_json: bool) -> None:
        self.progress = Progress("articles", total)
        self.counts: Counter[OutcomeOrFailed] = Counter()
        self._as_json = as_json
        self._most_shown = _OUTCOMES_SHOWN
        self._articles: list[dict[str, str]] = []
        self._failures: list[dict[str, str]] = []
        self._renamed = ""

    def tell(self, item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        """Take note of one article; the first few are shown, and every failure."""
        self.counts[outcome] += 1
        self.progress.count()
        if isinstance(item, Failure):
            if self._as_json:
                self._failures.append({"where": item.where, "why": item.why})
            self.progress.wipe()
            remark(f"{item.where}: {item.why}")
            return
        if outcome == "renamed":
            self._renamed = self._renamed or item.id
        if self._as_json:
            self._articles.append({"id": item.id, "outcome": outcome})
        elif sum(self.counts.values()) <= self._most_shown:
            self.progress.wipe()
            click.echo(f"{outcome:<9}  {item.id}  {printable(item.title)}")

    def show_more(self) -> None:
        """Let the first few of what comes next be shown as well."""
        self._most_shown = sum(self.counts.values()) + _OUTCOMES_SHOWN

    def finish(self) -> None:
        """Sum up."""
        self.progress.wipe()
        counts: dict[str, int] = {outcome: self.counts[outcome] for outcome in OUTCOMES}
        if self._as_json:
            from telusur.search.output.json import versioned

            items = {"articles": self._articles, "failures": self._failures}
            click.echo(versioned({**counts, **items}))
            return
        if not counts["renamed"]:
            del counts["renamed"]  # it happens seldom
        else:
            remark(
                f"{counts['renamed']:,} came with the id of another article and are kept beside it,"
                f" under the name of their file, as {self._renamed}."
            )
        click.echo(", ".join(f"{count:,} {outcome}" for outcome, count in counts.items()))
