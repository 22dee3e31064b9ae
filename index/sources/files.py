"""Files, folders, streams and addresses: finds what can be read and hands it to its format."""

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from telusur.index.article import Article, Failure
from telusur.index.errors import InputError, reason_of
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import completed
from telusur.index.ingest.worker_pool import map_in_order
from telusur.index.sources.formats import (
    FORMATS,
    GZIP,
    WARC,
    ZIP,
    format_of_name,
    may_hold_articles,
)
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.limits import limited_failures
from telusur.index.sources.support.resource import STREAM, Resource
from telusur.index.translation import gettext

STANDARD_INPUT = Path("-")

_SAVED_BESIDE = ("_files", "_berkas")
"""What browsers call the folder in which they put a saved page's images and advertisements."""

_HIDDEN = (".", "~$")
"""How the names of hidden files begin, and of those that Word keeps beside an open one."""

_SMALL = 200_000
"""In bytes; a larger file is read by itself."""

_LEAST_WORK = 2_000
"""In bytes; a smaller file takes as long."""

OnRead = Callable[[int], None]
"""Is told how many more bytes have been read."""


def read_paths(
    paths: Iterable[Path | str],
    given: Given | None = None,
    on_read: OnRead = lambda count: None,
) -> Iterator[Article | Failure]:
    """Read files, folders with all that is in them, and addresses, one article at a time.

    A file that is named is read whatever it is called; in folders, those that are called like
    articles are, and hidden ones are not.

    Args:
        paths: the files and folders; `STANDARD_INPUT` is standard input, and what begins with
            http:// or https:// is fetched.
        given: what holds for every article that does not say otherwise.
        on_read: is told of the bytes read, as they add up to `total_bytes`.

    Raises:
        InputError: a path has no name.
    """
    given = given or Given()
    alone = replace(given, processes=1)  # what waits for more holds nothing back
    paths = list(paths)
    check_inputs(paths)
    for named in paths:
        if is_address(named):
            from telusur.index.sources.addresses import read_address

            yield from read_address(str(named), alone)
            continue
        path = Path(named)
        try:
            if path == STANDARD_INPUT:
                with open(0, "rb", closefd=False) as file:  # it has no path
                    yield from read_stream(file, gettext("standard input"), alone)
            elif path.is_dir():
                yield from _read_folder(path, given, on_read)
            else:
                yield from read_file(path, given if path.is_file() else alone, on_read)
        except (OSError, ValueError) as error:
            yield Failure(str(named), reason(error, named))


def check_inputs(inputs: Iterable[Path | str]) -> None:
    """Refuse an input without a name, which would stand for the whole current folder.

    Raises:
        InputError: there is one.
    """
    if "" in inputs:
        raise InputError(
            "An input has no name: name files, folders or addresses, or . for the current folder."
        )


def read_stream(
    file: io.BufferedReader, name: str, given: Given | None = None
) -> Iterator[Article | Failure]:
    """Read a stream that has no name: its beginning tells its format.

    Args:
        file: the stream.
        name: what to call it in failures.
        given: what holds for every article that does not say otherwise.
    """
    items = read_resource(Resource(name, file), given or Given())
    yield from limited_failures(items, name)


def read_file(
    path: Path, given: Given, on_read: OnRead = lambda count: None
) -> Iterator[Article | Failure]:
    """Read one file, in the format that its name or else its content tells.

    Args:
        path: the file.
        given: what holds for every article that does not say otherwise.
        on_read: is told of the bytes read, as they add up to the file's size.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size if path.is_file() else 0
        done = 0
        origin = str(path.absolute()) if path.is_file() else STREAM
        resource = Resource(str(path), file, source=path.name, origin=origin)
        items = read_resource(resource, given, format_of_name(path.name))
        for item in limited_failures(items, resource.name):
            yield item
            if size and not file.closed:
                # Where an archive is read, the position in the file jumps.
                position = min(size, max(done, file.tell()))
                on_read(position - done)
                done = position
        on_read(size - done)


def total_bytes(paths: Iterable[Path | str]) -> int:
    """Return how many bytes `read_paths` will read of regular files, for a progress bar."""
    total = 0
    for path in paths:
        try:
            if isinstance(path, str) and is_address(path):
                continue
            path = Path(path)
            files = article_files(path) if path.is_dir() else [path]
            total += sum(file.stat().st_size for file in files if file.is_file())
        except (OSError, ValueError):
            continue
    return total


def article_files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder, and in those below it, that are called like articles."""
    for current, folders, names in os.walk(folder):
        if ARTICLES_FILE in names:  # a library, whose files are no articles
            folders.clear()
            continue
        stems = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        beside = {stem + ending for stem in stems for ending in _SAVED_BESIDE}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in beside
        )
        for name in sorted(names):
            path = Path(current, name)
            if may_hold_articles(name) and not name.startswith(_HIDDEN) and path.is_file():
                yield path


def is_address(text: Path | str) -> bool:
    """Tell whether an input is an address on the web and no path."""
    return isinstance(text, str) and text[:8].lower().startswith(("http://", "https://"))


def _read_folder(folder: Path, given: Given, on_read: OnRead) -> Iterator[Article | Failure]:
    os.scandir(folder).close()  # os.walk passes over a folder that cannot be read
    is_empty = True
    alone = replace(given, processes=1)
    for is_small, paths in groupby(article_files(folder), _is_small):
        is_empty = False
        if is_small:
            read = partial(_read_small, given=alone)
            for items, size in map_in_order(read, paths, given.processes, _work):
                yield from items
                on_read(size)
            continue
        for path in paths:
            try:
                yield from read_file(path, given, on_read)
            except OSError as error:
                yield Failure(str(path), reason(error, path))
    if is_empty and (folder / ARTICLES_FILE).exists():
        yield Failure(
            str(folder), gettext("it is a library: `telusur copy` takes its articles to another")
        )
    elif is_empty:
        kinds = ", ".join(sorted(suffix for form in FORMATS for suffix in form.suffixes))
        yield Failure(
            str(folder), gettext("there are no articles in it (looked for {kinds})", kinds=kinds)
        )


def _is_small(path: Path) -> bool:
    """Whether a file is read in one go, and may be read in a worker beside others."""
    form = format_of_name(path.name)
    if form is None or form in (ZIP, GZIP, WARC):
        return False
    limit = _SMALL if form.isolated_from is None else min(_SMALL, form.isolated_from)
    return _size_of(path) < limit


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it says so


def _work(path: Path) -> int:
    return max(_LEAST_WORK, _size_of(path))


def _read_small(paths: list[Path], given: Given) -> list[tuple[list[Article | Failure], int]]:
    """Read small files, and tell the size of each."""
    return [(completed(_items_of(path, given)), _size_of(path)) for path in paths]


def _items_of(path: Path, given: Given) -> list[Article | Failure]:
    try:
        return list(read_file(path, given))
    except OSError as error:
        return [Failure(str(path), reason(error, path))]


def reason(error: OSError | ValueError, path: Path | str) -> str:
    """Say why a path cannot be read."""
    if isinstance(error, FileNotFoundError):
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]+):/", str(path))
        if scheme and scheme[1].lower() in {"http", "https"}:
            return gettext("it is not a web address: one begins with http:// or https://")
        if scheme:
            return gettext(
                '"{scheme}:" addresses cannot be read, only http:// and https://',
                scheme=scheme[1],
            )
        return gettext("there is no such file or folder")
    return gettext("it cannot be read ({reason})", reason=reason_of(error))
