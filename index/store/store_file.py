"""The file of the article store: how it is read, locked, and brought up to date."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from telusur.index.errors import LibraryError
from telusur.index.folder.layout import ADDING_LOCK
from telusur.index.store.adding_lock import is_locked, locked
from telusur.index.store.connections import Connections
from telusur.index.store.schema import APPLICATION_ID, SCHEMA_VERSION, upgrade_tables
from telusur.index.store.sqlite import damaged, failures_as_sentences
from telusur.index.translation import gettext

if TYPE_CHECKING:
    from telusur.index.store.rows.article_rows import ArticleRows

_BUSY_TIMEOUT_MS = 5_000
_RETRY_SECONDS = 0.003
_PATIENCE_SECONDS = 0.5
_MAX_WAIT_SECONDS = 60
_WRITER_CACHE_KB = 32_000
"""Keys of texts are looked up and put all over their table; SQLite would keep 2 MB in memory."""


class StoreState(NamedTuple):
    """What a store holds at a revision."""

    revision: int
    """The number of the last batch of changes."""
    articles: int
    content: int
    """The sum of the articles' checksums: two copies of a library that were changed apart differ
    in it, even at the same revision."""


class StoreFile:
    """A SQLite file that processes and threads share safely, with a state for each revision."""

    def __init__(
        self, path: Path, connections: Connections, remark: Callable[[str], None] | None
    ) -> None:
        """Take an open file.

        Args:
            path: the file.
            connections: connections to it.
            remark: is told when another process is waited for, and of an upgrade.
        """
        self.path = path
        self._connections = connections
        self._remark = remark or (lambda line: None)

    def close(self) -> None:
        """Close the file; the store cannot be used any more."""
        self._connections.close()

    @property
    def identity(self) -> str:
        """What tells this library from every other: a random identifier made with the file."""
        return str(self._value("SELECT value FROM property WHERE name = 'identity'"))

    @property
    def revision(self) -> int:
        """The number of the last batch of changes."""
        return int(self._value("SELECT max(revision) FROM history"))

    @property
    def state(self) -> StoreState:
        """What the store holds now."""
        with self._connected() as connection:
            return self._state_of(connection)

    def _state_of(self, connection: sqlite3.Connection) -> StoreState:
        row = connection.execute(
            "SELECT revision, articles, content FROM history ORDER BY revision DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise damaged(self.path, gettext("its history is missing"))
        return StoreState(*row)

    def state_at(self, revision: int) -> StoreState | None:
        """Return what the store held at a revision; None if it never had that."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT revision, articles, content FROM history WHERE revision = ?", (revision,)
            ).fetchone()
        return StoreState(*row) if row else None

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the library's one write lock; commit at the end, roll back on any exception.

        Readers are not held up, and see nothing of it before the end.

        Args:
            wait: while another process holds the lock, wait for up to a minute, with a remark.

        Raises:
            LibraryBusyError: another process holds it (still).
            LibraryError: the file cannot be written, or is not where it was.
        """
        with self._connected() as connection:
            self._begin(connection, wait)
            try:
                self.require_in_place()
                yield
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, Exception):  # the index is in the same folder
                    self.require_in_place()
                raise

    def require_in_place(self) -> None:
        """Make sure that the articles are still in the folder where they were opened.

        Raises:
            LibraryError: they were moved, removed or replaced.
        """
        self._connections.require_in_place()

    @contextmanager
    def being_added_to(self) -> Iterator[None]:
        """Say to all who search that the index will follow, as long as this block lasts."""
        with locked(self.path.with_name(ADDING_LOCK)):
            yield

    @property
    def is_being_added_to(self) -> bool:
        """Whether somebody adds articles, and will have the index follow."""
        return is_locked(self.path.with_name(ADDING_LOCK))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the articles, whatever is written meanwhile.

        Raises:
            LibraryError: the file cannot be read.
        """
        with self._connections.held() as connection:
            if connection.in_transaction:
                yield  # it is part of a state already
                return
            with failures_as_sentences(self.path):
                connection.execute("BEGIN")
            try:
                self.revision  # noqa: B018 - the state is that of the first read
                yield
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _begin(self, connection: sqlite3.Connection, wait: bool) -> None:
        """Take the write lock, trying often: a writer beside us leaves it for moments only."""
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
        begun = monotonic()
        remarked = False
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                waited = monotonic() - begun
                if not wait or "locked" not in str(error) or waited > _MAX_WAIT_SECONDS:
                    raise
            if waited > _PATIENCE_SECONDS and not remarked:
                remarked = True
                self._remark(
                    gettext(
                        "Another process is writing to {parent}; waiting for up to "
                        "{seconds} seconds.",
                        parent=self.path.parent,
                        seconds=_MAX_WAIT_SECONDS,
                    )
                )
            sleep(_RETRY_SECONDS)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend the file itself, to those who check it and copy it.

        Raises:
            LibraryError: SQLite fails meanwhile.
        """
        with self._connected() as connection:
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with failures_as_sentences(self.path), self._connections.held() as connection:
            yield connection

    def _value(self, query: str) -> int | str:
        with self._connected() as connection:
            row = connection.execute(query).fetchone()
        if row is None or row[0] is None:
            raise damaged(self.path, gettext("a property is missing"))
        value: int | str = row[0]
        return value

    def _note(self, rows: "ArticleRows", revision: int) -> None:
        """Make a batch of changes the new revision, if there was any."""
        if rows.is_changed:
            with self._connected() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO history VALUES (?, ?, ?)",
                    (revision, rows.articles, rows.content),
                )

    def _user_version(self) -> int:
        return int(self._value("PRAGMA user_version"))

    def _is_unfinished(self) -> bool:
        tables = self._value("SELECT count(*) FROM sqlite_master")
        return not (tables or self._user_version() or self._value("PRAGMA application_id"))

    def _check_format(self) -> None:
        if self._value("PRAGMA application_id") != APPLICATION_ID:
            raise LibraryError(
                "{path} is not a Telusur library: choose another folder with --library.",
                path=self.path,
            )
        if self._user_version() > SCHEMA_VERSION:
            raise LibraryError(
                "{path} was written by a later version of Telusur: upgrade Telusur to open it.",
                path=self.path,
            )
        if self._user_version() < SCHEMA_VERSION:
            self._upgrade()

    def _upgrade(self) -> None:
        """Bring the tables and articles of an older version up to date, all or nothing."""
        from telusur.index.store.rows.article_rows import ArticleRows

        with self.writing(), self._connected() as connection:
            version = self._user_version()
            if version == SCHEMA_VERSION:
                return  # another process has done it meanwhile
            upgrade_tables(connection, version)
            rows = ArticleRows(connection, self.revision + 1)
            if version == 1:
                for (identity,) in connection.execute("SELECT id FROM article").fetchall():
                    rows.clean_again(identity)
            rows.recount()
            self._note(rows, self.revision + 1)
        self._remark(
            gettext(
                "Upgraded the library {parent} to this version: {articles} articles.",
                parent=self.path.parent,
                articles=rows.articles,
            )
        )
