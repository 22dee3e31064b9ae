"""The engines that speed is compared with: each indexes articles and answers queries its own way.

Whoosh gets Telusur's analyzer through `index/schema.py` and its best setting: one commit, 1 GB of
memory. SQLite FTS5, tantivy and Xapian get the roots, joined by spaces, so that all of them search
the same terms. What analysing costs is theirs as well as ours, and is made as cheap for them as for
us: each piece of text is analysed once.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import telusur.index.analyzer
from telusur.index.analyzer import analyse_piece, analyse_word, pieces
from telusur.index.article import Article

Answer = Callable[[], object]
"""Answers one query once."""


class Roots(dict[str, str]):
    """The roots of pieces of text, as an engine that splits at spaces takes them.

    Letters and digits only: other engines cut at whatever else a term may hold.
    """

    def of(self, text: str) -> str:
        """Return the roots of a text."""
        return " ".join(map(self.__getitem__, pieces(text)))

    def __missing__(self, piece: str) -> str:
        roots = self[piece] = " ".join(
            "".join(letter for letter in analysis.root if letter.isalnum()) or "x"
            for analysis in analyse_piece(piece)
        )
        return roots


def root(word: str) -> str:
    """The root of a query's word, as `Roots` writes it."""
    return "".join(letter for letter in analyse_word(word).root if letter.isalnum())


class WhooshPeer:
    """Stock Whoosh 2.7.4."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self.name = "whoosh" if processes == 1 else f"whoosh-{processes}"

    def build(self, folder: Path, articles: Sequence[Article]) -> None:
        """Index the articles in an empty folder."""
        from telusur.index.schema import schema
        from whoosh.index import create_in

        # It has no place of its own where it could remember what was analysed.
        telusur.index.analyzer._remembered_piece = cache(telusur.index.analyzer._analysed_piece)
        shared = {"procs": self._processes} if self._processes > 1 else {}
        limit = 1024 // self._processes
        writer = create_in(str(folder), schema()).writer(limitmb=limit, **shared)
        for number, article in enumerate(articles):
            day = article.published.interval.start.toordinal() if article.published else 0
            writer.add_document(
                title=article.title, text=article.text, country=" ".join(article.countries),
                source=article.source, published_from=day, published_to=day,
                article_number=number,
            )  # fmt: skip
        writer.commit()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        from whoosh import query
        from whoosh.index import open_dir

        self._query: ModuleType = query
        self._searcher = open_dir(str(folder)).searcher()

    def any_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for any of some words."""
        return self._answer(self._query.Or([self._term(word) for word in words]))

    def all_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for all of some words."""
        return self._answer(self._query.And([self._term(word) for word in words]))

    def phrase(self, words: Sequence[str]) -> Answer:
        """Prepare a query for words beside one another."""
        return self._answer(self._query.Phrase("text", [analyse_word(word).root for word in words]))

    def prefix(self, prefix: str) -> Answer:
        """Prepare a query for words that begin so."""
        return self._answer(self._query.Prefix("text", prefix))

    def narrowed(self, word: str, country: str | None, days: tuple[int, int] | None) -> Answer:
        """Prepare a query for a word, narrowed by country or days; None if it cannot."""
        narrow = (
            self._query.Term("country", country)
            if country
            else self._query.NumericRange("published_from", *(days or (0, 0)))
        )
        return self._answer(self._term(word), narrow)

    def _term(self, word: str) -> object:
        return self._query.Term("text", analyse_word(word).root)

    def _answer(self, query: object, narrow: object = None) -> Answer:
        return lambda: [
            (hit.docnum, hit.score) for hit in self._searcher.search(query, limit=10, filter=narrow)
        ]


class FtsPeer:
    """SQLite FTS5, ranked by its BM25."""

    name = "fts5"

    def build(self, folder: Path, articles: Sequence[Article]) -> None:
        """Index the articles in an empty folder."""
        connection = sqlite3.connect(folder / "fts.sqlite")
        connection.execute("CREATE VIRTUAL TABLE a USING fts5(title, text, content='')")
        roots = Roots()
        rows = (
            (number, roots.of(article.title), roots.of(article.text))
            for number, article in enumerate(articles, 1)
        )
        connection.executemany("INSERT INTO a(rowid, title, text) VALUES (?, ?, ?)", rows)
        connection.commit()
        connection.close()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._connection = sqlite3.connect(folder / "fts.sqlite")

    def any_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for any of some words."""
        return self._answer(" OR ".join(f'"{root(word)}"' for word in words))

    def all_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for all of some words."""
        return self._answer(" AND ".join(f'"{root(word)}"' for word in words))

    def phrase(self, words: Sequence[str]) -> Answer:
        """Prepare a query for words beside one another."""
        return self._answer('"' + " ".join(map(root, words)) + '"')

    def prefix(self, prefix: str) -> Answer:
        """Prepare a query for words that begin so."""
        return self._answer(f'"{prefix}"*')

    def narrowed(self, word: str, country: str | None, days: tuple[int, int] | None) -> None:
        """Prepare a query for a word, narrowed by country or days; None if it cannot."""
        return

    def _answer(self, match: str) -> Answer:
        ask = "SELECT rowid FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10"
        return lambda: self._connection.execute(ask, (match,)).fetchall()


class TantivyPeer:
    """tantivy through its Python binding, one writing thread."""

    name = "tantivy"

    def build(self, folder: Path, articles: Sequence[Article]) -> None:
        """Index the articles in an empty folder."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        for field in ("title", "text"):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        writer = tantivy.Index(builder.build(), path=str(folder)).writer(
            heap_size=512_000_000, num_threads=1
        )
        roots = Roots()
        for article in articles:
            writer.add_document(
                tantivy.Document(title=roots.of(article.title), text=roots.of(article.text))
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def any_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for any of some words."""
        return self._answer(" ".join(f'"{root(word)}"' for word in words), ["title", "text"])

    def all_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for all of some words."""
        return self._answer(" ".join(f'+"{root(word)}"' for word in words), ["title", "text"])

    def phrase(self, words: Sequence[str]) -> Answer:
        """Prepare a query for words beside one another."""
        return self._answer('"' + " ".join(map(root, words)) + '"', ["text"])

    def prefix(self, prefix: str) -> Answer:
        """Prepare a query for words that begin so."""
        query = self._tantivy.Query.regex_query(self._index.schema, "text", prefix + ".*")
        return lambda: self._searcher.search(query, 10).hits

    def narrowed(self, word: str, country: str | None, days: tuple[int, int] | None) -> None:
        """Prepare a query for a word, narrowed by country or days; None if it cannot."""
        return

    def _answer(self, typed: str, fields: list[str]) -> Answer:
        query = self._index.parse_query(typed, fields)
        return lambda: self._searcher.search(query, 10).hits


class XapianPeer:
    """Xapian through its Python binding, where it is installed."""

    name = "xapian"

    def build(self, folder: Path, articles: Sequence[Article]) -> None:
        """Index the articles in an empty folder."""
        import xapian

        database = xapian.WritableDatabase(str(folder / "x"), xapian.DB_CREATE_OR_OVERWRITE)
        roots = Roots()
        for article in articles:
            document = xapian.Document()
            both = f"{roots.of(article.title)} {roots.of(article.text)}"
            for position, term in enumerate(both.split()):
                document.add_posting(term[:200], position)
            database.add_document(document)
        database.commit()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        import xapian

        self._xapian = xapian
        self._database = xapian.Database(str(folder / "x"))

    def any_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for any of some words."""
        return self._answer(self._xapian.Query.OP_OR, list(map(root, words)))

    def all_of(self, words: Sequence[str]) -> Answer:
        """Prepare a query for all of some words."""
        return self._answer(self._xapian.Query.OP_AND, list(map(root, words)))

    def phrase(self, words: Sequence[str]) -> Answer:
        """Prepare a query for words beside one another."""
        return self._answer(self._xapian.Query.OP_PHRASE, list(map(root, words)))

    def prefix(self, prefix: str) -> Answer:
        """Prepare a query for words that begin so."""
        return self._asking(self._xapian.Query(self._xapian.Query.OP_WILDCARD, prefix))

    def narrowed(self, word: str, country: str | None, days: tuple[int, int] | None) -> None:
        """Prepare a query for a word, narrowed by country or days; None if it cannot."""
        return

    def _answer(self, operator: int, terms: list[str]) -> Answer:
        return self._asking(self._xapian.Query(operator, terms))

    def _asking(self, query: object) -> Answer:
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(query)
        return lambda: [match.docid for match in enquire.get_mset(0, 10)]


Peer = WhooshPeer | FtsPeer | TantivyPeer | XapianPeer


def present_peers() -> Iterator[Peer]:
    """Yield the engines that can be imported here."""
    yield WhooshPeer()
    yield FtsPeer()
    for peer in (TantivyPeer(), XapianPeer()):
        if find_spec(peer.name):
            yield peer
