"""Files, folders and streams: finds what can be read and hands it to the source for its format."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index.adding import Failure
from index.article import Article
from index.errors import TelusurError
from index.sources.given import Given
from index.sources.jsonl import read_json_lines
from index.sources.text import article_from_bytes, read_text_file

_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
_JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})

STANDARD_INPUT = Path("-")

OnRead = Callable[[int], None]
"""Is told how many more bytes have been read."""


def read_paths(
    paths: Iterable[Path], given: Given | None = None, on_read: OnRead = lambda count: None
) -> Iterator[Article | Failure]:
    """Read files, and folders with all that is in them, one article at a time.

    A file that is named is read whatever it is called; in folders, those that are called like
    articles are, and hidden ones are not.

    Args:
        paths: the files and folders; `STANDARD_INPUT` is standard input.
        given: what holds for every article that does not say otherwise.
        on_read: is told of the bytes read, as they add up to `total_bytes`.
    """
    for path in paths:
        try:
            if path == STANDARD_INPUT:
                with open(0, "rb", closefd=False) as file:  # it has no path
                    yield from read_stream(file, "standard input", given)
            elif path.is_dir():
                yield from _read_folder(path, given, on_read)
            else:
                yield from _read_file(path, given, on_read)
        except OSError as error:
            yield Failure(str(path), _reason(error))


def read_stream(
    file: io.BufferedReader, name: str, given: Given | None = None
) -> Iterator[Article | Failure]:
    """Read a stream that has no name to tell its format by: JSON lines if it begins with a brace.

    Args:
        file: the stream.
        name: what to call it in failures.
        given: what holds for every article that does not say otherwise.
    """
    if file.peek(1 << 12).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        yield from read_json_lines(file, name, given)
        return
    try:
        yield article_from_bytes(file.read(), source="", given=given)
    except TelusurError as error:
        yield Failure(name, str(error))


def total_bytes(paths: Iterable[Path]) -> int:
    """Return how many bytes `read_paths` will read of regular files, for a progress bar."""
    total = 0
    for path in paths:
        try:
            files = article_files(path) if path.is_dir() else [path]
            total += sum(file.stat().st_size for file in files if file.is_file())
        except OSError:
            continue
    return total


def article_files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder, and in those below it, that are called like articles."""
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(current, name)
            known = path.suffix.lower() in _TEXT_SUFFIXES | _JSON_LINES_SUFFIXES
            if known and not name.startswith(".") and path.is_file():
                yield path


def _read_folder(folder: Path, given: Given | None, on_read: OnRead) -> Iterator[Article | Failure]:
    os.scandir(folder).close()  # os.walk passes over a folder that cannot be read
    found = False
    for path in article_files(folder):
        found = True
        try:
            yield from _read_file(path, given, on_read)
        except OSError as error:
            yield Failure(str(path), _reason(error))
    if not found:
        kinds = ", ".join(sorted(_TEXT_SUFFIXES | _JSON_LINES_SUFFIXES))
        yield Failure(str(folder), f"there are no articles in it (looked for {kinds})")


def _read_file(path: Path, given: Given | None, on_read: OnRead) -> Iterator[Article | Failure]:
    if path.suffix.lower() in _JSON_LINES_SUFFIXES:
        with path.open("rb") as file:
            done = 0
            for item in read_json_lines(file, str(path), given):
                yield item
                on_read(file.tell() - done)
                done = file.tell()
    elif path.exists() and not path.is_file():
        with path.open("rb") as file:
            yield from read_stream(file, str(path), given)
    else:
        size = path.stat().st_size
        try:
            yield read_text_file(path, given)
        except TelusurError as error:
            yield Failure(str(path), str(error))
        on_read(size)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"it cannot be read ({error.strerror})"
