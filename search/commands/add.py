"""`telusur add`: articles from files, folders and standard input."""

from collections import Counter
from pathlib import Path

import click

from index.adding import OUTCOMES, Failure, OutcomeOrFailed
from index.article import Article
from index.interpreting import interpret_countries, interpret_published
from index.sources.given import Given
from index.sources.paths import read_paths, total_bytes
from search.commands.options import json_option, library_option, open_library, remark
from search.output.progress import Progress
from search.output.terminal import printable

_OUTCOMES_SHOWN = 20


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--date", "day", metavar="DATE", help="When they were published, where unsaid.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="NAME",
    help="A country that they are about, where unsaid; repeat it for more.",
)
@json_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    day: str | None,
    countries: tuple[str, ...],
    as_json: bool,
    library: Path | None,
) -> None:
    """Add articles: text files, .jsonl files, folders of them, or - for standard input.

    A line of a .jsonl file is an object with text and, as far as known, id, title, date,
    countries, source and url. Adding an article again changes nothing but what is new in it. What
    cannot be read is reported, and the rest goes in.
    """
    given = Given(
        published=None if day is None else interpret_published(day),
        countries=interpret_countries(countries) if countries else None,
    )
    opened = open_library(library, missing="empty")
    reporter = _Reporter(total_bytes(paths), as_json)
    try:
        opened.add(read_paths(paths, given, reporter.progress.advance), reporter.tell)
    except KeyboardInterrupt:
        remark("Interrupted: what was added is safe; the same command completes the rest.")
        context.exit(130)
    finally:
        reporter.finish()
    context.exit(2 if reporter.counts["failed"] else 0)


class _Reporter:
    """Says what became of each article while they come, and sums it up in the end."""

    def __init__(self, total: int, as_json: bool) -> None:
        self.progress = Progress("articles", total)
        self.counts: Counter[OutcomeOrFailed] = Counter()
        self._as_json = as_json
        self._articles: list[dict[str, str]] = []
        self._failures: list[dict[str, str]] = []

    def tell(self, item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        """Take note of one article; the first few are shown, and every failure."""
        self.counts[outcome] += 1
        self.progress.count()
        if isinstance(item, Failure):
            if self._as_json:
                self._failures.append({"where": item.where, "why": item.why})
            self.progress.wipe()
            remark(f"{item.where}: {item.why}")
        elif self._as_json:
            self._articles.append({"id": item.id, "outcome": outcome})
        elif sum(self.counts.values()) <= _OUTCOMES_SHOWN:
            self.progress.wipe()
            click.echo(f"{outcome:<9}  {item.id}  {printable(item.title)}")

    def finish(self) -> None:
        """Sum up."""
        self.progress.wipe()
        counts: dict[str, int] = {outcome: self.counts[outcome] for outcome in OUTCOMES}
        if self._as_json:
            from search.output.as_json import versioned

            items = {"articles": self._articles, "failures": self._failures}
            click.echo(versioned({**counts, **items}))
        else:
            click.echo(", ".join(f"{count:,} {outcome}" for outcome, count in counts.items()))
