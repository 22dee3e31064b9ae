"""Opens ZIP files and their members within limits: archives, and formats that are ZIP inside."""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from telusur.index.errors import ArticleError
from telusur.index.sources.support.limits import DAMAGED, MAX_BYTES, read_whole, unpacked
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext, gettext_noop, number

_MAX_MEMBERS = 1_000_000
_MEMBER_HEADER = 30
"""Bytes before a member's name and content."""


@contextmanager
def open_zip(resource: Resource, what: str = gettext_noop("a ZIP archive")) -> Iterator[ZipFile]:
    """Open a resource as a ZIP archive.

    Args:
        resource: the archive.
        what: what it should be, as in "it is not a ZIP archive that can be read".

    Raises:
        ArticleError: it is none, or a damaged one.
    """
    with ExitStack() as stack:
        file = cast(BinaryIO, resource.file)
        if not file.seekable():  # a pipe, or a member of another archive
            unread, file = file, stack.enter_context(tempfile.TemporaryFile())
            while part := unread.read(1 << 20):
                file.write(part)
        try:
            archive = stack.enter_context(ZipFile(file))
        except (*DAMAGED, struct.error, OverflowError) as error:
            raise ArticleError(
                "it is not {what} that can be read, or only part of one", what=gettext(what)
            ) from error
        if len(archive.filelist) > _MAX_MEMBERS:
            raise ArticleError("it has more than {limit} files in it", limit=number(_MAX_MEMBERS))
        _check_overlaps(archive)
        yield archive


def _check_overlaps(archive: ZipFile) -> None:
    """Refuse an archive whose members share bytes, by which a small one unpacks to anything."""
    end = 0
    for start, size in sorted((one.header_offset, one.compress_size) for one in archive.filelist):
        if start < end:
            raise ArticleError("its members overlap, as in no honest archive")
        end = start + _MEMBER_HEADER + size


def read_member(archive: ZipFile, name: str, resource: Resource, limit: int = MAX_BYTES) -> bytes:
    """Read one member of an archive within limits.

    Args:
        archive: the archive.
        name: the member's name in it.
        resource: what the archive was opened from.
        limit: how many bytes the member may have.

    Raises:
        ArticleError: it is damaged, encrypted, or unpacks to too much.
    """
    with open_member(archive, archive.getinfo(name), resource).file as file:
        return read_whole(file, limit)


def open_member(archive: ZipFile, info: ZipInfo, resource: Resource) -> Resource:
    """Open one member of an archive as a resource of its own, within limits.

    Args:
        archive: the archive.
        info: the member's entry in it.
        resource: what the archive was opened from.

    Raises:
        ArticleError: it is damaged or encrypted.
    """
    try:
        file = cast(BinaryIO, archive.open(info))
    except (*DAMAGED, struct.error, OverflowError, OSError) as error:
        raise ArticleError("it is damaged or encrypted ({error})", error=error) from error
    return replace(
        resource,
        name=f"{resource.name}: {info.filename}",
        origin=f"{resource.origin}: {info.filename}",
        # What a member says of its size is believed up to the size of the archive.
        file=unpacked(file, lambda: min(info.compress_size, archive.start_dir), resource.allowance),
        source=PurePosixPath(info.filename).name,
        nesting=resource.nesting + 1,
    )
