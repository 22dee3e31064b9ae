"""Opens a SQLite file for sharing between processes, and says in sentences what goes wrong."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
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
    if create:
        create_private(path)
    try:
        return _connection(path, "mode=rw", create=create)
    except sqlite3.OperationalError as error:
        if create or "locked" in str(error):
            raise
    return _read_only(path)


def create_private(path: Path) -> None:
    """Make an empty file that its owner alone can read; SQLite gives its companions the same.

    Args:
        path: the file; where it exists it stays as it is.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file in a folder that cannot be written, such as a medium or somebody else's."""
    log = path.with_name(path.name + "-wal")
    with suppress(sqlite3.OperationalError):
        return _connection(path, "mode=ro")  # where the log's index is there too
    if not (log.exists() and log.stat().st_size):
        return _connection(path, "mode=ro&immutable=1")
    # A killed writer left its log, and SQLite has no room for an index of it but in memory, which
    # it takes where nobody else can have the file. Nobody can write here, so locks are not needed.
    return _connection(path, "mode=ro&vfs=unix-none", exclusive=True)


def _connection(
    path: Path, options: str, *, create: bool = False, exclusive: bool = False
) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        isolation_level=None,
        timeout=5,
        check_same_thread=False,  # `Connections` lends each to one thread at a time
    )
    # What is no UTF-8 is damage of one article, and told as such where its row is verified.
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if exclusive:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # The write-ahead log lets readers read on, and FULL syncs it at every commit. The mode
        # stays with the file; it is set only on one that we make.
        connection.execute("PRAGMA synchronous = FULL")
        if create:
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
        raise _as_sentence(path, error) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, str(error)) from error


def _as_sentence(path: Path, error: sqlite3.OperationalError) -> LibraryError:
    reason, folder = str(error), path.parent
    if "locked" in reason:
        return LibraryBusyError(
            "Another process is writing to the library {folder}: try again when it is done.",
            folder=folder,
        )
    if "readonly" in reason:
        return LibraryError(
            "The library {folder} cannot be written: check its permissions or choose "
            "another folder with --library.",
            folder=folder,
        )
    if "full" in reason or "disk I/O" in reason:
        return LibraryError(
            "The library {folder} could not be written or read ({reason}): make room on "
            "the disk, or check it, and repeat the command; nothing stored was lost.",
            folder=folder,
            reason=reason,
        )
    if "no such" in reason:
        return damaged(path, reason)
    return LibraryError(
        "The library file {path} cannot be opened ({reason}): check the folder's "
        "permissions or choose another with --library.",
        path=path,
        reason=reason,
    )


def damaged(path: Path, reason: str) -> LibraryError:
    """Make the error that says a library's file is damaged.

    Args:
        path: the file.
        reason: what is wrong, in a few words.
    """
    return LibraryError(
        "The library file {path} is damaged ({reason}): `telusur restore FILE` puts a "
        "backup in its place; without one, move the folder away and add the articles "
        "again.",
        path=path,
        reason=reason,
    )
