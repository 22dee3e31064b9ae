"""Looks up stored articles in the rows of the article store."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from telusur.index.store.duplicates.identification import Stored
from telusur.index.store.rows.row_format import (
    ID,
    NUMBER,
    ORIGIN,
    READ,
    RowDamagedError,
    article_of,
    checksum_of,
)  # fmt: skip


class RowLookup:
    """Implements `identification.Lookup`, in a transaction of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the store's file."""
        self._connection = connection

    def with_id(self, identity: str) -> Stored | None:
        """Return the article with an id, damaged or not; None if there is none."""
        return next(self._select("WHERE id = ?", identity), None)

    def with_digest(self, digest: int, limit: int) -> Iterable[Stored]:
        """Return the first articles whose texts may be equal to one with this digest."""
        return self._select("WHERE digest = ? ORDER BY number LIMIT ?", digest, limit)

    def with_url(self, url: str, limit: int) -> Sequence[Stored]:
        """Return articles that an input gave for a URL, up to a limit."""
        numbers = "SELECT number FROM address WHERE key = ? LIMIT ?"
        return list(self._select(f"WHERE number IN ({numbers})", checksum_of([url]), limit))

    def whole_of(self, origin: int) -> Stored | None:
        """Return what a file or an address held whole, if no other holds that as well."""
        held = "WHERE number = (SELECT article FROM origin WHERE number = ?)"
        stored = next(self._select(held, origin), None)
        if stored is None:
            return None
        (others,) = self._connection.execute(
            "SELECT count(*) FROM origin WHERE article = ? AND number <> ?", (stored.number, origin)
        ).fetchone()
        return None if others else stored

    def _select(self, clause: str, *parameters: object) -> Iterator[Stored]:
        rows = self._connection.execute(f"SELECT {READ} FROM article {clause}", parameters)
        for row in rows.fetchall():
            try:
                article = article_of(row)
            except RowDamagedError:
                article = None
            yield Stored(row[NUMBER], row[ORIGIN], row[ID], article)
