"""Watching, with the real command in a real process."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from samples import rss
from telusur.index.errors import InputError
from telusur.index.sources.files import STANDARD_INPUT
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.watcher import Watcher


class Watching:
    """A running `telusur add --watch`."""

    def __init__(self, telusur, *arguments):
        self.process = subprocess.Popen(
            telusur.command("add", *arguments, "--watch", "--interval", "0.1"),
            env=telusur.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            # Where the tests run in the background, an interruption is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        self.guard = threading.Timer(60, self.process.kill)
        self.guard.start()

    def next_line(self):
        return self.process.stdout.readline().rstrip("\n")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate()
        self.guard.cancel()
        return self.process.returncode, out, err


@pytest.fixture
def watching(telusur):
    running = []

    def start(*arguments):
        running.append(Watching(telusur, *arguments))
        return running[-1]

    yield start
    for one in running:
        one.process.kill()
        one.process.wait()
        one.guard.cancel()


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_what_comes_into_a_folder_is_added_until_interrupted(watching, telusur, tmp_path):
    inbox = tmp_path / "masuk"
    put(inbox / "a.txt", "Isi a.")
    watch = watching(inbox)
    assert watch.next_line().endswith("Isi a.")
    put(inbox / "sub" / "b.jsonl", '{"text": "Isi b."}\n{"text": ""}\n')
    assert watch.next_line().endswith("Isi b.")
    (inbox / "c.txt").write_text("Isi c.")
    assert watch.next_line().endswith("Isi c.")
    assert telusur("list", "--json").json["total"] == 3
    code, out, err = watch.end()
    assert (code, out) == (0, "3 added, 0 updated, 0 unchanged, 1 failed\n")
    assert err.count("it has no text") == 1
    assert "Traceback" not in err


def test_what_comes_into_a_feed_is_added_until_interrupted(watching, server):
    item = "<item><title>Judul {0}</title><description>Isi {0}.</description></item>"
    server.put("/feed", rss(item.format(1)), "application/rss+xml")
    watch = watching(server.url + "/feed", "--allow-private")
    assert watch.next_line().endswith("Judul 1")
    server.answers.clear()  # out of order for a while
    while len(server.requests) < 4:
        threading.Event().wait(0.05)
    server.put("/feed", rss(item.format(2) + item.format(1)), "application/rss+xml")
    assert watch.next_line().endswith("Judul 2")
    code, out, err = watch.end()
    assert (code, out) == (0, "2 added, 0 updated, 0 unchanged, 1 failed\n")
    assert err.count("404") == 1


def test_nothing_is_read_twice_nor_while_it_is_written(tmp_path):
    watcher = Watcher([tmp_path], Given())
    put(tmp_path / "old.txt", "Lama.")
    (tmp_path / "new.txt").write_text("Setengah")

    def texts():
        return [getattr(item, "text", item) for item in watcher.new()]

    assert texts() == ["Lama."]
    (tmp_path / "new.txt").write_text("Setengah dan seluruhnya.")
    assert texts() == []
    assert texts() == ["Setengah dan seluruhnya."]
    assert texts() == []
    put(tmp_path / "old.txt", "Lama, lalu baru.")
    assert texts() == []
    assert texts() == ["Lama, lalu baru."]


def test_a_folder_that_goes_and_comes_again_is_told_once(tmp_path):
    watcher = Watcher([tmp_path / "masuk"], Given())
    assert [item.why for item in watcher.new()] == ["there is no such file or folder"]
    assert list(watcher.new()) == []
    put(tmp_path / "masuk" / "a.txt", "Isi.")
    assert list(watcher.new()) == []
    assert [item.text for item in watcher.new()] == ["Isi."]


IMPATIENT = """
import telusur.index.store.store_file
from telusur.search.cli import main
telusur.index.store.store_file._MAX_WAIT_SECONDS = 0.2
main()
"""


def test_watching_goes_on_when_another_process_writes_for_long(
    watching, telusur, tmp_path, monkeypatch
):
    telusur("add", "-", stdin="Isi lama.")
    put(tmp_path / "masuk" / "a.txt", "Isi a.")
    monkeypatch.setattr(
        telusur, "command", lambda *given: [sys.executable, "-c", IMPATIENT, *given]
    )
    other = sqlite3.connect(telusur.library / "articles.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    watch = watching(tmp_path / "masuk")
    while "Trying again in 0.1 seconds" not in (line := watch.process.stderr.readline()):
        assert line
    other.execute("ROLLBACK")
    other.close()
    assert watch.next_line().endswith("Isi a.")
    code, out, err = watch.end()
    assert (code, out) == (0, "1 added, 0 updated, 0 unchanged, 0 failed\n")
    assert "Traceback" not in err


def test_standard_input_cannot_be_watched(telusur):
    with pytest.raises(InputError):
        Watcher([STANDARD_INPUT], Given())
    run = telusur("add", "-", "--watch", stdin="Isi.")
    assert run.code == 2
    assert "cannot be watched" in run.err
