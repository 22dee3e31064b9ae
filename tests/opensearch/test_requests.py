"""What a search costs the cluster: how often it is asked, and what is held there afterwards."""

from time import monotonic, sleep

import pytest
from telusur.index.opensearch.client import Client

from telusur import Library, make_article, search


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


def test_a_search_waits_for_the_cluster_three_times(folder, asked):
    articles = [
        make_article(f"Kapal nomor {n} berlayar ke Natuna membawa beras.", id=f"a{n}")
        for n in range(30)
    ]
    with Library.open(folder, missing="empty") as library:
        library.add(articles)
        for query in ("kapal", "kapal beras", '"kapal nomor" beras', "kapal negara:ID"):
            asked.clear()
            results = search(library, query)
            assert results.total in (0, 30)
            assert [path.rpartition("/")[2] for path in asked[:2]] == ["point_in_time", "_msearch"]
            assert len(asked) <= 3


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


def test_no_state_is_held_once_a_search_is_done(folder):
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
