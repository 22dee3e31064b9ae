"""What a search costs the cluster: how often it is asked, and what is held there afterwards."""

from time import monotonic, sleep

import pytest
from telusur.index.cluster import kept_state
from telusur.index.opensearch.client import Client

from telusur import Library, SearchOptions, make_article, search


@pytest.fixture
def asked(monkeypatch):
    """The paths of what is asked and waited for."""
    paths = []
    ask = Client.ask

    def noted(client, method, path, *rest, **more):
        paths.append(path.partition("?")[0])
        return ask(client, method, path, *rest, **more)

    monkeypatch.setattr(Client, "ask", noted)
    return paths


def test_how_often_a_search_waits_for_the_cluster(folder, asked):
    articles = [
        make_article(f"Kapal nomor {n} berlayar ke Natuna membawa beras.", id=f"a{n}")
        for n in range(30)
    ]
    with Library.open(folder, missing="empty") as library:
        library.add(articles)
    for query in ("kapal", "kapal beras", '"kapal nomor" beras', "kapal negara:ID"):
        with Library.open(folder) as library:
            # When the first one began, nobody knew what the index had; the third knows its state.
            for expected in (["point_in_time", "_msearch", "_msearch"], None, ["_msearch"] * 2):
                asked.clear()
                total = search(library, query).total
                assert total in (0, 30)
                paths = [path.rpartition("/")[2] for path in asked]
                assert expected is None or paths == expected[: len(expected) - (not total)]


def test_what_others_change_is_seen_by_the_next_search(folder):
    def texts(library):
        results = search(library, "kapal", SearchOptions(duplicates="show"))
        return sorted(hit.article.text for hit in results)

    one, two, three, four = (f"Kapal {word}." for word in ("satu", "dua", "tiga", "empat"))
    with Library.open(folder, missing="empty") as library, Library.open(folder) as other:
        changes = [
            lambda: other.add([make_article(one, id="a"), make_article(two, id="b")]),
            lambda: other.add([make_article(three, id="b")]),
            lambda: other.remove(["a"]),
            lambda: (other.add([make_article(one, id="a")]), other.remove(["b"])),
            lambda: (other.remove(["a"]), other.add([make_article(four, id="a")])),
            other.rebuild,
            lambda: other.add([make_article(two, id="b")]),
        ]
        expected = [[two, one], [one, three], [three], [one], [four], [four], [two, four]]
        for change, found in zip(changes, expected, strict=True):
            change()
            for _ in range(3):
                assert texts(library) == sorted(found)


def test_words_that_are_near_one_are_asked_for_at_once(folder, asked):
    texts = ["Kapal berlayar ke Natuna.", "Kapas dan kapak dijual.", "Kamal pergi ke Ambon."]
    with Library.open(folder, missing="empty") as library:
        library.add([make_article(text, id=text[:5]) for text in texts])
        asked.clear()
        assert search(library, "kapzl~1").total == 1
        assert len(asked) <= 4
        asked.clear()
        results = search(library, "kapzl")
        assert [one.query for one in results.suggestions] == ["kapal"]
        assert len(asked) <= 12


def test_no_state_is_held_once_searches_are_done(folder, monkeypatch):
    monkeypatch.setattr(kept_state, "_SECONDS", 0.1)
    with Library.open(folder, missing="empty") as library:
        library.add([make_article("Kapal berlayar ke Natuna.", id="a")])
        for _ in range(20):
            assert search(library, "kapal").total == 1
        deadline = monotonic() + 10
        path = f"/{library._client.address.name}/_stats/search"
        while (left := library._client.ask("GET", path)["_all"]["total"]["search"]) and left.get(
            "point_in_time_current"
        ):
            assert monotonic() < deadline
            sleep(0.05)
        with Library.open(folder) as other:
            other.rebuild()
            assert search(library, "kapal").total == 1


def test_new_articles_are_looked_up_together(folder, asked):
    def added(name, count):
        articles = [
            make_article(f"{name} nomor {n} berlayar.", id=f"{name}{n}") for n in range(count)
        ]
        asked.clear()
        with Library.open(folder, missing="empty") as library:
            assert library.add(articles) == {"added": count}
        return len(asked)

    added("Perahu", 1)
    assert added("Kapal", 50) == added("Rakit", 1) > 0


def test_articles_are_looked_up_again_while_a_shard_starts(folder, monkeypatch):
    """OpenSearch says of each document by itself that it cannot be read yet."""
    exchange = Client._asked
    refusals = iter(range(2))

    def asked(client, host, method, path, *rest):
        status, answer = exchange(client, host, method, path, *rest)
        if "/_mget" in path and next(refusals, None) is not None:
            error = {"type": "no_shard_available_action_exception", "reason": "no shard"}
            answer = {"docs": [{"_id": one["_id"], "error": error} for one in answer["docs"]]}
        return status, answer

    article = make_article("Kapal berlayar ke Natuna.", id="a")
    with Library.open(folder, missing="empty") as library:
        assert library.add([article]) == {"added": 1}
        monkeypatch.setattr(Client, "_asked", asked)
        assert library.add([article]) == {"unchanged": 1}
        assert next(refusals, None) is None
