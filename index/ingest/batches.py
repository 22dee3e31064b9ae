"""Adding many articles: the batches they are stored in, and what can become of each."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Literal

from telusur.index.article import Article, Failure
from telusur.index.store.rows.article_rows import Outcome

OutcomeOrFailed = Outcome | Literal["failed"]

OUTCOMES: tuple[OutcomeOrFailed, ...] = (
    "added", "renamed", "updated", "unchanged", "failed"
)  # fmt: skip

_MAX_ARTICLES = 1_000
_MAX_CHARACTERS = 20_000_000
_MAX_SECONDS = 5.0


OnOutcome = Callable[[Article | Failure, OutcomeOrFailed], None]
"""Is told what happened to one article."""


class Batch:
    """Articles that are stored together: memory is bounded, and a stream is stored as it flows."""

    def __init__(self) -> None:
        """Begin with none."""
        self.items: list[Article | Failure] = []
        self._characters = 0
        self._begun = monotonic()

    def add(self, item: Article | Failure) -> bool:
        """Take one more, and tell whether it is time to store them."""
        self.items.append(item)
        self._characters += len(item.text) if isinstance(item, Article) else 0
        return (
            len(self.items) >= _MAX_ARTICLES
            or self._characters >= _MAX_CHARACTERS
            or monotonic() - self._begun > _MAX_SECONDS
        )


def batches(incoming: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    """Group what comes in."""
    batch = Batch()
    for item in incoming:
        if batch.add(item):
            yield batch.items
            batch = Batch()
    if batch.items:
        yield batch.items
