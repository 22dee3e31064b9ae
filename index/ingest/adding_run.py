"""One run of additions to a folder's library: batches are stored, and the index follows in steps.

What is told is durable. It can be found when the index has followed: at the end of the run, every
25,000 articles, or when nothing has come for two seconds, whichever is first. Where a run is cut
short, whoever opens the library next finds its index behind the articles and catches it up.
"""

from collections import Counter
from collections.abc import Iterable
from contextvars import copy_context
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from telusur.index.article import Article, Failure
from telusur.index.ingest.batches import Batch, OnOutcome, OutcomeOrFailed
from telusur.index.store.article_store import ArticleStore
from telusur.index.store.duplicates.identification import Seen
from telusur.index.upkeep.index_keeper import IndexKeeper

_ARTICLES_PER_STEP: Final = 25_000
"""An index that follows seldom writes few segments, and merges them less."""

_PAUSE_SECONDS: Final = 2.0


class AddingRun:
    """Takes articles in one thread; another one sees to it that a pause leaves nothing waiting."""

    def __init__(
        self, store: ArticleStore, keeper: IndexKeeper, on_outcome: OnOutcome | None
    ) -> None:
        """Take the library's parts.

        Args:
            store: the articles.
            keeper: their index.
            on_outcome: is told what happened to each article once it is stored, in order.
        """
        self._store = store
        self._keeper = keeper
        self._on_outcome = on_outcome
        self._counts: Counter[OutcomeOrFailed] = Counter()
        self._seen = Seen()
        self._maker = keeper.document_maker()
        self._lock = Lock()
        self._batch = Batch()
        self._not_indexed = 0
        self._latest = monotonic()
        self._ended = Event()
        self._failure: BaseException | None = None

    def add(self, incoming: Iterable[Article | Failure]) -> "Counter[OutcomeOrFailed]":
        """Add what comes in, and return how many met with which outcome; see `Library.add`."""
        # Messages are in the language of this thread.
        watching = Thread(target=copy_context().run, args=(self._watch,), daemon=True)
        with self._store.being_added_to(), self._maker:
            watching.start()
            try:
                for item in incoming:
                    with self._lock:
                        self._take(item)
            finally:
                self._ended.set()
                watching.join()
            self._raise_failure()
            if self._batch.items or self._counts:
                self._follow()
        return self._counts

    def _take(self, item: Article | Failure) -> None:
        self._raise_failure()
        if self._batch.add(item):
            self._store_batch()
        if self._not_indexed >= _ARTICLES_PER_STEP:
            self._follow()
        self._latest = monotonic()

    def _watch(self) -> None:
        """Store and index what waits whenever nothing has come for a while."""
        seconds = _PAUSE_SECONDS
        while not self._ended.wait(seconds):
            with self._lock:
                seconds = self._latest + _PAUSE_SECONDS - monotonic()
                if seconds > 0:
                    continue
                seconds = _PAUSE_SECONDS
                try:
                    if self._batch.items or self._not_indexed:
                        self._follow()
                except BaseException as error:
                    self._failure = error
                    return

    def _raise_failure(self) -> None:
        """Raise what went wrong in a pause, in the thread of the caller."""
        if self._failure is not None:
            raise self._failure

    def _follow(self) -> None:
        """Have the index follow all that has come."""
        if self._batch.items:
            self._store_batch()
        self._keeper.follow(self._maker)
        self._not_indexed = 0

    def _store_batch(self) -> None:
        batch, self._batch = self._batch.items, Batch()
        with self._store.writing():
            articles = (item for item in batch if isinstance(item, Article))
            put = self._store.put(articles, self._seen)
        results = iter(put)
        for item in batch:
            outcome: OutcomeOrFailed = "failed"
            if isinstance(item, Article):
                outcome, identity = next(results)
                self._not_indexed += outcome != "unchanged"
                item = item if item.id == identity else item.replaced(id=identity)
            self._counts[outcome] += item.records if isinstance(item, Failure) else 1
            if self._on_outcome:
                self._on_outcome(item, outcome)
