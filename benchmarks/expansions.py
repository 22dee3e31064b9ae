"""How long it takes to find what patterns stand for: prefixes, wildcards and fuzzy words.

Makes a library of made-up words, 150,000 different ones by default, and prints for each pattern how
many words it stands for, with the median time of finding them in the dictionary of the index and
choosing the commonest, and the time of the first. Needs nothing but Telusur.

    python benchmarks/expansions.py [WORDS]
"""

import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from telusur.index.engines.engine import IndexReader
from telusur.index.ingest.making import make_article
from telusur.index.query import Expandable, Fuzzy, Prefix, Wildcard
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.matching.term_expansion import expansion

from telusur import Library

WORDS = 150_000
_RUNS = 9
_ONSETS = ["", *"bcdghjklmnprstwy", "ng", "tr", "kr", "pr"]
_CODAS = ["", "", "", "n", "ng", "r", "s", "t", "k", "l", "m", "h"]
_PATTERNS: list[Expandable] = [
    Prefix("me"),
    Prefix("mengi"),
    Wildcard("ke*an"),
    Wildcard("te?ok"),
    Wildcard("*an"),
    Wildcard("*a*e*i*n*"),
    Wildcard("*a*a*a*a*a*a*a*b"),
    Fuzzy("kota", None, 1),
    Fuzzy("zelenski", None, 2),
    Fuzzy("mengirimkan", None, 2),
]


def main() -> int:
    """Print the table."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else WORDS
    words = _words(wanted)
    texts = (" ".join(words[start : start + 500]) for start in range(0, wanted, 500))
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", missing="empty") as library,
    ):
        library.add(make_article(text, title="-", countries=[]) for text in texts)
        library.reading(_print_table)
    return 0


def _print_table(snapshot: Snapshot) -> None:
    index = snapshot.index
    print(f"{len(index.terms('form')):,} terms in {index.segments} segments; times in ms")
    print(f"{'pattern':24}{'words':>8}{'first':>8}{'median':>8}")
    for pattern in _PATTERNS:
        print(_row(pattern, index))


def _row(pattern: Expandable, index: IndexReader) -> str:
    times = []
    for _ in range(_RUNS):
        started = perf_counter()
        count = expansion(pattern, index).total
        times.append((perf_counter() - started) * 1000)
    return f"{pattern!s:24}{count:8,}{times[0]:8.1f}{statistics.median(times):8.1f}"


def _words(count: int) -> list[str]:
    chance = random.Random(3)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (
            chance.choice(_ONSETS) + chance.choice("aeiou") + chance.choice(_CODAS)
            for _ in range(chance.choice([2, 3, 3, 4]))
        )
        prefix = chance.choice(["", "", "", "me", "ber", "ke", "pe", "di"])
        found[prefix + "".join(syllables) + chance.choice(["", "", "an", "kan", "nya", "i"])] = None
    return list(found)


if __name__ == "__main__":
    sys.exit(main())
