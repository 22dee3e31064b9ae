"""A library in a cluster beside the embedded one: speed, size, and whether they answer alike.

    python tests/opensearch/nodes.py 1 --measured &    # says where it listens
    python benchmarks/cluster.py opensearch://HOST:PORT/name [--articles 20000] [--news FOLDER]
                                 [--queries 40] [--questions FOLDER] [--embedded FOLDER]

Both libraries are made anew of the same articles and asked the same queries, by turns. One that has
as many articles already, the embedded one in the folder named with --embedded, is asked as it is;
the output says so. The articles are made (`corpus.py`), or read from JSON Lines in a folder with
--news. Times of queries are whole calls of `search()` without passages, in milliseconds of the
clock and of our processor time, the median over the queries of a kind of the best of three, after
both were asked all of them untimed: a node compiles its code while it is used. Adding and
rebuilding are told in seconds of wall clock and of the processor time of our own processes, which
is what a client needs beside the cluster. `same ten` is the share of queries with the same first
ten articles in the same order, `same first` with the same first one. With --questions the libraries
hold the documents of a question set instead (docs.jsonl, queries.jsonl, qrels.tsv), and MRR@10 is
told of both.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from corpus import articles as made_articles
from corpus import news
from queries import draw_queries
from telusur.index.article import Article
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions

from telusur import Library, search

ROUNDS = 3
UNTIMED_ROUNDS = 5


def main() -> None:
    """Run it."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("address")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--embedded", type=Path)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(arguments.embedded or Path(folder) / "library", missing="empty") as embedded,
        Library.open(arguments.address, missing="empty") as cluster,
    ):
        both = {"embedded": embedded, "cluster": cluster}
        if arguments.questions:
            if len(cluster) or len(embedded):
                parser.error("A library has articles already: name others.")
            measure_questions(both, arguments.questions)
            return
        corpus = news(arguments.news) if arguments.news else made_articles(arguments.articles)
        articles = list(islice(corpus, arguments.articles))
        if not {len(embedded), len(cluster)} <= {0, len(articles)}:
            parser.error("A library has other articles already: name another.")
        text = sum(len(f"{article.title}{article.text}".encode()) for article in articles)
        print(f"{len(articles):,} articles, {text:,} bytes of text")
        measure_building(both, articles, text)
        measure_queries(both, articles, arguments.queries)


def measure_building(both: Mapping[str, Library], articles: Sequence[Article], text: int) -> None:
    """Add all articles to both and rebuild both, where they have none; say what that takes."""
    print(f"\n{'':<20} {'wall s':>8} {'client CPU s':>13} {'articles/s':>11}")
    for name, library in both.items():
        if len(library):
            print(f"{name} has them already: neither adding nor rebuilding is measured")
            continue
        works: dict[str, Callable[[], object]] = {
            "add": partial(library.add, articles), "rebuild": library.rebuild
        }  # fmt: skip
        for what, work in works.items():
            wall, processor = timed(work)
            rate = len(articles) / wall
            print(f"{name + ' ' + what:<20} {wall:>8.1f} {processor:>13.1f} {rate:>11,.0f}")
    for name, library in both.items():
        stats = library.stats()
        size = stats.articles_bytes + stats.index_bytes
        print(f"{name}: {size:,} bytes, {size / text:.2f} times the text")


def measure_queries(both: Mapping[str, Library], articles: Sequence[Article], count: int) -> None:
    """Ask both the same queries; say how long they take, and how often they agree."""
    print(f"\n{'ms, median':<20} {'embedded':>9} {'cluster':>9} {'times':>6}", end="")
    print(f" {'CPU embedded':>13} {'cluster':>8}  same ten  same first")
    kinds = draw_queries(articles, count)
    for query in [*chain.from_iterable(kinds.values())] * UNTIMED_ROUNDS:
        for library in both.values():
            asked(library, query.typed, require_all=query.way == "all", rounds=1)
    for kind, queries in kinds.items():
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in both}
        answers: dict[str, list[list[str]]] = {name: [] for name in both}
        for query in queries:
            for name, library in both.items():
                took, ids = asked(library, query.typed, require_all=query.way == "all")
                times[name].append(took)
                answers[name].append(ids)
        medians = [[*map(median, zip(*of, strict=True))] for of in times.values()]
        (one, cpu), (other, other_cpu) = medians
        print(f"{kind:<20} {one:>9.2f} {other:>9.2f} {other / one:>6.1f}", end="")
        print(f" {cpu:>13.2f} {other_cpu:>8.2f}  {agreement(answers)}", flush=True)


def measure_questions(both: Mapping[str, Library], folder: Path) -> None:
    """Ask both the questions of a set; say how well they answer, and how often they agree."""
    documents, questions = (read(folder / f"{name}.jsonl") for name in ("docs", "queries"))
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        if int(grade):
            relevant.setdefault(query, set()).add(document)
    made = [make_article(one["text"], title=one["title"], id=one["id"]) for one in documents]
    answers: dict[str, list[list[str]]] = {}
    for name, library in both.items():
        library.add(made)
        options = SearchOptions(limit=10, duplicates="show")
        answers[name] = [
            [hit.id for hit in search(library, one["text"], options)] for one in questions
        ]
        ranks = [
            next((1 / n for n, i in enumerate(ids, 1) if i in relevant.get(one["id"], ())), 0.0)
            for one, ids in zip(questions, answers[name], strict=True)
        ]
        print(f"{name:<9} MRR@10 {sum(ranks) / len(ranks):.4f}")
    print(f"{len(questions):,} questions, same ten, same first: {agreement(answers)}")


def asked(
    library: Library, query: str, *, require_all: bool, rounds: int = ROUNDS
) -> tuple[tuple[float, float], list[str]]:
    """Return the milliseconds that a query takes at best, and the ids of what it finds.

    Returns:
        The milliseconds of the clock and of our own processor time, and the ids.
    """
    options = SearchOptions(limit=10, require_all=require_all)
    best, least, ids = float("inf"), float("inf"), list[str]()
    for _ in range(rounds):
        begun, processor = perf_counter(), process_time()
        ids = [hit.id for hit in search(library, query, options)]
        best = min(best, (perf_counter() - begun) * 1000)
        least = min(least, (process_time() - processor) * 1000)
    return (best, least), ids


def agreement(answers: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Return how often two have the same first ten, and the same first one."""
    pairs = list(zip(*answers.values(), strict=True))
    ten = sum(one == other for one, other in pairs) / len(pairs)
    first = sum(one[:1] == other[:1] for one, other in pairs) / len(pairs)
    return f"{ten:>8.1%} {first:>11.1%}"


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that some work takes: of the clock, and of our processor time.

    The latter has the processes that the work starts, and that have ended when it is done.
    """
    begun, processor = perf_counter(), sum(os.times()[:4])
    work()
    return perf_counter() - begun, sum(os.times()[:4]) - processor


def read(path: Path) -> list[dict[str, str]]:
    """Return the records of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
