"""A crew of worker processes that index shares of the articles: starts them, hears them, ends them.

A worker is told by a line of JSON what to do and answers in such lines; it reads the articles from
the store by itself. Nothing is pickled, forked or imported by guess: a worker gets the places where
this process finds its modules, and no other.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from telusur.index.inverting import Progress, Share
from telusur.index.segments.manifest import SegmentEntry
from telusur.index.segments.merging import Candidate

if TYPE_CHECKING:
    from telusur.index.store.article_store import ArticleStore

_START = (
    "import json, sys; job = json.loads(sys.stdin.buffer.readline()); sys.path[:] = job['path'];"
    " from telusur.index.worker import work; work(job)"
)


class Done(NamedTuple):
    """What became of a share."""

    share: Share
    segments: list[Candidate] | None
    """None where the worker failed: what it wrote does not count."""
    told: int
    """How many articles it said that it had indexed."""


class Crew:
    """Workers at work; none is left when the `with` statement ends."""

    def __init__(
        self,
        folder: Path,
        store: "ArticleStore",
        since: int,
        shares: Sequence[Share],
        workers: int,
    ) -> None:
        """Prepare so many workers for the shares; see `sharing.index_shares`."""
        self._job = {
            "path": [str(Path(entry).absolute()) for entry in sys.path],
            "articles": str(store.path.absolute()),
            "index": str(folder.absolute()),
            "revision": store.revision,
            "since": since,
        }
        self._left = len(shares)
        self._shares: SimpleQueue[Share | None] = SimpleQueue()
        for share in (*shares, *[None] * workers):
            self._shares.put(share)
        self._news: SimpleQueue[int | Done] = SimpleQueue()
        self._threads = [Thread(target=self._tend, daemon=True) for _ in range(workers)]
        self._processes: list[subprocess.Popen[bytes]] = []
        self._ended = False

    def __enter__(self) -> "Crew":
        """Start the workers."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """End those that are still at work."""
        self._ended = True
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()

    def work(self, progress: Progress) -> Iterator[Done]:
        """Yield what became of each share, as they are done."""
        while self._left:
            news = self._news.get()
            if isinstance(news, int):
                progress(news)
            else:
                self._left -= 1
                yield news

    def _tend(self) -> None:
        """Have shares worked at by one process after the other, until there are none."""
        while (share := self._shares.get()) is not None and not self._ended:
            segments: list[Candidate] = []
            told = 0
            complete = False
            with suppress(OSError, ValueError, TypeError, KeyError):
                for answer in self._answers(share):
                    if "indexed" in answer:
                        told += answer["indexed"]
                        self._news.put(answer["indexed"])
                    else:
                        name, documents, tokens, forms = answer["segment"]
                        segments.append(Candidate(SegmentEntry(name, documents), tokens, forms))
                written = sum(candidate.entry.documents for candidate in segments)
                complete = written == share.articles
            self._news.put(Done(share, segments if complete else None, told))

    def _answers(self, share: Share) -> Iterator[dict[str, Any]]:
        """Yield the answers of a worker.

        Raises:
            OSError, ValueError: it could not be started, or failed.
        """
        if not Path(sys.executable).stem.startswith(("python", "pypy")):
            raise OSError("this process is a program of which Python is a part")
        job = {**self._job, "first": share.first, "last": share.last}
        with subprocess.Popen(
            [sys.executable, "-I", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            self._processes.append(process)
            if self._ended:
                process.kill()
            assert process.stdin is not None  # pipes were asked for
            assert process.stdout is not None
            # It stays open: should this process die, it closes, and the worker ends.
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                yield json.loads(line)
        if process.returncode != 0:
            raise ValueError("the worker failed")
