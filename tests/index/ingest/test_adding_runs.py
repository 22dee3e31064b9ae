"""When articles that are being added are durable, and when they can be found."""

import time
from contextlib import suppress

import pytest
from telusur.index.ingest import adding_run, batches, worker_pool
from telusur.index.ingest.making import make_article

from telusur import Library, SearchOptions, search


@pytest.fixture
def adding(tmp_path):
    with Library.open(tmp_path / "library", missing="empty") as library:
        library.add([make_article("Tentara lama di Kursk.", id="lama")])
        yield library


@pytest.fixture
def searching(adding):
    """The same library, as somebody else has it."""
    remarks = []
    with Library.open(adding.path, remark=remarks.append) as library:
        library.remarks = remarks
        yield library


def article(number):
    return make_article(f"Kapal nomor{number} berlayar.", id=f"k{number}")


def test_the_index_follows_in_steps_and_searches_leave_it_to_the_run(
    adding, searching, monkeypatch
):
    monkeypatch.setattr(batches, "_MAX_ARTICLES", 1)
    monkeypatch.setattr(adding_run, "_ARTICLES_PER_STEP", 3)
    found, told = [], []

    def incoming():
        for number in range(5):
            yield article(number)
            assert len(told) == number + 1
            assert searching.get(f"k{number}")
            found.append(search(searching, "kapal").total)

    adding.add(incoming(), lambda item, outcome: told.append(item.id))
    assert found == [0, 0, 3, 3, 3]
    assert search(searching, "kapal").total == 5
    assert searching.remarks == []


def test_what_came_before_a_pause_can_be_found_after_it(adding, searching, monkeypatch):
    monkeypatch.setattr(adding_run, "_PAUSE_SECONDS", 0.05)
    told = []

    def incoming():
        yield article(1)
        deadline = time.monotonic() + 20
        while search(searching, "kapal").total < 1 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert told == ["k1"]
        yield article(2)

    adding.add(incoming(), lambda item, outcome: told.append(item.id))
    assert told == ["k1", "k2"]
    assert search(searching, "kapal").total == 2


def test_what_fails_in_a_pause_is_told_to_whoever_adds(adding, monkeypatch):
    monkeypatch.setattr(adding_run, "_PAUSE_SECONDS", 0.05)
    failed = []

    def tell(item, outcome):
        failed.append(item.id)
        raise BrokenPipeError

    def incoming():
        yield article(1)
        deadline = time.monotonic() + 20
        while not failed and time.monotonic() < deadline:
            time.sleep(0.01)
        yield article(2)

    with pytest.raises(BrokenPipeError):
        adding.add(incoming(), tell)
    assert failed == ["k1"]


def test_an_interrupted_run_is_caught_up_by_whoever_comes_next(adding, searching, monkeypatch):
    monkeypatch.setattr(batches, "_MAX_ARTICLES", 2)

    def incoming():
        yield from map(article, range(5))
        raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        adding.add(incoming())
    assert search(searching, "kapal").total == 4
    assert searching.remarks == ["Caught the index up with the articles: 4 indexed."]


def test_runs_beside_one_another_both_end_in_step(adding, searching):
    def incoming():
        searching.add([article(1)])
        yield article(2)

    adding.add(incoming())
    assert search(adding, "kapal").total == 2
    assert searching.remarks == []


def test_workers_index_what_one_process_would(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_pool, "_MIN_ITEMS", 5)
    monkeypatch.setattr(adding_run, "_ARTICLES_PER_STEP", 12)
    monkeypatch.setattr(batches, "_MAX_ARTICLES", 6)
    indexed = []
    for processes in (1, 2, 3):
        with Library.open(tmp_path / f"{processes}", missing="empty", processes=processes) as made:
            made.add(map(article, range(40)))
            for _ in range(2):
                hits = search(made, "kapal nomor*", SearchOptions(limit=100)).hits
                indexed.append({hit.article.id: hit.score for hit in hits})
                assert made.rebuild() == 40
    assert len(indexed[0]) == 40
    assert indexed == [indexed[0]] * 6
