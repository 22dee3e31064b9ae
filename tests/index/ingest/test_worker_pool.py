"""A pool of workers gives what one process would, in order, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from telusur.index.article import Failure
from telusur.index.ingest import worker_pool
from telusur.index.ingest.worker_pool import WorkerPool, map_in_order
from telusur.index.sources.files import read_paths, total_bytes
from telusur.index.sources.support.defaults import Given

# It waits for the file named first, so that the pool is at work when the test looks.
PROGRAM = """
import sys
from telusur.index.ingest.worker_pool import map_in_order
from tests_of_pool import pids_of, size

if __name__ == "__main__":
    for pid in map_in_order(pids_of, range(100_000), 2, size):
        print(pid, flush=True)
"""
MODULE = """
import os, time

def pids_of(numbers):
    time.sleep(0.001 * len(numbers))
    return [os.getpid() for _ in numbers]

def size(number):
    return 4_000
"""


def size(number):
    return 4_000


def with_pids(numbers):
    return [(number, os.getpid()) for number in numbers]


def killing_their_worker(numbers):
    if 777 in numbers and os.getpid() != int(os.environ["PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return numbers


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 299, 300, 301, 1_234])
def test_results_come_in_order_whoever_does_the_work(processes, count):
    results = list(map_in_order(with_pids, range(count), processes, size))
    assert [number for number, _ in results] == list(range(count))
    elsewhere = {pid for _, pid in results} - {os.getpid()}
    assert bool(elsewhere) == (processes > 1 and count > 300)


@pytest.mark.parametrize("workers", [0, 1])
def test_workers_begin_at_once_where_many_items_are_known_to_come(workers):
    with WorkerPool(workers) as pool:
        results = list(pool.map_in_order(with_pids, range(1_234), size, 1_234))
    assert [number for number, _ in results] == list(range(1_234))
    assert (os.getpid() in {pid for _, pid in results}) == (workers == 0)


def test_what_a_killed_worker_had_is_done_all_the_same(monkeypatch):
    monkeypatch.setenv("PARENT", str(os.getpid()))
    assert list(map_in_order(killing_their_worker, range(2_000), 2, size)) == list(range(2_000))


def test_one_process_holds_nothing_back():
    sent = []

    def stream():
        for number in range(404):
            sent.append(number)
            yield number

    for number, _ in map_in_order(with_pids, stream(), 1, size):
        assert sent[-1] == number


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it reads /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(tmp_path, sent):
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "tests_of_pool.py").write_text(MODULE)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    workers = set()
    for line in process.stdout:
        if int(line) != process.pid:
            workers.add(int(line))
            if len(workers) == 2:
                break
    process.send_signal(sent)
    process.stdout.close()
    process.wait(20)
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat").read_text()
    return status.rsplit(") ", 1)[1][0] != "Z"  # a zombie has ended


def test_folders_and_tables_give_the_same_in_workers_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_pool, "_MIN_ITEMS", 5)
    folder = tmp_path / "berita"
    folder.mkdir()
    for number in range(10, 30):
        (folder / f"{number}.txt").write_text(f"Judul {number}\n\nKapal nomor{number} tiba.")
    (folder / "18.txt").write_bytes(b"\x00\x01")
    (folder / "18b.jsonl").write_text('{"text": "Satu."}\n{"text": ""}\n{"text": "Dua."}\n')
    with ZipFile(folder / "27b.zip", "w") as archive:
        archive.writestr("dalam.txt", "Dari arsip.")
    rows = [f"{number},Kapal nomor{number} di tabel.\n" for number in range(10, 30)]
    rows[17] = "27,\n"
    rows.append('30,"tidak ditutup\nKapal terakhir')
    (tmp_path / "tabel.csv").write_text("".join(["kode,isi\n", *rows]))

    def read(processes):
        told = []
        paths = [folder, tmp_path / "tabel.csv"]
        items = list(read_paths(paths, Given(processes=processes), told.append))
        assert sum(told) == total_bytes(paths)
        # All but the time of adding, which may pass from one second to the next.
        return [item if isinstance(item, Failure) else item.replaced(added="") for item in items]

    alone = read(1)
    assert read(2) == alone
    assert [type(item) for item in alone].count(Failure) == 4
    assert len(alone) == 20 + 3 + 1 + 21
