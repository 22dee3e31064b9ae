"""A lock that says that somebody adds articles: searches meanwhile leave the index to them.

It is one of SQLite on a file of its own, which works wherever the articles' file does and goes with
the process that holds it, however that ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from telusur.index.store.sqlite import create_private

_PATIENCE_SECONDS = 0.1
"""For those who look whether it is held."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock if it can be had: who adds beside somebody else does without.

    Args:
        path: the file; it is made where it is missing.
    """
    connection = None
    with suppress(OSError, sqlite3.Error):
        create_private(path)
        connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        if connection:
            connection.close()


def is_locked(path: Path) -> bool:
    """Tell whether somebody holds the lock.

    Args:
        path: the file, which may be missing.
    """
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
        ) as connection:
            connection.execute("SELECT * FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        return "locked" in str(error)
    return False
