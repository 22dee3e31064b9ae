"""What `telusur feeds fetch` does: fetches feeds once, or whenever they are due."""

from telusur.index.errors import InputError, LibraryBusyError
from telusur.index.feeds.clock import SystemClock
from telusur.index.feeds.feed import Feed
from telusur.index.feeds.poller import Poller
from telusur.index.feeds.rounds import due_feeds, fetch_feeds, seconds_to_next
from telusur.index.feeds.subscriptions import Subscriptions
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.commands.outcomes import OutcomeReporter
from telusur.search.commands.session import remark

_LONGEST_WAIT = 60.0
"""Within how many seconds a feed that is added elsewhere is noticed."""


def chosen_feeds(library: Library, addresses: tuple[str, ...]) -> list[Feed]:
    """Return the feeds with some addresses, or without any, those that are due.

    Raises:
        InputError: one of them is not followed.
        LibraryError: the library cannot be read.
    """
    subscriptions = Subscriptions(library)
    if not addresses:
        return due_feeds(subscriptions, SystemClock().now())
    chosen = []
    for address in dict.fromkeys(addresses):
        feed = subscriptions.get(address)
        if feed is None:
            raise InputError(
                "{feed} is not followed: `telusur feeds` lists the addresses.", feed=address
            )
        chosen.append(feed)
    return chosen


def fetch_once(
    library: Library, feeds: list[Feed], reporter: OutcomeReporter, poller: Poller | None = None
) -> list[dict[str, str]]:
    """Fetch feeds, and return which of them failed and why, as `where` and `why`.

    Args:
        library: the library that follows them.
        feeds: the feeds.
        reporter: is told of each article.
        poller: asks them; a new one if not given.

    Raises:
        LibraryError: the library cannot be written.
    """
    failures = []
    for result in fetch_feeds(library, feeds, poller or Poller(SystemClock()), reporter.tell):
        before, after = result.before, result.after
        if after.failure:
            failures.append({"where": after.url, "why": str(after.failure)})
            remark(f"{after.url}: {after.failure}")
        if after.url != before.url:
            remark(gettext("{old} has moved to {new}.", old=before.url, new=after.url))
    return failures


def watch_feeds(library: Library, reporter: OutcomeReporter) -> None:
    """Fetch feeds whenever they are due, until interrupted.

    Args:
        library: the library that follows them.
        reporter: is told of each article.

    Raises:
        LibraryError: the library cannot be read or written, for another reason than that somebody
            else is writing.
    """
    clock = SystemClock()
    poller = Poller(clock)
    subscriptions = Subscriptions(library)
    remark(gettext("Fetching feeds when they are due; press Ctrl-C to stop."))
    while True:
        try:
            fetch_once(library, due_feeds(subscriptions, clock.now()), reporter, poller)
        except LibraryBusyError as busy:
            remark(str(busy))
        reporter.show_more()
        wait = seconds_to_next(subscriptions, clock)
        clock.sleep(_LONGEST_WAIT if wait is None else min(_LONGEST_WAIT, max(1.0, wait)))
