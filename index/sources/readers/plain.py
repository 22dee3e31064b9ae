"""Plain text in any encoding that can be told: one article a document."""

from collections.abc import Iterator
from dataclasses import replace

from telusur.index.article import Article, Failure
from telusur.index.sources.readers.text import article_from_bytes
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.limits import read_whole
from telusur.index.sources.support.resource import Document

_MOST_BYTES = 50_000_000


def read(document: Document, given: Given) -> Iterator[Article | Failure]:
    """Read a text as one article."""
    text = decode_text(read_whole(document.file, _MOST_BYTES), document.charset)
    article = article_from_bytes(text.encode(), document.source, given)
    yield replace(article, url=document.url)
