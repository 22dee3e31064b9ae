"""Has engines index the articles, measures it, and keeps what was built for the next run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import telusur.index.sharing
from peers import Peer
from telusur.index.analyzer import forget

from telusur import Article, Library


class Kept:
    """What was built and measured in a folder that is kept between runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def measured(self, name: str, build: Callable[[Path], dict[str, float]]) -> dict[str, float]:
        """Build something in a folder of its own if it is not there; return what was measured."""
        target, note = self.folder / name, self.folder / f"{name}.json"
        if not note.exists():
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            forget()  # what one engine has analysed is no help to the next
            note.write_text(json.dumps(build(target)))
        figures: dict[str, float] = json.loads(note.read_text())
        return figures

    def by_peer(self, peer: Peer, size: int, articles: Sequence[Article]) -> dict[str, float]:
        """Have a peer index the articles; return how long that took."""

        def build(target: Path) -> dict[str, float]:
            started, used = perf_counter(), processor_seconds()
            peer.build(target, articles)
            return {
                "seconds": perf_counter() - started,
                "processor": processor_seconds() - used,
            }

        return self.measured(f"{peer.name}-{size}", build)


def processor_seconds() -> float:
    """The processor time of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


_INDEXING = """
import os, resource, sys
from time import perf_counter
import telusur.index.sharing
from telusur import Library
from telusur.index.analyzer import analyse_text

analyse_text("Dipersiapkannya")  # the dictionaries are loaded, as they are for the others
telusur.index.sharing._MOST_WORKERS = workers = int(sys.argv[2])
with Library.open(sys.argv[1]) as library:
    started, used = perf_counter(), sum(os.times()[:4])
    library.index
    took, used = perf_counter() - started, sum(os.times()[:4]) - used
peaks = [resource.getrusage(whose).ru_maxrss / 1024
         for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
if sys.platform == "linux":  # where the first is that of whoever started this process, if more
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    peaks[0] = int(status["VmHWM"].split()[0]) / 1024
print(took, used, peaks[0] + workers * peaks[1])
"""


def build_telusur(folder: Path, articles: Sequence[Article]) -> dict[str, float]:
    """Add the articles, and make the index of them in one process and in several."""
    with Library.open(folder, missing="empty") as library:
        library.add(articles)
    figures = {}
    for workers in (1, telusur.index.sharing._MOST_WORKERS):
        shutil.rmtree(folder / "index")
        command = [sys.executable, "-c", _INDEXING, str(folder), str(workers)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        names = ("seconds", "processor", "peak")
        suffix = "" if workers == 1 else " shared"
        for name, figure in zip(names, map(float, out.split()), strict=True):
            figures[name + suffix] = figure
    return figures
