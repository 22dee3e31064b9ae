"""`telusur feeds` over a real server: followed, listed, exchanged, fetched."""

import json
import re
import signal
import subprocess
import sys
from random import Random

import pytest
from click.testing import CliRunner
from telusur.index.errors import InputError
from telusur.index.feeds.feed import Feed
from telusur.index.feeds.subscriptions import Subscriptions
from telusur.index.translation import in_language
from telusur.search import cli

from telusur import Library

RSS = (
    "<rss><channel><title>Kabar {0}</title><item><title>Banjir {0}</title><link>{1}/a/{0}</link>"
    "<encoded>Hujan lebat mengguyur kota {0}, kata petugas.</encoded></item></channel></rss>"
)


@pytest.fixture
def run(folder):
    def invoke(*arguments):
        arguments = ["feeds", *map(str, arguments), "--library", str(folder)]
        done = CliRunner().invoke(cli.telusur, arguments, obj=cli.started(), prog_name="telusur")
        if isinstance(done.exception, InputError):
            return 2, done.stdout, str(done.exception)
        return done.exit_code, done.stdout, done.stderr

    return invoke


@pytest.fixture
def feed(server):
    return server.put("/feed", RSS.format("Ambon", server.url), "application/rss+xml")


def test_a_feed_is_followed_and_fetched(run, server, feed):
    code, out, _ = run("add", feed, "--allow-private")
    assert (code, out) == (0, f"Following {feed}  Kabar Ambon\n")
    assert "is followed already" in run("add", feed, "--allow-private")[2]
    code, out, _ = run()
    assert (code, out) == (0, f"{feed}  Kabar Ambon\n    last read: never; next: now\n")
    found = json.loads(run("fetch", "--json")[1])
    assert (found["added"], found["feeds"]) == (1, [])
    assert json.loads(run("fetch", "--json")[1])["added"] == 0
    requests = len(server.requests)
    code, out, _ = run("fetch", feed)
    assert (code, len(server.requests)) == (0, requests + 1)
    (listed,) = json.loads(run("list", "--json")[1])["feeds"]
    assert (listed["title"], listed["failures"], listed["gone"]) == ("Kabar Ambon", 0, False)
    assert listed["due"] > listed["fetched"]
    assert run("remove", feed)[0] == 0
    assert run("remove", feed)[0] == 1
    assert run()[0] == 1


def test_what_fails_is_said_and_listed_and_stops_no_other(run, server, feed):
    bad = server.put("/buruk", RSS.format("Bogor", server.url), "application/rss+xml")
    assert run("add", feed, bad, "--allow-private")[0] == 0
    server.put("/buruk", "", status=500)
    code, out, err = run("fetch")
    assert (code, "the server answered 500" in err) == (2, True)
    assert "1 added" in out
    assert "failed 1 time: the server answered 500 Internal Server Error\n" in run("list")[1]
    with in_language("id"):  # whoever reads need not speak the language of whoever fetched
        listed = run("list")[1]
        assert "gagal 1 kali: server menjawab 500 Galat Internal Server\n" in listed
        assert not re.search(r"\b(time|the|answered|last|next)\b", listed)
    server.put("/buruk", "", status=410)
    assert run("fetch", bad)[0] == 2
    assert json.loads(run("list", "--json")[1])["feeds"][0]["gone"]
    code, _, err = run("add", server.url + "/tidakada", "--allow-private")
    assert (code, "404" in err) == (2, True)
    assert "private network" in run("add", feed)[2]
    assert "is not followed" in run("fetch", "https://a.example/")[2]


def test_opml_goes_in_and_out(run, tmp_path, folder):
    with Library.open(folder, missing="empty") as library:
        Subscriptions(library).add(Feed("https://a.example/feed", "A & B"))
    file = tmp_path / "langganan.opml"
    assert run("export", "--output", file)[0] == 0
    assert run("import", file)[1] == "0 of 1 feed is new.\n"
    run("remove", "https://a.example/feed")
    assert run("import", file)[1] == "1 of 1 feed is new.\n"
    assert "https://a.example/feed  A & B" in run()[1]
    file.write_text("<rss/>")
    code, _, err = run("import", file)
    assert (code, "no OPML" in err) == (2, True)


def test_pages_need_what_reads_robots(run, server, monkeypatch):
    teaser = RSS.replace("encoded>", "description>").format("Ambon", server.url)
    url = server.put("/feed", teaser, "application/rss+xml")
    run("add", url, "--allow-private")
    monkeypatch.setitem(sys.modules, "protego", None)
    code, _, err = run("fetch")
    assert (code, '"telusur[feeds]"' in err) == (2, True)


def test_watching_fetches_until_it_is_interrupted(run, feed, folder, telusur):
    run("add", feed, "--allow-private")
    with subprocess.Popen(
        telusur.command("feeds", "fetch", "--watch", "--library", folder),
        env=telusur.environment, stdout=subprocess.PIPE, text=True,
        # Where the tests run in the background, an interruption is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as watching:  # fmt: skip
        assert "Banjir Ambon" in watching.stdout.readline()
        watching.send_signal(signal.SIGINT)
        rest = watching.stdout.read()
    assert (watching.returncode, "1 added" in rest) == (0, True)
    assert run("fetch", "--watch", "--json")[0] == 2


def test_a_killed_fetch_loses_nothing(run, server, folder, telusur):
    chance = Random(1)
    items = "".join(
        f"<item><title>Kabar {n}</title><link>{server.url}/{n}</link><encoded>"
        f"{' '.join(str(chance.randrange(10**6)) for _ in range(30))}</encoded></item>"
        for n in range(60)
    )
    first = server.put("/1.xml", f"<rss><channel>{items}</channel></rss>", "text/xml")
    second = server.put("/2.xml", RSS.format("Bogor", server.url), "text/xml")
    run("add", first, second, "--allow-private")
    with subprocess.Popen(
        telusur.command("feeds", "fetch", "--library", folder),
        env=telusur.environment, stdout=subprocess.PIPE, text=True,
    ) as fetching:  # fmt: skip
        assert fetching.stdout.readline()
        fetching.kill()
    assert fetching.returncode != 0
    assert run("fetch")[0] == 0
    with Library.open(folder) as library:
        titles = [article.title for article in library.list()]
    assert sorted(titles) == sorted(["Banjir Bogor", *(f"Kabar {n}" for n in range(60))])
