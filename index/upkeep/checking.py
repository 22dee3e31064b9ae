"""Checks a whole library, byte by byte, and says what to do about what is wrong."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from telusur.index.errors import LibraryError
from telusur.index.store.article_store import ArticleStore
from telusur.index.store.rows.row_format import (
    CHECKSUM,
    CONTENTS,
    READ,
    RowDamagedError,
    article_of,
)
from telusur.index.store.rows.row_reader import RowReader
from telusur.index.store.rows.versions import version_of
from telusur.index.store.sqlite import damaged
from telusur.index.translation import gettext

_MAX_MESSAGES = 10


class Check(NamedTuple):
    """What a check found."""

    articles: int
    """How many articles the library says it has."""
    damaged: Sequence[str]
    """The ids of articles that are not what was written."""
    file_damage: Sequence[str]
    """What is wrong with the articles' file beside that, in SQLite's words or ours."""
    index_damage: str | None
    """What is wrong with the index; None where it is intact."""

    @property
    def is_intact(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damaged or self.file_damage or self.index_damage)

    def sentences(self) -> Iterator[str]:
        """Yield what is wrong, and what to do about it."""
        for identity in self.damaged:
            yield gettext(
                "The article {identity} is damaged: it is skipped wherever many articles are read.",
                identity=identity,
            )
        for message in self.file_damage:
            yield gettext("The articles' file is damaged: {damage}.", damage=message)
        if self.damaged or self.file_damage:
            yield (
                gettext(
                    "`telusur restore FILE` puts a backup in its place. Without one, add the "
                    "sources of damaged articles again, which replaces them, or `telusur "
                    "remove` them; `telusur export` writes all that can be read."
                )
            )
        if self.index_damage:
            yield (
                gettext(
                    "The index is damaged or out of step: {index_damage}. `telusur rebuild` "
                    "makes it again from the articles.",
                    index_damage=self.index_damage,
                )
            )


def check(store: ArticleStore, damage_of_index: str | None) -> Check:
    """Read all articles, former texts and their structure, and compare them with their checksums.

    Args:
        store: the articles.
        damage_of_index: what is wrong with the index, if anything is.

    Raises:
        LibraryError: the file cannot be read at all.
    """
    with store.reading(), store.connection() as connection:
        state = store.state
        structure = list(_structure_problems(connection))
        reader = RowReader(store.path, lambda line: None)
        articles = content = 0
        try:
            rows = reader.rows(connection, READ, reader.numbers(connection))
            for row, _ in reader.made(rows, article_of):
                articles += 1
                content += row[CHECKSUM]
            former = list(_damaged_versions(connection))
        except sqlite3.DatabaseError as error:
            structure = structure or [str(error)]
            former = []
        structure += _damaged_user_data(store)
        found = (articles, content % CONTENTS)
        if not (reader.damaged or structure) and found != (state.articles, state.content):
            structure.append(
                gettext(
                    "it has {articles} articles instead of the {stored} that were stored",
                    articles=articles,
                    stored=state.articles,
                )
            )
    return Check(state.articles, [*reader.damaged, *former], structure, damage_of_index)


def _damaged_user_data(store: ArticleStore) -> Iterator[str]:
    """Yield what is wrong with saved searches and feeds."""
    # A search imports this module, and need not wait for it.
    from telusur.index.store.stored_user_data import StoredUserData
    from telusur.index.user_data import USER_DATA_KINDS

    kept = StoredUserData(store)
    for kind in USER_DATA_KINDS:
        for name in kept.names(kind):
            try:
                kept.get(kind, name)
            except LibraryError as error:
                yield str(error).rstrip(".")


def require_structure(store: ArticleStore) -> None:
    """Make sure that articles can be read one by one; make SQLite's own indexes again for that.

    Raises:
        LibraryError: the file is damaged in a way that this does not mend.
    """
    with store.connection() as connection:
        if not list(_structure_problems(connection)):
            return
        with store.writing():
            connection.execute("REINDEX")
        problems = list(_structure_problems(connection))
    if problems:
        raise damaged(store.path, problems[0])


def _structure_problems(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_MAX_MESSAGES})").fetchall()
    except sqlite3.DatabaseError as error:
        yield str(error)
        return
    for (message,) in rows:
        if message != "ok":
            yield " ".join(str(message).split())


def _damaged_versions(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the ids of articles of which a former text is damaged."""
    rows = connection.execute(
        "SELECT id, replaced, line FROM version JOIN article USING (number) ORDER BY number"
    )
    for identity, replaced, line in rows:
        try:
            version_of(replaced, line)
        except RowDamagedError:
            yield gettext("{identity} (a former text of it)", identity=identity)
