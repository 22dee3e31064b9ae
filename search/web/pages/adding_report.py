"""Adding report: what the page says of each article that is added, as `telusur add` says it."""

from collections import Counter
from typing import Final

from telusur.index.article import Article, Failure
from telusur.index.ingest.batches import OutcomeOrFailed
from telusur.index.translation import gettext, number
from telusur.search.output.outcome_words import (
    OUTCOMES_SHOWN,
    counts_as_text,
    outcome_word,
    renamed_sentence,
)
from telusur.search.web.pages.rendering import rendered

_EVERY: Final = 500
"""After how many further articles their number is said."""


class AddingReport:
    """Makes lines of HTML: the first articles, every failure, and how far it has come."""

    def __init__(self) -> None:
        """Begin."""
        self._counts: Counter[OutcomeOrFailed] = Counter()
        self._renamed = ""

    def line(self, item: Article | Failure, outcome: OutcomeOrFailed) -> str:
        """Return what is said of an article; often nothing.

        Args:
            item: the article, or the failure to make one.
            outcome: what became of it.
        """
        self._counts[outcome] += item.records if isinstance(item, Failure) else 1
        if isinstance(item, Failure):
            return _line("failed", f"{item.where}: {item.why}")
        if outcome == "renamed":
            self._renamed = self._renamed or item.id
        done = self._counts.total()
        if done <= OUTCOMES_SHOWN:
            word = outcome_word(outcome)
            return rendered("outcome.html", kind=outcome, article=item, word=word, sentence="")
        if done % _EVERY == 0:
            return _line("quiet", gettext("{count} so far", count=number(done)))
        return ""

    def end(self) -> str:
        """Return the numbers of all outcomes."""
        lines = []
        if self._counts["renamed"]:
            lines.append(_line("note", renamed_sentence(self._counts["renamed"], self._renamed)))
        return "".join([*lines, _line("sum", counts_as_text(self._counts))])

    def refused(self, sentence: str) -> str:
        """Return why it cannot go on, with the numbers so far.

        Args:
            sentence: why.
        """
        return _line("failed", sentence) + self.end()


def _line(kind: str, sentence: str) -> str:
    return rendered("outcome.html", kind=kind, article=None, sentence=sentence)
