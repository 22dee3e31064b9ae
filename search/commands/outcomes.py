"""Reports what happens to articles that are added: line by line, and in the end their numbers."""

from collections import Counter

import click
from telusur.index.article import Article, Failure
from telusur.index.ingest import OUTCOMES, OutcomeOrFailed
from telusur.search.commands.session import remark
from telusur.search.output.progress_bar import Progress
from telusur.search.output.terminal import printable

_OUTCOMES_SHOWN = 20


class OutcomeReporter:
    """Reports what happens to each article as it comes, and sums up at the end."""

    def __init__(self, total: int, as_json: bool) -> None:
        """Begin.

        Args:
            total: the number of bytes that are read, for a progress bar; 0 if that is unknown.
            as_json: whether all is printed as one JSON object at the end.
        """
        self.progress = Progress("articles", total)
        self.counts: Counter[OutcomeOrFailed] = Counter()
        self._as_json = as_json
        self._max_shown = _OUTCOMES_SHOWN
        self._articles: list[dict[str, str]] = []
        self._failures: list[dict[str, str]] = []
        self._renamed = ""

    def tell(self, item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        """Report one article: the first few are shown, and every failure."""
        self.counts[outcome] += item.records if isinstance(item, Failure) else 1
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
        elif sum(self.counts.values()) <= self._max_shown:
            self.progress.wipe()
            click.echo(f"{outcome:<9}  {item.id}  {printable(item.title)}")

    def show_more(self) -> None:
        """Show the first few of the next batch as well."""
        self._max_shown = sum(self.counts.values()) + _OUTCOMES_SHOWN

    def finish(self, **more: object) -> None:
        """Print the counts, or all of it as JSON.

        Args:
            more: further fields of the JSON.
        """
        self.progress.wipe()
        counts: dict[str, int] = {outcome: self.counts[outcome] for outcome in OUTCOMES}
        if self._as_json:
            from telusur.search.output.formats.json import versioned

            items = {"articles": self._articles, "failures": self._failures}
            click.echo(versioned({**counts, **items, **more}))
            return
        if not counts["renamed"]:
            del counts["renamed"]  # it happens seldom
        else:
            remark(
                f"{counts['renamed']:,} came with the id of another article and are kept beside it,"
                f" under the name of their file, as {self._renamed}."
            )
        click.echo(", ".join(f"{count:,} {outcome}" for outcome, count in counts.items()))
