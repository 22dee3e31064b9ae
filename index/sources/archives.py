"""ZIP and gzip: what is in them is read in place, within limits; nothing is written anywhere."""

import gzip
import struct
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from index.adding import Failure
from index.article import Article
from index.errors import ArticleError
from index.sources.documents import Document
from index.sources.given import Given
from index.sources.limits import (
    DAMAGED,
    DEEPEST_NESTING,
    MOST_BYTES,
    Allowance,
    read_whole,
    unpacked,
)

_MOST_MEMBERS = 1_000_000


def read(document: Document, given: Given) -> Iterator[Article | Failure]:
    """Read the members of a ZIP archive that are called like articles, or a DOCX that is one."""
    from index.sources.formats import format_of_name, read_document

    _check_nesting(document)
    with open_zip(document) as archive:
        names = set(archive.namelist())
        if {"[Content_Types].xml", "word/document.xml"} <= names:
            from index.sources.docx import article_from_zip

            yield article_from_zip(archive, document, given)
            return
        if not document.nesting:
            document = replace(document, allowance=Allowance.of_packed(archive.start_dir))
        found = False
        for info in archive.infolist():
            if not info.filename or info.is_dir() or _is_hidden(info.filename):
                continue
            form = format_of_name(info.filename)
            if form is None:
                continue
            found = True
            name = f"{document.name}: {info.filename}"
            if _leads_out(info.filename):
                yield Failure(name, "its name leads out of the archive")
                continue
            try:
                inner = _member(archive, info, document)
            except ArticleError as error:
                yield Failure(name, str(error))
                continue
            with inner.file:
                yield from read_document(inner, given, form)
        if not found:
            raise ArticleError("there are no articles in it")


def read_gzip(document: Document, given: Given) -> Iterator[Article | Failure]:
    """Read what a gzip file holds: one file."""
    from index.sources.formats import format_of_name, read_document

    _check_nesting(document)
    packed = cast(BinaryIO, _Counted(document.file))
    file = cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
    name = document.source.removesuffix(".gz")
    inner = replace(
        document,
        file=unpacked(file, packed.tell, document.allowance),
        source=name,
        nesting=document.nesting + 1,
    )
    yield from read_document(inner, given, format_of_name(name))


@contextmanager
def open_zip(document: Document) -> Iterator[ZipFile]:
    """Open a document as a ZIP archive.

    Raises:
        ArticleError: it is none, or a damaged one.
    """
    with ExitStack() as stack:
        file = cast(BinaryIO, document.file)
        if not file.seekable():  # a pipe, or a member of another archive
            unread, file = file, stack.enter_context(tempfile.TemporaryFile())
            while part := unread.read(1 << 20):
                file.write(part)
        try:
            archive = stack.enter_context(ZipFile(file))
        except (*DAMAGED, struct.error, OverflowError) as error:
            raise ArticleError(f"it is not a ZIP archive that can be read ({error})") from error
        if len(archive.filelist) > _MOST_MEMBERS:
            raise ArticleError(f"it has more than {_MOST_MEMBERS:,} files in it")
        yield archive


def read_member(archive: ZipFile, name: str, document: Document, most: int = MOST_BYTES) -> bytes:
    """Read one member of an archive within limits.

    Raises:
        ArticleError: it is damaged, encrypted, or unpacks to too much.
    """
    with _member(archive, archive.getinfo(name), document).file as file:
        return read_whole(file, most)


def _member(archive: ZipFile, info: ZipInfo, document: Document) -> Document:
    try:
        file = cast(BinaryIO, archive.open(info))
    except (*DAMAGED, struct.error, OverflowError, OSError) as error:
        raise ArticleError(f"it is damaged or encrypted ({error})") from error
    return replace(
        document,
        name=f"{document.name}: {info.filename}",
        # What a member says of its size is believed up to the size of the archive.
        file=unpacked(file, lambda: min(info.compress_size, archive.start_dir), document.allowance),
        source=PurePosixPath(info.filename).name,
        nesting=document.nesting + 1,
    )


class _Counted:
    """Passes a file on, and counts what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self._count += len(content)
        return content

    def tell(self) -> int:
        return self._count


def _check_nesting(document: Document) -> None:
    if document.nesting >= DEEPEST_NESTING:
        raise ArticleError(f"it is an archive within {DEEPEST_NESTING} others: unpack it first")


def _is_hidden(name: str) -> bool:
    return any(
        part == "__MACOSX" or (part.startswith(".") and part != "..")
        for part in name.replace("\\", "/").split("/")
    )


def _leads_out(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ":" in path[:2] or ".." in path.split("/")
