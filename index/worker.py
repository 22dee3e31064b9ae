"""What a worker process does: it indexes a share of the articles, and tells of it in lines of JSON.

`crew.py` starts it.
"""

import json
import os
import sys
from pathlib import Path
from threading import Thread
from typing import TypedDict

from telusur.index.errors import LibraryError
from telusur.index.inverting import write_segments
from telusur.index.store.article_store import ArticleStore


class Job(TypedDict):
    """What a worker is told."""

    articles: str
    """The file of the article store."""
    index: str
    """The folder of the index."""
    revision: int
    """The store's revision."""
    since: int
    """Articles that changed after this revision are indexed,"""
    first: int
    """from this number"""
    last: int
    """to this one."""


def work(job: Job) -> None:
    """Write segments of a share of the articles.

    Raises:
        LibraryError: the articles cannot be read, or are not those that are meant.
        OSError: a segment cannot be written.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    store = ArticleStore.open(Path(job["articles"]))
    if store is None or store.revision != job["revision"]:
        raise LibraryError("the articles have changed")
    numbers = store.numbers_changed_since(job["since"], job["first"], job["last"])
    segments = write_segments(
        Path(job["index"]), store.to_index(numbers), lambda count: _tell(indexed=count)
    )
    for entry, tokens, forms in segments:
        _tell(segment=(entry.name, entry.documents, tokens, forms))
    store.close()


def _tell(**answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """End when the parent's end of the pipe is closed, be it that it was killed."""
    if not os.read(0, 1):
        os._exit(1)
