"""A feed that is followed: its address, how it is read, and how it went so far."""

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any, Final, Literal, get_args

from telusur.index.errors import LibraryError
from telusur.index.feeds.waiting_items import WaitingItem, waiting_item_of
from telusur.index.translation import Message, message_of

FeedKind = Literal["feed", "sitemap"]

WholeArticles = Literal["auto", "always", "never"]
"""When the page of an item is fetched: if the feed has a summary of it only, always, or never."""

WHOLE_ARTICLES: Final[tuple[WholeArticles, ...]] = get_args(WholeArticles)

FEED_VERSION: Final = 2
"""The version of the format in which feeds are kept; goes up if a field changes its meaning."""


@dataclass(frozen=True)
class Feed:
    """A feed or news sitemap, and what is remembered of it from one time to the next."""

    url: str
    title: str = ""
    kind: FeedKind = "feed"
    whole: WholeArticles = "auto"
    allow_private: bool = False
    """Whether it, and what it names, may be in a private network."""
    etag: str = ""
    """What the server calls the state that was read last (RFC 9110, 8.8.3)."""
    last_modified: str = ""
    """When the server says that it changed last, in the server's own words."""
    fetched: float = 0.0
    """When it last answered, in seconds since 1970; 0 if it never did."""
    due: float = 0.0
    """When it is to be asked next; 0 for at once."""
    failures: int = 0
    """How often it has failed since it last answered."""
    failure: Message | None = None
    """Why it failed last, as the rest of a sentence; None if it did not."""
    gone: bool = False
    """Whether the server said that it is no more (410): it is not asked again."""
    ttl: float | None = None
    """For how many seconds it need not be asked again, if it says so itself."""
    waiting: tuple[WaitingItem, ...] = ()
    """The items whose pages could not be had yet."""

    def kept(self) -> dict[str, Any]:
        """Return all of it as a JSON object, for `UserData`."""
        fields = {one.name: getattr(self, one.name) for one in dataclass_fields(self)}
        failure = None if self.failure is None else self.failure.kept()
        waiting = [one.kept() for one in self.waiting]
        return {"version": FEED_VERSION, **fields, "failure": failure, "waiting": waiting}


def feed_of(kept: dict[str, Any]) -> Feed:
    """Return the feed that an object of `Feed.kept` is.

    Raises:
        LibraryError: a later version of Telusur has written it.
    """
    fields = dict(kept)
    version = fields.pop("version")
    if version > FEED_VERSION:
        raise LibraryError(
            "The feed {url} was kept by a later version of Telusur: upgrade Telusur.",
            url=kept["url"],
        )
    waiting = tuple(map(waiting_item_of, fields.pop("waiting")))
    failure = fields.pop("failure")
    if version == 1:  # it was a sentence, in the language of whoever fetched
        failure = Message(failure, {}).kept() if failure else None
    return Feed(**fields, failure=failure and message_of(failure), waiting=waiting)
