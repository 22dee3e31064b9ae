"""The rows of the article store: how an article gets into them, changes, and goes."""

import sqlite3
from functools import cached_property
from typing import Literal, NamedTuple

from telusur.index.article import Article
from telusur.index.ingest.making import cleaned_again
from telusur.index.ingest.merging import merged_as
from telusur.index.store.duplicates.identification import Identification, Seen, Stored, origin_name
from telusur.index.store.duplicates.near_duplicates import Families
from telusur.index.store.rows.row_format import CONTENTS, WRITTEN, checksum_of, row_of
from telusur.index.store.rows.row_lookup import RowLookup
from telusur.index.store.rows.versions import keep_version

Outcome = Literal["added", "renamed", "updated", "unchanged"]

_MARKS = ", ".join("?" * len(WRITTEN.split(", ")))


class Put(NamedTuple):
    """What happened to an article that was put into the store."""

    outcome: Outcome
    """`renamed`: it was added under another id, since its own is another article's."""
    id: str
    """Under which id it is stored: a copy has that of the article that it is a copy of."""


class ArticleRows:
    """One batch of changes, within a transaction of the store."""

    def __init__(
        self, connection: sqlite3.Connection, revision: int, seen: Seen | None = None
    ) -> None:
        """Begin a batch.

        Args:
            connection: the store's file, in a transaction.
            revision: the revision that the changes belong to.
            seen: the articles that the present run has met.
        """
        self._connection = connection
        self._revision = revision
        self._seen = Seen() if seen is None else seen
        self._lookup = RowLookup(connection)
        self._identification = Identification(self._lookup, self._seen)
        self._families = Families(connection)
        self._origins: dict[str, int] = {"": 0}
        self.is_changed = False
        last: tuple[int, int] = connection.execute(
            "SELECT articles, content FROM history ORDER BY revision DESC LIMIT 1"
        ).fetchone()
        self.articles, self.content = last
        """How many articles there are now, and the sum of their checksums."""

    def put(self, article: Article) -> Put:
        """Add or update an article; see `ArticleStore.put`."""
        from telusur.index.store.duplicates.minhash import content_digest

        made = article.fingerprint
        digest = made.digest if made else content_digest(article.text)
        origin = self._origin_of(article)
        stored, identity = self._identification.identify(article, origin, digest)
        if stored is None:
            renamed = identity != article.id and not article.id_derived
            outcome: Outcome = "renamed" if renamed else "added"
            new = article if identity == article.id else article.replaced(id=identity)
            number = self._insert(new, digest, origin)
        else:
            number = stored.number
            outcome = self._update_if_new(stored, article, digest, origin)
        if origin:
            self._seen.add(number)
            if article.is_whole:
                self._connection.execute(
                    "UPDATE origin SET article = ? WHERE number = ? AND article IS NOT ?",
                    (number, origin, number),
                )
        return Put(outcome, identity)

    def delete(self, identity: str) -> bool:
        """Remove an article, damaged or not.

        Returns:
            Whether there was an article with this id.
        """
        stored = self._lookup.with_id(identity)
        if stored is None:
            return False
        number = (stored.number,)
        self._connection.execute(
            "INSERT OR REPLACE INTO removal VALUES (?, ?)", (stored.number, self._revision)
        )
        self._forget(stored)
        self._connection.execute("DELETE FROM article WHERE number = ?", number)
        self._connection.execute("DELETE FROM version WHERE number = ?", number)
        self._connection.execute("UPDATE origin SET article = NULL WHERE article = ?", number)
        self._families.forget(stored.number)
        self.articles -= 1
        if stored.article is None:
            self.recount()
        return True

    def clean_again(self, identity: str) -> None:
        """Make an article of version 1 of the tables what it would be today."""
        from telusur.index.store.duplicates.minhash import content_digest

        stored = self._lookup.with_id(identity)
        if stored is not None and stored.article is not None:
            article = cleaned_again(stored.article)
            self._write(stored, article, content_digest(article.text), stored.origin)
            self._families.reassign(stored.number, article.text)

    def recount(self) -> None:
        """Count the articles and add up their checksums: of all, not only of what changed."""
        self.articles, self.content = 0, 0
        for (checksum,) in self._connection.execute("SELECT checksum FROM article"):
            self.articles += 1
            self._add_content(checksum)

    def _insert(self, article: Article, digest: int, origin: int) -> int:
        self._last_number += 1
        number = self._last_number
        row = row_of(article, number, digest, origin, self._revision)
        self._connection.execute(f"INSERT INTO article ({WRITTEN}) VALUES ({_MARKS})", row)
        self._put_addresses(number, article)
        self._families.assign(number, article.text, article.fingerprint)
        self.articles += 1
        self._add_content(row[-1])
        return number

    @cached_property
    def _last_number(self) -> int:
        """The last number that an article was given, also before this batch."""
        last = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'article'"
        ).fetchone()
        return last[0] if last else 0

    def _update_if_new(self, stored: Stored, article: Article, digest: int, origin: int) -> Outcome:
        existing = stored.article
        if existing is None:
            self._write(stored, article.replaced(id=stored.id), digest, origin or stored.origin)
            self._families.reassign(stored.number, article.text)
            self.recount()
            return "updated"
        article = merged_as(stored.id, existing, article)
        if article == existing:
            return "unchanged"
        if article.text != existing.text:
            keep_version(self._connection, stored.number, existing)
        self._write(stored, article, digest, stored.origin)
        if article.text != existing.text:
            self._families.reassign(stored.number, article.text)
        return "updated"

    def _write(self, stored: Stored, article: Article, digest: int, origin: int) -> None:
        row = row_of(article, stored.number, digest, origin, self._revision)
        self._forget(stored)
        self._connection.execute(
            f"UPDATE article SET ({WRITTEN}) = ({_MARKS}) WHERE number = ?", (*row, stored.number)
        )
        self._put_addresses(stored.number, article)
        self._add_content(row[-1])

    def _forget(self, stored: Stored) -> None:
        """Take what an article has been out of the sum, and out of the addresses."""
        (checksum,) = self._connection.execute(
            "SELECT checksum FROM article WHERE number = ?", (stored.number,)
        ).fetchone()
        self._add_content(-checksum)
        if stored.article is not None:
            self._connection.executemany(
                "DELETE FROM address WHERE key = ? AND number = ?",
                [(checksum_of([url]), stored.number) for url in stored.article.urls],
            )

    def _add_content(self, checksum: int) -> None:
        self.is_changed = True
        self.content = (self.content + checksum) % CONTENTS

    def _put_addresses(self, number: int, article: Article) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO address VALUES (?, ?)",
            [(checksum_of([url]), number) for url in article.urls],
        )

    def _origin_of(self, article: Article) -> int:
        """Return the number of what an article was read from; 0 where that is unknown."""
        known = self._origins.get(article.origin)
        if known is not None:
            return known
        name = origin_name(article.origin)
        find = "SELECT number FROM origin WHERE name = ?"
        row = self._connection.execute(find, (name,)).fetchone()
        if row is None:
            insert = "INSERT INTO origin (name) VALUES (?) RETURNING number"
            row = self._connection.execute(insert, (name,)).fetchone()
        number = int(row[0])
        self._origins[article.origin] = number
        return number
