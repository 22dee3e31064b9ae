"""Finds the feed of an address that somebody typed: itself, one that its page names, a sitemap."""

from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from telusur.index.errors import ArticleError
from telusur.index.feeds.feed import Feed
from telusur.index.feeds.hosts import HostBusyError
from telusur.index.feeds.poller import Poller
from telusur.index.feeds.robots import UnreachableRobotsError
from telusur.index.feeds.sitemaps import read_sitemap
from telusur.index.sources.http import Answer
from telusur.index.sources.readers.feeds import read_feed
from telusur.index.sources.support.encodings import declared_in_markup, decode_text

_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml")
_MAX_SITEMAPS: Final = 12
"""The maximum number of sitemaps that are looked at for one that has news."""


def discover(url: str, poller: Poller, *, allow_private: bool) -> Feed:
    """Return the feed that is meant by an address; nothing is followed by that.

    What somebody typed is fetched without a look at robots.txt; what a page or robots.txt names is
    fetched only where it allows that.

    Args:
        url: the address of a feed, a news sitemap, or a page that names its feed.
        poller: fetches.
        allow_private: whether it may be in a private network.

    Raises:
        ArticleError: there is none, or it cannot be had.
    """
    try:
        answer = poller.fetched(url, allow_private=allow_private)
        if answer.status != 200:
            raise ArticleError("the server answered {status}", status=answer.status)
        found = _feed_in(answer, allow_private)
        if found is not None:
            return found
        for address in _named_feeds(answer):
            named = poller.allowed(address, allow_private=allow_private)
            found = named and _feed_in(named, allow_private)
            if found:
                return found
        return _news_sitemap(answer.url, poller, allow_private)
    except HostBusyError as busy:
        raise ArticleError("the server asks to be left alone for a while") from busy
    except UnreachableRobotsError as error:
        raise ArticleError(str(error)) from error


def _feed_in(answer: Answer, allow_private: bool) -> Feed | None:
    """Return the feed or news sitemap that a server sent; None if it is neither."""
    try:
        content = read_feed(answer.content, answer.charset)
    except ArticleError:
        pass
    else:
        return Feed(answer.moved, content.title, allow_private=allow_private)
    try:
        news = read_sitemap(answer.content).news
    except ArticleError:
        return None
    if not news.items:
        return None
    return Feed(answer.moved, news.title, "sitemap", allow_private=allow_private)


def _news_sitemap(url: str, poller: Poller, allow_private: bool) -> Feed:
    """Return the first news sitemap of those that robots.txt names, and those that they name."""
    wanted = poller.robots.sitemaps(url, allow_private=allow_private)
    looked_at: set[str] = set()
    while wanted and len(looked_at) < _MAX_SITEMAPS:
        # What is called news is likely to be.
        wanted.sort(key=lambda address: "news" not in address.lower())
        address = wanted.pop(0)
        if address in looked_at:
            continue
        looked_at.add(address)
        answer = poller.allowed(address, allow_private=allow_private)
        found = answer and _feed_in(answer, allow_private)
        if found:
            return found
        if answer:
            try:
                wanted += read_sitemap(answer.content).sitemaps
            except ArticleError:
                continue
    raise ArticleError("there is no feed, its page names none, and there is no news sitemap")


def _named_feeds(answer: Answer) -> list[str]:
    """Return the addresses of the feeds that a page names in its head."""
    try:
        html = decode_text(answer.content, answer.charset or declared_in_markup(answer.content))
    except ArticleError:
        return []
    links = _FeedLinks()
    links.feed(html)
    return [urljoin(answer.url, address) for address in links.addresses]


class _FeedLinks(HTMLParser):
    """Takes down the addresses of feeds in the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        kinds = (values.get("rel") or "").lower().split()
        if tag == "link" and "alternate" in kinds and values.get("type") in _FEED_TYPES:
            address = (values.get("href") or "").strip()
            if address:
                self.addresses.append(address)
