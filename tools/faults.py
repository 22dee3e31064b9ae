"""Makes system calls of the real command fail, or kills it there, and looks at what is left.

    python tools/faults.py [--faults 300] [--seed 1] [--scenario add]

Each time one call that a command makes on the files of its library fails, or kills it: a write, a
sync, a rename, a deletion with *no space left* (ENOSPC) or *input/output error* (EIO), a read with
EIO. Afterwards

- the command ended with exit code 0 or 2, and with sentences alone;
- all that it told of is there and is found, nothing is half there, nothing else was lost;
- the same command, undisturbed, succeeds.

Linux on x86-64 alone. The exit code is 1 if anything was wrong.
"""

import argparse
import errno
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from library_faults import Expected, command_line, look_at, told_ids, write_articles
from system_calls import IS_SUPPORTED, Fault, run

_CHANGES = frozenset({"write", "truncate", "create", "rename", "unlink", "mkdir", "sync"})
_READS = frozenset({"read"})

_FAULTS = {
    "ENOSPC": (errno.ENOSPC, _CHANGES, 4),
    "EIO": (errno.EIO, _CHANGES, 3),
    "EIO at a read": (errno.EIO, _READS, 2),
    "kill": (0, _CHANGES, 2),
}
"""What happens, to which operations, and how often beside the others."""


class Scenario(NamedTuple):
    """A command, and what was there before it."""

    name: str
    before: Path
    stored: set[str]
    touched: set[str]
    articles: Path
    counts: dict[frozenset[str], int]
    """How many operations there are that can fail, when none does."""

    def command(self, library: Path) -> list[str]:
        """Return the command, for a library."""
        if self.name == "rebuild":
            return command_line("rebuild", "--library", library)
        if self.name == "remove":
            return command_line("remove", *sorted(self.touched), "--library", library)
        if self.name == "search":
            return command_line("search", "Kursk", "--library", library)
        return command_line("add", self.articles, "--library", library, batch=8)


def scenarios(folder: Path, chance: random.Random, only: str | None) -> Iterator[Scenario]:
    """Make what is there before each command, or before one alone."""
    (folder / "empty").mkdir()
    filled = folder / "filled"
    filled.mkdir()
    first, articles = folder / "pertama.jsonl", folder / "kedua.jsonl"
    stored = write_articles(first, range(40), chance)
    subprocess.run(
        command_line("add", first, "--library", filled / "library"), check=True, capture_output=True
    )
    new = write_articles(articles, range(100, 124), chance)
    removed = set(chance.sample(sorted(stored), 10))
    # What the index lacks is caught up by a search.
    behind = folder / "behind"
    shutil.copytree(filled, behind)
    kept = folder / "kept"
    shutil.copytree(behind / "library" / "index", kept)
    subprocess.run(
        command_line("add", articles, "--library", behind / "library"),
        check=True, capture_output=True,
    )  # fmt: skip
    shutil.rmtree(behind / "library" / "index")
    kept.rename(behind / "library" / "index")
    for name, before, there, touched in (
        ("add to nothing", folder / "empty", set[str](), new),
        ("add", filled, stored, new),
        ("remove", filled, stored, removed),
        ("rebuild", filled, stored, set[str]()),
        ("search", behind, stored | new, set[str]()),
    ):
        if only not in {None, name}:
            continue
        scenario = Scenario(name, before, there, touched, articles, {})
        for kinds in (_CHANGES, _READS):
            home = folder / "counted"
            shutil.copytree(before, home)
            never = Fault(sys.maxsize, errno.EIO, kinds)
            done = run(scenario.command(home / "library"), home, never)
            assert done.code == 0, done.error
            scenario.counts[kinds] = done.eligible
            shutil.rmtree(home)
        yield scenario


def disturbed(scenario: Scenario, what: str, home: Path, chance: random.Random) -> Iterator[str]:
    """Disturb a command once, and yield what is wrong afterwards.

    Args:
        scenario: the command.
        what: what happens to it; see `_FAULTS`.
        home: where there is nothing yet.
        chance: chooses the moment.
    """
    code, kinds, _ = _FAULTS[what]
    shutil.copytree(scenario.before, home)
    library = home / "library"
    moment = chance.randrange(scenario.counts[kinds])
    done = run(scenario.command(library), home, Fault(moment, code, kinds))
    if "Traceback" in done.error:
        yield f"operation {moment}: a traceback: {done.error.splitlines()[-1]}"
    if code and done.code not in {0, 2}:
        yield f"operation {moment}: exit code {done.code}: {done.error}"
    if done.code == 2 and not done.error.startswith("telusur: "):
        yield f"operation {moment}: no sentence: {done.error!r}"
    told = told_ids(done.output) if scenario.name != "search" else set[str]()
    expected = Expected(scenario.name, scenario.stored, scenario.touched, told)
    faults, present = look_at(library, expected, [])
    for fault in faults:
        yield f"operation {moment}: {fault}"
    again = subprocess.run(scenario.command(library), capture_output=True, text=True, check=False)
    gone = scenario.name == "remove" and not present & scenario.touched
    if again.returncode != 0 and not (gone and again.returncode == 1):
        yield f"operation {moment}: the next run failed: {again.stderr.strip()}"


def main() -> int:
    """Disturb, and print the table.

    Returns:
        The exit code: 1 if anything was wrong, 2 where calls cannot be made to fail.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenario", help="disturb this one alone, such as `add`")
    arguments = parser.parse_args()
    if not IS_SUPPORTED:
        print("System calls are made to fail on Linux on x86-64 alone.", file=sys.stderr)
        return 2
    chance = random.Random(arguments.seed)
    counts: Counter[tuple[str, str]] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="telusur-faults-") as temporary:
        folder = Path(temporary)
        known = list(scenarios(folder, chance, arguments.scenario))
        for number in range(arguments.faults):
            scenario = known[number % len(known)]
            what = chance.choices(list(_FAULTS), [weight for *_, weight in _FAULTS.values()])[0]
            home = folder / f"run-{number}"
            faults = list(disturbed(scenario, what, home, chance))
            counts[scenario.name, what] += 1
            wrong += bool(faults)
            for fault in faults:
                print(f"{scenario.name}, {what}, run {number}: {fault}", flush=True)
            shutil.rmtree(home)
            if (number + 1) % 50 == 0:
                print(f"{number + 1} of {arguments.faults}", file=sys.stderr, flush=True)
    for (name, what), count in sorted(counts.items()):
        print(f"{name:<16}{what:<16}{count:>6}")
    print(f"{arguments.faults} faults, seed {arguments.seed}: {wrong} with something wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
