"""A round of feeds: asks all that are due, several hosts at a time, and adds what is new."""

from collections import Counter
from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Final, NamedTuple

from telusur.index.feeds.clock import Clock
from telusur.index.feeds.feed import Feed
from telusur.index.feeds.poller import Polled, Poller
from telusur.index.feeds.subscriptions import Subscriptions
from telusur.index.ingest.batches import OnOutcome, OutcomeOrFailed
from telusur.index.library import Library

_AT_ONCE: Final = 8


class FeedResult(NamedTuple):
    """What was new in a feed, and became of it."""

    before: Feed
    after: Feed
    outcomes: "Counter[OutcomeOrFailed]"


def due_feeds(subscriptions: Subscriptions, now: float) -> list[Feed]:
    """Return the feeds that are to be asked, those that wait longest first.

    Args:
        subscriptions: the feeds.
        now: the time, in seconds since 1970.
    """
    due = (feed for feed in subscriptions.all() if not feed.gone and feed.due <= now)
    return sorted(due, key=lambda feed: feed.due)


def fetch_feeds(
    library: Library,
    feeds: Sequence[Feed],
    poller: Poller,
    on_outcome: OnOutcome | None = None,
) -> Iterator[FeedResult]:
    """Ask feeds, and add what is new in them.

    The articles are durable before it is kept that they were read: what is interrupted is read
    again, and nothing is lost.

    Args:
        library: the library that follows them.
        feeds: the feeds.
        poller: asks them.
        on_outcome: is told what happened to each article.

    Yields:
        How it went with each, as they are done.

    Raises:
        LibraryError: the library cannot be written; what was told before is safe.
    """
    subscriptions = Subscriptions(library)
    for polled in _polled([(feed, subscriptions.seen(feed)) for feed in feeds], poller):
        outcomes = library.add(polled.items, on_outcome) if polled.items else Counter()
        subscriptions.update(polled.before, polled.after, polled.seen)
        yield FeedResult(polled.before, polled.after, outcomes)


def seconds_to_next(subscriptions: Subscriptions, clock: Clock) -> float | None:
    """Return in how many seconds the next feed is due; None if none ever is."""
    due = [feed.due for feed in subscriptions.all() if not feed.gone]
    return max(0.0, min(due) - clock.now()) if due else None


def _polled(feeds: Sequence[tuple[Feed, set[str]]], poller: Poller) -> Iterator[Polled]:
    waiting: SimpleQueue[tuple[Feed, set[str]] | None] = SimpleQueue()
    done: SimpleQueue[Polled | BaseException] = SimpleQueue()
    workers = min(_AT_ONCE, len(feeds))
    for job in [*feeds, *[None] * workers]:
        waiting.put(job)

    def work() -> None:
        while (job := waiting.get()) is not None:
            try:
                done.put(poller.poll(*job))
            except BaseException as error:
                done.put(error)

    for _ in range(workers):
        # Whoever interrupts does not wait for servers.
        Thread(target=work, daemon=True).start()
    for _ in feeds:
        polled = done.get()
        if isinstance(polled, BaseException):
            raise polled
        yield polled
