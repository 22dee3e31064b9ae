"""Opens a SQLite file for sharing between processes, and says in sentences what goes wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from telusur.index.errors import LibraryBusyError, LibraryError

MAX_PARAMETERS = 900
"""The maximum number of values in a query: SQLite's oldest limit is 999."""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a SQLite file whose commits survive a power cut and do not hold up readers.

    Args:
        path: the file.
        create: make the file if it is not there.

    Raises:
        sqlite3.Error: it cannot be opened; see `failures_as_sentences`.
    """
    try:
        return _connection(path, "mode=rwc" if create else "mode=rw")
    except sqlite3.OperationalError as error:
        if create or "locked" in str(error):
            raise
        # A library on a read-only medium can still be searched.
        return _connection(path, "mode=ro&immutable=1")


def _connection(path: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None, timeout=5
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        # The write-ahead log lets readers read on, and FULL syncs it at every commit. The mode
        # stays with the file; it is set only on one that we make.
        connection.execute("PRAGMA synchronous = FULL")
        if "rwc" in options:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA schema_version")  # finds out whether it can be read
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def failures_as_sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about a library's file into a `LibraryError`.

    Args:
        path: the file, for the sentence.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason:
            raise LibraryBusyError(
                f"Another process is writing to the library {path.parent}:"
                " try again when it is done."
            ) from error
        if "readonly" in reason:
            raise LibraryError(
                f"The library {path.parent} cannot be written: check its permissions"
                " or choose another folder with --library."
            ) from error
        if "full" in reason or "disk I/O" in reason:
            advice = "make room on the disk" + ("" if "full" in reason else " or check it")
            raise LibraryError(
                f"The library {path.parent} could not be written ({reason}):"
                f" {advice} and repeat the command; nothing stored was lost."
            ) from error
        raise LibraryError(
            f"The library file {path} cannot be opened ({reason}): check the folder's permissions"
            " or choose another with --library."
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, reason: str) -> LibraryError:
    """Make the error that says a library's file is damaged.

    Args:
        path: the file.
        reason: what is wrong, in a few words.
    """
    return LibraryError(
        f"The library file {path} is damaged ({reason}): put a backup in its place,"
        " or move it away and add the articles again."
    )
