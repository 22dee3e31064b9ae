"""ZIP and gzip: what is in them is read in place, within limits; nothing is written anywhere."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final, cast

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.limits import MAX_NESTING, Allowance, unpacked
from telusur.index.sources.support.resource import Resource
from telusur.index.sources.support.zip_files import open_member, open_zip
from telusur.index.translation import gettext, gettext_noop

_OTHERS: Final = {
    "content.xml": gettext_noop("it is an OpenDocument file: save it as DOCX, CSV or PDF"),
    "xl/workbook.xml": gettext_noop("it is an Excel workbook: save its table as CSV"),
    "ppt/presentation.xml": gettext_noop("it is a PowerPoint presentation: save it as PDF"),
}
"""What is wrong with a ZIP that has this file in it."""


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read the members of a ZIP archive that are called like articles, or a DOCX that is one.

    Args:
        resource: the archive.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none, is damaged, or holds no articles.
    """
    from telusur.index.sources.formats import format_of_name, may_hold_articles
    from telusur.index.sources.reading import read_resource

    _check_nesting(resource)
    with open_zip(resource) as archive:
        names = set(archive.namelist())
        if {"[Content_Types].xml", "word/document.xml"} <= names:
            from telusur.index.sources.readers.docx import article_from_zip

            yield article_from_zip(archive, resource, given)
            return
        _refuse_other_office_files(names)
        if not resource.nesting:
            resource = replace(resource, allowance=Allowance.of_packed(archive.start_dir))
        is_empty = True
        for info in archive.infolist():
            if not info.filename or info.is_dir() or _is_hidden(info.filename):
                continue
            if not may_hold_articles(info.filename):
                continue
            form = format_of_name(info.filename)
            is_empty = False
            name = f"{resource.name}: {info.filename}"
            if _leads_out(info.filename):
                yield Failure(name, gettext("its name leads out of the archive"))
                continue
            try:
                inner = open_member(archive, info, resource)
            except ArticleError as error:
                yield Failure(name, str(error))
                continue
            with inner.file:
                yield from read_resource(inner, given, form)
        if is_empty:
            raise ArticleError("there are no articles in it")


def _refuse_other_office_files(names: set[str]) -> None:
    if names & {"mimetype", "[Content_Types].xml"}:
        for name in names & _OTHERS.keys():
            raise ArticleError(_OTHERS[name])


def read_gzip(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read what a gzip file holds: one file.

    Args:
        resource: the gzip file.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is damaged, or nested too deeply.
    """
    from telusur.index.sources.formats import format_of_name
    from telusur.index.sources.reading import read_resource

    _check_nesting(resource)
    packed = cast(BinaryIO, _Counted(resource.file))
    file = cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
    name = resource.source.removesuffix(".gz")
    inner = replace(
        resource,
        file=unpacked(file, packed.tell, resource.allowance),
        source=name,
        nesting=resource.nesting + 1,
    )
    yield from read_resource(inner, given, format_of_name(name))


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


def _check_nesting(resource: Resource) -> None:
    if resource.nesting >= MAX_NESTING:
        raise ArticleError(
            "it is an archive within {limit} others: unpack it first", limit=MAX_NESTING
        )


def _is_hidden(name: str) -> bool:
    return any(
        part in {"__MACOSX", "META-INF"} or (part.startswith(".") and part != "..")
        for part in name.replace("\\", "/").split("/")
    )


def _leads_out(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ":" in path[:2] or ".." in path.split("/")
