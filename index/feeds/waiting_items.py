"""Items whose pages could not be had yet: kept with the feed, which may not name them for long."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.sources.readers.feeds import FeedItem


@dataclass(frozen=True)
class WaitingItem:
    """An item, and how often its page was asked for."""

    item: FeedItem
    attempts: int

    def kept(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        published = self.item.published
        days = [day.isoformat() for day in published.interval] if published else None
        return {**self.item._asdict(), "published": days, "attempts": self.attempts}


def waiting_item_of(kept: dict[str, Any]) -> WaitingItem:
    """Return what an object of `WaitingItem.kept` is."""
    fields = dict(kept)
    attempts = int(fields.pop("attempts"))
    days = fields.pop("published")
    published = Published(Interval(*map(date.fromisoformat, days)), "page") if days else None
    return WaitingItem(FeedItem(published=published, **fields), attempts)
