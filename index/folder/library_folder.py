"""The folder of a library: where it is by default, whether one holds a library, how one is made."""

import os
from pathlib import Path

from telusur.index.errors import LibraryError, reason_of
from telusur.index.folder.atomic_files import sync_folder
from telusur.index.folder.layout import ARTICLES_FILE, INDEX_FOLDER


def default_path() -> Path:
    """Return the folder of the library that is used when none is named.

    It is the environment variable `TELUSUR_LIBRARY`, or else `telusur` in the platform's folder
    for a user's data.
    """
    named = os.environ.get("TELUSUR_LIBRARY")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("telusur", appauthor=False)


def is_default(path: str | Path | None) -> bool:
    """Tell whether a missing library may be made of the seeds: in the default place alone.

    Where the environment names that place, nothing else may be in it.

    Args:
        path: the folder that a call names, if it names one.

    Raises:
        LibraryError: the folder that the environment names cannot be read.
    """
    if path is not None:
        return False
    named = os.environ.get("TELUSUR_LIBRARY")
    if not named:
        return True
    try:
        return not Path(named).exists() or next(Path(named).iterdir(), None) is None
    except OSError as error:
        raise _unreadable(Path(named), error) from error


def holds_library(folder: Path) -> bool:
    """Tell whether there is a library in a folder.

    Raises:
        LibraryError: that cannot be found out.
    """
    file = folder / ARTICLES_FILE
    try:
        # A file of no bytes beside an index has lost its articles; opening it says so.
        return file.exists() and (file.stat().st_size > 0 or (folder / INDEX_FOLDER).exists())
    except OSError as error:
        raise _unreadable(folder, error) from error


def no_library_in(folder: Path) -> LibraryError:
    """Return the error that says that there is no library, and how to come by one."""
    if _has_index(folder):
        return _without_articles(folder)
    return LibraryError(
        "There is no library in {folder}: `telusur add` makes one of your articles "
        "there, `telusur demo` one of five articles to try; --library names another "
        "folder.",
        folder=folder,
    )


def ensure_folder(folder: Path) -> None:
    """Make the folder of a library where it is missing, readable by its owner alone.

    Raises:
        LibraryError: it cannot be made.
    """
    try:
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise LibraryError(
            "The library folder {folder} cannot be made ({reason}): name another with "
            "--library or TELUSUR_LIBRARY.",
            folder=folder,
            reason=reason_of(error),
        ) from error
    if not folder.is_dir():
        raise LibraryError("{folder} is not a folder: name another with --library.", folder=folder)


def require_no_index(folder: Path) -> None:
    """Make sure that the articles of an index are not missing, where a library is to be made.

    Raises:
        LibraryError: there is an index, or a folder of that name which is somebody else's.
    """
    if _has_index(folder):
        raise _without_articles(folder)


def _unreadable(folder: Path, error: OSError) -> LibraryError:
    return LibraryError(
        "The library {folder} cannot be read ({reason}): check its permissions or name "
        "another folder with --library.",
        folder=folder,
        reason=reason_of(error),
    )


def _has_index(folder: Path) -> bool:
    return (folder / INDEX_FOLDER).exists() and not (folder / ARTICLES_FILE).exists()


def _without_articles(folder: Path) -> LibraryError:
    return LibraryError(
        "{folder} has a folder {index_folder} but no {articles_file}: if it is a "
        "library, `telusur restore FILE` puts a backup of the articles back; if not, "
        "name another folder with --library.",
        folder=folder,
        index_folder=INDEX_FOLDER,
        articles_file=ARTICLES_FILE,
    )
