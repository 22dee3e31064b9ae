"""Former states of articles: what a file or an address said before it said what it says now."""

import sqlite3
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from telusur.index.article import Article
from telusur.index.errors import ArticleError
from telusur.index.store.rows.row_format import RowDamagedError
from telusur.index.translation import gettext


class Version(NamedTuple):
    """A former state of an article."""

    replaced: str
    """When another took its place: ISO 8601, UTC, to the second."""
    article: Article


def keep_version(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Keep what an article was until now.

    Args:
        connection: the store's file, in a transaction.
        number: the number of the article.
        article: what it was.
    """
    from telusur.index.export import exported_line

    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    # The Adler-32 at the end of what zlib writes guards it.
    line = zlib.compress(exported_line(article).encode())
    connection.execute("INSERT INTO version VALUES (?, ?, ?)", (number, now, line))


def versions_of(connection: sqlite3.Connection, number: int) -> Iterator[Version]:
    """Yield the former states of an article, the oldest first.

    Raises:
        RowDamagedError: one is not what was written.
    """
    rows = connection.execute(
        "SELECT replaced, line FROM version WHERE number = ? ORDER BY rowid", (number,)
    )
    return (version_of(replaced, line) for replaced, line in rows.fetchall())


def version_of(replaced: str, line: bytes) -> Version:
    """Return a former state of the values that it is kept as.

    Raises:
        RowDamagedError: they are not what was written.
    """
    import json

    from telusur.index.export import article_from_export

    try:
        return Version(replaced, article_from_export(json.loads(zlib.decompress(line))))
    except (zlib.error, ValueError, TypeError, ArticleError) as error:
        raise RowDamagedError(gettext("a former text of it cannot be unpacked")) from error
