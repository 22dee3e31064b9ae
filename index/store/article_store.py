"""The article store: one SQLite file that holds the articles of a library, the truth."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.index.article import Article
from telusur.index.errors import LibraryError
from telusur.index.store.connections import Connections
from telusur.index.store.duplicates.near_duplicates import Families
from telusur.index.store.rows.row_format import (
    CHECKSUM,
    CONTENTS,
    GUARDED,
    NUMBER,
    READ,
    Indexable,
    article_of,
    indexable_of,
)
from telusur.index.store.rows.row_reader import RowReader
from telusur.index.store.schema import create_tables
from telusur.index.store.sqlite import MAX_PARAMETERS, damaged, failures_as_sentences
from telusur.index.store.store_file import StoreFile
from telusur.index.translation import gettext
from telusur.index.values import Value

if TYPE_CHECKING:
    from telusur.index.store.duplicates.identification import Seen
    from telusur.index.store.rows.article_rows import Put
    from telusur.index.store.rows.versions import Version


class Summary(Value):
    """Counts over all articles of a store."""

    articles: int
    characters: int
    dated: int
    """The number of articles with a date of publication, inferred ones included."""
    earliest: str | None
    """The first day on which an article may have been published, ISO 8601."""
    latest: str | None
    last_added: str | None


class ArticleStore(StoreFile):
    """The articles of one library, in a SQLite file that processes and threads share safely.

    Each batch of changes is one transaction and one *revision*, a number that only grows; the
    index remembers the revision that it has reached, and asks for what came after it. An article
    that is not what was written is named in a remark and left out, wherever many are read.
    """

    def __init__(
        self, path: Path, connections: Connections, remark: Callable[[str], None] | None
    ) -> None:
        """Take an open file; callers want `open` or `create`."""
        super().__init__(path, connections, remark)
        self._reader = RowReader(path, self._remark)

    @classmethod
    def create(
        cls,
        path: Path,
        articles: Iterable[Article] = (),
        remark: Callable[[str], None] | None = None,
    ) -> "ArticleStore":
        """Create the file with its first articles, all or nothing; if it exists, just open it.

        Args:
            path: where the file will be; its folder must exist.
            articles: the articles that it starts with.
            remark: is told when another process is waited for.

        Raises:
            LibraryError: the file cannot be created, or is no article store.
        """
        with failures_as_sentences(path):
            store = cls(path, Connections(path, create=True), remark)
        try:
            with store.writing():
                if store._is_unfinished():
                    with store._connected() as connection:
                        create_tables(connection)
                    store.put(articles)
            store._check_format()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path, remark: Callable[[str], None] | None = None) -> "ArticleStore | None":
        """Open an existing file.

        Args:
            path: the file.
            remark: is told when another process is waited for, and of damaged articles.

        Returns:
            The store; None if whoever began to make the file was interrupted before anything was in
            it, so that `create` may finish it.

        Raises:
            LibraryError: the file is missing, damaged, of a later version, or no article store.
        """
        with failures_as_sentences(path):
            if path.stat().st_size == 0:
                raise damaged(path, gettext("it is empty"))
            store = cls(path, Connections(path, create=False), remark)
        try:
            if store._is_unfinished():
                store.close()
                return None
            store._check_format()
        except LibraryError:
            store.close()
            raise
        return store

    @property
    def damaged_articles(self) -> list[str]:
        """Which articles were found damaged so far, and left out."""
        return self._reader.damaged

    def __len__(self) -> int:
        return self.state.articles

    def put(self, articles: Iterable[Article], seen: "Seen | None" = None) -> "list[Put]":
        """Add or update articles; call it while `writing`.

        An article that is stored already is updated where the new one says something new: what an
        input gave is never replaced by what was only detected, and a text that is replaced is kept
        as a version. `identification` says which articles are the same.

        Args:
            articles: the articles.
            seen: what the present run of additions has met.

        Returns:
            What happened to each article, in order.
        """
        from telusur.index.store.rows.article_rows import ArticleRows

        with self._connected() as connection:
            rows = ArticleRows(connection, self.revision + 1, seen)
            put = [rows.put(article) for article in articles]
            self._note(rows, self.revision + 1)
        return put

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles with their versions; call it while `writing`.

        Returns:
            The ids that were there and are removed.
        """
        from telusur.index.store.rows.article_rows import ArticleRows

        with self._connected() as connection:
            rows = ArticleRows(connection, self.revision + 1)
            removed = [identity for identity in ids if rows.delete(identity)]
            self._note(rows, self.revision + 1)
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None.

        Raises:
            LibraryError: it is damaged.
        """
        with self._connected() as connection:
            return self._reader.one(connection, identity)

    def versions(self, identity: str) -> "list[Version]":
        """Return the former states of the article with this id, the oldest first.

        Raises:
            LibraryError: one of them is damaged.
        """
        from telusur.index.store.rows.versions import versions_of

        number = self.number_of(identity)
        with self._connected() as connection, self._reader.damage_as_sentence(identity):
            return [] if number is None else list(versions_of(connection, number))

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT number FROM article WHERE id = ?", (identity,)
            ).fetchone()
        return None if row is None else int(row[0])

    def ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of the articles with these numbers, without those that are gone."""
        found: dict[int, str] = {}
        with self._connected() as connection:
            for start in range(0, len(numbers), MAX_PARAMETERS):
                part = numbers[start : start + MAX_PARAMETERS]
                marks = ", ".join("?" * len(part))
                query = f"SELECT number, id FROM article WHERE number IN ({marks})"
                found.update(connection.execute(query, part).fetchall())
        return found

    def ids_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the first ids that start with a prefix, in order.

        Args:
            prefix: what the ids start with.
            limit: the maximum number of ids.
        """
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
                (len(prefix), prefix, limit),
            ).fetchall()
        return [row[0] for row in rows]

    def get_many(self, numbers: Sequence[int], revision: int) -> dict[int, Article]:
        """Return articles as they were at a revision; without those that changed after it.

        Args:
            numbers: the numbers of the articles.
            revision: the revision.
        """
        with self._connected() as connection:
            rows = self._reader.rows(connection, READ, numbers, f"AND revision <= {revision:d}")
            return {row[NUMBER]: article for row, article in self._reader.made(rows, article_of)}

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return which families articles belong to: versions of one another are one family."""
        with self._connected() as connection:
            return Families(connection).of(numbers)

    def ids_in_families(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        with self._connected() as connection:
            return Families(connection).members(families)

    def all(self) -> Iterator[Article]:
        """Yield every article in the order in which they were added, as they were at one time."""
        with failures_as_sentences(self.path), self._connections.borrowed() as connection:
            connection.execute("BEGIN")
            stored = self._state_of(connection)
            count = content = 0
            rows = self._reader.rows(connection, READ, self._reader.numbers(connection))
            for row, article in self._reader.made(rows, article_of):
                count += 1
                content += row[CHECKSUM]
                yield article
            if (count, content % CONTENTS) != (stored.articles, stored.content):
                self._reader.note_incomplete(count, stored.articles)

    def numbers_changed_since(self, revision: int) -> "array[int]":
        """Return the numbers, ascending, of the articles added or updated after a revision."""
        with self._connected() as connection:
            return self._reader.numbers(connection, since=revision)

    def to_index(self, numbers: Sequence[int]) -> Iterator[Indexable]:
        """Yield what the index is made of for each of the articles with these numbers, in order."""
        with self._connected() as connection:
            rows = self._reader.rows(connection, GUARDED, numbers)
            for _, indexable in self._reader.made(rows, indexable_of):
                yield indexable

    def numbers_outdated_since(self, revision: int) -> set[int]:
        """Return the numbers of the articles that were updated or removed after a revision.

        Those that were added after it are among them; an index that never had them has nothing to
        forget.
        """
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT number FROM article WHERE revision > ?"
                " UNION SELECT number FROM removal WHERE revision > ?",
                (revision, revision),
            ).fetchall()
        return {row[0] for row in rows}

    def summary(self) -> Summary:
        """Count over all articles; what a damaged one has in the place of a time is none."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT count(*), coalesce(sum(length(text)), 0), count(published_from),"
                " min(date(published_from)), max(date(published_to)),"
                " max(strftime('%Y-%m-%dT%H:%M:%SZ', added)) FROM article"
            ).fetchone()
        return Summary(*row)
