"""The rows of the article store: how an article gets into them, changes, and goes."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from telusur.index.article import Article
from telusur.index.making import cleaned_again
from telusur.index.merging import merged
from telusur.index.store.near_duplicates import Families
from telusur.index.store.rows import COLUMNS, FURTHER_URLS, article_of, row_of

Outcome = Literal["added", "updated", "unchanged"]

READ = f"{COLUMNS}, {FURTHER_URLS}"
"""What to select of an article for `article_of`."""

_MAX_COMPARED = 50
"""Bounds the time that an article takes whose text stands under thousands of titles."""

_WRITTEN = f"{COLUMNS}, digest, revision"


class Put(NamedTuple):
    """What happened to an article that was put into the store."""

    outcome: Outcome
    id: str
    """Under which id it is stored: a copy has that of the article that it is a copy of."""


class ArticleRows:
    """Reads and writes within the transactions of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the store's open file."""
        self._connection = connection
        self.families = Families(connection)
        """Which articles are versions of one another."""

    def select(self, clause: str, parameters: tuple[object, ...]) -> Iterator[Article]:
        """Yield the articles that a clause of SQL selects.

        Args:
            clause: what follows `FROM article`.
            parameters: the values of its placeholders.
        """
        for row in self._connection.execute(f"SELECT {READ} FROM article {clause}", parameters):
            yield article_of(row)

    def delete(self, identity: str, revision: int) -> bool:
        """Remove an article.

        Args:
            identity: the id of the article.
            revision: the revision that the removal belongs to.

        Returns:
            Whether there was an article with this id.
        """
        number = self.number_of(identity)
        if number is None:
            return False
        self._connection.execute("INSERT INTO removal VALUES (?, ?)", (number, revision))
        self._connection.execute("DELETE FROM article WHERE number = ?", (number,))
        self._connection.execute("DELETE FROM address WHERE number = ?", (number,))
        self.families.forget(number)
        return True

    def upgrade(self, identity: str, revision: int) -> None:
        """Make an article of version 1 of the tables what it would be today.

        Args:
            identity: the id of the article.
            revision: the revision that the change belongs to.
        """
        existing = self._get(identity)
        if existing is not None:
            # The empty text is none that it can have, so that its family is looked for.
            self._update(replace(existing, text=""), cleaned_again(existing), revision)

    def put(self, article: Article, revision: int) -> Put:
        """Add or update an article; see `ArticleStore.put`.

        Args:
            article: the article.
            revision: the revision that the change belongs to.

        Returns:
            What happened to the article.
        """
        existing = self._get(article.id)
        if existing is None and article.id_derived:
            existing = self._same_text(article)
        if existing is None:
            values = (*row_of(article), _digest(article.text), revision)
            number = self._connection.execute(
                f"INSERT INTO article ({_WRITTEN}) VALUES ({', '.join('?' * len(values))})", values
            ).lastrowid
            assert number is not None  # SQLite gives one after every INSERT
            self._put_addresses(number, article)
            self.families.assign(number, article.text)
            return Put("added", article.id)
        article = merged(existing, article)
        if article == existing:
            return Put("unchanged", article.id)
        self._update(existing, article, revision)
        return Put("updated", article.id)

    def _update(self, existing: Article, article: Article, revision: int) -> None:
        number = self.number_of(existing.id)
        assert number is not None  # it was read within this transaction
        values = (*row_of(article), _digest(article.text), revision)
        self._connection.execute(
            f"UPDATE article SET ({_WRITTEN}) = ({', '.join('?' * len(values))}) WHERE number = ?",
            (*values, number),
        )
        if article.further_urls != existing.further_urls:
            self._put_addresses(number, article)
        if article.text != existing.text:
            self.families.assign(number, article.text)

    def _put_addresses(self, number: int, article: Article) -> None:
        self._connection.execute("DELETE FROM address WHERE number = ?", (number,))
        self._connection.executemany(
            "INSERT INTO address VALUES (?, ?)", [(number, url) for url in article.further_urls]
        )

    def _same_text(self, article: Article) -> Article | None:
        """Return the stored article of the same text, unless both have titles that differ."""
        stored = self.select(
            "WHERE digest = ? ORDER BY number LIMIT ?",
            (_digest(article.text), _MAX_COMPARED),
        )
        words = article.text.split()
        for existing in stored:
            untitled = existing.title_made or article.title_made
            same_title = untitled or existing.title.casefold() == article.title.casefold()
            if same_title and existing.text.split() == words:
                return existing
        return None

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows an article; None if there is none."""
        row = self._connection.execute(
            "SELECT number FROM article WHERE id = ?", (identity,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _get(self, identity: str) -> Article | None:
        return next(self.select("WHERE id = ?", (identity,)), None)


def _digest(text: str) -> int:
    from telusur.index.store.minhash import content_digest

    return content_digest(text)
