"""Backups of a library's articles: written while others write, and put back in one step."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from telusur.index.errors import LibraryBusyError, LibraryError, reason_of, remedy
from telusur.index.folder.atomic_files import sync_folder, unpredictable_name
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.store.article_store import ArticleStore
from telusur.index.store.schema import APPLICATION_ID
from telusur.index.store.sqlite import failures_as_sentences

_COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file; a log of another file must never be beside this one."""

_WAL_FORMAT = 2
"""What byte 18 of a SQLite file says if a log may stand beside it."""


def back_up(store: ArticleStore, file: Path) -> int:
    """Write a copy of the articles as they are now, in one file that needs no other.

    Args:
        store: the articles; others may go on writing.
        file: where the copy goes; an older one of the same library is replaced.

    Returns:
        The number of articles in it.

    Raises:
        LibraryError: it cannot be written, or something else is there.
    """
    if file.exists() and _identity_of(file) != store.identity:
        raise LibraryError(
            "{file} already exists and is not a backup of this library: give another name, or "
            "move it.",
            file=file,
        )
    if file.exists() and file.samefile(store.path):
        raise LibraryError(
            "{file} is the library itself: give another name for the backup.", file=file
        )
    with _unfinished_beside(file) as unfinished:
        with store.connection() as connection, failures_as_sentences(unfinished):
            _copy(connection, unfinished)
        unfinished.replace(file)
    sync_folder(file.absolute().parent)
    with closing(_opened(file)) as copy:
        articles: int = copy.execute("SELECT count(*) FROM article").fetchone()[0]
    return articles


def restore(file: Path, folder: Path) -> Path | None:
    """Put a backup in the place of a library's articles.

    What was there is moved aside with the log that belongs to it, and deleted by nobody. Other
    processes that have the library open notice that it was replaced. The index follows when the
    library is opened.

    Args:
        file: the backup, or another library's articles file.
        folder: the library; it need not have articles.

    Returns:
        Where the articles are that were there; None where there were none.

    Raises:
        LibraryError: the backup is none, or damaged; the library is in use, or cannot be written.
    """
    if not file.is_file():
        raise LibraryError(
            "There is no backup {file}: give the file that `telusur backup` wrote.", file=file
        )
    articles = folder / ARTICLES_FILE
    if articles.exists() and file.samefile(articles):
        raise LibraryError("{file} is the library itself: give the file of the backup.", file=file)
    with _unfinished_beside(articles) as unfinished:
        with failures_as_sentences(file), closing(_opened(file)) as source:
            _check(source, file)
            with failures_as_sentences(unfinished):
                _copy(source, unfinished)
        aside = articles.with_name(f"{ARTICLES_FILE}.before-{datetime.now():%Y%m%d-%H%M%S-%f}")
        had_articles = False
        with _nobody_writing(articles):
            # The articles go first: a log alone is nothing, a log beside another file is damage.
            for companion in _COMPANIONS:
                with suppress(FileNotFoundError):
                    Path(f"{articles}{companion}").rename(f"{aside}{companion}")
                    had_articles = True
            unfinished.replace(articles)
            sync_folder(folder)
    return aside if had_articles else None


def _check(source: sqlite3.Connection, file: Path) -> None:
    """Refuse what is no backup, or a damaged one.

    Raises:
        LibraryError: it is.
    """
    application = None
    with suppress(sqlite3.DatabaseError):
        application = source.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise LibraryError(
            "{file} is not a backup of a Telusur library: nothing was changed.", file=file
        )
    try:
        verdict = source.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise LibraryError(
            "The backup {file} is damaged ({verdict}): nothing was changed; try an older one.",
            file=file,
            verdict=verdict,
        )


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy one state of a database into a new file, synced, which needs no log to be read."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _opened(file: Path) -> sqlite3.Connection:
    """Open a backup for reading; of one that needs no log, any log beside it is passed over."""
    with file.open("rb") as start:
        header = start.read(20)
    has_log = len(header) == 20 and header[18] == _WAL_FORMAT
    options = "mode=rw" if has_log else "mode=ro&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True, isolation_level=None)


def _identity_of(file: Path) -> str | None:
    """Return which library a file is a backup of; None if it is none."""
    with suppress(sqlite3.Error, OSError), closing(_opened(file)) as copy:
        if copy.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            find = "SELECT value FROM property WHERE name = 'identity'"
            return str(copy.execute(find).fetchone()[0])
    return None


@contextmanager
def _unfinished_beside(file: Path) -> Iterator[Path]:
    """Lend a new file beside another, for its owner alone; it is gone at the end."""
    unfinished = unpredictable_name(file)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield unfinished
    except OSError as error:
        raise LibraryError(
            "{file} cannot be written ({reason}): {remedy}; nothing was changed.",
            file=file,
            reason=reason_of(error),
            remedy=remedy(error),
        ) from error
    finally:
        for companion in _COMPANIONS:
            Path(f"{unfinished}{companion}").unlink(missing_ok=True)


@contextmanager
def _nobody_writing(articles: Path) -> Iterator[None]:
    """Hold the write lock of a library whose articles are about to be moved, if it has one.

    Raises:
        LibraryBusyError: another process is writing.
    """
    try:
        connection = sqlite3.connect(
            f"{articles.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=60
        )
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise LibraryBusyError(
                "Another process is writing to {parent}: try again when it is done.",
                parent=articles.parent,
            ) from error
        yield  # it is missing, or too damaged to be locked
        return
    with closing(connection):
        yield
