"""The article store: one SQLite file that holds the articles of a library, the truth."""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from telusur.index.article import Article
from telusur.index.errors import LibraryError
from telusur.index.store.article_rows import READ, ArticleRows, Put
from telusur.index.store.rows import INDEXABLE, Indexable, article_of, indexable_of
from telusur.index.store.schema import APPLICATION_ID, SCHEMA_VERSION, create_tables, upgrade_tables
from telusur.index.store.sqlite import MAX_PARAMETERS, connect, damaged, failures_as_sentences
from telusur.index.values import Value

_BUSY_TIMEOUT_MS = 5_000
_RETRY_SECONDS = 0.003
_PATIENCE_SECONDS = 0.5
_MAX_WAIT_SECONDS = 60


class Summary(Value):
    """Counts over all articles of a store."""

    articles: int
    characters: int
    dated: int
    """The number of articles with a date of publication, inferred ones included."""
    earliest: str | None
    """The first day on which an article may have been published, ISO 8601."""
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
        self._rows = ArticleRows(connection)

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
                if store._is_unfinished():
                    create_tables(store._connection)
                    store.put(articles)
            store._check_format()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path, remark: Callable[[str], None] | None = None) -> "ArticleStore | None":
        """Open an existing file.

        Args:
            path: the file.
            remark: is told when another process is waited for.

        Returns:
            The store; None if whoever began to make the file was interrupted before anything was in
            it, so that `create` may finish it.

        Raises:
            LibraryError: the file is missing, damaged, of a later version, or no article store.
        """
        with failures_as_sentences(path):
            if path.stat().st_size == 0:
                raise damaged(path, "it is empty")
            store = cls(path, connect(path, create=False), remark)
        try:
            if store._is_unfinished():
                store.close()
                return None
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

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the articles, whatever is written meanwhile.

        Raises:
            LibraryError: the file cannot be read.
        """
        if self._connection.in_transaction:
            yield  # it is part of a state already
            return
        with failures_as_sentences(self.path):
            self._connection.execute("BEGIN")
        try:
            self.revision  # noqa: B018 - the state is that of the first read
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _begin(self, wait: bool) -> None:
        """Take the write lock, trying often: a writer beside us leaves it for moments only."""
        self._connection.execute("PRAGMA busy_timeout = 0")
        begun = monotonic()
        remarked = False
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                waited = monotonic() - begun
                if not wait or "locked" not in str(error) or waited > _MAX_WAIT_SECONDS:
                    raise
            if waited > _PATIENCE_SECONDS and not remarked:
                remarked = True
                self._remark(
                    f"Another process is writing to {self.path.parent};"
                    f" waiting for up to {_MAX_WAIT_SECONDS} seconds."
                )
            sleep(_RETRY_SECONDS)
        self._connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")

    def put(self, articles: Iterable[Article]) -> list[Put]:
        """Add or update articles; call it while `writing`.

        An article whose id is known is updated where it says something new: what an input gave is
        never replaced by what was only detected. So is one whose text is stored already, if its own
        id was not given but derived: it is the same article from another source.

        Returns:
            What happened to each article, in order.
        """
        revision = self.revision + 1
        put = [self._rows.put(article, revision) for article in articles]
        if any(outcome != "unchanged" for outcome, _ in put):
            self._set_revision(revision)
        return put

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles; call it while `writing`.

        Returns:
            The ids that were there and are removed.
        """
        revision = self.revision + 1
        removed = [identity for identity in ids if self._rows.delete(identity, revision)]
        if removed:
            self._set_revision(revision)
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None."""
        return next(self._articles("WHERE id = ?", (identity,)), None)

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        with failures_as_sentences(self.path):
            return self._rows.number_of(identity)

    def ids_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the first ids that start with a prefix, in order.

        Args:
            prefix: what the ids start with.
            limit: the maximum number of ids.
        """
        with failures_as_sentences(self.path):
            rows = self._connection.execute(
                "SELECT id FROM article WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
                (len(prefix), prefix, limit),
            ).fetchall()
        return [row[0] for row in rows]

    def get_many(self, numbers: Sequence[int], revision: int) -> dict[int, Article]:
        """Return articles as they were at a revision; without those that changed after it.

        Args:
            numbers: the numbers of the articles.
            revision: the revision.
        """
        articles: dict[int, Article] = {}
        for start in range(0, len(numbers), MAX_PARAMETERS):
            part = numbers[start : start + MAX_PARAMETERS]
            marks = ", ".join("?" * len(part))
            with failures_as_sentences(self.path):
                rows = self._connection.execute(
                    f"SELECT number, {READ} FROM article"
                    f" WHERE revision <= ? AND number IN ({marks})",
                    (revision, *part),
                )
                articles.update((row[0], article_of(row[1:])) for row in rows)
        return articles

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return which families articles belong to: versions of one another are one family."""
        with failures_as_sentences(self.path):
            return self._rows.families.of(numbers)

    def ids_in_families(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        with failures_as_sentences(self.path):
            return self._rows.families.members(families)

    def all(self) -> Iterator[Article]:
        """Yield every article in the order in which they were added."""
        return self._articles("ORDER BY number", ())

    def numbers_changed_since(self, revision: int) -> "array[int]":
        """Return the numbers, ascending, of the articles added or updated after a revision."""
        with failures_as_sentences(self.path):
            rows = self._connection.execute(
                "SELECT number FROM article INDEXED BY article_revision WHERE revision > ?",
                (revision,),
            )
            return array("Q", sorted(row[0] for row in rows))

    def to_index(self, numbers: Sequence[int]) -> Iterator[Indexable]:
        """Yield what the index is made of for each of the articles with these numbers, in order."""
        for start in range(0, len(numbers), MAX_PARAMETERS):
            part = numbers[start : start + MAX_PARAMETERS]
            marks = ", ".join("?" * len(part))
            with failures_as_sentences(self.path):
                rows = self._connection.execute(
                    f"SELECT {INDEXABLE} FROM article WHERE number IN ({marks}) ORDER BY number",
                    tuple(part),
                )
                yield from map(indexable_of, rows)

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

    def _articles(self, clause: str, parameters: tuple[object, ...]) -> Iterator[Article]:
        with failures_as_sentences(self.path):
            yield from self._rows.select(clause, parameters)

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

    def _is_unfinished(self) -> bool:
        tables = self._value("SELECT count(*) FROM sqlite_master")
        return not (tables or self._user_version() or self._value("PRAGMA application_id"))

    def _check_format(self) -> None:
        if self._value("PRAGMA application_id") != APPLICATION_ID:
            raise LibraryError(
                f"{self.path} is not a Telusur library: choose another folder with --library."
            )
        if self._user_version() > SCHEMA_VERSION:
            raise LibraryError(
                f"{self.path} was written by a later version of Telusur:"
                " upgrade Telusur to open it."
            )
        if self._user_version() < SCHEMA_VERSION:
            self._upgrade()

    def _upgrade(self) -> None:
        """Bring the tables and articles of an older version up to date, all or nothing."""
        with self.writing():
            if self._user_version() == SCHEMA_VERSION:
                return  # another process has done it meanwhile
            upgrade_tables(self._connection)
            revision = self.revision + 1
            ids = self._connection.execute("SELECT id FROM article ORDER BY number").fetchall()
            for (identity,) in ids:
                self._rows.upgrade(identity, revision)
            self._set_revision(revision)
        self._remark(
            f"Upgraded the library {self.path.parent} to this version: {len(ids)} articles."
        )
