"""Connections to one SQLite file, lent to one thread at a time, so that threads share a library."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from telusur.index.errors import LibraryError
from telusur.index.store.sqlite import connect


class Connections:
    """Lends connections; each one that is idle serves the next borrower."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the first one.

        Args:
            path: the file.
            create: make the file if it is not there.

        Raises:
            sqlite3.Error: it cannot be opened; see `sqlite.failures_as_sentences`.
        """
        self._path = path
        self._idle = [connect(path, create=create)]
        self._file = _identity(path)
        self._lock = threading.Lock()
        self._held = threading.local()
        self._closed = False

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection that this thread holds already, or else one for this block.

        Raises:
            LibraryError: the library was closed, moved or removed.
        """
        connection: sqlite3.Connection | None = getattr(self._held, "connection", None)
        if connection is not None:
            yield connection
            return
        with self.borrowed() as connection:
            self._held.connection = connection
            try:
                yield connection
            finally:
                self._held.connection = None

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nothing else uses, in whatever thread, for this block.

        Raises:
            LibraryError: the library was closed, moved or removed.
        """
        connection = self._taken()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close what is idle now, and the others when they come back."""
        with self._lock:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def require_in_place(self) -> None:
        """Make sure that the file is still the one that is open.

        Raises:
            LibraryError: it was moved, removed or replaced; what is written now would be lost.
        """
        if _identity(self._path) != self._file:
            raise self._gone()

    def _taken(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise LibraryError(
                    "The library {parent} was closed: open it again to use it.",
                    parent=self._path.parent,
                )
            found = _identity(self._path)
            if found is None:
                raise self._gone()
            if found != self._file:  # a backup was restored in its place
                for connection in self._idle:
                    connection.close()
                self._idle.clear()
                self._file = found
            if self._idle:
                return self._idle.pop()
        return connect(self._path, create=False)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if self._closed or _identity(self._path) != self._file:
                connection.close()
                return
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._idle.append(connection)

    def _gone(self) -> LibraryError:
        return LibraryError(
            "The library {parent} was moved, removed or replaced while it was in use: "
            "name the folder where it is now with --library, and repeat the command.",
            parent=self._path.parent,
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that took its name; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - `Path.stat` takes twice as long, at every search
    except OSError:
        return None
    return status.st_dev, status.st_ino
