"""WARC: the pages of a web archive, one record after the other."""

import io
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException, HTTPResponse, parse_headers
from typing import TYPE_CHECKING, cast

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.formats import JSON, format_of_media_type, format_of_name
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.compression import decompressed
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.limits import read_whole
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext

if TYPE_CHECKING:
    import socket

_MAX_RECORD = 50_000_000
_OWN = ("metadata:", "urn:")
"""What crawlers write of themselves and of pages: wget's arguments, pictures, plain texts."""


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read the pages and files in a web archive; images, scripts and the like are passed over.

    Args:
        resource: the archive.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is damaged.
    """
    number = 0
    file = resource.file
    while line := _next_line(file):
        number += 1
        where = f"{resource.name}, record {number}"
        if not line.startswith(b"WARC/"):
            raise ArticleError(
                "its record {number} does not begin as a WARC record does", number=number
            )
        try:
            headers = parse_headers(file)
            length = int(headers.get("Content-Length", ""))
        except (HTTPException, ValueError) as error:
            raise ArticleError(
                "the headers of its record {number} are damaged", number=number
            ) from error
        if length < 0:
            raise ArticleError("the headers of its record {number} are damaged", number=number)
        kind = headers.get("WARC-Type", "").strip().lower()
        if kind not in {"response", "resource"} or length > _MAX_RECORD:
            _skip(file, length)
            continue
        content = read_whole(cast(io.BufferedReader, _Section(file, length)), _MAX_RECORD)
        if len(content) < length:
            raise ArticleError("it ends in the middle of its record {number}", number=number)
        url = headers.get("WARC-Target-URI", "").strip().strip("<>")
        media_type = headers.get("Content-Type", "")
        record = replace(resource, name=where, url=url, origin=url or where, source="")
        if url.startswith(_OWN):
            continue
        if kind == "response" and url.startswith(("http:", "https:")):
            yield from _read_response(content, record, given)
        else:
            form = format_of_media_type(media_type) or format_of_name(url)
            if form:
                yield from read_resource(
                    replace(record, file=io.BufferedReader(io.BytesIO(content))), given, form
                )


def _read_response(content: bytes, record: Resource, given: Given) -> Iterator[Article | Failure]:
    try:
        response = HTTPResponse(cast("socket.socket", _Connection(content)))
        response.begin()
        form = format_of_media_type(response.headers.get("Content-Type", "text/html"))
        # What answers scripts is no article, and no more is what tells robots where to go.
        if response.status != 200 or form in {None, JSON} or record.url.endswith("/robots.txt"):
            return
        body = response.read()
    except (HTTPException, ValueError, OSError) as error:
        yield Failure(
            record.name,
            gettext("the server's answer in it is damaged ({error})", error=repr(error)[:80]),
        )
        return
    encoding = response.headers.get("Content-Encoding", "")
    try:
        plain = decompressed(body, encoding, record.allowance)
    except ArticleError as error:
        yield Failure(record.name, str(error))
        return
    yield from read_resource(
        replace(
            record,
            file=io.BufferedReader(io.BytesIO(plain)),
            charset=response.headers.get_content_charset(""),
        ),
        given,
        form,
    )


class _Connection:
    """A recorded answer, as the connection that `http.client` reads answers from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._content)


class _Section:
    """The next `length` bytes of a file."""

    def __init__(self, file: io.BufferedReader, length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int) -> bytes:
        content = self._file.read(min(size, self._left))
        self._left -= len(content)
        return content


def _next_line(file: io.BufferedReader) -> bytes:
    """The next line that is not blank, or nothing at the end."""
    while line := file.readline(1 << 10):
        if line.strip():
            return line
    return b""


def _skip(file: io.BufferedReader, length: int) -> None:
    while length > 0 and (part := file.read(min(length, 1 << 20))):
        length -= len(part)
