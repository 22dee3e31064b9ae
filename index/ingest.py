"""Adding many articles: the batches they are stored in, and what can become of each."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Literal

from telusur.index.article import Article, Failure
from telusur.index.store.article_rows import Outcome

OutcomeOrFailed = Outcome | Literal["failed"]

OUTCOMES: tuple[OutcomeOrFailed, ...] = (
    "added", "renamed", "updated", "unchanged", "failed"
)  # fmt: skip

_MAX_ARTICLES = 1_000
_MAX_CHARACTERS = 20_000_000
_MAX_SECONDS = 5.0


OnOutcome = Callable[[Article | Failure, OutcomeOrFailed], None]
"""Is told what happened to one article."""


def batches(incoming: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    """Group what comes in, so that memory is bounded and a slow stream is stored as it flows."""
    batch: list[Article | Failure] = []
    characters = 0
    begun = monotonic()
    for item in incoming:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if (
            len(batch) >= _MAX_ARTICLES
            or characters >= _MAX_CHARACTERS
            or monotonic() - begun > _MAX_SECONDS
        ):
            yield batch
            batch, characters, begun = [], 0, monotonic()
    if batch:
        yield batch
