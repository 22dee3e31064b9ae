"""Adding many articles: the batches they are stored in, and what can become of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from telusur.index.article import Article
from telusur.index.store.article_rows import Outcome

OutcomeOrFailed = Outcome | Literal["failed"]

OUTCOMES: tuple[OutcomeOrFailed, ...] = ("added", "updated", "unchanged", "failed")

_MOST_ARTICLES = 1_000
_MOST_CHARACTERS = 20_000_000
_MOST_SECONDS = 5.0


@dataclass(frozen=True)
class Failure:
    """Something that was given as an article and could not become one."""

    where: str
    """The file, with the line if it has many articles."""
    why: str
    """What is wrong, as the rest of a sentence."""


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
            len(batch) >= _MOST_ARTICLES
            or characters >= _MOST_CHARACTERS
            or monotonic() - begun > _MOST_SECONDS
        ):
            yield batch
            batch, characters, begun = [], 0, monotonic()
    if batch:
        yield batch
