"""Several who write at once, and readers beside them."""

import json
import subprocess
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from opensearch.nodes import ask
from telusur.index.cluster import rebuilding
from telusur.index.engines.opensearch import generations, writer
from telusur.index.engines.opensearch.mapping import index_body
from telusur.index.errors import LibraryError
from telusur.index.opensearch.bulk import Write, write
from telusur.index.opensearch.client import Client, json_bytes

from telusur import Article, Library, make_article, search

COUNT = 300


def articles(count=COUNT):
    return [
        make_article(f"Kapal {number} berlayar dari Surabaya ke Ambon.", id=f"a{number}")
        for number in range(count)
    ]


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "articles.jsonl"
    records = [{"id": one.id, "text": one.text} for one in articles()]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_two_writers_with_the_same_articles(telusur, lines, folder):
    processes = [
        subprocess.Popen(
            telusur.command("add", lines, "--json"), env=telusur.environment,
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = [json.loads(process.communicate()[0]) for process in processes]
    assert [one["added"] + one["unchanged"] for one in told] == [COUNT, COUNT]
    assert sum(one["added"] for one in told) == COUNT
    with Library.open(folder, missing="error") as library:
        ids = [one.id for one in library.list()]
        assert (len(library), len(ids), set(ids)) == (COUNT, COUNT, {a.id for a in articles()})
        numbers = library.reading(lambda snapshot: {snapshot.number_of(i) for i in ids})
        assert len(numbers) == COUNT


def test_what_two_writers_say_of_one_article_is_put_together(folder):
    with Library.open(folder, missing="empty") as one, Library.open(folder) as other:
        for turn in range(20):
            first = make_article("Isi berita.", id="a", url=f"https://satu.id/{turn}")
            second = make_article("Isi berita.", id="a", url=f"https://dua.id/{turn}")
            threads = [
                Thread(target=library.add, args=([article],))
                for library, article in ((one, first), (other, second))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        article = one.get("a")
        assert isinstance(article, Article)
        assert len(article.urls) == 40


def test_an_answer_that_was_lost(folder, monkeypatch):
    """What was sent is there, but nobody told: it is neither added twice nor told as unchanged."""
    with Library.open(folder, missing="empty") as library:
        asked = Client.ask
        lost = Event()

        def ask(client, method, path, *rest, **more):
            answer = asked(client, method, path, *rest, **more)
            if "_bulk" in path and not lost.is_set():
                lost.set()
                return asked(client, method, path, *rest, **more)
            return answer

        monkeypatch.setattr(Client, "ask", ask)
        assert library.add(articles(20)) == {"added": 20}
        lost.clear()
        new = [
            make_article(one.text, id=one.id, url=f"https://a.id/{one.id}") for one in articles(20)
        ]
        assert library.add(new) == {"updated": 20}
        assert len(library) == 20


def test_what_one_document_is_refused_for_stops_no_other(folder):
    with Library.open(folder, missing="empty") as library:
        writes = [
            Write("create", "a", json_bytes({"number": 1})),
            Write("create", "b", json_bytes({"number": "satu"})),
            Write("create", "a", json_bytes({"number": 2})),
            Write("delete", "none"),
        ]
        results = write(library._client, library._client.address.name, writes)
        assert [one.outcome for one in results] == ["done", "failed", "conflict", "missing"]
        assert "number" in results[1].failure.reason


def test_readers_and_writers_beside_a_rebuild(folder):
    with Library.open(folder, missing="empty") as library, Library.open(folder) as other:
        library.add(articles(60))
        totals, done, failures = [], Event(), []

        def read():
            while not done.is_set():
                try:
                    totals.append(search(other, "kapal").total)
                except Exception as error:
                    failures.append(error)

        added = []
        reader = Thread(target=read)
        writer = Thread(target=lambda: added.append(library.add(articles(80)[60:])))
        reader.start()
        with Library.open(folder) as third:
            builder = Thread(target=third.rebuild)
            builder.start()
            writer.start()
            writer.join()
            builder.join()
        done.set()
        reader.join()
        assert failures == []
        assert set(totals) <= set(range(60, 81))
        assert added == [{"added": 20}]
        assert len(library) == search(library, "kapal").total == 80


def test_of_two_rebuilds_the_later_one_is_done_and_nothing_added_is_lost(folder):
    later, added = [], []
    copied, go_on = Event(), Event()

    def rebuild_later():
        with Library.open(folder) as library:
            later.append(library.rebuild(lambda count: (copied.set(), go_on.wait(60))))

    with Library.open(folder, missing="empty") as library, Library.open(folder) as other:
        library.add(articles(40))
        second = Thread(target=rebuild_later)
        writer = Thread(target=lambda: added.append(other.add(articles(41)[40:])))
        with pytest.raises(LibraryError, match="run it again"):
            library.rebuild(lambda count: (second.start(), copied.wait(60)))
        writer.start()
        writer.join(2)
        assert writer.is_alive()  # the later one still holds writers off
        go_on.set()
        second.join()
        writer.join()
        assert (later, added) == ([40], [{"added": 1}])
        assert len(library) == len(list(library.list())) == search(library, "kapal").total == 41


def test_of_two_rebuilds_begun_at_once_one_goes_on(folder, host, monkeypatch):
    ask_once, begun = Client.ask, []

    def asked(client, method, path, *rest, **more):
        answer = ask_once(client, method, path, *rest, **more)
        if method == "PUT" and "-2?" in path:  # another begins before this one goes on
            monkeypatch.setattr(Client, "ask", ask_once)
            begun.append(generations.begin(client))
        return answer

    with Library.open(folder, missing="seeds") as library:
        client = library._client
        monkeypatch.setattr(Client, "ask", asked)
        earlier, (later,) = generations.begin(client), begun
        assert generations.is_overtaken(client, earlier)
        assert not generations.is_overtaken(client, later)
        assert set(ask(host, "GET", f"/{client.address.name}-*")) >= {later.index}


def test_a_rebuild_does_not_take_the_place_of_what_others_have_changed_meanwhile(folder, host):
    with Library.open(folder, missing="empty") as library, Library.open(folder) as other:
        library.add(articles(5))
        name = library._client.address.name

        def let_in(count):
            ask(host, "PUT", f"/{name}-1/_settings", {"index.blocks.write": None})
            assert other.add(articles(6)[5:]) == {"added": 1}

        def replace(count):
            ask(host, "PUT", f"/{name}-7", index_body())
            change = {"index": f"{name}-1", "alias": name}, {"index": f"{name}-7", "alias": name}
            actions = [{"remove": change[0]}, {"add": change[1]}]
            ask(host, "POST", "/_aliases", {"actions": actions})

        for meanwhile in (let_in, replace):
            with pytest.raises(LibraryError, match="run it again"):
                library.rebuild(meanwhile)
            assert set(ask(host, "GET", f"/{name}-*")) >= {f"{name}-1"}
            assert len(library) == (6 if meanwhile is let_in else 0)
        assert library.add(articles(2)) == {"added": 2}


def test_a_large_rebuild_ends_with_a_merge(folder, cluster_hosts, monkeypatch):
    """What the cluster was sent is let go of, and the parts of the index are put together."""
    host, name = cluster_hosts.split(",")[0], folder.rpartition("/")[2]
    settings = {
        "index.soft_deletes.retention_lease.sync_interval": "50ms",
        "index.refresh_interval": "20ms",
        "index.store.stats_refresh_interval": "0",
        "index.number_of_replicas": 0,
    }
    template = {"index_patterns": [f"{name}-*"], "template": {"settings": settings}, "priority": 1}
    ask(host, "PUT", f"/_index_template/{name}", template)
    monkeypatch.setattr(writer, "_WAITING", 10)
    try:
        with Library.open(folder, missing="empty") as library:
            library.add(articles(60))
            library.rebuild()
            ask(host, "POST", f"/{name}/_flush")
            before = library.stats()
            monkeypatch.setattr(rebuilding, "_LARGE_BYTES", 1)
            library.rebuild()
            deadline = monotonic() + 90
            while not (
                (stats := library.stats()).segments == 1
                and stats.index_bytes < 0.8 * before.index_bytes
            ):
                assert monotonic() < deadline, (before, stats)
                sleep(0.05)
            assert search(library, "kapal").total == 60
    finally:
        ask(host, "DELETE", f"/_index_template/{name}")
