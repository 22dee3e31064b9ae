"""Reads the rows of articles; one that is damaged is named and left out, and the rest goes on."""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from telusur.index.article import Article
from telusur.index.errors import LibraryError
from telusur.index.store.rows.row_format import ID, NUMBER, READ, RowDamagedError, article_of
from telusur.index.store.sqlite import MAX_PARAMETERS
from telusur.index.translation import gettext

_Made = TypeVar("_Made")
_Row = Sequence[Any]


class RowReader:
    """Reads rows, and remembers which were damaged."""

    def __init__(self, path: Path, on_remark: Callable[[str], None]) -> None:
        """Begin with nothing damaged.

        Args:
            path: the file, for the sentences.
            on_remark: is told of each damaged article, once.
        """
        self._path = path
        self._remark = on_remark
        self._damaged: dict[int, str] = {}

    @property
    def damaged(self) -> list[str]:
        """Which articles were found damaged so far: ids, or numbers where there is no id."""
        return list(self._damaged.values())

    def one(self, connection: sqlite3.Connection, identity: str) -> Article | None:
        """Return the article with an id, or None.

        Raises:
            LibraryError: it is damaged.
        """
        select = f"SELECT {READ} FROM article WHERE id = ?"
        row = connection.execute(select, (identity,)).fetchone()
        with self.damage_as_sentence(identity):
            return None if row is None else article_of(row)

    @contextmanager
    def damage_as_sentence(self, identity: str) -> Iterator[None]:
        """Turn the damage of one article that was asked for into an error.

        Raises:
            LibraryError: it is damaged.
        """
        try:
            yield
        except RowDamagedError as damage:
            raise LibraryError(
                "The article {name} in {parent} is damaged ({why}): `telusur "
                "check` says what to do.",
                name=identity,
                parent=self._path.parent,
                why=damage,
            ) from damage

    def numbers(self, connection: sqlite3.Connection, since: int = -1) -> "array[int]":
        """Return the numbers, ascending, of the articles that changed after a revision."""
        rows = connection.execute(
            "SELECT number FROM article INDEXED BY article_revision WHERE revision > ?", (since,)
        )
        return array("Q", sorted(row[0] for row in rows))

    def rows(
        self,
        connection: sqlite3.Connection,
        columns: str,
        numbers: Sequence[int],
        condition: str = "",
    ) -> Iterator[_Row]:
        """Yield the rows of articles, in the order of their numbers.

        Args:
            connection: the file, in one state.
            columns: what to read: `rows.GUARDED` or `rows.READ`.
            numbers: the numbers of the articles, ascending.
            condition: what else must hold, as SQL; without it, an article that is not there is
                a damaged one.
        """
        for start in range(0, len(numbers), MAX_PARAMETERS):
            missing = list(numbers[start : start + MAX_PARAMETERS])
            marks = ", ".join("?" * len(missing))
            select = f"SELECT {columns} FROM article WHERE number IN ({marks}) {condition}"
            read = set()
            try:
                for row in connection.execute(f"{select} ORDER BY number", missing):
                    read.add(row[NUMBER])
                    yield row
            except sqlite3.DatabaseError:
                pass  # one of those that are missing now cannot be read
            else:
                if condition:
                    continue
            yield from self._one_by_one(connection, columns, condition, missing, read)

    def _one_by_one(
        self,
        connection: sqlite3.Connection,
        columns: str,
        condition: str,
        numbers: Iterable[int],
        read: set[int],
    ) -> Iterator[_Row]:
        for number in numbers:
            if number in read:
                continue
            try:
                row = connection.execute(
                    f"SELECT {columns} FROM article WHERE number = ? {condition}", (number,)
                ).fetchone()
            except sqlite3.DatabaseError:
                self._set_aside(number, "", gettext("it cannot be read"))
                continue
            if row is not None:
                yield row
            elif not condition:
                self._set_aside(number, "", gettext("it is missing"))

    def made(
        self, rows: Iterable[_Row], make: Callable[[_Row], _Made]
    ) -> Iterator[tuple[_Row, _Made]]:
        """Yield rows that are what was written, with what is made of each.

        Args:
            rows: the rows.
            make: makes it, and raises `RowDamagedError`.
        """
        for row in rows:
            try:
                made = make(row)
            except RowDamagedError as damage:
                self._set_aside(row[NUMBER], str(row[ID]), str(damage))
                continue
            yield row, made

    def note_incomplete(self, found: int, stored: int) -> None:
        """Say that all that could be read is not all that was stored, if that was not said yet."""
        if self._damaged:
            return
        self._damaged[0] = "unknown"
        self._remark(
            gettext(
                "The library {parent} is damaged: {found} articles can be read, and not "
                "those {stored} that were stored; `telusur check` says what to do.",
                parent=self._path.parent,
                found=found,
                stored=stored,
            )
        )

    def _set_aside(self, number: int, identity: str, why: str) -> None:
        if number in self._damaged:
            return
        name = identity or f"number {number}"
        self._damaged[number] = name
        self._remark(
            gettext(
                "The article {name} in {parent} is damaged ({why}) and left out: `telusur "
                "check` says what to do.",
                name=name,
                parent=self._path.parent,
                why=why,
            )
        )
