"""One library that grows: what adding, the disk, memory and queries take at each size.

    python benchmarks/growth.py [--sizes 5000,20000,50000] [--news FOLDER] [--queries 20]
                                [--rebuild] [--clock wall|processor] [--keep FOLDER]

Articles are made (`corpus.py`) or read from a folder of JSON Lines. The real command, `telusur
add`, brings the library from one size to the next; its row says what that step took, and the peak
of the memory of the process that stores and indexes, files that it maps included. With --rebuild
the real `telusur rebuild` makes the index anew at each size, in a second library beside it, so that
the first stays as it was added. Then queries drawn from the articles of the first size, the same
ones at every size, are asked of `search()` for the first ten articles without passages, once and
three times more: median and 95th percentile over the queries of a kind of the median of the three,
in milliseconds. Try --sizes 5000,50000,200000,1000000 for an afternoon.
"""

import argparse
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from corpus import articles as made_articles
from corpus import news
from peers import bytes_in
from processes import Usage, parallelism, run, telusur, write_corpus
from queries import Asked, draw_queries
from speed import CLOCKS, Times, times_of

from telusur import Library, SearchOptions, search


def main() -> None:
    """Grow the library and print a row a step, then a table of queries."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="5000,20000,50000", metavar="COUNTS")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    parser.add_argument("--queries", type=int, default=20, metavar="COUNT")
    parser.add_argument("--rebuild", action="store_true", help="make the index anew at each size")
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the library stays")
    arguments = parser.parse_args()
    sizes = sorted(map(int, arguments.sizes.split(",")))
    print(f"{parallelism()}; queries by the clock: {arguments.clock}", flush=True)
    with tempfile.TemporaryDirectory(prefix="telusur-growth-") as temporary:
        folder = arguments.keep or Path(temporary)
        lines = Path(temporary) / "articles.jsonl"
        write_corpus(lines, sizes[-1], arguments.news)
        library = folder / "library"
        done, text = 0, 0
        for size in sizes:
            step = Path(temporary) / "step.jsonl"
            text += write_step(lines, step, done, size)
            print_step("add", size, size - done, run(telusur("add", step, "--library", library)))
            done = size
            print_disk(library, text)
            if arguments.rebuild:
                anew = Path(temporary) / "anew"
                shutil.copytree(library, anew)
                print_step("rebuild", size, size, run(telusur("rebuild", "--library", anew)))
                shutil.rmtree(anew)
            ask = partial(asked_of, library, sizes[0], arguments.news, arguments.queries)
            # In a process of its own, since the next step would count this one's memory as its own.
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                print_queries(size, alone.submit(ask, arguments.clock).result())


def write_step(lines: Path, step: Path, start: int, end: int) -> int:
    """Write the lines from `start` to `end` to a file of their own, and return its bytes."""
    with lines.open("rb") as source, step.open("wb") as target:
        target.writelines(islice(source, start, end))
    return step.stat().st_size


def print_step(name: str, size: int, count: int, usage: Usage) -> None:
    """Print what a command took for `count` articles in a library that then has `size`."""
    print(f"{size:>9,}  {name:8} {count:>9,} articles  {usage.of(count)}", flush=True)


def print_disk(library: Path, text: int) -> None:
    """Print how large the library is beside the JSON Lines that were added."""
    with Library.open(library, missing="error") as opened:
        stats = opened.stats()
    articles = bytes_in(library) - stats.index_bytes
    print(
        f"{'':11}disk     {text / 1e6:,.0f} MB of JSON Lines; articles {articles / 1e6:,.0f} MB,"
        f" index {stats.index_bytes / 1e6:,.0f} MB in {stats.segments} segments",
        flush=True,
    )


def asked_of(
    library: Path, sample: int, folder: Path | None, count: int, clock_name: str
) -> dict[str, Times | None]:
    """Ask queries of a library, and return the times of each kind.

    Args:
        library: what is asked.
        sample: how many articles the queries are drawn from, the first that were added.
        folder: the JSON Lines that these are read from; they are made if it is None.
        count: how many queries of each kind.
        clock_name: what they are timed with, one of `CLOCKS`.
    """
    clock = CLOCKS[clock_name]
    articles = list(news(folder, sample) if folder else made_articles(sample))
    with Library.open(library, missing="error") as opened:

        def ask(asked: Asked) -> float:
            started = clock()
            search(opened, asked.typed, SearchOptions(require_all=asked.way == "all"))
            return (clock() - started) * 1000

        queries = draw_queries(articles, count)
        return {kind: times_of(ask, asked) for kind, asked in queries.items()}


def print_queries(size: int, times: dict[str, Times | None]) -> None:
    """Print the times of each kind of query at one size."""
    for kind, one in times.items():
        if one is not None:
            print(f"{size:>9,}  {kind:20} {one.median:8.2f} {one.slow:8.2f}", flush=True)


if __name__ == "__main__":
    main()
