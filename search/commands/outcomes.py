"""Reports what happens to articles that are added: line by line, and in the end their numbers."""

from collections import Counter

import click
from telusur.index.article import Article, Failure
from telusur.index.ingest.batches import OutcomeOrFailed
from telusur.search.commands.session import remark
from telusur.search.output.outcome_words import (
    OUTCOMES_SHOWN,
    counts_as_text,
    outcome_column,
    renamed_sentence,
)
from telusur.search.output.printable_text import printable
from telusur.search.output.progress_bar import Progress
from telusur.search.output.terminal import terminal


class OutcomeReporter:
    """Reports what happens to each article as it comes, and sums up at the end."""

    def __init__(self, total: int, as_json: bool) -> None:
        """Begin.

        Args:
            total: the number of bytes that are read, for a progress bar; 0 if that is unknown.
            as_json: whether all is printed as one JSON object at the end.
        """
        self.progress = Progress(total)
        self.counts: Counter[OutcomeOrFailed] = Counter()
        self._as_json = as_json
        self._max_shown = OUTCOMES_SHOWN
        self._articles: list[tuple[str, str]] = []
        self._failures: list[Failure] = []
        self._renamed = ""

    def tell(self, item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        """Report one article: the first few are shown, and every failure."""
        self.counts[outcome] += item.records if isinstance(item, Failure) else 1
        self.progress.count()
        if isinstance(item, Failure):
            if self._as_json:
                self._failures.append(item)
            self.progress.wipe()
            remark(f"{item.where}: {item.why}")
            return
        if outcome == "renamed":
            self._renamed = self._renamed or item.id
        if self._as_json:
            self._articles.append((item.id, outcome))
        elif sum(self.counts.values()) <= self._max_shown:
            self.progress.wipe()
            start = f"{outcome_column(outcome)}  {item.id}  "
            click.echo(start + terminal("never").cut(printable(item.title), len(start)))

    def show_more(self) -> None:
        """Show the first few of the next batch as well."""
        self._max_shown = sum(self.counts.values()) + OUTCOMES_SHOWN

    def finish(self, **more: object) -> None:
        """Print the counts, or all of it as JSON.

        Args:
            more: further fields of the JSON.
        """
        self.progress.wipe()
        if self._as_json:
            from telusur.search.output.formats.json import added_as_json

            click.echo(added_as_json(self.counts, self._articles, self._failures, **more))
            return
        if self.counts["renamed"]:
            remark(renamed_sentence(self.counts["renamed"], self._renamed))
        click.echo(counts_as_text(self.counts))
