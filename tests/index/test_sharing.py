"""The index made by several processes: the same as by one, whatever becomes of them."""

import json
import subprocess
import sys
import time
from threading import Thread

import pytest
import telusur.index.crew
import telusur.index.sharing
from telusur.index.making import make_article

from telusur import search

ARTICLES = 90


@pytest.fixture
def shares(monkeypatch):
    """Shares of 20 articles, for two workers."""
    monkeypatch.setattr(telusur.index.sharing, "_ARTICLES_PER_SHARE", 20)
    monkeypatch.setattr(telusur.index.sharing, "_processors", lambda: 2)


@pytest.fixture
def filled(library):
    library.add(
        make_article(f"Kursk nomor{number} dan kata{number % 7}.", id=f"n{number}")
        for number in range(ARTICLES)
    )
    return library


@pytest.fixture
def alone(monkeypatch):
    """This process must not index anything."""

    def refuse(*arguments):
        raise AssertionError("a worker should have done it")

    monkeypatch.setattr(telusur.index.sharing, "write_segments", refuse)


def rebuild(library):
    """Make the index again; check it, and return how many documents its segments have."""
    told = []
    library.rebuild(told.append)
    assert sum(told) == ARTICLES
    assert search(library, "Kursk").total == ARTICLES
    assert search(library, "kata3").total == 13
    assert [hit.id for hit in search(library, "nomor33")] == ["n33"]
    named = {f"{segment.name}.segment" for segment in library.index.segments}
    assert {file.name for file in (library.path / "index").iterdir()} == {*named, "manifest.json"}
    return sorted(segment.document_count for segment in library.index.segments)


def test_workers_make_segments_of_equal_size(filled, shares, alone):
    assert rebuild(filled) == [18] * 5


def test_workers_work_where_there_are_threads(filled, shares, alone):
    stop = []
    thread = Thread(target=lambda: [time.sleep(0.001) for _ in iter(lambda: bool(stop), True)])
    thread.start()
    assert rebuild(filled) == [18] * 5
    stop.append(True)
    thread.join()


def test_only_what_changed_is_indexed_by_workers(filled, shares, alone):
    more = [make_article(f"Baru nomor{number}.", id=f"m{number}") for number in range(50)]
    changed = make_article("Kursk lama berubah.", id="n3")
    filled.add([*more, changed])
    assert search(filled, "baru", duplicates="show", limit=99).total == 50
    assert [hit.id for hit in search(filled, "berubah")] == ["n3"]
    assert search(filled, "Kursk").total == ARTICLES


def test_few_articles_start_no_process(filled, monkeypatch):
    monkeypatch.setattr(telusur.index.crew.subprocess, "Popen", None)
    assert rebuild(filled) == [ARTICLES]


BEFORE_WORK = "from telusur.index.worker import work;"
FAILING_STARTS = {
    "ends at once": "raise SystemExit(1)",
    "says nothing": "pass",
    "talks nonsense": "print('[nonsense')",
    "says other things": "print('{}')",
    "is killed": telusur.index.crew._START.replace(
        BEFORE_WORK,
        BEFORE_WORK + "import os, telusur.index.worker; telusur.index.worker._tell = os.abort;",
    ),
    "is killed when it has told of something": telusur.index.crew._START.replace(
        BEFORE_WORK,
        BEFORE_WORK + "import os, telusur.index.worker; tell = telusur.index.worker._tell;"
        "telusur.index.worker._tell = lambda **said: (tell(**said), 'segment' in said and os._exit(9));",
    ),
}


@pytest.mark.parametrize("start", FAILING_STARTS.values(), ids=FAILING_STARTS)
def test_what_a_worker_fails_at_is_done_here(filled, shares, monkeypatch, start):
    monkeypatch.setattr(telusur.index.crew, "_START", start)
    assert rebuild(filled) == [18] * 5


@pytest.mark.parametrize("executable", ["", "/nowhere/python", "/usr/bin/other-program"])
def test_where_no_process_can_be_made_there_is_none(filled, shares, monkeypatch, executable):
    monkeypatch.setattr(sys, "executable", executable)
    assert rebuild(filled) == [18] * 5


def test_an_error_ends_the_workers(filled, shares):
    def fail(count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.rebuild(fail)
    assert rebuild(filled)


def test_a_worker_ends_when_its_parent_does():
    start = telusur.index.crew._START.replace(
        BEFORE_WORK, BEFORE_WORK + "import time, telusur.index.worker as w;"
        "w.ArticleStore.open = lambda path: time.sleep(60);",
    )  # fmt: skip
    worker = subprocess.Popen([sys.executable, "-I", "-c", start], stdin=subprocess.PIPE)
    job = {"path": sys.path, "articles": "none"}
    worker.stdin.write(json.dumps(job).encode() + b"\n")
    worker.stdin.close()
    assert worker.wait(timeout=30) == 1
