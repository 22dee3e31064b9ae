"""Feeds that are followed, against a real server, by a clock that the test turns."""

import json
from collections import Counter
from itertools import pairwise
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Server
from samples import page
from telusur.index.errors import ArticleError
from telusur.index.feeds.discovery import discover
from telusur.index.feeds.feed import Feed, feed_of
from telusur.index.feeds.hosts import PAUSE_SECONDS
from telusur.index.feeds.opml import read_opml, written_opml
from telusur.index.feeds.poller import Poller
from telusur.index.feeds.rounds import due_feeds, fetch_feeds, seconds_to_next
from telusur.index.feeds.schedule import (
    MAX_SECONDS,
    MIN_SECONDS,
    USUAL_SECONDS,
    retry_after,
    seconds_after_failure,
    seconds_until_next,
)
from telusur.index.feeds.sitemaps import read_sitemap
from telusur.index.feeds.subscriptions import Subscriptions
from telusur.index.feeds.waiting_items import WaitingItem
from telusur.index.sources.readers.feeds import FeedItem, read_feed
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.translation import Message

HOUR = 3_600.0
WORDS = (
    "Hujan lebat mengguyur kota {} sejak pagi, kata seorang petugas. Banjir menggenangi jalan utama"
    " dan pasar. Warga nomor {} mengungsi ke sekolah. Bantuan tiba pada sore hari dari {}."
)


class TurnedClock:
    """Time passes only while somebody waits."""

    def __init__(self):
        self._now = 1_800_000_000.0
        self._lock = Lock()

    def now(self):
        return self._now

    def sleep(self, seconds):
        with self._lock:
            self._now += seconds


class NewsSite(Server):
    """Pages and feeds, and how often, when and with what each was asked for."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock
        self.asked = []
        self.full = Counter()
        self.busy = self.most_at_once = 0
        self.counting = Lock()

    def say(self, path, answer):
        """Answer a path by a function of the headers, and take down when it was asked."""

        def told(headers):
            with self.counting:
                self.busy += 1
                self.most_at_once = max(self.most_at_once, self.busy)
            self.asked.append((self.clock.now(), path))
            status, more, body = answer(headers)
            self.full[path] += status == 200
            with self.counting:
                self.busy -= 1
            return status, {"Content-Type": "text/html; charset=utf-8", **more}, body.encode()

        self.answers[path] = told
        return self.url + path

    def article(self, number, **answers):
        body = WORDS.format(number, number * 7, number * 13)
        return self.say(f"/{number}", lambda _: (200, {}, page(body=body, title=f"Kabar {number}")))

    def times(self, path):
        return [time for time, asked in self.asked if asked == path]


@pytest.fixture
def clock():
    return TurnedClock()


@pytest.fixture
def site(clock):
    import threading

    with NewsSite(clock) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def poller(clock):
    return Poller(clock, seconds=20.0)


def rss(site, numbers, *, whole=True, head=""):
    items = "".join(
        f"<item><title>Kabar {n}</title><link>{site.url}/{n}</link>"
        + (
            f"<encoded>{WORDS.format(n, n * 7, n * 13)}</encoded>"
            if whole
            else f"<description>Hujan di kota {n}.</description>"
        )
        + "<pubDate>Thu, 27 Feb 2025 19:13:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f"<rss><channel><title>Kabar Kota</title>{head}{items}</channel></rss>"


def followed(site, path="/feed", **fields):
    return Feed(site.url + path, allow_private=True, **fields)


def fetch(library, poller, clock):
    return list(fetch_feeds(library, due_feeds(Subscriptions(library), clock.now()), poller))


def titles(library):
    return sorted(article.title for article in library.list())


def a_busy_hour(site, clock):
    """Feeds that grow, move, end and fail; return what says how many articles are out by now."""
    begun = clock.now()

    def published(start=0, every=600):
        """The numbers of what has come out by now."""
        return range(start, start + 1 + int((clock.now() - begun) // every))

    def whole(headers):
        tag = f'"{len(published())}"'
        if headers.get("If-None-Match") == tag:
            return 304, {"ETag": tag, "Cache-Control": "max-age=300"}, ""
        return 200, {"ETag": tag, "Cache-Control": "max-age=300"}, rss(site, published())

    def teasers(headers):
        changed = f"state {len(published(100))}"
        for number in published(100):
            if f"/{number}" not in site.answers:
                site.article(number)
        if headers.get("If-Modified-Since") == changed:
            return 304, {"Last-Modified": changed}, ""
        body = rss(site, published(100), whole=False, head="<ttl>5</ttl>")
        return 200, {"Last-Modified": changed}, body

    def busy(_):
        if clock.now() < begun + 1_200:
            return 429, {"Retry-After": "1200"}, ""
        return 200, {}, rss(site, [200])

    site.say("/robots.txt", lambda _: (404, {}, ""))
    site.say("/whole", whole)
    site.say("/teasers", teasers)
    site.say("/old", lambda _: (301, {"Location": "/new"}, ""))
    site.say("/new", lambda _: (200, {}, rss(site, [300])))
    site.say("/gone", lambda _: (410, {}, ""))
    site.say("/busy", busy)
    site.say("/broken", lambda _: (500, {}, ""))
    site.say("/garbage", lambda _: (200, {}, "<rss><channel>&"))
    return published


def test_an_hour_of_polling_loses_nothing_and_fetches_nothing_twice(library, site, clock, poller):
    begun = clock.now()
    published = a_busy_hour(site, clock)
    subscriptions = Subscriptions(library)
    for path in ["/whole", "/teasers", "/old", "/gone", "/busy", "/broken", "/garbage"]:
        subscriptions.add(followed(site, path))
    while clock.now() < begun + HOUR:
        fetch(library, poller, clock)
        clock.sleep(max(1.0, seconds_to_next(subscriptions, clock)))
    expected = [*published()[:6], *published(100)[:6], 200, 300]
    found = [int(title.split()[1]) for title in titles(library)]
    assert len(found) == len(set(found))
    assert set(expected) <= set(found)
    assert all(site.full[f"/{n}"] == 1 for n in found if 100 <= n < 200)
    assert site.full["/whole"] <= len([n for n in found if n < 100])
    assert len(site.times("/whole")) > site.full["/whole"]
    assert site.full["/teasers"] <= len([n for n in found if 100 <= n < 200])
    assert len(site.times("/old")) == len(site.times("/gone")) == 1
    assert len(site.times("/new")) > 1
    first, second = site.times("/busy")[:2]
    assert second - first >= 1_200
    # Whoever asks to be left alone is: the whole host.
    assert not [time for time, _ in site.asked if first < time < first + 1_200]
    broken = site.times("/broken")
    assert all(after - before >= MIN_SECONDS for before, after in pairwise(broken))
    assert site.most_at_once == 1
    for (before, _), (after, path) in pairwise(site.asked):
        assert after - before >= PAUSE_SECONDS or path == "/new"
    feeds = {feed.url.removeprefix(site.url): feed for feed in subscriptions.all()}
    assert "/old" not in feeds
    assert feeds["/new"].failures == 0
    assert feeds["/gone"].gone
    assert "500" in str(feeds["/broken"].failure)
    assert "not a feed that can be read" in str(feeds["/garbage"].failure)


def test_a_slow_server_is_not_waited_for_and_holds_up_no_other(library, site, clock):
    site.say("/feed", lambda _: (200, {}, rss(site, [1])))
    for path in ("/drip", "/feed"):
        Subscriptions(library).add(followed(site, path))
    results = fetch(library, Poller(clock, seconds=0.5), clock)
    failures = {result.after.url: result.after.failure for result in results}
    assert "too long" in str(failures[site.url + "/drip"])
    assert len(library) == 1


def test_a_page_that_cannot_be_had_yet_is_waited_for(library, site, clock, poller):
    answers = iter([503, 500, 200])
    whole = page(body=WORDS.format(1, 1, 1))
    site.say("/1", lambda _: (next(answers), {}, whole))
    site.article(2)
    site.say("/feed", lambda _: (200, {"ETag": "x"}, rss(site, [1, 2], whole=False)))
    subscriptions = Subscriptions(library)
    subscriptions.add(followed(site))
    for expected in (1, 1, 2):
        fetch(library, poller, clock)
        assert len(library) == expected
        clock.sleep(HOUR)
    (feed,) = subscriptions.all()
    assert (feed.waiting, feed.etag) == ((), "x")
    assert site.full["/2"] == 1


def test_a_page_that_never_comes_leaves_the_summary(library, site, clock, poller):
    site.say("/1", lambda _: (500, {}, ""))
    site.say("/feed", lambda _: (200, {}, rss(site, [1], whole=False)))
    Subscriptions(library).add(followed(site))
    for _ in range(4):
        fetch(library, poller, clock)
        clock.sleep(HOUR)
    assert [article.text for article in library.list()] == ["Hujan di kota 1."]
    assert len(site.times("/1")) == 3


def test_what_a_feed_names_no_more_is_waited_for_as_well(library, site, clock, poller):
    answers = iter([500, 200])
    whole = page(body=WORDS.format(1, 1, 1), title="Kabar 1")
    site.say("/1", lambda _: (next(answers), {}, whole))
    numbers = iter([[1], []])
    site.say("/feed", lambda _: (200, {}, rss(site, next(numbers), whole=False)))
    Subscriptions(library).add(followed(site))
    fetch(library, poller, clock)
    assert len(library) == 0
    clock.sleep(HOUR)
    fetch(library, poller, clock)
    assert titles(library) == ["Kabar 1"]


def test_a_host_in_trouble_is_asked_for_few_pages(library, site, clock, poller):
    for number in range(20):
        site.say(f"/{number}", lambda _: (502, {}, ""))
    site.say("/feed", lambda _: (200, {}, rss(site, range(20), whole=False)))
    Subscriptions(library).add(followed(site))
    fetch(library, poller, clock)
    assert sum(path not in ("/feed", "/robots.txt") for _, path in site.asked) == 3
    for number in range(20):
        site.article(number)
    clock.sleep(HOUR)
    fetch(library, poller, clock)
    assert len(library) == 20


def test_what_a_feed_says_of_its_pace_is_remembered(library, site, clock, poller):
    def answer(headers):
        body = rss(site, [1], head="<ttl>120</ttl>")
        return (304, {}, "") if headers.get("If-None-Match") else (200, {"ETag": "x"}, body)

    site.say("/feed", answer)
    subscriptions = Subscriptions(library)
    subscriptions.add(followed(site))
    for _ in range(2):
        fetch(library, poller, clock)
        assert seconds_to_next(subscriptions, clock) == pytest.approx(7_200, abs=60)
        clock.sleep(7_200)


def test_robots_are_asked_for_what_nobody_typed(library, site, clock, poller):
    site.say("/robots.txt", lambda _: (200, {}, "User-agent: *\nDisallow: /\nAllow: /2\n"))
    site.say("/feed", lambda _: (200, {}, rss(site, [1, 2], whole=False)))
    site.article(1)
    site.article(2)
    Subscriptions(library).add(followed(site))
    fetch(library, poller, clock)
    texts = {article.title: article.text for article in library.list()}
    assert texts["Kabar 1"] == "Hujan di kota 1."
    assert texts["Kabar 2"].startswith("Hujan lebat")
    assert (len(site.times("/1")), len(site.times("/robots.txt"))) == (0, 1)


def test_robots_that_cannot_be_read_forbid_for_now(library, site, clock, poller):
    answers = iter([(503, ""), (200, "")])
    site.say("/robots.txt", lambda _: (lambda a: (a[0], {}, a[1]))(next(answers)))
    site.say("/feed", lambda _: (200, {}, rss(site, [1], whole=False)))
    site.article(1)
    Subscriptions(library).add(followed(site))
    fetch(library, poller, clock)
    assert len(library) == 0
    clock.sleep(HOUR)
    fetch(library, poller, clock)
    assert titles(library) == ["Kabar 1"]


def test_a_host_gets_the_pauses_it_wishes_for(library, site, clock, poller):
    site.say("/robots.txt", lambda _: (200, {}, "User-agent: Telusur\nCrawl-delay: 7\n"))
    site.say("/feed", lambda _: (200, {}, rss(site, [1, 2, 3], whole=False)))
    for number in (1, 2, 3):
        site.article(number)
    Subscriptions(library).add(followed(site))
    fetch(library, poller, clock)
    first, second, third = (site.times(f"/{n}")[0] for n in (1, 2, 3))
    assert (second - first, third - second) == (7, 7)


def test_an_item_that_is_edited_is_read_again(library, site, clock, poller):
    texts = iter(["lama", "baru"])
    feed = "<rss><channel><item><link>{}/1</link><title>Kabar</title><encoded>Isi yang {}.</encoded></item></channel></rss>"
    site.say("/feed", lambda _: (200, {}, feed.format(site.url, next(texts))))
    Subscriptions(library).add(followed(site))
    for text in ("Isi yang lama.", "Isi yang baru."):
        fetch(library, poller, clock)
        assert text in [article.text for article in library.list()]
        clock.sleep(HOUR)


@pytest.mark.parametrize("whole", ["always", "never"])
def test_pages_are_fetched_always_or_never(library, site, clock, poller, whole):
    site.article(1)
    site.say("/feed", lambda _: (200, {}, rss(site, [1], whole=whole == "always")))
    Subscriptions(library).add(followed(site, whole=whole))
    fetch(library, poller, clock)
    assert len(site.times("/1")) == (whole == "always")
    assert len(library) == 1


def test_what_is_interrupted_is_read_again(library, site, clock, poller):
    site.say("/feed", lambda _: (200, {"ETag": "x"}, rss(site, [1, 2])))
    subscriptions = Subscriptions(library)
    subscriptions.add(followed(site))

    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(fetch_feeds(library, subscriptions.all(), poller, interrupt))
    (result,) = fetch(library, poller, clock)
    assert result.outcomes.total() == len(library) == 2
    assert subscriptions.seen(result.after)


def test_two_addresses_that_become_one_are_followed_once(library, site, clock, poller):
    site.say("/new", lambda _: (200, {}, rss(site, [1])))
    site.say("/old", lambda _: (308, {"Location": "/new"}, ""))
    site.say("/temporary", lambda _: (302, {"Location": "/new"}, ""))
    subscriptions = Subscriptions(library)
    for path in ("/new", "/old", "/temporary"):
        subscriptions.add(followed(site, path))
    fetch(library, poller, clock)
    urls = [feed.url.removeprefix(site.url) for feed in subscriptions.all()]
    assert urls == ["/new", "/temporary"]
    assert len(library) == 1


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{0}/1</loc><news:news>
 <news:publication><news:name>Kabar Kota</news:name></news:publication>
 <news:publication_date>2025-02-27</news:publication_date><news:title>Kabar 1</news:title>
 </news:news></url><url><loc>{0}/about</loc></url></urlset>"""


def test_a_news_sitemap_serves_where_there_is_no_feed(library, site, clock, poller):
    site.say("/robots.txt", lambda _: (200, {}, f"Sitemap: {site.url}/a.xml\nSitemap: /none.xml\n"))
    index = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{}/news.xml</loc></sitemap></sitemapindex>'
    site.say("/a.xml", lambda _: (200, {}, index.format(site.url)))
    site.say("/news.xml", lambda _: (200, {}, NEWS.format(site.url)))
    site.say("/", lambda _: (200, {}, page()))
    site.article(1)
    feed = discover(site.url + "/", poller, allow_private=True)
    assert (feed.kind, feed.title, feed.url) == ("sitemap", "Kabar Kota", site.url + "/news.xml")
    Subscriptions(library).add(feed)
    fetch(library, poller, clock)
    (article,) = library.list()
    assert article.title == "Kabar 1"
    assert str(article.published.interval.start) == "2025-02-27"


def test_a_page_names_its_feed(site, poller):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.say("/", lambda _: (200, {}, page(head=link)))
    site.say("/feed", lambda _: (200, {}, rss(site, [1])))
    feed = discover(site.url + "/", poller, allow_private=True)
    assert (feed.url, feed.title, feed.kind) == (site.url + "/feed", "Kabar Kota", "feed")
    assert discover(feed.url, poller, allow_private=True) == feed


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [(200, page(), "names none"), (404, "", "404"), (200, "{}", "names none")],
)
def test_where_there_is_no_feed_a_sentence_says_so(site, poller, status, body, why):
    site.say("/", lambda _: (status, {}, body))
    with pytest.raises(ArticleError, match=why):
        discover(site.url + "/", poller, allow_private=True)


@pytest.mark.parametrize(
    "content", [b"", b"<html/>", b"\x1f\x8bx", b"<rss/>", "é".encode("utf-16")]
)
def test_what_is_no_sitemap(content):
    with pytest.raises(ArticleError):
        read_sitemap(content)


def test_a_private_network_is_not_asked(library, site, clock, poller):
    site.say("/feed", lambda _: (200, {}, rss(site, [1])))
    Subscriptions(library).add(Feed(site.url + "/feed"))
    (result,) = fetch(library, poller, clock)
    assert "private network" in str(result.after.failure)
    assert site.asked == []


@pytest.mark.parametrize(
    ("headers", "ttl", "seconds"),
    [
        ({}, None, USUAL_SECONDS),
        ({"cache-control": "max-age=900"}, None, 900),
        ({"cache-control": "public, Max-Age = 900", "age": "100"}, None, 800),
        ({"cache-control": "s-maxage=900"}, None, USUAL_SECONDS),
        ({"cache-control": "max-age=0, no-cache"}, None, USUAL_SECONDS),
        ({"cache-control": "max-age=900"}, 3600.0, 3600),
        ({"cache-control": "max-age=999999999"}, None, MAX_SECONDS),
        ({"cache-control": "max-age=1"}, None, MIN_SECONDS),
    ],
)
def test_servers_say_how_often_they_are_asked(headers, ttl, seconds):
    assert seconds_until_next(headers, ttl) == seconds


def test_patience_grows_with_each_failure():
    waits = [seconds_after_failure(n, None) for n in range(1, 30)]
    assert waits[:3] == [MIN_SECONDS, 2 * MIN_SECONDS, 4 * MIN_SECONDS]
    assert waits[-1] == MAX_SECONDS
    assert seconds_after_failure(1, 5_000) == 5_000


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("120", 120), ("Sat, 28 Nov 2026 07:00:10 GMT", 10), ("", None), ("soon", None), ("-5", None)],
)
def test_retry_after(told, seconds):
    assert retry_after({"retry-after": told}, 1_795_849_200.0) == seconds


names = st.text("a B é漢&<>\"'\u2028\x01", max_size=20)


@given(st.dictionaries(st.integers(0, 99), names, max_size=5), st.booleans())
def test_opml_goes_both_ways(titles, is_sitemap):
    kind = "sitemap" if is_sitemap else "feed"
    feeds = [
        Feed(f"https://a.example/{n}?x=1&y=<2>", " ".join(t.split()), kind)
        for n, t in titles.items()
    ]
    read = read_opml(written_opml(feeds))
    assert [(one.url, one.kind) for one in read] == [(one.url, one.kind) for one in feeds]
    for one, before in zip(read, feeds, strict=True):
        if before.title and all(c.isprintable() for c in before.title):
            assert one.title == before.title


def test_opml_of_others_has_folders_and_what_is_no_feed():
    content = b"""<opml version="1.0"><body><outline text="Berita"><outline text="A" type="rss"
     xmlUrl=" https://a.example/feed "/><outline text="A lagi" xmlUrl="https://a.example/feed"/>
     <outline text="x" xmlUrl="javascript:1"/></outline><outline text="catatan"/></body></opml>"""
    assert read_opml(content) == [Feed("https://a.example/feed", "A")]
    for wrong in (b"", b"<rss/>", b"<opml", b"\xff\xfe"):
        with pytest.raises(ArticleError):
            read_opml(wrong)


def test_what_is_kept_of_a_feed_is_read_back():
    item = FeedItem("https://a.example/1", "A", "Isi.", False, page_date("2025-02"), "a.example")
    waiting = (WaitingItem(item, 2), WaitingItem(item._replace(published=None), 0))
    why = Message("failed ({reason})", {"reason": Message("Not Found", {}), "status": 404})
    feed = Feed("https://a.example/", "A", waiting=waiting, etag='"x"', ttl=300.0, failure=why)
    assert feed_of(json.loads(json.dumps(feed.kept()))) == feed


@pytest.mark.parametrize("failure", ["", "the server answered 500 {x}"])
def test_what_the_first_version_kept_of_a_feed_is_read(failure):
    kept = {**Feed("https://a.example/", "A").kept(), "version": 1, "failure": failure}
    assert str(feed_of(kept).failure or "") == failure


def test_a_feed_without_items_is_a_feed():
    content = read_feed(b"<rss><channel><title>A</title><ttl>x</ttl></channel></rss>")
    assert (content.title, content.ttl, content.items) == ("A", None, [])
