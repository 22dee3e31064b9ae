"""Families of articles: which ones in the store are versions of one another."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from telusur.index.article import Fingerprint
from telusur.index.store.sqlite import MAX_PARAMETERS

_LATEST_HOLDERS = (
    "SELECT key, number FROM"
    " (SELECT key, number FROM band WHERE key = ? ORDER BY number DESC LIMIT ?)"
)

_GROUPING_VERSION = "3"
"""Goes up when keys or judgement change: a library that was grouped otherwise is grouped anew."""


class Families:
    """The tables that say so; changes belong in a transaction of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the store's open file."""
        self._connection = connection
        self._is_current = False

    def assign(self, number: int, text: str, fingerprint: Fingerprint | None = None) -> None:
        """Assign a family to an article that is new.

        Args:
            number: the number of the article.
            text: its text.
            fingerprint: that of its text, if it has been made.
        """
        if self._is_current or not self._bring_up_to_date():
            self._join(number, text, fingerprint)

    def reassign(self, number: int, text: str) -> None:
        """Assign a family to an article whose text has changed.

        Args:
            number: the number of the article.
            text: its text.
        """
        self.forget(number)
        self.assign(number, text)

    def forget(self, number: int) -> None:
        """Take an article out of its family."""
        self._connection.execute("DELETE FROM band WHERE number = ?", (number,))
        self._connection.execute("DELETE FROM similar WHERE number = ?", (number,))

    def of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the families of articles, of those that have one."""
        return dict(self._rows("SELECT number, family FROM similar WHERE number IN ({})", numbers))

    def members(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of all articles of families, in the order in which they were added."""
        ids: dict[int, list[str]] = {family: [] for family in families}
        select = "SELECT family, id FROM similar JOIN article USING (number)"
        for family, identity in self._rows(
            select + " WHERE family IN ({}) ORDER BY number", families
        ):
            ids[family].append(identity)
        return ids

    def _rows(self, query: str, values: Sequence[int]) -> Iterator[tuple[int, Any]]:
        for start in range(0, len(values), MAX_PARAMETERS):
            part = values[start : start + MAX_PARAMETERS]
            yield from self._connection.execute(query.format(", ".join("?" * len(part))), part)

    def _bring_up_to_date(self) -> bool:
        """Group all articles anew if they were grouped by an older version, and tell whether."""
        row = self._connection.execute(
            "SELECT value FROM property WHERE name = 'families'"
        ).fetchone()
        self._is_current = True
        if row == (_GROUPING_VERSION,):
            return False
        self._connection.execute("DELETE FROM band")
        self._connection.execute("DELETE FROM similar")
        numbers = self._connection.execute("SELECT number FROM article ORDER BY number").fetchall()
        for (number,) in numbers:
            self._join(number, self._text(number))
        self._connection.execute(
            "INSERT OR REPLACE INTO property VALUES ('families', ?)", (_GROUPING_VERSION,)
        )
        return True

    def _join(self, number: int, text: str, fingerprint: Fingerprint | None = None) -> None:
        """Find the family of an article that has none, and make it known to later ones."""
        from telusur.index.store.duplicates.minhash import band_keys

        keys = fingerprint.band_keys if fingerprint else band_keys(text)
        relative = self._nearest(self._candidates(keys), text)
        if relative is not None:
            self._connection.execute(
                "INSERT INTO similar VALUES (?, ?)", (number, self._family_of(relative))
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, number) for key in keys]
        )

    def _candidates(self, keys: Sequence[int]) -> list[int]:
        """Return the articles that are likely to be versions of one with these keys."""
        from telusur.index.store.duplicates.minhash import MAX_HOLDERS, likely_versions

        if not keys:
            return []
        select = " UNION ALL ".join([_LATEST_HOLDERS] * len(keys))
        limited = [value for key in keys for value in (key, MAX_HOLDERS)]
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for key, number in self._connection.execute(select, limited):
            holders[key].append(number)
        return likely_versions(holders.values())

    def _nearest(self, candidates: Sequence[int], text: str) -> int | None:
        """Return which of some articles a text is most likely a version of, or None."""
        if not candidates:
            return None
        from telusur.index.store.duplicates.resemblance import nearest_version

        return nearest_version(text, {number: self._text(number) for number in candidates}, self.of)

    def _text(self, number: int) -> str:
        row = self._connection.execute(
            "SELECT text FROM article WHERE number = ?", (number,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _family_of(self, number: int) -> int:
        """Return the family of an article; one that has none founds one."""
        known = self.of([number])
        if known:
            return known[number]
        family: int = self._connection.execute(
            "SELECT coalesce(max(family), 0) + 1 FROM similar"
        ).fetchone()[0]
        self._connection.execute("INSERT INTO similar VALUES (?, ?)", (number, family))
        return family
