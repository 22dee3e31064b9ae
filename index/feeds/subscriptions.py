"""The feeds that a library follows; they are kept in it."""

from collections.abc import Iterable

from telusur.index.feeds.feed import Feed, feed_of
from telusur.index.library import Library


class Subscriptions:
    """The feeds of a library, by their addresses.

    Every method raises `LibraryError` where the library cannot be read, or written.
    """

    def __init__(self, library: Library) -> None:
        """Take the library."""
        self._kept = library.user_data

    def all(self) -> list[Feed]:
        """Return all feeds, in the order of their addresses."""
        kept = (self._kept.get("feed", url) for url in self._kept.names("feed"))
        return [feed_of(one) for one in kept if one is not None]

    def get(self, url: str) -> Feed | None:
        """Return the feed of an address; None if it is not followed."""
        kept = self._kept.get("feed", url)
        return None if kept is None else feed_of(kept)

    def add(self, feed: Feed) -> bool:
        """Follow a feed; return False where it is followed already, and then nothing is changed."""
        if self._kept.get("feed", feed.url) is not None:
            return False
        self._kept.put("feed", feed.url, feed.kept())
        return True

    def remove(self, url: str) -> bool:
        """Follow a feed no more; its articles stay. Return whether it was followed."""
        return self._kept.remove("feed", url)

    def seen(self, feed: Feed) -> set[str]:
        """Return what was read of a feed, by the keys of its items."""
        return self._kept.seen("feed", feed.url)

    def update(self, before: Feed, after: Feed, seen: Iterable[str]) -> None:
        """Keep how it went with a feed that was asked.

        Args:
            before: what it was.
            after: what it is; its address may be another one.
            seen: the keys of the items that were read.
        """
        if self._kept.get("feed", before.url) is None:
            return  # it was removed meanwhile
        if after.url == before.url:
            self._kept.add_seen("feed", after.url, seen)
            self._kept.put("feed", after.url, after.kept())
            return
        if self._kept.get("feed", after.url) is None:
            self._kept.put("feed", after.url, after.kept(), self.seen(before).union(seen))
        else:
            self._kept.add_seen("feed", after.url, self.seen(before).union(seen))
        self._kept.remove("feed", before.url)
