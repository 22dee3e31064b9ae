"""Did you mean: how many slips of the keyboard the suggestions put right, and how long that takes.

    python benchmarks/spelling.py [--library FOLDER] [--words 400]

The library is made of the documents of ../shared/bench (both sets) in a folder among temporary
files, unless one is named. Words of five letters or more that at least three articles have get one
slip each, the same every time: a letter left out, added, replaced or swapped with its neighbour, of
which no word of the library comes. Printed are the shares that are put right by the first
suggestion and by the first three, the share without a suggestion, and the time that a word takes.
Beside that stands how often a right word that no article has is left alone: derived words of
../shared/gold/stems-dev.tsv.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from time import perf_counter

from telusur.index.engines.clauses import AnyTerm
from telusur.index.engines.engine import IndexReader
from telusur.index.ingest.making import make_article
from telusur.search.assist.spelling import suggestions

from telusur import Article, Library

SHARED = Path(__file__).parents[2] / "shared"
BENCH, GOLD = SHARED / "bench", SHARED / "gold" / "stems-dev.tsv"
_LEAST_ARTICLES, _LEAST_LETTERS = 3, 5


def documents() -> Iterator[Article]:
    """Yield the documents of the development sets as articles."""
    for path in sorted(BENCH.glob("*/docs.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            identity = f"{path.parent.name}-{record['id']}"
            title = record.get("title", "")
            yield make_article(record["text"], title=title, id=identity, countries=[])


def frequent_words(index: IndexReader) -> list[str]:
    """Return the words that are to be mistyped."""
    return [
        term
        for term, articles in index.terms("form")
        if articles >= _LEAST_ARTICLES
        and len(term) >= _LEAST_LETTERS
        and term.isascii()
        and term.isalpha()
        and term.islower()
    ]


def slip(word: str, chance: random.Random) -> str:
    """Return a word with one slip in it."""
    place, letter = chance.randrange(len(word) - 1), chance.choice(ascii_lowercase)
    before, here, following, rest = (
        word[:place],
        word[place],
        word[place + 1],
        word[place + 2 :],
    )
    return chance.choice(
        [
            before + following + rest,
            before + letter + here + following + rest,
            before + letter + following + rest,
            before + following + here + rest,
        ]
    )


def has(index: IndexReader, word: str) -> bool:
    """Tell whether any article has a word or a form of it."""
    return bool(index.count(AnyTerm("form", (word,))) or index.count(AnyTerm("root", (word,))))


def measure(index: IndexReader, count: int) -> None:
    """Print the figures."""
    chance = random.Random(20_240_817)
    suggestions(index, "kurks", ["kurks"], {})  # the dictionary is read once
    words = frequent_words(index)
    first = among = none = tried = 0
    times = []
    for word in chance.sample(words, min(count, len(words))):
        typed = slip(word, chance)
        if has(index, typed):
            continue
        started = perf_counter()
        found = [one.query for one in suggestions(index, typed, [typed], {})]
        times.append((perf_counter() - started) * 1000)
        tried += 1
        first += found[:1] == [word]
        among += word in found
        none += not found
    print(f"library: {index.document_count():,} articles, {len(words):,} words to choose from")
    print(f"{tried} slips: {first / tried:.1%} right at once, {among / tried:.1%} among three,")
    print(f"  {none / tried:.1%} without a suggestion")
    print(f"  {statistics.median(times):.1f} ms a word, at most {max(times):.1f} ms")
    gold = GOLD.read_text(encoding="utf-8").splitlines() if GOLD.is_file() else []
    words_of_gold = dict.fromkeys(row.split("\t")[0] for row in gold)
    unknown = [word for word in words_of_gold if word.isalpha() and not has(index, word)]
    if unknown:
        alone = sum(not suggestions(index, word, [word], {}) for word in unknown)
        print(
            f"{len(unknown)} right words that no article has: {alone / len(unknown):.1%} left alone"
        )


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", type=Path)
    parser.add_argument("--words", type=int, default=400)
    arguments = parser.parse_args()
    if arguments.library:
        with Library.open(arguments.library, missing="error") as library:
            library.reading(lambda snapshot: measure(snapshot.index, arguments.words))
        return 0
    if not BENCH.is_dir():
        print(f"{BENCH} is not there: name a library with --library.", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", missing="empty") as library,
    ):
        library.add(documents())
        library.reading(lambda snapshot: measure(snapshot.index, arguments.words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
