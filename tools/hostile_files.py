"""Adds hostile files with the real command: python tools/hostile_files.py [COUNT] [SEED].

Each file is one of the shapes of `tests/index/sources/hostile.py`, in a size that chance chooses,
and stands in a folder between two good files. What must hold is that `telusur add` ends with exit
code 0 or 2 and without a traceback, prints no control character and not more lines than a person
reads, stores both good files, and keeps to its budget of processor time and memory. A file that
broke a promise is kept. Prints each fault and the most expensive files; the exit code is 1 if there
was a fault.

With --together all files stand in one folder and are added by one command, whose budget is the sum;
--size is that of the largest file, in bytes, and --only takes shapes whose names have this in them.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Timer
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "index" / "sources"))

from hostile import SHAPES

from telusur import Library

SECONDS_PER_MB, SECONDS_ALWAYS, SECONDS_PACKED = 2.0, 8.0, 30.0
"""Of processor time; a PDF or DOCX packs its text. Starting the processes and storing counts."""

SECONDS_PER_MILLION_STORED = 4.0
"""For indexing a million characters on a busy machine: of news they take a quarter, of words that
are all new or of single letters half."""

MEMORY, MEMORY_PER_BYTE = 300_000_000, 3
"""In bytes, of any one process."""

_LINES = 250
_PATIENCE = 300.0
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PACKED = (".pdf", ".docx")


class Cost(NamedTuple):
    """What a command took, all its processes together."""

    seconds: float
    """Of processor time."""
    memory: int
    """In bytes, of the process that took most."""


class Budget(NamedTuple):
    """What a command may take."""

    seconds: float
    memory: float


def budget_of(files: Mapping[str, bytes], stored: int) -> Budget:
    """Return what adding these files may take, of which so many characters were stored."""
    size = sum(map(len, files.values()))
    packed = sum(name.endswith(_PACKED) for name in files)
    seconds = SECONDS_ALWAYS + SECONDS_PER_MB * size / 1e6 + SECONDS_PACKED * packed
    seconds += SECONDS_PER_MILLION_STORED * stored / 1e6
    return Budget(seconds, MEMORY + MEMORY_PER_BYTE * max(map(len, files.values()), default=0))


def run(command: list[str]) -> tuple[Cost, int, str]:
    """Run a command; return its cost, its exit code, and what it printed."""
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
        guard = Timer(_PATIENCE, process.kill)
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode()
    unit = 1 if sys.platform == "darwin" else 1024
    cost = Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)
    return cost, process.returncode, output


def add(files: Mapping[str, bytes]) -> tuple[Cost, list[str]]:
    """Add hostile files between good ones; return the cost and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        inputs, library = Path(folder, "berita"), Path(folder, "pustaka")
        inputs.mkdir()
        (inputs / "a-first.txt").write_text("Isi pertama.")
        for name, content in files.items():
            (inputs / f"b-{name}").write_bytes(content)
        (inputs / "z-last.txt").write_text("Isi terakhir.")
        command = [sys.executable, "-m", "telusur", "add", str(inputs), "--library", str(library)]
        cost, code, output = run(command)
        faults = list(_faults(code, output, _LINES * max(1, len(files))))
        with Library.open(library, missing="empty") as opened:
            texts = {article.text for article in opened.list()}
    if not {"Isi pertama.", "Isi terakhir."} <= texts:
        faults.append("a good file beside it was not stored")
    budget = budget_of(files, sum(map(len, texts)))
    if cost.seconds > budget.seconds:
        faults.append(f"it takes more than {budget.seconds:.0f} seconds")
    if cost.memory > budget.memory:
        faults.append(f"it takes more than {budget.memory / 1e6:.0f} MB of memory")
    return cost, faults


def _faults(code: int, output: str, lines: int) -> Iterator[str]:
    if code not in {0, 2}:
        yield f"exit code {code}"
    if "Traceback" in output:
        yield "a traceback: " + output.strip().rpartition("\n")[2]
    if len(output.splitlines()) > lines:
        yield f"{len(output.splitlines()):,} lines were printed"
    if steering := STEERING.search(output):
        yield f"it prints {steering[0]!r}"


def hostile_files(options: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """Yield as many files as are wanted: each shape in its turn, the first time in full size."""
    chance = random.Random(options.seed)
    names = [name for name in SHAPES if options.only in name]
    chance.shuffle(names)
    for number in range(options.count):
        name = names[number % len(names)]
        smaller = number >= len(names)
        size = round(options.size ** chance.uniform(0.5, 1)) if smaller else options.size
        yield f"{number}-{name}", SHAPES[name](size, chance)


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=330)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args()
    files = hostile_files(options)
    added = [dict(files)] if options.together else (dict([file]) for file in files)
    costs = []
    broken = 0
    for together in added:
        cost, faults = add(together)
        size = sum(map(len, together.values()))
        described = (
            f"{' '.join(together)[:40]:40} {size / 1e6:8.3f} MB {cost.seconds:7.2f} s"
            f" {cost.memory / 1e6:6.0f} MB"
        )
        costs.append((cost, described))
        if faults:
            broken += 1
            kept = Path(tempfile.mkdtemp(prefix="hostile-"))
            for name, content in together.items():
                (kept / name).write_bytes(content)
            print(f"{described}: {'; '.join(faults)} ({kept})", flush=True)
    print(f"{options.count:,} files, {broken:,} faults; the most expensive:")
    print("\n".join(described for _, described in sorted(costs, reverse=True)[:10]))
    print(f"the most memory: {max(cost.memory for cost, _ in costs) / 1e6:.0f} MB")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
