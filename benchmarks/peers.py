"""The engines that speed is compared with: each indexes the same text and answers the same queries.

Each is given one field, the title and the text of an article together, keeps positions and no text,
and answers with the ten best documents by its own BM25, without reading anything of them. tantivy
and SQLite FTS5 use their default tokenizers, Lucene its IndonesianAnalyzer, Whoosh ours. They get
plain words; a question's question word is among them.
"""

import sqlite3
import subprocess
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from typing import NamedTuple, Protocol

from processes import Clock, run
from queries import Asked
from telusur.index.article import Article

LUCENE_SOURCE = Path(__file__).parent / "lucene" / "IndonesianSpeed.java"
HEAP_BYTES = 100_000_000
"""What tantivy may keep in memory, as much as Telusur lets it."""


class Built(NamedTuple):
    """What indexing took."""

    seconds: float
    processor: float
    segments: int
    """0 where an engine has no such thing."""


class Peer(Protocol):
    """An engine to compare with."""

    name: str

    def missing(self) -> str:
        """Say in a sentence why it cannot be measured here; empty where it can."""

    def build(self, folder: Path, articles: Sequence[Article]) -> Built:
        """Index the articles in an empty folder."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def ask(self, asked: Asked, clock: Clock) -> float | None:
        """Return the milliseconds that a query takes; None if it cannot be asked."""

    def close(self) -> None:
        """Close what was opened."""


def document(article: Article) -> str:
    """Return an article's title and text as one line."""
    return " ".join(f"{article.title} {article.text}".split())


class TantivyPeer:
    """tantivy through its Python binding: one writing thread, one commit."""

    name = "tantivy"

    def missing(self) -> str:
        """Say why it cannot be measured."""
        return "" if find_spec("tantivy") else "tantivy is not installed: pip install tantivy."

    def build(self, folder: Path, articles: Sequence[Article]) -> Built:
        """Index the articles."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text")
        started, used = perf_counter(), process_time()
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
        for article in articles:
            writer.add_document(tantivy.Document(text=document(article)))
        writer.commit()
        writer.wait_merging_threads()
        took, used = perf_counter() - started, process_time() - used
        index.reload()
        return Built(took, used, index.searcher().num_segments)

    def open(self, folder: Path) -> None:
        """Open what was built."""
        import tantivy

        self._queries = tantivy.Query
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def ask(self, asked: Asked, clock: Clock) -> float:
        """Ask, and count the matches too, as Telusur does."""
        started = clock()
        self._searcher.search(self._query(asked), 10)
        return (clock() - started) * 1000

    def close(self) -> None:
        """Nothing is to be closed."""

    def _query(self, asked: Asked) -> object:
        schema, words = self._index.schema, asked.words
        match asked.way:
            case "phrase":
                return self._queries.phrase_query(schema, "text", list(words))
            case "prefix":
                return self._queries.regex_query(schema, "text", words[0] + ".*")
            case "fuzzy":
                return self._queries.fuzzy_term_query(schema, "text", words[0], 1)
            case way:
                both = way == "all"
                return self._index.parse_query(" ".join(words), ["text"], None, None, both)


class LucenePeer:
    """Lucene's IndonesianAnalyzer, in a Java process of its own that times itself."""

    name = "lucene"

    def __init__(self, jars: Path, classes: Path) -> None:
        """Say where things are.

        Args:
            jars: the folder with Lucene's jars.
            classes: a folder to compile to.
        """
        self._jars = jars
        self._classes = classes

    def missing(self) -> str:
        """Say why it cannot be measured."""
        if not any(self._jars.glob("lucene-core*.jar")):
            return f"Lucene is not in {self._jars}: install Debian's liblucene8-java and a JDK."
        try:
            paths = ["-cp", self._path, "-d", str(self._classes)]
            subprocess.run(
                ["javac", *paths, str(LUCENE_SOURCE)], check=True, capture_output=True, text=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            return f"Lucene's part cannot be compiled ({error}): install a JDK."
        return ""

    def build(self, folder: Path, articles: Sequence[Article]) -> Built:
        """Index the articles; the start of Java is part of it, the writing of its input is not."""
        given, said = folder / "documents.txt", folder / "segments.txt"
        with given.open("w", encoding="utf-8") as lines:
            lines.writelines(document(article) + "\n" for article in articles)
        usage = run(
            ["java", "-cp", self._path, "IndonesianSpeed", "build", given, folder / "index"], said
        )
        segments = int(said.read_text())
        given.unlink()
        said.unlink()
        return Built(usage.seconds, usage.processor, segments)

    def open(self, folder: Path) -> None:
        """Start what answers."""
        self._process = subprocess.Popen(
            ["java", "-cp", self._path, "IndonesianSpeed", "serve", str(folder / "index")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            bufsize=1,
        )

    def ask(self, asked: Asked, clock: Clock) -> float:
        """Ask; what the pipe takes is not counted."""
        assert self._process.stdin is not None  # pipes were asked for
        assert self._process.stdout is not None
        self._process.stdin.write(f"{asked.way}\t{' '.join(asked.words)}\n")
        elapsed, processor = map(float, self._process.stdout.readline().split())
        return (processor if clock is process_time else elapsed) / 1000

    def close(self) -> None:
        """End what answers."""
        self._process.communicate()

    @cached_property
    def _path(self) -> str:
        jars = sorted(self._jars.glob("lucene-*.jar"))
        return ":".join(map(str, [self._classes, *jars]))


class FtsPeer:
    """SQLite FTS5, ranked by its BM25, which it works out for every match."""

    name = "fts5"

    def missing(self) -> str:
        """Say why it cannot be measured."""
        options = sqlite3.connect(":memory:").execute("PRAGMA compile_options").fetchall()
        return "" if ("ENABLE_FTS5",) in options else "This Python's SQLite has no FTS5."

    def build(self, folder: Path, articles: Sequence[Article]) -> Built:
        """Index the articles."""
        started, used = perf_counter(), process_time()
        connection = sqlite3.connect(folder / "fts.sqlite")
        connection.execute("CREATE VIRTUAL TABLE a USING fts5(text, content='')")
        rows = ((number, document(article)) for number, article in enumerate(articles, 1))
        connection.executemany("INSERT INTO a(rowid, text) VALUES (?, ?)", rows)
        connection.commit()
        connection.close()
        return Built(perf_counter() - started, process_time() - used, 0)

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._connection = sqlite3.connect(folder / "fts.sqlite")

    def ask(self, asked: Asked, clock: Clock) -> float | None:
        """Ask."""
        quoted = [f'"{word}"' for word in asked.words]
        match asked.way:
            case "fuzzy":
                return None
            case "phrase":
                match = f'"{" ".join(asked.words)}"'
            case "prefix":
                match = quoted[0] + "*"
            case way:
                match = (" AND " if way == "all" else " OR ").join(quoted)
        started = clock()
        self._connection.execute(
            "SELECT rowid FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10", (match,)
        ).fetchall()
        return (clock() - started) * 1000

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class WhooshPeer:
    """Stock Whoosh 2.7.4 with our analyzer: one commit, and 1 GB of memory for it."""

    name = "whoosh"

    def missing(self) -> str:
        """Say why it cannot be measured."""
        return "" if find_spec("whoosh") else "Whoosh is not installed: pip install Whoosh."

    def build(self, folder: Path, articles: Sequence[Article]) -> Built:
        """Index the articles."""
        from telusur.index.engines.whoosh.analyzer import IndonesianAnalyzer
        from whoosh.fields import TEXT, Schema
        from whoosh.index import create_in

        started, used = perf_counter(), process_time()
        schema = Schema(text=TEXT(analyzer=IndonesianAnalyzer(), phrase=True))
        writer = create_in(str(folder), schema).writer(limitmb=1024)
        for article in articles:
            writer.add_document(text=document(article))
        writer.commit()
        return Built(perf_counter() - started, process_time() - used, 1)

    def open(self, folder: Path) -> None:
        """Open what was built."""
        from whoosh import query
        from whoosh.index import open_dir

        self._query: ModuleType = query
        self._searcher = open_dir(str(folder)).searcher()

    def ask(self, asked: Asked, clock: Clock) -> float:
        """Ask."""
        from telusur.index.analyzer import analyse_word

        started = clock()
        match asked.way:
            case "prefix":
                query = self._query.Prefix("text", asked.words[0])
            case "fuzzy":
                query = self._query.FuzzyTerm("text", asked.words[0], maxdist=1, prefixlength=0)
            case way:
                roots = [analyse_word(word).root for word in asked.words]
                terms = [self._query.Term("text", root) for root in roots]
                joined = {"any": self._query.Or, "all": self._query.And}
                query = joined[way](terms) if way in joined else self._query.Phrase("text", roots)
        list(self._searcher.search(query, limit=10))
        return (clock() - started) * 1000

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()


def bytes_in(folder: Path) -> int:
    """Return how many bytes the files of a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
