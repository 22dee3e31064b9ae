"""Kills the real command at random moments, again and again, and looks at what is left.

    python tools/kill.py [--kills 300] [--seed 1] [--keep FOLDER]

Each time `telusur add`, `rebuild` or `remove` is killed with SIGKILL, at a random moment between
the start of Python and a little after it would have been done. Looked at afterwards:

- every byte of the articles and of the index, where they have checksums;
- that every article that was told to be added is there, and none that was told to be removed;
- that a removal happened as a whole or not at all;
- that every article that is there is found by a word of its own, and no other is;
- that an index that was there did not have to be made again;
- that the next write, a real command too, succeeds, and leaves no file that nothing names, not even
  a temporary one.

A library lives on through many kills, until it is large; every few kills a folder without a library
is added to. The same seed gives the same commands; when a command is killed depends on the machine
as well. `add` commits small batches and tells of every article here, or little could be lost.
The exit code is 1 if anything was wrong.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from library_faults import Expected, command_line, look_at, told_ids, write_articles
from telusur.index.folder.layout import INDEX_FOLDER

OPERATIONS = ("add", "add to nothing", "rebuild", "remove")
LARGEST = 400
"""A library that has grown so large is given up, and another one made."""

ADDED_AT_ONCE, REMOVED_AT_ONCE = 60, 20
BATCHES = (5, 20, 1_000)
LASTING_FILES = {".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock", "meta.json"}
"""The files of an index that belong to no segment."""


class Killed(NamedTuple):
    """What one kill did, and what was wrong afterwards."""

    operation: str
    finished: bool
    """Whether the command was done before it was killed."""
    told: int
    """Of how many articles it had told."""
    remarks: Sequence[str]
    """What the next one who opened the library was told."""
    faults: Sequence[str]


class Life:
    """One library, from its making until it is too large."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Make a library of a few articles, undisturbed."""
        self.folder = folder
        self._chance = chance
        self._next = 1
        self.stored: set[str] = set()
        self.library = folder / "library"
        self.library.mkdir()

    def grow(self) -> None:
        """Add some articles without being killed."""
        ids = self._write_articles(ADDED_AT_ONCE)
        _run(self._adding(1_000), check=True)
        self.stored.update(ids)

    def kill(self, operation: str, seconds: float) -> Killed:
        """Start a command, kill it, and look at what it left.

        Args:
            operation: what it does, one of `OPERATIONS`.
            seconds: how long the command takes when nobody kills it.
        """
        had_index = (self.library / INDEX_FOLDER).is_dir()
        touched: set[str] = set()
        if operation == "rebuild":
            command = command_line("rebuild", "--library", self.library)
        elif operation == "remove":
            chosen = self._chance.sample(
                sorted(self.stored), min(REMOVED_AT_ONCE, len(self.stored))
            )
            touched = set(chosen)
            command = command_line("remove", *chosen, "--library", self.library)
        else:
            touched = self._write_articles(ADDED_AT_ONCE)
            command = self._adding(self._chance.choice(BATCHES))
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        time.sleep(seconds * self._chance.uniform(0.15, 1.1))
        finished = process.poll() is not None
        process.kill()
        output, _ = process.communicate()
        told = told_ids(output)
        remarks: list[str] = []
        faults, self.stored = look_at(
            self.library, Expected(operation, self.stored, touched, told), remarks
        )
        if had_index:
            faults += [remark for remark in remarks if remark.startswith("Made the index again")]
        faults += self._faults_of_next_write()
        return Killed(operation, finished, len(told), remarks, faults)

    def _faults_of_next_write(self) -> Iterator[str]:
        ids = self._write_articles(1)
        done = _run(self._adding(1_000))
        if done.returncode or told_ids(done.stdout) != ids:
            yield f"the next write failed: {done.stderr.strip() or done.stdout.strip()}"
        self.stored |= ids
        for name in orphans(self.library / INDEX_FOLDER):
            yield f"a file that nothing names after the next write: {name}"

    def _write_articles(self, count: int) -> set[str]:
        """Write new articles to the file that is added; return their ids."""
        numbers = range(self._next, self._next + count)
        self._next += count
        return write_articles(self.folder / "berita.jsonl", numbers, self._chance)

    def _adding(self, batch: int) -> list[str]:
        file = self.folder / "berita.jsonl"
        return command_line("add", file, "--library", self.library, batch=batch)


def orphans(index: Path) -> Iterator[str]:
    """Yield the files of an index that belong to no segment of it.

    Args:
        index: the folder of an index of tantivy.
    """
    meta = json.loads((index / "meta.json").read_bytes())
    named = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    for file in sorted(index.iterdir()):
        if file.name not in LASTING_FILES and file.name.partition(".")[0] not in named:
            yield file.name


def _run(command: Sequence[str], *, check: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=check)


def seconds_of_each(folder: Path) -> dict[str, float]:
    """Return how long each operation takes when nobody kills it."""
    life = Life(folder, random.Random(0))
    took: dict[str, float] = {}
    for operation in ("add to nothing", "add", "rebuild", "remove"):
        if operation == "rebuild":
            command = command_line("rebuild", "--library", life.library)
        elif operation == "remove":
            ids = sorted(life.stored)[:REMOVED_AT_ONCE]
            command = command_line("remove", *ids, "--library", life.library)
        else:
            life.stored |= life._write_articles(ADDED_AT_ONCE)
            command = life._adding(BATCHES[1])
        started = time.monotonic()
        _run(command, check=True)
        took[operation] = time.monotonic() - started
    return took


def killed_again_and_again(kills: int, seed: int, folder: Path) -> Iterator[Killed]:
    """Kill so many commands, and yield what each kill did.

    Args:
        kills: how many.
        seed: decides what is done, and when each command is killed as a share of its time.
        folder: an empty folder.
    """
    chance = random.Random(seed)
    (folder / "undisturbed").mkdir()
    seconds = seconds_of_each(folder / "undisturbed")
    life: Life | None = None
    for number in range(kills):
        operation = chance.choices(OPERATIONS, (4, 1, 3, 3))[0]
        if operation == "add to nothing":
            fresh = folder / f"new-{number}"
            fresh.mkdir()
            killed = Life(fresh, chance).kill(operation, seconds[operation])
            if not killed.faults:
                shutil.rmtree(fresh)
        else:
            if life is None or len(life.stored) > LARGEST or len(life.stored) < 20:
                home = folder / f"life-{number}"
                home.mkdir()
                life = Life(home, chance)
                life.grow()
            killed = life.kill(operation, seconds[operation])
            if killed.faults:
                life = None  # what is wrong would be wrong after the next kill too
        yield killed


def main() -> int:
    """Kill, and print the table.

    Returns:
        The exit code: 1 if anything was wrong.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="leave the libraries in this folder")
    arguments = parser.parse_args()
    results: list[Killed] = []
    with tempfile.TemporaryDirectory(prefix="telusur-kill-") as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for killed in killed_again_and_again(arguments.kills, arguments.seed, folder):
            results.append(killed)
            for fault in killed.faults:
                print(f"kill {len(results)}, {killed.operation}: {fault}", flush=True)
            if len(results) % 25 == 0:
                print(f"{len(results)} of {arguments.kills} kills", file=sys.stderr, flush=True)
    print_table(results, arguments.seed)
    return int(any(killed.faults for killed in results))


def print_table(results: Sequence[Killed], seed: int) -> None:
    """Print what became of the commands, by operation."""
    print(f"{len(results)} kills, seed {seed}")
    print(
        f"{'operation':<16}{'kills':>6}{'in time':>9}{'told of':>9}{'caught up':>11}"
        f"{'made again':>12}{'faults':>8}"
    )
    for operation in OPERATIONS:
        of_it = [killed for killed in results if killed.operation == operation]
        remarks = Counter(
            remark.partition(" the index")[0] for killed in of_it for remark in killed.remarks
        )
        print(
            f"{operation:<16}{len(of_it):>6}{sum(not killed.finished for killed in of_it):>9}"
            f"{sum(killed.told for killed in of_it):>9}{remarks['Caught']:>11}"
            f"{remarks['Made']:>12}{sum(bool(killed.faults) for killed in of_it):>8}"
        )


if __name__ == "__main__":
    sys.exit(main())
