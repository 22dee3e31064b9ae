"""Plain text: one article a file, its headline where it stands apart from the text."""

import re
from collections.abc import Iterator
from pathlib import Path

from telusur.index.article import Article, Failure
from telusur.index.cleaning.boilerplate import is_signature
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import ArticleError, InputError
from telusur.index.ingest.making import make_article
from telusur.index.ingest.validation import interpret_published
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.limits import read_whole
from telusur.index.sources.support.records import match_columns
from telusur.index.sources.support.resource import Resource, source_and_url

_MAX_BYTES = 50_000_000
_MAX_LABELLED = 12
"""Lines."""
_LABELS = ("title", "date", "source", "url")


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
    return article_from_text(text, given or Given(), source=source, url=url)


def article_from_text(
    text: str, given: Given, *, title: str = "", source: str, url: str = "", content: str = ""
) -> Article:
    """Make an article of a text that people wrote or copied.

    Args:
        text: the text. Lines such as *Judul: …* and *Tanggal: …* at its top say what it is; the
            asterisks and underscores with which a messenger marks emphasis are not shown.
        given: what holds for the article if it does not say otherwise.
        title: its title, if that is known.
        source: where it came from, if it does not say so.
        url: its address, likewise.
        content: the input as it stood, if the text is not all of it.

    Raises:
        ArticleError: it has no text.
    """
    shown = re.sub(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,1000})(?<=\S)\1(?![\w*_])", r"\2", text)
    labels, body = _split_labels(shown)
    try:
        published = interpret_published(labels["date"]) if "date" in labels else None
    except InputError:
        published, labels, body = None, {}, shown
    title = title or labels.get("title", "")
    if not title:
        title, body = split_headline(body)
    source, url = source_and_url(labels.get("source", source), labels.get("url", url))
    return make_article(
        body,
        title=title,
        source=source,
        url=url,
        content=content or text,
        **given.fields(published),
    )


def _split_labels(text: str) -> tuple[dict[str, str], str]:
    """Part a text from lines at its top that say what it is, by the names that tables have.

    One line alone does so only if it names the title: an announcement has a date and a place.

    Returns:
        What the lines say by field, empty if there are none, and the text without them.
    """
    lines = text.strip().splitlines()
    found: dict[str, str] = {}
    for number, line in enumerate(lines[: _MAX_LABELLED + 1]):
        name, colon, value = line.partition(":")
        field = next(iter(match_columns([name], {})), "") if colon else ""
        is_text = field == "text" and bool(found)
        if is_text or not (field in _LABELS or is_signature(line) or not line.strip()):
            rest = [value, *lines[number + 1 :]] if is_text else lines[number:]
            is_head = "title" in found or len(found) > 1
            return (found, "\n".join(rest).strip()) if is_head else ({}, text)
        if field and value.strip():
            found.setdefault(field, value.strip())
    return {}, text
