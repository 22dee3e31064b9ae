"""Plain text: one article a file, its headline where it stands apart from the text."""

from collections.abc import Iterator
from pathlib import Path

from telusur.index.article import Article, Failure
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import ArticleError
from telusur.index.ingest.making import make_article
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.limits import read_whole
from telusur.index.sources.support.resource import Resource

_MAX_BYTES = 50_000_000


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a text as one article.

    Args:
        resource: the text.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is too large, binary, not decodable, or has no text.
    """
    yield article_from_bytes(
        resource.read(_MAX_BYTES),
        resource.source,
        given,
        url=resource.url,
        charset=resource.charset,
    )


def read_text_file(path: Path, given: Given | None = None) -> Article:
    """Read a text file as one article.

    Args:
        path: the file; its name is the article's source.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is too large, binary, not decodable, or has no text.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return article_from_bytes(read_whole(file, _MAX_BYTES), path.name, given)


def article_from_bytes(
    content: bytes, source: str, given: Given | None = None, *, url: str = "", charset: str = ""
) -> Article:
    """Make an article of a text's bytes.

    Args:
        content: the text, in any encoding that can be told.
        source: where it came from.
        given: what holds for the article if it does not say otherwise.
        url: its address, if it has one.
        charset: its encoding, if a header declared one.

    Raises:
        ArticleError: it is binary, not decodable, or has no text.
    """
    text = decode_text(content, charset)
    if text.startswith(r"{\rtf"):
        raise ArticleError("it is a rich text (RTF): save it as DOCX or plain text")
    title, body = split_headline(text)
    fields = (given or Given()).fields()
    return make_article(body, title=title, source=source, url=url, content=text, **fields)
