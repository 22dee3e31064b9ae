"""Speed of the library as it was added, beside bare engines over the same text, in one run.

    python benchmarks/speed.py [--articles 50000] [--news FOLDER] [--queries 40]
                               [--only adding,queries,passages,facets,start,rebuild]
                               [--clock wall|processor] [--jars /usr/share/java] [--whoosh]
                               [--keep FOLDER]

The articles are made (`corpus.py`), or read from JSON Lines in a folder with --news. The library is
what `Library.add` leaves, batch by batch of 1,000; nothing is merged or rebuilt before it is asked.
With --keep what was built stays in a folder and is used again by the next run, which then has no
figures of building it. `--articles 5000 --queries 10 --only queries,start` is a quick run.

Telusur answers whole calls of `search()`: it reads the query, counts the matches, ranks, hides
near-duplicates, and reads the ten articles; `passages` are those of the ten hits, on top. The
others (`peers.py`) answer with ten document numbers; Lucene counts no further than 1,000 matches.
Each query is asked once by each engine, which is "first", and then three more times, of which the
median counts; the file cache of the system is warm all the time. Lucene's machine has then run each
kind some hundred times, and would be faster yet after some thousands. Figures are medians and 95th
percentiles over the queries of a kind, in milliseconds; a multiple is of tantivy alone. On a
machine that others keep busy, --clock processor counts the time that processors worked on a query
or a process instead of the time that went by: waiting would else hit the longer ones, and never
those of microseconds.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from corpus import articles as made_articles
from corpus import news
from peers import (
    Built,
    FtsPeer,
    LucenePeer,
    Peer,
    TantivyPeer,
    WhooshPeer,
    bytes_in,
)
from processes import Clock, parallelism, run, telusur
from queries import Asked, draw_queries
from telusur.index.article import Article
from telusur.search.counting.facets import facets
from telusur.search.options import SearchOptions
from telusur.search.results import Results

from telusur import Library, search

SECTIONS = ("adding", "queries", "passages", "facets", "start", "rebuild")
ROUNDS = 3
STARTS = 15
JARS = Path("/usr/share/java")

CLOCKS: dict[str, Clock] = {"wall": perf_counter, "processor": process_time}

Ask = Callable[[Asked], float | None]
"""Returns the milliseconds that a query takes; None if it cannot be asked."""


class Times(NamedTuple):
    """How long the queries of a kind take, in milliseconds."""

    first: float
    """The median of the first time that each is asked."""
    median: float
    slow: float
    """The 95th percentile."""


def times_of(ask: Ask, queries: Sequence[Asked]) -> Times | None:
    """Ask every query, and every query again; None if the first cannot be asked."""
    rounds = []
    for _ in range(1 + ROUNDS):
        took = [ask(query) for query in queries]
        if None in took:
            return None
        rounds.append([one for one in took if one is not None])
    again = sorted(statistics.median(times) for times in zip(*rounds[1:], strict=True))
    slow = again[min(len(again) - 1, round(0.95 * len(again)))]
    return Times(statistics.median(rounds[0]), statistics.median(again), slow)


class Bench:
    """One corpus, and what was built of it."""

    def __init__(
        self, folder: Path, articles: Sequence[Article], peers: Sequence[Peer], clock: Clock
    ) -> None:
        """Build what is not there yet.

        Args:
            folder: where all of it is kept.
            articles: the corpus.
            peers: the other engines.
            clock: what queries are timed with.
        """
        self._clock = clock
        self.articles = articles
        self.peers = peers
        self.text_bytes = sum(len(one.text.encode()) + len(one.title.encode()) for one in articles)
        self.library = folder / "telusur"
        self.built: dict[str, Built] = {}
        self.folders = {peer.name: folder / peer.name for peer in peers}
        if not self.library.exists():
            self._add()
        for peer in peers:
            target = self.folders[peer.name]
            if not target.exists():
                target.mkdir()
                self.built[peer.name] = peer.build(target, articles)

    def _add(self) -> None:
        with Library.open(self.library, missing="empty") as library:
            search(library, "siapa")
            started, used = perf_counter(), process_time()
            library.add(self.articles)
            took, used = perf_counter() - started, process_time() - used
            self.built["telusur"] = Built(took, used, library.stats().segments)

    def print_adding(self) -> None:
        """Print what building took, and how large it is."""
        print("\nadding; telusur keeps the articles too, the others keep none")
        with Library.open(self.library, missing="error") as library:
            stats = library.stats()
        sizes = {name: bytes_in(folder) for name, folder in self.folders.items()}
        sizes = {"telusur": stats.index_bytes, **sizes}
        for name, size in sizes.items():
            built = self.built.get(name)
            speed = "built before"
            if built:
                speed = (
                    f"{len(self.articles) / built.seconds:8,.0f} articles/s"
                    f"  {built.processor:7.1f} s of processor"
                    f"  {built.segments or '-':>3} segments"
                )
            print(f"  {name:8} {speed}  index {size / 1e6:7.1f} MB, {size / self.text_bytes:.2f}"
                  " of the text")  # fmt: skip
        print(
            f"  articles of telusur: {stats.articles_bytes / 1e6:.1f} MB;"
            f" {stats.segments} segments now"
        )

    def print_queries(self, count: int, *, with_passages: bool) -> None:
        """Print how long each kind of query takes.

        Args:
            count: how many queries there are of each kind.
            with_passages: whether passages are measured too.
        """
        kinds = draw_queries(self.articles, count)
        for peer in self.peers:
            peer.open(self.folders[peer.name])
        started = self._clock()
        with Library.open(self.library, missing="error") as library:
            search(library, "tentara korea")
            took = (self._clock() - started) * 1000
            print(
                f"\nqueries, {count} of each kind, ms; opening and the first search {took:.0f} ms"
            )
            print(f"  {'':19} {'telusur':^24}  " + _heading(self.peers, with_passages))
            for kind, queries in kinds.items():
                self._print_kind(kind, queries, library, with_passages=with_passages)
        for peer in self.peers:
            peer.close()

    def _print_kind(
        self, kind: str, queries: Sequence[Asked], library: Library, *, with_passages: bool
    ) -> None:
        own = times_of(lambda asked: self._timed(_answer, library, asked), queries)
        assert own is not None  # all can be asked
        cells = [f"{own.first:8.2f}{own.median:8.2f}{own.slow:8.2f}"]
        if with_passages:
            more = times_of(lambda asked: self._timed(_passages, library, asked), queries)
            assert more is not None
            cells.append(f"{more.first:8.2f}{more.median:8.2f}{more.slow:8.2f}")
        theirs = {
            peer.name: times_of(partial(peer.ask, clock=self._clock), queries)
            for peer in self.peers
        }
        base = theirs.get("tantivy")
        for peer in self.peers:
            times = theirs[peer.name]
            cells.append(_peer_cell(times, None if times is base else base))
        if base:
            cells.append(f"{own.median / base.median:6.1f}x {own.slow / base.slow:6.1f}x")
        print(f"  {kind:19} " + "  ".join(cells), flush=True)

    def print_facets(self, count: int) -> None:
        """Print how long counting by country and month takes."""
        kinds = draw_queries(self.articles, count)
        print("\nfacets, ms")
        with Library.open(self.library, missing="error") as library:
            for kind in ("one word", "OR of four, common", "question"):
                times = times_of(lambda asked: self._timed(_facets, library, asked), kinds[kind])
                assert times is not None
                print(f"  {kind:19} first {times.first:.2f}, median {times.median:.2f},"
                      f" p95 {times.slow:.2f}")  # fmt: skip
            everything = times_of(lambda asked: self._timed(_facets, library, asked), [_EVERYTHING])
            assert everything is not None
            print(f"  {'all articles':19} median {everything.median:.2f}")

    def print_start(self, count: int) -> None:
        """Print how long whole processes of one search take."""
        kinds = draw_queries(self.articles, count)
        typed = {
            "one word": "Kursk",
            "question": kinds["question"][0].typed,
            "phrase": kinds["phrase"][0].typed,
        }
        commands: dict[str, Sequence[object]] = {
            "import click": [sys.executable, "-c", "import click"],
            **{
                name: telusur("search", query, "--library", self.library)
                for name, query in typed.items()
            },
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(STARTS + 1):
            for name, command in commands.items():
                usage = run(command)
                took = usage.processor if self._clock is process_time else usage.seconds
                if turn:  # in the first turn modules are compiled
                    times[name].append(took)
        base = statistics.median(times.pop("import click"))
        print(f"\nwhole processes, median of {STARTS}, in turns; import click {base * 1000:.0f} ms")
        for name, took in times.items():
            median = statistics.median(took)
            print(f"  {name:10} {median * 1000:6.0f} ms  {median / base:5.2f}x  {typed[name]}")

    def _timed(
        self, answer: Callable[[Library, Asked], object], library: Library, asked: Asked
    ) -> float:
        started = self._clock()
        answer(library, asked)
        return (self._clock() - started) * 1000

    def print_rebuild(self) -> None:
        """Print what making the index again takes, beside Lucene."""
        usage = run(telusur("rebuild", "--library", self.library))
        print(
            "\nrebuild, whole process, articles verified and read from the store:"
            f" {usage.processor:.1f} s of processor, {usage.seconds:.1f} s"
        )
        lucene = self.built.get("lucene")
        if lucene:
            print(
                f"  Lucene, whole process, text read from a file: {lucene.processor:.1f} s of"
                f" processor, {lucene.seconds:.1f} s; telusur takes"
                f" {usage.processor / lucene.processor:.2f} times its processor time"
            )


_EVERYTHING = Asked("any", (), "")


def _heading(peers: Sequence[Peer], with_passages: bool) -> str:
    cells = [f"{'with passages':^24}"] if with_passages else []
    for peer in peers:
        cells.append(f"{peer.name:^{16 if peer.name == 'tantivy' else 24}}")
    cells.append("telusur / tantivy")
    names = "   first  median     p95"
    under = [names] + ([names] if with_passages else [])
    for peer in peers:
        under.append("  median     p95" + ("" if peer.name == "tantivy" else "       x"))
    under.append(" median     p95")
    return "  ".join(cells) + f"\n  {'':19} " + "  ".join(under)


def _peer_cell(times: Times | None, base: Times | None) -> str:
    if times is None:
        return " " * 23 + "-"
    cell = f"{times.median:8.2f}{times.slow:8.2f}"
    return cell if base is None else cell + f"{times.median / base.median:7.1f}x"


def _answer(library: Library, asked: Asked) -> Results:
    return search(library, asked.typed, SearchOptions(require_all=asked.way == "all"))


def _passages(library: Library, asked: Asked) -> None:
    for hit in _answer(library, asked):
        hit.passages  # noqa: B018 - it is computed when asked for


def _facets(library: Library, asked: Asked) -> None:
    facets(library, asked.typed)


def chosen_peers(arguments: argparse.Namespace, classes: Path) -> list[Peer]:
    """Return the engines that can be measured here; say of the others why they cannot."""
    candidates: list[Peer] = [TantivyPeer(), LucenePeer(arguments.jars, classes), FtsPeer()]
    if arguments.whoosh:
        candidates.append(WhooshPeer())
    peers = []
    for peer in candidates:
        reason = peer.missing()
        if reason:
            print(f"left out: {reason}")
        else:
            peers.append(peer)
    return peers


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=50_000, metavar="COUNT")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    parser.add_argument("--queries", type=int, default=40, metavar="COUNT")
    parser.add_argument("--only", default=",".join(SECTIONS), metavar="SECTIONS")
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--jars", type=Path, default=JARS, metavar="FOLDER")
    parser.add_argument("--whoosh", action="store_true", help="measure stock Whoosh too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    sections = arguments.only.split(",")
    if not set(sections) <= set(SECTIONS):
        parser.error(f"--only takes some of {','.join(SECTIONS)}")
    with tempfile.TemporaryDirectory(prefix="telusur-speed-") as temporary:
        print(f"{parallelism()}; queries and starts by the clock: {arguments.clock}")
        classes = Path(temporary) / "classes"
        classes.mkdir()
        peers = chosen_peers(arguments, classes)
        count = arguments.articles
        source = news(arguments.news, count) if arguments.news else made_articles(count)
        articles = list(source)
        folder = Path(temporary)
        if arguments.keep:
            name = arguments.news.name if arguments.news else "made"
            folder = arguments.keep / f"{name}-{count}"
            folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, articles, peers, CLOCKS[arguments.clock])
        kind = "of news" if arguments.news else "made"
        print(f"{len(articles):,} articles {kind}, {bench.text_bytes / 1e6:.1f} MB of text")
        if "adding" in sections:
            bench.print_adding()
        if {"queries", "passages"} & set(sections):
            bench.print_queries(arguments.queries, with_passages="passages" in sections)
        if "facets" in sections:
            bench.print_facets(arguments.queries)
        if "start" in sections:
            bench.print_start(arguments.queries)
        if "rebuild" in sections:
            bench.print_rebuild()


if __name__ == "__main__":
    main()
