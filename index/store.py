"""The article store: one SQLite file that holds the articles of a library, the truth."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast
from uuid import uuid4

from index.article import Article, CountriesBasis, merged
from index.errors import LibraryError
from index.indonesian.datelines import Basis, Published
from index.indonesian.interval import Interval
from index.sqlite_file import connect, damaged, failures_as_sentences

Outcome = Literal["added", "updated", "unchanged"]

_APPLICATION_ID = 0x54454C55  # "TELU", so that `file` can name it
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_made INTEGER NOT NULL,
    text TEXT NOT NULL,
    published_from TEXT,
    published_to TEXT,
    published_basis TEXT,
    countries TEXT NOT NULL,
    countries_basis TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    added TEXT NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX article_revision ON article (revision);
CREATE TABLE removal (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE INDEX removal_revision ON removal (revision);
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = (
    "id, title, title_made, text, published_from, published_to, published_basis,"
    " countries, countries_basis, source, url, added"
)
# SQLite's own default, kept in mind here because `get_many` builds lists of parameters.
_MOST_PARAMETERS = 900
_PATIENCE_MS = 500
_MOST_WAIT_MS = 60_000


@dataclass(frozen=True)
class NumberedArticle:
    """An article and the number under which the index knows it; numbers are never used again."""

    number: int
    article: Article


class Summary(NamedTuple):
    """Counts over all articles of a store."""

    articles: int
    characters: int
    dated: int
    earliest: str | None
    latest: str | None
    last_added: str | None


class ArticleStore:
    """The articles of one library, in a SQLite file that is safe to share between processes.

    Each batch of changes is one transaction and one *revision*, a number that only grows; the
    index remembers the revision that it has reached, and asks for what came after it.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, remark: Callable[[str], None] | None
    ) -> None:
        """Take an open file; callers want `open` or `create`."""
        self.path = path
        self._connection = connection
        self._remark = remark or (lambda line: None)

    @classmethod
    def create(
        cls,
        path: Path,
        articles: Iterable[Article] = (),
        remark: Callable[[str], None] | None = None,
    ) -> "ArticleStore":
        """Create the file with its first articles, all or nothing; if it exists, just open it.

        Args:
            path: where the file will be; its folder must exist.
            articles: the articles that it starts with.
            remark: is told when another process is waited for.

        Raises:
            LibraryError: the file cannot be created, or is no article store.
        """
        with failures_as_sentences(path):
            store = cls(path, connect(path, create=True), remark)
        try:
            with store.writing():
                if store._user_version() == 0 and not store._has_tables():
                    store._create_schema()
                    store.put(articles)
            store._check_format()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path, remark: Callable[[str], None] | None = None) -> "ArticleStore":
        """Open an existing file.

        Args:
            path: the file.
            remark: is told when another process is waited for.

        Raises:
            LibraryError: the file is missing, damaged, of a later version, or no article store.
        """
        with failures_as_sentences(path):
            if path.stat().st_size == 0:
                raise damaged(path, "it is empty")
            store = cls(path, connect(path, create=False), remark)
        try:
            store._check_format()
        except LibraryError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; the store cannot be used any more."""
        self._connection.close()

    @property
    def identity(self) -> str:
        """What tells this library from every other: a random identifier made with the file."""
        return str(self._value("SELECT value FROM property WHERE name = 'identity'"))

    @property
    def revision(self) -> int:
        """The number of the last batch of changes."""
        return int(self._value("SELECT value FROM property WHERE name = 'revision'"))

    def __len__(self) -> int:
        return int(self._value("SELECT count(*) FROM article"))

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the library's one write lock; commit at the end, roll back on any exception.

        Readers are not held up, and see nothing of it before the end.

        Args:
            wait: while another process holds the lock, wait for up to a minute, with a remark.

        Raises:
            LibraryBusyError: another process holds it (still).
            LibraryError: the file cannot be written.
        """
        with failures_as_sentences(self.path):
            self._begin(wait)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _begin(self, wait: bool) -> None:
        try:
            self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS if wait else 0}")
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not wait or "locked" not in str(error):
                raise
            self._remark(
                f"Another process is writing to {self.path.parent};"
                f" waiting for up to {_MOST_WAIT_MS // 1000} seconds."
            )
            self._connection.execute(f"PRAGMA busy_timeout = {_MOST_WAIT_MS}")
            self._connection.execute("BEGIN IMMEDIATE")

    def put(self, articles: Iterable[Article]) -> list[Outcome]:
        """Add or update articles; call it while `writing`.

        An article whose id is known is updated where it says something new: what an input gave is
        never replaced by what was only detected.

        Returns:
            What happened to each article, in order.
        """
        revision = self.revision + 1
        outcomes = [self._put_one(article, revision) for article in articles]
        if any(outcome != "unchanged" for outcome in outcomes):
            self._set_revision(revision)
        return outcomes

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles; call it while `writing`.

        Returns:
            The ids that were there and are removed.
        """
        revision = self.revision + 1
        removed = []
        for identity in ids:
            self._connection.execute(
                "INSERT INTO removal SELECT number, ? FROM article WHERE id = ?",
                (revision, identity),
            )
            if self._connection.execute("DELETE FROM article WHERE id = ?", (identity,)).rowcount:
                removed.append(identity)
        if removed:
            self._set_revision(revision)
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None."""
        return next(self._articles("WHERE id = ?", (identity,)), None)

    def ids_beginning_with(self, prefix: str, most: int) -> list[str]:
        """Return up to `most` ids that begin with a prefix, in order."""
        with failures_as_sentences(self.path):
            rows = self._connection.execute(
                "SELECT id FROM article WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
                (len(prefix), prefix, most),
            ).fetchall()
        return [row[0] for row in rows]

    def get_many(self, numbers: Sequence[int]) -> dict[int, Article]:
        """Return the articles with these numbers; one that was removed meanwhile is left out."""
        found: dict[int, Article] = {}
        for start in range(0, len(numbers), _MOST_PARAMETERS):
            part = numbers[start : start + _MOST_PARAMETERS]
            marks = ", ".join("?" * len(part))
            with failures_as_sentences(self.path):
                rows = self._connection.execute(
                    f"SELECT number, {_COLUMNS} FROM article WHERE number IN ({marks})", part
                ).fetchall()
            found.update((row[0], _article(row[1:])) for row in rows)
        return found

    def all(self) -> Iterator[Article]:
        """Yield every article in the order in which they were added."""
        return self._articles("ORDER BY number", ())

    def changed_since(self, revision: int) -> Iterator[NumberedArticle]:
        """Yield the articles that were added or updated after a revision, in order of number."""
        with failures_as_sentences(self.path):
            cursor = self._connection.execute(
                f"SELECT number, {_COLUMNS} FROM article WHERE revision > ? ORDER BY number",
                (revision,),
            )
            for row in cursor:
                yield NumberedArticle(row[0], _article(row[1:]))

    def numbers_outdated_since(self, revision: int) -> set[int]:
        """Return the numbers of the articles that were updated or removed after a revision.

        Those that were added after it are among them; an index that never had them has nothing to
        forget.
        """
        with failures_as_sentences(self.path):
            rows = self._connection.execute(
                "SELECT number FROM article WHERE revision > ?"
                " UNION SELECT number FROM removal WHERE revision > ?",
                (revision, revision),
            ).fetchall()
        return {row[0] for row in rows}

    def check_integrity(self) -> None:
        """Read the whole file and verify its structure.

        Raises:
            LibraryError: it is damaged.
        """
        with failures_as_sentences(self.path):
            verdict = self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise damaged(self.path, verdict)

    def summary(self) -> Summary:
        """Count over all articles."""
        with failures_as_sentences(self.path):
            row = self._connection.execute(
                "SELECT count(*), coalesce(sum(length(text)), 0), count(published_from),"
                " min(published_from), max(published_to), max(added) FROM article"
            ).fetchone()
        return Summary(*row)

    def _put_one(self, article: Article, revision: int) -> Outcome:
        existing = self.get(article.id)
        if existing is not None:
            article = merged(existing, article)
            if article == existing:
                return "unchanged"
        values = (*_row(article), revision)
        if existing is None:
            marks = ", ".join("?" * len(values))
            self._connection.execute(
                f"INSERT INTO article ({_COLUMNS}, revision) VALUES ({marks})", values
            )
            return "added"
        self._connection.execute(
            f"UPDATE article SET ({_COLUMNS}, revision) = ({', '.join('?' * len(values))})"
            " WHERE id = ?",
            (*values, article.id),
        )
        return "updated"

    def _articles(self, clause: str, parameters: tuple[object, ...]) -> Iterator[Article]:
        with failures_as_sentences(self.path):
            for row in self._connection.execute(
                f"SELECT {_COLUMNS} FROM article {clause}", parameters
            ):
                yield _article(row)

    def _value(self, query: str) -> int | str:
        with failures_as_sentences(self.path):
            row = self._connection.execute(query).fetchone()
        if row is None:
            raise damaged(self.path, "a property is missing")
        value: int | str = row[0]
        return value

    def _set_revision(self, revision: int) -> None:
        self._connection.execute(
            "UPDATE property SET value = ? WHERE name = 'revision'", (str(revision),)
        )

    def _user_version(self) -> int:
        return int(self._value("PRAGMA user_version"))

    def _has_tables(self) -> bool:
        return bool(self._value("SELECT count(*) FROM sqlite_master"))

    def _create_schema(self) -> None:
        for statement in _SCHEMA.split(";"):
            self._connection.execute(statement)
        self._connection.executemany(
            "INSERT INTO property VALUES (?, ?)",
            [("identity", uuid4().hex), ("revision", "0")],
        )
        self._connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")

    def _check_format(self) -> None:
        if self._value("PRAGMA application_id") != _APPLICATION_ID:
            raise LibraryError(
                f"{self.path} is not a Telusur library: choose another folder with --library."
            )
        if self._user_version() > _SCHEMA_VERSION:
            raise LibraryError(
                f"{self.path} was written by a later version of Telusur:"
                " upgrade Telusur to open it."
            )


def _row(article: Article) -> tuple[object, ...]:
    published = article.published
    return (
        article.id,
        article.title,
        int(article.title_made),
        article.text,
        published.interval.start.isoformat() if published else None,
        published.interval.end.isoformat() if published else None,
        published.basis if published else None,
        " ".join(article.countries),
        article.countries_basis,
        article.source,
        article.url,
        article.added,
    )


def _article(row: Sequence[Any]) -> Article:
    published = None
    if row[4] is not None:
        interval = Interval(date.fromisoformat(row[4]), date.fromisoformat(row[5]))
        published = Published(interval, cast(Basis, row[6]))
    return Article(
        id=row[0],
        title=row[1],
        title_made=bool(row[2]),
        text=row[3],
        published=published,
        countries=tuple(row[7].split()),
        countries_basis=cast(CountriesBasis, row[8]),
        source=row[9],
        url=row[10],
        added=row[11],
    )
