"""The tables of the article store, and how those of an older version become today's."""

import sqlite3
from uuid import uuid4

from telusur.index.store.rows.row_format import GUARDED, checksum_of

APPLICATION_ID = 0x54454C55  # "TELU", so that `file` can name it
SCHEMA_VERSION = 3

_TABLES = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_made INTEGER NOT NULL,
    published_from TEXT,
    published_to TEXT,
    published_basis TEXT,
    countries TEXT NOT NULL,
    countries_basis TEXT NOT NULL,
    about TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    further_urls TEXT NOT NULL,
    added TEXT NOT NULL,
    digest INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    text TEXT NOT NULL,
    original BLOB
);
CREATE INDEX article_revision ON article (revision);
CREATE INDEX article_digest ON article (digest);
CREATE TABLE history (
    revision INTEGER PRIMARY KEY, articles INTEGER NOT NULL, content INTEGER NOT NULL
);
CREATE TABLE origin (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, article INTEGER);
CREATE INDEX origin_article ON origin (article) WHERE article IS NOT NULL;
CREATE TABLE address (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE version (number INTEGER NOT NULL, replaced TEXT NOT NULL, line BLOB NOT NULL);
CREATE INDEX version_number ON version (number)
"""
"""`history` has what there was at each revision: how many articles, and the sum of their checksums.
`origin` names the files and addresses that articles were read from, with the one article that is
all there is at it. `address` has a key for each URL, `version` the former states of articles."""

_LASTING = """
CREATE TABLE removal (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE INDEX removal_revision ON removal (revision);
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""
"""Tables that version 1 had already."""

_FAMILIES = """
CREATE TABLE band (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX band_number ON band (number);
CREATE TABLE similar (number INTEGER PRIMARY KEY, family INTEGER NOT NULL);
CREATE INDEX similar_family ON similar (family)
"""
"""Tables that version 2 had already."""

_TO_VERSION_2 = """
ALTER TABLE article ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN original BLOB;
ALTER TABLE article ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_digest ON article (digest);
CREATE TABLE address (number INTEGER NOT NULL, url TEXT NOT NULL, UNIQUE (number, url))
"""

_OUT_OF_THE_WAY = """
DROP INDEX article_revision;
DROP INDEX article_digest;
ALTER TABLE article RENAME TO former;
ALTER TABLE address RENAME TO former_address
"""

_TAKEN_OVER = """
INSERT INTO article
    SELECT number, id, title, title_made, published_from, published_to, published_basis, countries,
        countries_basis, about, source, url,
        coalesce((SELECT group_concat(url, char(10)) FROM
            (SELECT url FROM former_address WHERE number = former.number ORDER BY rowid)), ''),
        added, digest, 0, revision, -1, text, original
    FROM former ORDER BY number;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'former')
    WHERE name = 'article';
DROP TABLE former;
DROP TABLE former_address
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, within a transaction of the caller's."""
    for statements in (_TABLES, _LASTING, _FAMILIES):
        _run(connection, statements)
    connection.execute("INSERT INTO property VALUES ('identity', ?)", (uuid4().hex,))
    connection.execute("INSERT INTO history VALUES (0, 0, 0)")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def upgrade_tables(connection: sqlite3.Connection, version: int) -> None:
    """Make today's tables of those of an older version, within a transaction of the caller's.

    A row that cannot be read goes over as it is, and counts as damaged.

    Args:
        connection: the file.
        version: the version of its tables, 1 or 2.
    """
    if version < 2:
        _run(connection, _TO_VERSION_2)
        _run(connection, _FAMILIES)
    _run(connection, _OUT_OF_THE_WAY)
    _run(connection, _TABLES)
    _run(connection, _TAKEN_OVER)
    numbers = connection.execute("SELECT number FROM article").fetchall()
    for number in numbers:
        _guard(connection, number)
    connection.execute(
        "INSERT INTO history SELECT value, 0, 0 FROM property WHERE name = 'revision'"
    )
    connection.execute("DELETE FROM property WHERE name = 'revision'")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _guard(connection: sqlite3.Connection, number: tuple[int]) -> None:
    """Give an article that was taken over its checksum, and its addresses their keys."""
    row = connection.execute(
        f"SELECT {GUARDED}, url, further_urls FROM article WHERE number = ?", number
    ).fetchone()
    *guarded, _, url, further_urls = row
    try:
        checksum = checksum_of(guarded)
    except UnicodeEncodeError:
        return
    connection.execute("UPDATE article SET checksum = ? WHERE number = ?", (checksum, *number))
    connection.executemany(
        "INSERT OR IGNORE INTO address VALUES (?, ?)",
        [(checksum_of([one]), *number) for one in (url, *further_urls.split("\n")) if one],
    )


def _run(connection: sqlite3.Connection, statements: str) -> None:
    # `executescript` would commit the caller's transaction.
    for statement in statements.split(";"):
        connection.execute(statement)
