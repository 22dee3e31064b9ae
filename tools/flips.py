"""Flips bits of the articles' file and of the index, and looks for anything wrong in silence.

    python tools/flips.py [--flips 300] [--seed 1]

Half of the flips are in the articles' file, half in the files of the index. After each,

- an export is what it was, or says what is missing;
- `check` says that something is damaged, or everything reads as it was;
- a search and the other calls end in results or in a sentence, never in another exception;
- after a flip in the index, every search finds what it found.

The exit code is 1 if anything was wrong.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from library_faults import COMMON, write_articles
from telusur.index.errors import TelusurError
from telusur.index.folder.layout import ARTICLES_FILE, INDEX_FOLDER
from telusur.index.sources.files import read_paths

from telusur import Library, SearchOptions, facets, search, similar

_QUERIES = (COMMON, "nomor7", '"Tentara tiba"', "kata1*", "membawa NOT nomor3", "kursk~")
_UNHEEDED = {".lock", ".json"}
"""Files of the index that no search reads; `meta.json` is one that it does."""


def answers(library: Library) -> list[list[str]]:
    """Return what searches find."""
    options = SearchOptions(duplicates="show", limit=100)
    return [sorted(hit.id for hit in search(library, query, options)) for query in _QUERIES]


def use(library: Library) -> None:
    """Call everything that reads."""
    facets(library, COMMON)
    library.stats()
    hits = search(library, COMMON).hits
    if hits:
        similar(library, hits[0].article)
    for hit in hits:
        library.get(hit.id)
        library.versions(hit.id)


def flip(file: Path, chance: random.Random) -> str:
    """Flip one bit of a file, and return where."""
    content = bytearray(file.read_bytes())
    position, bit = chance.randrange(len(content)), chance.randrange(8)
    content[position] ^= 1 << bit
    file.unlink()  # whoever has the old file mapped must not be hit by it
    file.write_bytes(content)
    return f"bit {bit} of byte {position} of {file.name}"


class Trial:
    """A library that is damaged again and again."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Make a library, with versions and removals."""
        self.whole = folder / "whole"
        self._chance = chance
        file = folder / "berita.jsonl"
        with Library.open(self.whole, missing="empty") as library:
            for start, stop in ((0, 40), (20, 60)):
                write_articles(file, range(start, stop), chance)
                library.add(read_paths([file]))
            library.remove(["n00030"])
            self.exported = list(library.export())
            self.found = answers(library)
        self.outcomes: Counter[str] = Counter()

    def of_articles(self, folder: Path) -> Iterator[str]:
        """Flip a bit of the articles' file in a copy, and yield what is wrong."""
        where = flip(folder / ARTICLES_FILE, self._chance)
        remarks: list[str] = []
        try:
            with Library.open(folder, remark=remarks.append) as library:
                exported = list(library.export())
                damaged = list(library.damaged_articles)
                intact = library.check().is_intact
                for call in (use, answers):
                    with suppress(TelusurError):
                        call(library)
        except TelusurError:
            self.outcomes["articles: a sentence"] += 1
            return
        if exported != self.exported and not damaged and intact:
            yield f"{where}: another export, and nobody says so"
        elif exported != self.exported and not damaged:
            yield f"{where}: another export, and only a check says so"
        self.outcomes[
            "articles: set aside" if damaged else
            "articles: found by check" if not intact else
            "articles: no harm"
        ] += 1  # fmt: skip

    def of_index(self, folder: Path) -> Iterator[str]:
        """Flip a bit of a file of the index in a copy, and yield what is wrong."""
        files = [
            path
            for path in sorted((folder / INDEX_FOLDER).iterdir())
            if path.stat().st_size and (path.name == "meta.json" or path.suffix not in _UNHEEDED)
        ]
        where = flip(self._chance.choice(files), self._chance)
        remarks: list[str] = []
        with Library.open(folder, remark=remarks.append) as library:
            found = answers(library)
            use(library)
            check = library.check()
        if found != self.found:
            yield f"{where}: other hits, and {remarks or 'nobody says so'}"
        if not check.is_intact:
            yield f"{where}: {list(check.sentences())}"
        self.outcomes["index: made again" if remarks else "index: no harm"] += 1


def main() -> int:
    """Flip, and print what became of it.

    Returns:
        The exit code: 1 if anything was wrong.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="telusur-flips-") as temporary:
        folder = Path(temporary)
        trial = Trial(folder, random.Random(arguments.seed))
        for number in range(arguments.flips):
            copy = folder / "copy"
            shutil.copytree(trial.whole, copy)
            look = trial.of_index if number % 2 else trial.of_articles
            try:
                faults = list(look(copy))
            except Exception as error:
                faults = [f"flip {number}: {type(error).__name__}: {error}"]
            wrong += bool(faults)
            for fault in faults:
                print(f"flip {number}: {fault}", flush=True)
            shutil.rmtree(copy)
    for outcome, count in sorted(trial.outcomes.items()):
        print(f"{outcome:<28}{count:>6}")
    print(f"{arguments.flips} flips, seed {arguments.seed}: {wrong} with something wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
