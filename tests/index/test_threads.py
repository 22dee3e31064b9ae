"""One library, used by threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from telusur.index.ingest.making import make_article

from telusur import Library, search, similar


@pytest.fixture
def shared(folder, engine):
    with Library.open(folder, missing="empty", engine=engine) as library:
        library.add(make_article(f"Tentara nomor{n} tiba di Kursk.", id=f"n{n}") for n in range(40))
        yield library


def test_threads_read_and_write_one_library(shared):
    def read(number):
        hits = search(shared, f"nomor{number}").hits
        assert [hit.id for hit in hits] == [f"n{number}"]
        assert shared.get(f"n{number}").id == f"n{number}"
        assert len(similar(shared, hits[0].article).results.hits) > 0
        return len(list(shared.list()))

    def write(number):
        return shared.add([make_article(f"Kapal baru{number}.", id=f"k{number}")])["added"]

    with ThreadPoolExecutor(8) as pool:
        written = pool.map(write, range(6))
        counts = list(pool.map(read, range(40)))
    assert sum(written) == 6
    assert set(counts) <= set(range(40, 47))
    assert search(shared, "kapal").total == 6
    assert shared.check().is_intact


def test_a_list_that_was_begun_goes_on_as_it_was(shared):
    articles = shared.list()
    first = next(articles)
    shared.add([make_article("Kapal baru.", id="k")])
    shared.remove(["n7"])
    assert len([first, *articles]) == 40
