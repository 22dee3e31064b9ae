"""A pool of workers gives what one process would, in order, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from telusur.index.worker_pool import map_in_order

# It waits for the file named first, so that the pool is at work when the test looks.
PROGRAM = """
import sys
from telusur.index.worker_pool import map_in_order
from tests_of_pool import pid_of, size

if __name__ == "__main__":
    for pid in map_in_order(pid_of, range(100_000), 2, size):
        print(pid, flush=True)
"""
MODULE = """
import os, time

def pid_of(number):
    time.sleep(0.001)
    return os.getpid()

def size(number):
    return 4_000
"""


def size(number):
    return 4_000


def with_pid(number):
    return number, os.getpid()


def killing_its_worker(number):
    if number == 777 and os.getpid() != int(os.environ["PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 299, 300, 301, 1_234])
def test_results_come_in_order_whoever_does_the_work(processes, count):
    results = list(map_in_order(with_pid, range(count), processes, size))
    assert [number for number, _ in results] == list(range(count))
    elsewhere = {pid for _, pid in results} - {os.getpid()}
    assert bool(elsewhere) == (processes > 1 and count > 300)


def test_what_a_killed_worker_had_is_done_all_the_same(monkeypatch):
    monkeypatch.setenv("PARENT", str(os.getpid()))
    assert list(map_in_order(killing_its_worker, range(2_000), 2, size)) == list(range(2_000))


def test_one_process_holds_nothing_back():
    sent = []

    def stream():
        for number in range(404):
            sent.append(number)
            yield number

    for number, _ in map_in_order(with_pid, stream(), 1, size):
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
