"""Searches a library while others write to it, and counts what is wrong.

    python tools/readers.py [--seconds 60] [--readers 2] [--writers 2] [--seed 1]

Writers, each a process, rewrite the same thirty articles all the time, so that most of them change
between any two looks, and remove some; readers, each a process, search for words. Of every hit the
word must stand in the article that is shown, and every highlight must be on it. `stats`, `facets`,
lists and exports must succeed. The exit code is 1 if anything was wrong, or if
there were hardly any searches.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from telusur.index.errors import TelusurError
from telusur.search.results import Hit

from telusur import Library, SearchOptions, facets, make_article, search

_WORDS = (
    "tentara", "kapal", "gudang", "jembatan", "pelabuhan",
    "presiden", "Kursk", "Moskwa", "Kyiv", "Seoul",
)  # fmt: skip
_SEARCHED = _WORDS[:5]
_ARTICLES = 30

_MIN_SEARCHES = 20
"""After fewer, nothing has been tried."""


def write(folder: Path, seed: int) -> None:
    """Rewrite articles until the process is ended."""
    chance = random.Random(seed)
    with Library.open(folder, missing="empty") as library:
        print("ready", flush=True)
        while True:
            articles = []
            for number in chance.sample(range(_ARTICLES), 10):
                text = " ".join(chance.choices(_WORDS, k=chance.randint(5, 40))) + "."
                title = " ".join(chance.choices(_WORDS, k=3))
                articles.append(make_article(text, title=title, id=f"a{number}", countries=[]))
            library.add(articles)
            if chance.random() < 0.2:
                library.remove([f"a{chance.randrange(_ARTICLES)}"])


def read(folder: Path, seed: int, seconds: float) -> tuple[int, list[str]]:
    """Search for so long.

    Returns:
        How many searches there were, and what was wrong.
    """
    chance = random.Random(seed)
    wrong: list[str] = []
    searches = 0
    end = time.monotonic() + seconds
    with Library.open(folder, missing="empty") as library:
        while time.monotonic() < end:
            word = chance.choice(_SEARCHED)
            try:
                for hit in search(library, word, SearchOptions(duplicates="show", limit=30)):
                    wrong += _faults_of(hit, word)
                searches += 1
                if searches % 10 == 0:
                    library.stats()
                    facets(library, word)
                    for line in library.export():
                        json.loads(line)
            except (TelusurError, OSError, ValueError) as error:
                wrong.append(f"{type(error).__name__}: {error}")
    return searches, wrong


def _faults_of(hit: Hit, word: str) -> Iterator[str]:
    article = hit.article
    if word not in f"{article.title} {article.text}":
        yield f"{word} is not in {article.text}"
    for match in hit.title_matches:
        if article.title[match.start : match.end] != word:
            yield f"{word} is not what is highlighted in {article.title}"
    for passage in hit.passages:
        for match in passage.matches:
            if passage.text[match.start : match.end] != word:
                yield f"{word} is not what is highlighted in {passage.text}"


def _start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", __file__, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def main() -> int:
    """Start writers and readers, and print what they found.

    Returns:
        The exit code: 1 if anything was wrong, or too little was tried.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="role", choices=["writer", "reader"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.role == "writer":
        write(arguments.folder, arguments.seed)
    if arguments.role == "reader":
        print(json.dumps(read(arguments.folder, arguments.seed, arguments.seconds)))
        return 0
    with tempfile.TemporaryDirectory(prefix="telusur-readers-") as temporary:
        folder = Path(temporary) / "library"
        Library.open(folder, missing="empty").close()
        common = ("--folder", folder, "--seconds", arguments.seconds, "--seed")
        writers = [
            _start("--as", "writer", *common, arguments.seed + number)
            for number in range(arguments.writers)
        ]
        try:
            for writer in writers:
                assert writer.stdout is not None
                assert writer.stdout.readline() == "ready\n"
            readers = [
                _start("--as", "reader", *common, arguments.seed + number)
                for number in range(arguments.readers)
            ]
            found = [json.loads(reader.communicate()[0]) for reader in readers]
        finally:
            for writer in writers:
                writer.kill()
                writer.communicate()
        with Library.open(folder) as library:
            left = list(library.check().sentences())
    searches = sum(count for count, _ in found)
    wrong = [fault for _, faults in found for fault in faults] + left
    for fault in wrong[:20]:
        print(fault)
    print(f"{searches} searches beside {arguments.writers} writers: {len(wrong)} wrong")
    return int(bool(wrong) or searches < _MIN_SEARCHES)


if __name__ == "__main__":
    sys.exit(main())
