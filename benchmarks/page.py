"""Speed of the page: the time to the first byte of results, beside the library calls it wraps.

    python benchmarks/page.py [--articles 20000] [--queries 20] [--rounds 5] [--readers 50]
                              [--clock wall|processor] [--keep FOLDER]

The articles are made (`corpus.py`), the queries drawn as `queries.py` says. A server, `telusur
serve` in a process of its own, is asked for the page of each query over a connection that stays
open, as browsers keep theirs; the time is that from sending the request to the first byte of the
answer. In turns with it, this process asks the library what the page shows: the ten best articles
with their passages, spellings and filters that may have been meant, counts and the timeline.
Everything is asked once before, and then in rounds, of which the median of each query counts;
figures are medians and 95th percentiles over the queries of a kind, in milliseconds. On a machine
that others keep busy, --clock processor counts the time that the processors of the server, or of
this process, worked instead (on Linux).

Then readers ask for ten pages each at the same time, on connections of their own; any answer but a
page is an error.
"""

import argparse
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from time import clock_gettime, perf_counter, process_time
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from corpus import articles as made_articles
from processes import Clock, environment, parallelism, telusur
from queries import Asked, draw_queries
from telusur.search.web.pages.overview import overview

from telusur import Library


def main() -> None:
    """Print the figures."""
    arguments = _arguments()
    articles = list(made_articles(arguments.articles))
    kinds = draw_queries(articles, arguments.queries)
    print(f"{len(articles):,} articles; {parallelism()}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Library.open(folder / "telusur", missing="empty") as library:
            if not len(library):
                library.add(articles)
            with serving(folder / "telusur") as server:
                wall = arguments.clock == "wall"
                clocks = (perf_counter, perf_counter) if wall else (server.processor, process_time)
                print_times(kinds, library, server, arguments.rounds, clocks)
                asked = [query for queries in kinds.values() for query in queries]
                print_readers(asked, server, arguments.readers)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=20, help="of each kind")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--clock", choices=("wall", "processor"), default="wall")
    parser.add_argument("--keep", type=Path, help="where the library stays for the next run")
    return parser.parse_args()


PAGES_EACH = 10
"""How many pages each of the readers asks for."""


class Served(NamedTuple):
    """A server that runs."""

    place: str
    """The host and the port."""
    number: int
    """Of the process."""

    def processor(self) -> float:
        """Return the seconds that processors have worked for it.

        Linux counts them for every process, with a clock whose number is made of that of the
        process (clock_getcpuclockid(3), `CPUCLOCK_SCHED` of include/linux/posix-timers_types.h).
        """
        return clock_gettime((~self.number << 3) | 2)


@contextmanager
def serving(library: Path) -> Iterator[Served]:
    """Serve a library within a `with` block."""
    command = list(map(str, telusur("serve", "--port", 0, "--library", library)))
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        yield Served(urlsplit(process.stdout.readline().strip()).netloc, process.pid)
    finally:
        process.terminate()
        process.wait()


def print_times(
    kinds: dict[str, list[Asked]],
    library: Library,
    server: Served,
    rounds: int,
    clocks: tuple[Clock, Clock],
) -> None:
    """Print how long the page and the library take for each kind of query.

    Args:
        kinds: the queries.
        library: the library.
        server: serves it.
        rounds: how often each query is asked.
        clocks: what the page and the library are timed with.
    """
    connection = HTTPConnection(server.place)
    ways: tuple[Callable[[str], float], ...] = (
        lambda query: first_byte(connection, query, clocks[0]),
        lambda query: library_call(library, query, clocks[1]),
    )
    every: tuple[list[float], list[float]] = ([], [])
    print(f"\n  {'':19} {'page, first byte':^16}  {'library':^16}  page / library")
    print(f"  {'':19} {'p50':>8}{'p95':>8}  {'p50':>8}{'p95':>8}  {'p50':>7}{'p95':>7}")
    for kind, queries in kinds.items():
        # Round by round: what was asked just before would be remembered.
        taken = [
            [[way(asked.typed) for way in ways] for asked in queries] for _ in range(1 + rounds)
        ][1:]
        times = tuple(
            [statistics.median(one[way] for one in again) for again in zip(*taken, strict=True)]
            for way in range(len(ways))
        )
        print(_line(kind, times), flush=True)
        for whole, own in zip(every, times, strict=True):
            whole += own
    print(_line("all", every))
    connection.close()


def _line(kind: str, times: Sequence[Sequence[float]]) -> str:
    (page, page_slow), (own, own_slow) = map(_percentiles, times)
    return (
        f"  {kind:19} {page:8.1f}{page_slow:8.1f}  {own:8.1f}{own_slow:8.1f}"
        f"  {page / own:6.2f}x{page_slow / own_slow:6.2f}x"
    )


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def first_byte(connection: HTTPConnection, query: str, clock: Clock = perf_counter) -> float:
    """Return the milliseconds to the first byte of a page of results.

    Raises:
        ValueError: the answer is no page.
    """
    started = clock()
    connection.request("GET", "/search?" + urlencode({"q": query}))
    answer = connection.getresponse()
    took = clock() - started
    if answer.status != 200 or b"<h1" not in answer.read():
        raise ValueError(f"{query}: {answer.status}")
    return took * 1000


def library_call(library: Library, query: str, clock: Clock) -> float:
    """Return the milliseconds that the library takes for what a page shows."""
    started = clock()
    results = overview(library, query).results
    for hit in results:
        _ = hit.passages, hit.title_matches
    _ = results.suggestions, results.hints
    return (clock() - started) * 1000


def print_readers(queries: Sequence[Asked], server: Served, readers: int) -> None:
    """Print how many pages are served to readers at the same time, and how many errors.

    Args:
        queries: what they ask, each beginning at another one.
        server: serves the library.
        readers: how many there are.
    """

    def read(number: int) -> tuple[list[float], int]:
        connection, times, errors = HTTPConnection(server.place), [], 0
        for asked in islice(cycle(queries), number * 7, number * 7 + PAGES_EACH):
            try:
                times.append(first_byte(connection, asked.typed))
            except (OSError, ValueError):
                errors += 1
                connection.close()
        connection.close()
        return times, errors

    started = perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        told = list(pool.map(read, range(readers)))
    took = perf_counter() - started
    times = [one for own, _ in told for one in own]
    errors = sum(wrong for _, wrong in told)
    median, slow = _percentiles(times)
    print(
        f"\n{readers} readers at the same time: {len(times):,} pages, {len(times) / took:.0f} a"
        f" second, first byte p50 {median:.0f} ms, p95 {slow:.0f} ms; {errors} errors"
    )


if __name__ == "__main__":
    main()
