"""User data in the file of the article store, so that a backup of the articles holds it as well.

The tables are made when something is first kept: libraries without them open as they did, and
earlier versions of Telusur pass over them.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from telusur.index.errors import LibraryError
from telusur.index.safe_json import json_text
from telusur.index.store.rows.row_format import checksum_of
from telusur.index.store.store_file import StoreFile
from telusur.index.user_data import UserData, UserDataKind

_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    " name TEXT NOT NULL, content TEXT NOT NULL, checksum INTEGER NOT NULL, UNIQUE (kind, name))",
    "CREATE TABLE IF NOT EXISTS seen (kept INTEGER, value TEXT, PRIMARY KEY (kept, value))"
    " WITHOUT ROWID",
)


class StoredUserData(UserData):
    """Implements `UserData` with two tables."""

    def __init__(self, file: StoreFile) -> None:
        """Take the file of the articles."""
        self._file = file

    def names(self, kind: UserDataKind) -> list[str]:
        """Return all names of a kind, in the order of their characters."""
        rows = self._select("SELECT name FROM kept WHERE kind = ? ORDER BY name", kind)
        return [str(name) for (name,) in rows]

    def get(self, kind: UserDataKind, name: str) -> dict[str, Any] | None:
        """Return the JSON object that is kept under a name; None if there is none."""
        query = "SELECT content, checksum FROM kept WHERE kind = ? AND name = ?"
        for content, checksum in self._select(query, kind, name):
            if checksum != checksum_of([kind, name, content]):
                raise LibraryError(
                    "What {path} keeps of the {kind} {name} is damaged: remove it and "
                    "make it again, or restore a backup.",
                    path=self._file.path,
                    kind=kind,
                    name=name,
                )
            kept: dict[str, Any] = json.loads(content)
            return kept
        return None

    def put(
        self,
        kind: UserDataKind,
        name: str,
        content: dict[str, Any],
        seen: Iterable[str] | None = None,
    ) -> None:
        """Write what is kept under a name, in the place of one that is there."""
        written = json_text(content)
        with self._file.writing(), self._file.connection() as connection:
            for table in _TABLES:
                connection.execute(table)
            connection.execute(
                "INSERT INTO kept (kind, name, content, checksum) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET content = excluded.content,"
                " checksum = excluded.checksum",
                (kind, name, written, checksum_of([kind, name, written])),
            )
            if seen is not None:
                number = _number_of(connection, kind, name)
                connection.execute("DELETE FROM seen WHERE kept = ?", (number,))
                _add(connection, number, seen)

    def remove(self, kind: UserDataKind, name: str) -> bool:
        """Remove what is kept under a name, with what was seen; return whether there was any."""
        if name not in self.names(kind):
            return False
        with self._file.writing(), self._file.connection() as connection:
            number = _number_of(connection, kind, name)
            connection.execute("DELETE FROM seen WHERE kept = ?", (number,))
            connection.execute("DELETE FROM kept WHERE number = ?", (number,))
        return True

    def seen(self, kind: UserDataKind, name: str) -> set[str]:
        """Return what has been seen; empty if the name is not known."""
        query = "SELECT value FROM seen JOIN kept ON kept = number WHERE kind = ? AND name = ?"
        return {str(value) for (value,) in self._select(query, kind, name)}

    def add_seen(self, kind: UserDataKind, name: str, values: Iterable[str]) -> None:
        """Add to what has been seen; nothing happens if the name is not known."""
        if name not in self.names(kind):
            return
        with self._file.writing(), self._file.connection() as connection:
            _add(connection, _number_of(connection, kind, name), values)

    def _select(self, query: str, *parameters: str) -> list[Any]:
        with self._file.connection() as connection:
            made = "SELECT count(*) FROM sqlite_master WHERE name IN ('kept', 'seen')"
            if connection.execute(made).fetchone()[0] < len(_TABLES):
                return []
            return connection.execute(query, parameters).fetchall()


def _number_of(connection: sqlite3.Connection, kind: UserDataKind, name: str) -> int | None:
    query = "SELECT number FROM kept WHERE kind = ? AND name = ?"
    row = connection.execute(query, (kind, name)).fetchone()
    return None if row is None else int(row[0])


def _add(connection: sqlite3.Connection, number: int | None, values: Iterable[str]) -> None:
    if number is not None:
        rows = [(number, value) for value in values]
        connection.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows)
