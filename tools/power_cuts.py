"""Simulates power cuts: what was written and not synced may be there, in part, or not at all.

    python tools/power_cuts.py [--cuts 200] [--seed 1] [--scenario add]

The real command runs once for each scenario while `system_calls` records every change of a file and
a folder, with every sync. Then the disk is built as it may be after a cut at a random moment:

- of a file, all that was written before its last sync is there; of later writes each one is, or is
  not, or the beginning of it is, whatever their order;
- of the names in a folder, all is as it was at the folder's last sync; of later creations, renames
  and deletions, in one half of the cuts the first few happened, as on a disk with a journal, in the
  other half any of them.

A library in this state is opened and looked at: all that the command had told of is there, nothing
is half there, every article is found. Linux on x86-64 alone. The exit code is 1 if anything was
wrong.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from library_faults import Expected, command_line, look_at, told_ids, write_articles
from system_calls import IS_SUPPORTED, Operation, run

_SCENARIOS = ("add to nothing", "add", "remove", "rebuild")
_NEVER_ON_DISK = "-shm"


@dataclass
class _File:
    durable: bytearray
    pending: list[Operation] = field(default_factory=list)

    def after_cut(self, chance: random.Random) -> bytes:
        content = bytearray(self.durable)
        for operation in self.pending:
            fate = chance.random()
            if fate < 0.4:
                continue
            part = operation.data
            if fate < 0.55:
                part = part[: chance.randrange(len(part) + 1)]
            _apply(content, operation._replace(data=part))
        return bytes(content)

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.durable, operation)
        self.pending.clear()


def _apply(content: bytearray, operation: Operation) -> None:
    start = operation.offset
    if len(content) < start:
        content.extend(bytes(start - len(content)))
    if operation.kind == "truncate":
        del content[start:]
    else:
        content[start : start + len(operation.data)] = operation.data


class Disk:
    """A disk that keeps apart what is durable and what is not."""

    def __init__(self, folder: Path) -> None:
        """Take what is in a folder now for durable."""
        self._folder = folder
        self._durable: dict[str, _File | None] = {
            str(path): None if path.is_dir() else _File(bytearray(path.read_bytes()))
            for path in folder.rglob("*")
        }
        self._names = dict(self._durable)
        self._pending: list[tuple[Operation, _File | None]] = []

    def do(self, operation: Operation) -> None:
        """Let the next operation happen."""
        kind, path = operation.kind, operation.path
        if kind == "sync":
            file = self._names.get(path)
            if file is not None:
                file.sync()
            else:
                self._sync_folder(path)
        elif kind in {"write", "truncate"}:
            file = self._names.get(path)
            if file is not None:
                file.pending.append(operation)
        elif kind != "told":
            file = _File(bytearray()) if kind == "create" else self._names.get(path)
            self._pending.append((operation, file))
            _rename(self._names, operation, file)

    def _sync_folder(self, folder: str) -> None:
        of_folder = [one for one in self._pending if str(Path(one[0].path).parent) == folder]
        for operation, file in of_folder:
            _rename(self._durable, operation, file)
        self._pending = [one for one in self._pending if one not in of_folder]

    def write_after_cut(self, folder: Path, chance: random.Random) -> None:
        """Write what may be on the disk after a cut into another folder."""
        names = dict(self._durable)
        if chance.random() < 0.5:
            happened = self._pending[: chance.randrange(len(self._pending) + 1)]
        else:
            happened = [one for one in self._pending if chance.random() < 0.5]
        for operation, file in happened:
            _rename(names, operation, file)
        for path, file in sorted(names.items()):
            target = folder / Path(path).relative_to(self._folder)
            if path.endswith(_NEVER_ON_DISK) or not target.parent.is_dir():
                continue  # its folder was never made
            if file is None:
                target.mkdir(exist_ok=True)
            else:
                target.write_bytes(file.after_cut(chance))


def _rename(names: dict[str, _File | None], operation: Operation, file: _File | None) -> None:
    if operation.kind in {"create", "mkdir"}:
        names[operation.path] = file if operation.kind == "create" else None
    else:
        names.pop(operation.path, None)
        if operation.kind == "rename":
            names[operation.target] = file


class Recording(NamedTuple):
    """What a command did, on what was there before."""

    scenario: str
    before: Path
    """A copy of what was there."""
    stored: set[str]
    touched: set[str]
    operations: Sequence[Operation]


def recorded(scenario: str, folder: Path, chance: random.Random) -> Recording:
    """Run one command to its end, and record it.

    Args:
        scenario: what it does.
        folder: an empty folder.
        chance: chooses words and what is removed.
    """
    home, before, file = folder / "disk", folder / "before", folder / "berita.jsonl"
    home.mkdir()
    library = home / "library"
    stored: set[str] = set()
    if scenario != "add to nothing":
        for start in (0, 30):
            stored |= write_articles(file, range(start, start + 30), chance)
            first = run(command_line("add", file, "--library", library), home)
            assert first.code == 0, first.error
    shutil.copytree(home, before)
    touched = set(chance.sample(sorted(stored), 15)) if scenario == "remove" else set()
    if scenario == "rebuild":
        command = command_line("rebuild", "--library", library)
    elif scenario == "remove":
        command = command_line("remove", *touched, "--library", library)
    else:
        touched = write_articles(file, range(100, 130), chance)
        command = command_line("add", file, "--library", library, batch=6)
    done = run(command, home)
    assert done.code == 0, done.error
    return Recording(scenario, before, stored, touched, _as_before(done.operations, home, before))


def _as_before(operations: Sequence[Operation], home: Path, before: Path) -> list[Operation]:
    """Return operations on the copy of what was there."""

    def moved(path: str) -> str:
        return str(before) + path.removeprefix(str(home)) if path else ""

    return [one._replace(path=moved(one.path), target=moved(one.target)) for one in operations]


def cut(recording: Recording, folder: Path, chance: random.Random) -> Iterator[str]:
    """Yield what is wrong after a cut at a random moment.

    Args:
        recording: what happened until then.
        folder: an empty folder.
        chance: chooses the moment, and what of the rest is on the disk.
    """
    moment = chance.randrange(len(recording.operations) + 1)
    disk = Disk(recording.before)
    told = b""
    for operation in recording.operations[:moment]:
        disk.do(operation)
        told += operation.data if operation.kind == "told" else b""
    disk.write_after_cut(folder, chance)
    expected = Expected(
        recording.scenario, recording.stored, recording.touched, told_ids(told.decode())
    )
    remarks: list[str] = []
    for fault in look_at(folder / "library", expected, remarks)[0]:
        yield f"after {moment} of {len(recording.operations)} operations: {fault}"


def main() -> int:
    """Record, cut, and print the table.

    Returns:
        The exit code: 1 if anything was wrong, 2 where nothing can be recorded.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenario", choices=_SCENARIOS, help="cut this one alone")
    arguments = parser.parse_args()
    if not IS_SUPPORTED:
        print("System calls are recorded on Linux on x86-64 alone.", file=sys.stderr)
        return 2
    chance = random.Random(arguments.seed)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="telusur-cuts-") as temporary:
        chosen = [arguments.scenario] if arguments.scenario else _SCENARIOS
        for number, scenario in enumerate(chosen):
            folder = Path(temporary) / str(number)
            folder.mkdir()
            recording = recorded(scenario, folder, chance)
            cuts = len(range(number, arguments.cuts, len(chosen)))
            for attempt in range(cuts):
                state = folder / f"cut-{attempt}"
                state.mkdir()
                faults = list(cut(recording, state, chance))
                wrong += bool(faults)
                for fault in faults:
                    print(f"{scenario}, cut {attempt}: {fault}", flush=True)
                shutil.rmtree(state)
            print(f"{scenario}: {cuts} cuts in {len(recording.operations)} operations", flush=True)
    print(f"{arguments.cuts} power cuts, seed {arguments.seed}: {wrong} with faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
