"""Plain text in any encoding that can be told: one article a document."""

from collections.abc import Iterator
from dataclasses import replace

from index.adding import Failure
from index.article import Article
from index.sources.documents import Document
from index.sources.encodings import decode_text
from index.sources.given import Given
from index.sources.limits import read_whole
from index.sources.text import article_from_bytes

_MOST_BYTES = 50_000_000


def read(document: Document, given: Given) -> Iterator[Article | Failure]:
    """Read a text as one article."""
    text = decode_text(read_whole(document.file, _MOST_BYTES), document.charset)
    article = article_from_bytes(text.encode(), document.source, given)
    yield replace(article, url=document.url)
