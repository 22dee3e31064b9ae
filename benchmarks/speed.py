"""Speed beside stock Whoosh, SQLite FTS5, tantivy and Xapian: both sides in one run.

    python benchmarks/speed.py [--sizes 5000,20000,50000] [--folder FOLDER] [--queries 40]
                               [--only indexing,queries,start,opening,adding]

The corpus is made here (`corpus.py`), so nothing is read from elsewhere. What has been built in
FOLDER (a folder among temporary files if not given) is used again; an engine's indexing is then not
measured again but its figures of before printed.

Indexing: Telusur makes its index of the articles in its store, in one process and in as many as it
takes by itself; the others are given the articles in memory, and what `peers.py` says. Peak memory
is that of all processes together. Queries: Telusur answers whole calls of `search()`, with the
parsing of the query, the total and the articles; the others answer prepared queries with document
numbers. Times are medians over queries, each asked three times after one warm-up round; the first
round, where Telusur remembers nothing of a query's words, is printed beside it. Whole processes are
started in turns. tantivy and Xapian are measured where they can be imported.
"""

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

import telusur.index.sharing
from building import Kept, build_telusur
from corpus import articles as make_articles
from peers import Answer, Peer, WhooshPeer, present_peers
from queries import Queries, draw_queries
from telusur.index.errors import LibraryError
from telusur.index.making import make_article
from telusur.search.options import SearchOptions

from telusur import Article, Library, search

ROUNDS = 3
STARTS = 15
PARTS = ("indexing", "queries", "start", "opening", "adding")

Figures = dict[str, dict[int, str]]
"""What the table of growth says: for each row, a cell for each size."""


def measured(answers: Sequence[Answer]) -> tuple[float, float]:
    """Return the median milliseconds of an answer: the first time, and after a warm-up round."""
    rounds = []
    for _ in range(1 + ROUNDS):
        times = []
        for answer in answers:
            started = perf_counter()
            answer()
            times.append((perf_counter() - started) * 1000)
        rounds.append(times)
    best = [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    return statistics.median(rounds[0]), statistics.median(best)


def telusur_answers(library: Library, queries: Queries) -> Iterator[tuple[str, list[Answer]]]:
    """Yield each row of the table with what answers its queries."""

    def asking(**arguments: object) -> Answer:
        return lambda: search(library, options=SearchOptions(**arguments)).hits  # type: ignore[arg-type]

    yield "OR of four, mixed", [asking(query=" ".join(words)) for words in queries.mixed]
    yield "OR of four, common", [asking(query=" ".join(words)) for words in queries.common]
    yield "AND of two", [asking(query=" ".join(w), require_all=True) for w in queries.pairs]
    yield "phrase", [asking(query=f'"{" ".join(words)}"') for words in queries.phrases]
    yield "prefix", [asking(query=prefix + "*") for prefix in queries.prefixes]
    yield "country filter", [asking(query=word, country="RU") for word in queries.words]
    yield (
        "date filter",
        [asking(query=word, since="2019-03", until="2020-06") for word in queries.words],
    )


def peer_answers(peer: Peer, queries: Queries) -> dict[str, list[Answer]]:
    """The same rows for a peer; without those that it is not asked."""
    days = (737_119, 737_606)
    rows = {
        "OR of four, mixed": [peer.any_of(words) for words in queries.mixed],
        "OR of four, common": [peer.any_of(words) for words in queries.common],
        "AND of two": [peer.all_of(words) for words in queries.pairs],
        "phrase": [peer.phrase(words) for words in queries.phrases],
        "prefix": [peer.prefix(prefix) for prefix in queries.prefixes],
        "country filter": [peer.narrowed(word, "RU", None) for word in queries.words],
        "date filter": [peer.narrowed(word, None, days) for word in queries.words],
    }
    return {row: [one for one in answers if one] for row, answers in rows.items() if answers[0]}


def print_indexing(kept: Kept, size: int, articles: Sequence[Article], growth: Figures) -> None:
    """Print how fast each engine indexes, and how large its index is."""
    text = sum(len(article.text.encode()) for article in articles)
    own = kept.measured(f"telusur-{size}", lambda at: build_telusur(at, articles))
    shared = size > telusur.index.sharing._ARTICLES_PER_SHARE
    took = {"telusur": (own["seconds"], own["processor"])}
    if shared:
        took["telusur, shared"] = (own["seconds shared"], own["processor shared"])
    for peer in (*present_peers(), *([WhooshPeer(processes=2)] if shared else [])):
        figures = kept.by_peer(peer, size, articles)
        took[peer.name] = (figures["seconds"], figures["processor"])
    print(f"\nindexing, analysis included: {size:,} articles, {text / 1e6:.1f} MB of text")
    print(f"  {'':38} telusur is faster by, and in processor time")
    for name, (seconds, processor) in took.items():
        place = kept.folder / f"{name.split(',')[0]}-{size}"
        files = (place / "index" if name.startswith("telusur") else place).rglob("*")
        used = sum(file.stat().st_size for file in files if file.is_file())
        ratios = f"{seconds / took['telusur'][0]:6.2f}x"
        if shared:
            ratios += f" ({seconds / took['telusur, shared'][0]:.2f}x shared)"
        print(
            f"  {name:15} {size / seconds:8,.0f} articles/s  {ratios:>26}"
            f"  {processor / took['telusur'][1]:6.2f}x"
            f"  index {used / 1e6:6.1f} MB, {used / text:.2f} of the text"
        )
        if name.startswith("telusur"):
            growth.setdefault(f"{name}: articles/s", {})[size] = f"{size / seconds:,.0f}"
            peak = own["peak shared" if "shared" in name else "peak"]
            growth.setdefault(f"{name}: peak MB", {})[size] = f"{peak:.0f}"
            growth.setdefault("index bytes / text bytes", {})[size] = f"{used / text:.3f}"
    missing = [name for name in ("tantivy", "xapian") if name not in took]
    if missing:
        print(f"  not installed here: {', '.join(missing)}")


def print_queries(
    kept: Kept, size: int, articles: Sequence[Article], count: int, growth: Figures
) -> None:
    """Print how long each kind of query takes."""
    queries = draw_queries(articles, count)
    peers = [
        peer for peer in present_peers() if (kept.folder / f"{peer.name}-{size}.json").exists()
    ]
    asked = {}
    for peer in peers:
        peer.open(kept.folder / f"{peer.name}-{size}")
        asked[peer.name] = peer_answers(peer, queries)
    print(f"\nqueries at {size:,} articles, medians in ms (times as long as telusur)")
    with Library.open(kept.folder / f"telusur-{size}") as library:
        search(library, "tentara")
        for row, answers in telusur_answers(library, queries):
            first, again = measured(answers)
            growth.setdefault(f"{row}, ms", {})[size] = f"{again:.2f}"
            cells = [f"telusur {again:7.2f} (first time {first:7.2f})"]
            for name, rows in asked.items():
                if row in rows:
                    its = measured(rows[row])[1]
                    cells.append(
                        f"{name} {its:7.2f} ({its / again:.1f}x; first {its / first:.1f}x)"
                    )
            print(f"  {row:20}" + "   ".join(cells), flush=True)


def print_start(kept: Kept, size: int, growth: Figures) -> None:
    """Print how long a whole process of one search takes."""
    library = kept.folder / f"telusur-{size}"
    ours = [sys.executable, "-m", "telusur", "--library", str(library), "search", "Kursk"]
    entry = Path(sys.executable).with_name("telusur")
    if entry.exists():
        ours[:3] = [str(entry)]
    theirs = [sys.executable, "-c", "import click"]
    # An installer compiles what it installs; what runs from a checkout may not have been.
    for package in ("index", "search"):
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=1)
    times: dict[str, list[float]] = {"ours": [], "click": []}
    for _ in range(STARTS + 2):
        for name, command in (("ours", ours), ("click", theirs)):
            started = perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name].append((perf_counter() - started) * 1000)
    mine, click = (statistics.median(values[2:]) for values in times.values())
    print(
        f"\none-shot `telusur search Kursk` at {size:,}: {mine:.0f} ms whole process,"
        f" `import click` {click:.0f} ms, ratio {mine / click:.2f}"
    )
    growth.setdefault("one-shot search / import click", {})[size] = f"{mine / click:.2f}"


_OPENING = """
import sys
from time import perf_counter
from pathlib import Path
from telusur import Library
from telusur import search
from telusur.index.segments.index import open_index
from telusur.index.segments.manifest import read_manifest

def private():
    fields = dict(line.split(":", 1) for line in open("/proc/self/smaps_rollup") if ":" in line)
    return sum(int(fields[name].split()[0]) for name in ("Private_Clean", "Private_Dirty"))

folder = Path(sys.argv[1])
before = private()
started = perf_counter()
library = Library.open(folder)
index = library.index
took = (perf_counter() - started) * 1000
print(took, (private() - before) / 1024)
"""


def print_opening(kept: Kept, size: int, growth: Figures) -> None:
    """Print how long opening a library takes, and how much memory."""
    figures = []
    for _ in range(7):
        command = [sys.executable, "-c", _OPENING, str(kept.folder / f"telusur-{size}")]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        figures.append(tuple(map(float, out.split())))
    took, memory = map(statistics.median, zip(*figures, strict=True))
    print(f"\nopening a library of {size:,}: {took:.1f} ms, {memory:.1f} MB of private memory")
    growth.setdefault("opening, ms", {})[size] = f"{took:.1f}"
    growth.setdefault("opening, private MB", {})[size] = f"{memory:.1f}"


def print_adding(kept: Kept, size: int, growth: Figures) -> None:
    """Print how long it takes until an article that is added is found."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(kept.folder / f"telusur-{size}", copy, dirs_exist_ok=True)
        with Library.open(copy) as library:
            times = []
            for number in range(12):
                text = f"Tentara Korea Utara tiba di pelabuhan. Berita nomor zq{number}x."
                article = make_article(text, id=f"new{number}", countries=[])
                started = perf_counter()
                library.add([article])
                if search(library, f"zq{number}x").total != 1:
                    raise LibraryError("the added article is not found")
                times.append((perf_counter() - started) * 1000)
        print(
            f"\nadding one article to {size:,} and searching it:"
            f" median {statistics.median(times[1:]):.0f} ms, most {max(times[1:]):.0f} ms"
        )
        median = f"{statistics.median(times[1:]):.0f}"
        growth.setdefault("adding one and searching it, ms", {})[size] = median


def print_growth(growth: Figures, sizes: Sequence[int]) -> None:
    """Print what grows with the number of articles, and what does not, as a table in Markdown."""
    print(f"\n| growth | {' | '.join(f'{size:,}' for size in sizes)} |")
    print("|---|" + "---:|" * len(sizes))
    for row, cells in growth.items():
        print(f"| {row} | {' | '.join(cells.get(size, '') for size in sizes)} |")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="5000,20000,50000")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--queries", type=int, default=40)
    arguments = parser.parse_args()
    parts = arguments.only.split(",")
    if not set(parts) <= set(PARTS):
        parser.error(f"--only takes some of {', '.join(PARTS)}")
    kept = Kept(arguments.folder or Path(tempfile.gettempdir()) / "telusur-benchmark")
    sizes = list(map(int, arguments.sizes.split(",")))
    built = [(kept.folder / f"telusur-{size}.json").exists() for size in sizes]
    if "indexing" not in parts and not all(built):
        parser.error(f"nothing is indexed in {kept.folder} yet: add indexing to --only")
    growth: Figures = {}
    for size in sizes:
        started = process_time()
        articles = list(make_articles(size)) if {"indexing", "queries"} & set(parts) else []
        print(f"\n== {size:,} articles (made in {process_time() - started:.0f} s)", flush=True)
        if "indexing" in parts:
            print_indexing(kept, size, articles, growth)
        if "queries" in parts:
            print_queries(kept, size, articles, arguments.queries, growth)
        for part, measure in (
            ("start", print_start),
            ("opening", print_opening),
            ("adding", print_adding),
        ):
            if part in parts:
                measure(kept, size, growth)
    print_growth(growth, sizes)


if __name__ == "__main__":
    main()
