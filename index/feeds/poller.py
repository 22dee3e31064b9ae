"""Asks one feed, and fetches the pages of its items where it has only summaries of them."""

from collections import Counter
from dataclasses import replace
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import Final, NamedTuple

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, TelusurError
from telusur.index.feeds.clock import Clock
from telusur.index.feeds.feed import Feed
from telusur.index.feeds.hosts import HostBusyError, Hosts, host_of
from telusur.index.feeds.robots import Robots, UnreachableRobotsError
from telusur.index.feeds.schedule import retry_after, seconds_after_failure, seconds_until_next
from telusur.index.feeds.sitemaps import read_sitemap
from telusur.index.feeds.waiting_items import WaitingItem
from telusur.index.sources.addresses import read_answer
from telusur.index.sources.http import Answer, ask
from telusur.index.sources.readers.feeds import FeedContent, FeedItem, item_article, read_feed
from telusur.index.sources.support.defaults import Given
from telusur.index.translation import Message, gettext

_SECONDS: Final = 30.0
_MAX_BYTES: Final = 10_000_000

_SUMMARY: Final = 1_000
"""A text of fewer characters that does not say that it is whole may be a summary."""

_MAX_PAGES: Final = 100
"""The maximum number of pages of one feed fetched at a time; the others, the next time."""

_ATTEMPTS: Final = 3
"""How often a page is asked for before the summary of it is taken."""

_MAX_TROUBLE: Final = 3
"""The number of pages of a host that could not be had, after which its others wait as well."""

_BUSY: Final = (429, 503)


class Polled(NamedTuple):
    """How it went with one feed."""

    before: Feed
    after: Feed
    items: list[Article | Failure]
    """What is new in it."""
    seen: list[str]
    """The keys of the items that were read."""


class Poller:
    """Asks feeds, politely; threads may share it."""

    def __init__(self, clock: Clock, *, seconds: float = _SECONDS) -> None:
        """Nothing is asked yet.

        Args:
            clock: tells the time and waits.
            seconds: how long an answer is waited for.
        """
        self._clock = clock
        self._hosts = Hosts(clock)
        self.robots = Robots(self._hosts, clock, seconds=seconds)
        """What hosts allow to be fetched."""
        self._ask = partial(ask, total_seconds=seconds, max_bytes=_MAX_BYTES)
        self._reading = Lock()

    def fetched(
        self, url: str, *, allow_private: bool, headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask for what somebody typed, when it is the turn of its host.

        Args:
            url: the address.
            allow_private: whether it may be in a private network.
            headers: what is sent beside the usual.

        Raises:
            ArticleError: it cannot be had.
            HostBusyError: the host has asked to be left alone.
        """
        with self._hosts.turn(url):
            answer = self._ask(url, allow_private=allow_private, headers=headers or {})
            asked = retry_after(answer.headers, self._clock.now())
            if asked and answer.status in _BUSY:
                self._hosts.leave_alone(url, asked)  # before anybody else has a turn
        return answer

    def allowed(self, url: str, *, allow_private: bool) -> Answer | None:
        """Ask for what nobody typed; return None where robots.txt forbids it, or it is not there.

        Raises:
            ArticleError: it cannot be had.
            HostBusyError: the host has asked to be left alone.
            UnreachableRobotsError: it cannot be known what the host allows.
        """
        if not self.robots.allow(url, allow_private=allow_private):
            return None
        answer = self.fetched(url, allow_private=allow_private)
        return answer if answer.status == 200 else None

    def poll(self, feed: Feed, seen: set[str]) -> Polled:
        """Ask a feed, and return what is new in it; nothing is raised for what servers do.

        Args:
            feed: the feed.
            seen: the keys of the items that were read before.

        Raises:
            InputError: pages are to be fetched, and what reads robots.txt is not installed.
        """
        conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        try:
            answer = self.fetched(feed.url, allow_private=feed.allow_private, headers=headers)
            if answer.status == 304:
                return Polled(feed, self._answered(feed, answer, None), [], [])
            if answer.status == 410:
                why = Message("the server says that it is gone for good (410)", {})
                return Polled(feed, replace(feed, gone=True, failure=why), [], [])
            if answer.status != 200:
                asked = retry_after(answer.headers, self._clock.now())
                waits = asked if answer.status in _BUSY else None
                return self._failed(feed, answer.refusal(), waits)
            with self._reading:
                content = _content_of(feed, answer)
        except HostBusyError as busy:
            return Polled(feed, replace(feed, due=busy.until), [], [])
        except ArticleError as error:
            return self._failed(feed, error.message, None)
        return self._read(feed, answer, content, seen)

    def _answered(self, feed: Feed, answer: Answer, content: FeedContent | None) -> Feed:
        """Return a feed that has answered; without content, it has not changed."""
        now = self._clock.now()
        after = replace(
            feed,
            url=answer.moved,
            fetched=now,
            due=now + seconds_until_next(answer.headers, content.ttl if content else feed.ttl),
            failures=0,
            failure=None,
        )
        if content is None:
            return after
        return replace(
            after,
            title=content.title or feed.title,
            ttl=content.ttl,
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
        )

    def _failed(self, feed: Feed, why: Message, asked_to_wait: float | None) -> Polled:
        failures = feed.failures + 1
        due = self._clock.now() + seconds_after_failure(failures, asked_to_wait)
        return Polled(feed, replace(feed, failures=failures, failure=why, due=due), [], [])

    def _read(self, feed: Feed, answer: Answer, content: FeedContent, seen: set[str]) -> Polled:
        items: list[Article | Failure] = []
        read: list[str] = []
        waiting: list[WaitingItem] = []
        attempts = {one.item.url: one.attempts for one in feed.waiting}
        named = {item.url for item in content.items}
        forgotten = [one.item for one in feed.waiting if one.item.url not in named]
        trouble: Counter[str] = Counter()
        pages = 0
        for item in [*content.items, *forgotten]:
            wants_page = _wants_page(feed, item)
            key = _key(item, by_address=wants_page)
            if key in seen:
                continue
            found: list[Article | Failure] | None = None
            if not wants_page:
                found = self._from_feed(feed, item)
            elif pages < _MAX_PAGES and trouble[host_of(item.url)] < _MAX_TROUBLE:
                pages += 1
                try:
                    found = self._page(feed, item)
                except HostBusyError:
                    trouble[host_of(item.url)] += 1
                except (ArticleError, UnreachableRobotsError) as error:
                    trouble[host_of(item.url)] += 1
                    attempts[item.url] = attempts.get(item.url, 0) + 1
                    if attempts[item.url] >= _ATTEMPTS:
                        found = self._from_feed(feed, item, str(error))
            if found is None:
                waiting.append(WaitingItem(item, attempts.get(item.url, 0)))
            else:
                items += found
                read.append(key)
        after = replace(self._answered(feed, answer, content), waiting=tuple(waiting))
        if waiting:
            # Without this, what has not changed would not be read, and they would wait for longer.
            after = replace(after, etag="", last_modified="")
        return Polled(feed, after, items, read)

    def _page(self, feed: Feed, item: FeedItem) -> list[Article | Failure]:
        """Return the article on the page of an item, or its summary if the page may not be had.

        Raises:
            ArticleError: it cannot be had now; another time it may.
            UnreachableRobotsError, HostBusyError: so may these.
        """
        if not self.robots.allow(item.url, allow_private=feed.allow_private):
            return self._from_feed(feed, item, gettext("robots.txt forbids to fetch it"))
        answer = self.fetched(item.url, allow_private=feed.allow_private)
        if answer.status in _BUSY or answer.status >= 500:
            raise ArticleError("the server answered {status}", status=answer.status)
        if answer.status != 200:
            return self._from_feed(
                feed, item, gettext("the server answered {status}", status=answer.status)
            )
        given = Given(published=item.published, allow_private=feed.allow_private)
        with self._reading:
            found = list(read_answer(answer, item.url, given))
        articles = [one for one in found if isinstance(one, Article)]
        if articles and len(articles[0].text) >= len(item.text):
            return list(articles)
        why = next(
            (one.why for one in found if isinstance(one, Failure)),
            gettext("its page has less text"),
        )
        return self._from_feed(feed, item, why)

    def _from_feed(self, feed: Feed, item: FeedItem, why: str = "") -> list[Article | Failure]:
        """Return what the feed itself has of an item; a failure where that is nothing."""
        if not (item.text or item.title):
            return [Failure(item.url or feed.url, why or gettext("it has no text"))]
        try:
            with self._reading:
                return [item_article(item, Given())]
        except TelusurError as error:
            return [Failure(item.url or feed.url, str(error))]


def _content_of(feed: Feed, answer: Answer) -> FeedContent:
    if feed.kind == "sitemap":
        return read_sitemap(answer.content).news
    return read_feed(answer.content, answer.charset)


def _wants_page(feed: Feed, item: FeedItem) -> bool:
    if not item.url.startswith(("https://", "http://")) or feed.whole == "never":
        return False
    is_summary = not item.is_whole and len(item.text) < _SUMMARY
    return feed.whole == "always" or is_summary


def _key(item: FeedItem, *, by_address: bool) -> str:
    """Return what tells whether an item was read: one that is edited in the feed is read again."""
    if by_address:
        return item.url
    content = "\0".join((item.url, item.title, item.text))
    return sha256(content.encode("utf-8", "replace")).hexdigest()[:32]
