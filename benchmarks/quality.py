"""Ranking and passages on two sets of Indonesian questions, beside other engines, and an ablation.

    pip install '.[benchmark]'
    python benchmarks/quality.py [--joined] [--no-ablation]

Reads the question sets from `../shared/bench`; where they are absent it says so and stops with exit
code 2. Lucene takes part where Debian's liblucene8-java and a JDK are installed, the other peers
where their packages are. All rank the same documents; each analyses them in its own way. Plain BM25
is the formula of the package bm25s, once over PySastrawi's stems and once over bm25s's own tokens.
Prints a row per engine with MRR@10, nDCG@10, Success@1 and Recall@100 for each set, a row for
Telusur without each part of its ranking, and how often the first passage shown holds the answer.
With --joined the questions are asked of longer texts instead, which eight similar passages of both
sets are joined to, the same every time: as long as an article, about one thing, and made up.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import RR, R, Success, nDCG
from telusur.index.engines.selection import ENGINES
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions
from telusur.search.ranking.bm25f import DEFAULT_WEIGHTS, RankingWeights

from telusur import Library, search

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SETS = ("facqa-dev", "tydiqa-dev")
MEASURES = (RR @ 10, nDCG @ 10, Success @ 1, R @ 100)
DEPTH = 100
JOINED, JOINED_BY_WORDS = 8, 40
JARS = Path("/usr/share/java")

Run = dict[str, dict[str, float]]
"""For each query, the documents found with their scores."""


@dataclass(frozen=True)
class QuestionSet:
    """Documents, questions, which documents answer which, and with what words."""

    name: str
    documents: Mapping[str, str]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]
    answers: Mapping[str, list[str]]


def read_set(name: str) -> QuestionSet:
    """Read one of the sets."""
    folder = BENCH / name
    documents = {row["id"]: row["text"] for row in _json_lines(folder / "docs.jsonl")}
    questions = list(_json_lines(folder / "queries.jsonl"))
    relevant: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        relevant.setdefault(query, {})[document] = int(grade)
    return QuestionSet(
        name,
        documents,
        {row["id"]: row["text"] for row in questions},
        relevant,
        {row["id"]: row["answers"] for row in questions},
    )


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def joined(sets: Sequence[QuestionSet], library: Library) -> list[QuestionSet]:
    """Join the passages of all sets to longer texts, and ask the questions of these.

    A text has eight passages: one drawn by chance, and those still free that a search for its first
    words finds first, in an order left to chance.

    Args:
        sets: the sets.
        library: an empty one.
    """
    passages = {f"{one.name}/{key}": text for one in sets for key, text in one.documents.items()}
    library.add(make_article(text, id=key, countries=[]) for key, text in passages.items())
    chance = random.Random(3)
    order = list(passages)
    chance.shuffle(order)
    free, texts, text_of = set(order), {}, {}
    for first in order:
        if first not in free:
            continue
        words = " ".join(passages[first].split()[:JOINED_BY_WORDS])
        near = search(
            library, words, SearchOptions(limit=5 * JOINED, duplicates="show", passages=0)
        )
        others = [hit.id for hit in near if hit.id in free and hit.id != first]
        group = [first, *others][:JOINED]
        free.difference_update(group)
        chance.shuffle(group)
        name = f"text{len(texts)}"
        text_of.update(dict.fromkeys(group, name))
        texts[name] = "\n\n".join(passages[key] for key in group)
    return [
        replace(
            one,
            name=f"{one.name}, joined",
            documents=texts,
            relevant={
                query: {text_of[f"{one.name}/{key}"]: 1 for key in keys}
                for query, keys in one.relevant.items()
            },
        )
        for one in sets
    ]


def telusur(given: QuestionSet, library: Library, weights: RankingWeights) -> Run:
    """Telusur as it is, or with other weights."""
    options = SearchOptions(limit=DEPTH, duplicates="show", ranking_weights=weights)
    return {
        identity: {hit.id: hit.score for hit in search(library, question, options)}
        for identity, question in given.questions.items()
    }


def fts5(given: QuestionSet) -> Run:
    """SQLite FTS5 with its unicode61 tokenizer; words joined by OR."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, text)")
    connection.executemany("INSERT INTO document VALUES (?, ?)", given.documents.items())
    found: Run = {}
    for identity, question in given.questions.items():
        words = " OR ".join(f'"{fold(token.text)}"' for token in tokenize(question))
        rows = connection.execute(
            "SELECT id, -rank FROM document WHERE document MATCH ? ORDER BY rank LIMIT ?",
            (words, DEPTH),
        )
        found[identity] = dict(rows.fetchall())
    return found


def lucene(given: QuestionSet) -> Run:
    """Lucene 8 with its Indonesian analyzer and its default BM25."""
    jars = ":".join(str(jar) for jar in sorted(JARS.glob("lucene*.jar")))
    source = Path(__file__).parent / "lucene" / "IndonesianSearch.java"
    with tempfile.TemporaryDirectory() as folder:
        classes = Path(folder)
        subprocess.run(["javac", "-cp", jars, "-d", folder, str(source)], check=True)
        tables = {"documents.tsv": given.documents, "queries.tsv": given.questions}
        for name, rows in tables.items():
            lines = (f"{identity}\t{' '.join(text.split())}\n" for identity, text in rows.items())
            (classes / name).write_text("".join(lines), encoding="utf-8")
        arguments = [str(classes / name) for name in tables]
        done = subprocess.run(
            ["java", "-cp", f"{jars}:{folder}", "IndonesianSearch", *arguments],
            check=True,
            capture_output=True,
            text=True,
        )
    found: Run = {}
    for line in done.stdout.splitlines():
        query, document, score = line.split("\t")
        found.setdefault(query, {})[document] = float(score)
    return found


def bm25_over_pysastrawi(given: QuestionSet) -> Run:
    """Plain BM25 over PySastrawi's stems, k1 1.2 and b 0.75."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    stemmer = StemmerFactory().create_stemmer()
    stems: dict[str, str] = {}

    def terms(text: str) -> list[str]:
        words = [fold(token.text) for token in tokenize(text)]
        for word in words:
            if word not in stems:
                stems[word] = stemmer.stem(word) or word
        return [stems[word] for word in words]

    return bm25(given, terms)


def bm25_over_own_tokens(given: QuestionSet) -> Run:
    """The package bm25s with its own tokenizer, k1 1.2 and b 0.75."""
    import bm25s

    def terms(text: str) -> list[str]:
        return bm25s.tokenize(text, stopwords=[], return_ids=False, show_progress=False)[0]

    return bm25(given, terms)


def bm25(given: QuestionSet, terms: Callable[[str], list[str]]) -> Run:
    """BM25 as the package bm25s has it, over the terms that texts are cut into."""
    import bm25s

    index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    index.index([terms(text) for text in given.documents.values()], show_progress=False)
    identities = list(given.documents)
    found: Run = {}
    for identity, question in given.questions.items():
        asked = terms(question)
        if not asked:
            continue
        numbers, scores = index.retrieve([asked], k=DEPTH, show_progress=False)
        found[identity] = {
            identities[number]: float(score)
            for number, score in zip(numbers[0], scores[0], strict=True)
            if score > 0
        }
    return found


def tantivy(given: QuestionSet) -> Run:
    """Tantivy with its default tokenizer; words joined by OR."""
    import tantivy as engine

    builder = engine.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    index = engine.Index(builder.build())
    writer = index.writer()
    for identity, text in given.documents.items():
        writer.add_document(engine.Document(id=identity, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    found: Run = {}
    for identity, question in given.questions.items():
        words = " ".join(token.text for token in tokenize(question) if token.text.isalnum())
        hits = searcher.search(index.parse_query(words, ["text"]), DEPTH).hits
        found[identity] = {searcher.doc(address)["id"][0]: score for score, address in hits}
    return found


PEERS: dict[str, Callable[[QuestionSet], Run]] = {
    "Lucene, Indonesian": lucene,
    "SQLite FTS5": fts5,
    "tantivy": tantivy,
    "plain BM25, PySastrawi": bm25_over_pysastrawi,
    "plain BM25, bm25s": bm25_over_own_tokens,
}


def first_passages(given: QuestionSet, library: Library) -> tuple[float, float]:
    """How often the first passage shown holds an answer, and its mean length in characters.

    The right article is given: each question is asked of a result that has it.
    """
    held = characters = asked = 0
    for identity, question in given.questions.items():
        wanted = given.relevant[identity]
        hits = search(library, question, SearchOptions(limit=DEPTH, passages=1, duplicates="show"))
        for hit in hits:
            if hit.id in wanted:
                text = hit.passages[0].text if hit.passages else ""
                held += any(a.lower() in text.lower() for a in given.answers[identity])
                characters += len(text)
                asked += 1
                break
    return held / asked, characters / asked


def print_row(name: str, given: QuestionSet, found: Run) -> None:
    """Print one engine's measures on one set."""
    measured = ir_measures.calc_aggregate(MEASURES, given.relevant, found)
    figures = "  ".join(f"{measured[measure]:.4f}" for measure in MEASURES)
    print(f"  {name:<28}{figures}", flush=True)


def without_each(weights: RankingWeights) -> Iterable[tuple[str, RankingWeights]]:
    """Yield the weights with one part switched off at a time, and with no evidence."""
    for part in weights._fields:
        yield f"without {part}", weights._replace(**{part: 0.0})
    yield "BM25F alone", weights._replace(window=0.0, pairs=0.0, opening=0.0)


def main() -> int:
    """Print every table.

    Returns:
        The exit code: 2 where the question sets are absent.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--joined", action="store_true", help="ask longer texts")
    parser.add_argument(
        "--no-ablation", action="store_true", help="leave the rows without parts out"
    )
    parser.add_argument("--alone", action="store_true", help="leave the other engines out")
    parser.add_argument("--engine", choices=ENGINES, help="what keeps the index")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"No question sets at {BENCH}; nothing to measure.", file=sys.stderr)
        return 2
    sets = list(map(read_set, SETS))
    if arguments.joined:
        with (
            tempfile.TemporaryDirectory() as folder,
            Library.open(folder, missing="empty", engine=arguments.engine) as library,
        ):
            sets = joined(sets, library)
    for given in sets:
        print(
            f"{given.name}: {len(given.documents):,} documents, {len(given.questions):,} questions"
        )
        print(f"  {'':<28}" + "  ".join(f"{measure!s:>6.6}" for measure in MEASURES))
        with tempfile.TemporaryDirectory() as folder:
            with Library.open(folder, missing="empty", engine=arguments.engine) as library:
                library.add(
                    make_article(text, id=identity, countries=[])
                    for identity, text in given.documents.items()
                )
                print_row("Telusur", given, telusur(given, library, DEFAULT_WEIGHTS))
                ablated = [] if arguments.no_ablation else without_each(DEFAULT_WEIGHTS)
                for row, weights in ablated:
                    print_row(f"  {row}", given, telusur(given, library, weights))
                share, characters = first_passages(given, library)
            for peer, rank in ({} if arguments.alone else PEERS).items():
                try:
                    print_row(peer, given, rank(given))
                except (ImportError, FileNotFoundError, subprocess.CalledProcessError) as error:
                    print(f"  {peer:<28}not here ({type(error).__name__})")
        print(f"  first passage holds the answer: {share:.3f}, mean {characters:.0f} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
