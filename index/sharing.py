"""Indexes the articles that changed, in shares; several processes take them where there are more.

What a worker process fails at, for whatever reason, is done here.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from telusur.index.inverting import Progress, Share, write_segments
from telusur.index.segments.merging import Candidate
from telusur.index.store.article_store import ArticleStore

_ARTICLES_PER_SHARE = 25_000
"""A share is a segment, and each takes memory while it is made. With smaller ones, workers would
help with fewer articles; but 20,000 in two segments make queries a quarter to a half slower."""

_MOST_WORKERS = 2
"""So that all processes together stay below 500 MB."""


def index_shares(
    folder: Path, store: ArticleStore, since: int, progress: Progress
) -> Iterator[Candidate]:
    """Write segments of the articles that were added or updated after a revision.

    Args:
        folder: the index.
        store: the articles, held by `ArticleStore.writing`.
        since: the revision.
        progress: is told how many more articles have been indexed.

    Raises:
        OSError: a segment cannot be written.
    """
    shares = _shares(store, since)
    segments: dict[Share, list[Candidate]] = {}
    told: dict[Share, int] = {}
    workers = min(_MOST_WORKERS, _processors(), len(shares))
    if workers > 1:
        from telusur.index.crew import Crew

        with Crew(folder, store, since, shares, workers) as crew:
            for done in crew.work(progress):
                told[done.share] = done.told
                if done.segments is not None:
                    segments[done.share] = done.segments
    for share in shares:
        if share in segments:
            yield from segments[share]
        else:
            numbers = store.numbers_changed_since(since, share.first, share.last)
            report = _skipping(told.get(share, 0), progress)
            yield from write_segments(folder, store.to_index(numbers), report)


def _shares(store: ArticleStore, since: int) -> list[Share]:
    """Divide the articles into as few shares as can be, of about equal size."""
    numbers = store.numbers_changed_since(since)
    count = -(-len(numbers) // _ARTICLES_PER_SHARE)
    shares = []
    for place in range(count):
        start, end = (len(numbers) * bound // count for bound in (place, place + 1))
        shares.append(Share(numbers[start], numbers[end - 1], end - start))
    return shares


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _skipping(told: int, progress: Progress) -> Progress:
    """Report to `progress`, but not again what it was told already."""

    def report(count: int) -> None:
        nonlocal told
        again = min(told, count)
        told -= again
        if count > again:
            progress(count - again)

    return report
