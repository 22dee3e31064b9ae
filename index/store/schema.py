"""The tables of the article store, and how those of an older version become today's."""

import sqlite3
from uuid import uuid4

APPLICATION_ID = 0x54454C55  # "TELU", so that `file` can name it
SCHEMA_VERSION = 2

_FIRST = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_made INTEGER NOT NULL,
    text TEXT NOT NULL,
    published_from TEXT,
    published_to TEXT,
    published_basis TEXT,
    countries TEXT NOT NULL,
    countries_basis TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    added TEXT NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX article_revision ON article (revision);
CREATE TABLE removal (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE INDEX removal_revision ON removal (revision);
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_SECOND = """
ALTER TABLE article ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN original BLOB;
ALTER TABLE article ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_digest ON article (digest);
CREATE TABLE address (number INTEGER NOT NULL, url TEXT NOT NULL, UNIQUE (number, url));
CREATE TABLE band (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX band_number ON band (number);
CREATE TABLE similar (number INTEGER PRIMARY KEY, family INTEGER NOT NULL);
CREATE INDEX similar_family ON similar (family);
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, within a transaction of the caller's."""
    _run(connection, _FIRST + _SECOND)
    connection.executemany(
        "INSERT INTO property VALUES (?, ?)", [("identity", uuid4().hex), ("revision", "0")]
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def upgrade_tables(connection: sqlite3.Connection) -> None:
    """Give the tables of version 1 what they lack; filling it is the caller's."""
    _run(connection, _SECOND)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _run(connection: sqlite3.Connection, statements: str) -> None:
    # `executescript` would commit the caller's transaction.
    for statement in statements.split(";"):
        connection.execute(statement)
