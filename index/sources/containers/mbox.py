"""MBOX: the messages of a mailbox, one after the other (RFC 4155)."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.formats import EMAIL
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.resource import Resource

_MAX_MESSAGE = 50_000_000
"""In bytes; of a longer one no more is kept than shows that it is."""

_PART = 1 << 16
_BEGINS = b"From "


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read each message as one article.

    Args:
        resource: the mailbox.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none.
    """
    for number, content in enumerate(_messages(resource.file), start=1):
        message = replace(
            resource,
            name=f"{resource.name}, message {number}",
            file=io.BufferedReader(io.BytesIO(content)),
        )
        for item in read_resource(message, given, EMAIL):
            yield item.replaced(is_whole=False) if isinstance(item, Article) else item


def _messages(file: io.BufferedReader) -> Iterator[bytes]:
    """Yield the messages: each begins with a line of *From*, after a blank one or at the top."""
    line = file.readline(_PART)
    if not line.startswith(_BEGINS):
        raise ArticleError("it does not begin as a mailbox does")
    parts: list[bytes] = []
    size, after_blank, begins_line = 0, False, True
    while line := file.readline(_PART):
        if after_blank and begins_line and line.startswith(_BEGINS):
            yield _unquoted(b"".join(parts))
            parts, size = [], 0
        elif size <= _MAX_MESSAGE:
            parts.append(line)
            size += len(line)
        after_blank = begins_line and not line.strip()
        begins_line = line.endswith(b"\n")
    yield _unquoted(b"".join(parts))


def _unquoted(message: bytes) -> bytes:
    """Return a message as it was before its lines of *From* were marked."""
    return re.sub(rb"^>(>*From )", rb"\1", message, flags=re.MULTILINE)
