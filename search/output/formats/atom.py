"""Atom (RFC 4287): a feed that readers of feeds and mailers take, whole articles where they are."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from telusur.index.article import Article
from telusur.index.indonesian.countries.territories import country_name
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.printable_text import printable_lines

_LONGEST_SUMMARY: Final = 400
"""The number of characters of a text that stand for it where no passage does."""

_NO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, beside controls: https://www.w3.org/TR/xml/#charsets."""


class AtomFormat(OutputFormat):
    """A feed; the id of an entry stays the same wherever and whenever it is written."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield the feed, an entry for each article.

        Args:
            listing: the articles.
        """
        updated = "1970-01-01T00:00:00Z"
        yield '<?xml version="1.0" encoding="utf-8"?>'
        yield '<feed xmlns="http://www.w3.org/2005/Atom">'
        yield f"<title>{_text(listing.heading)}</title>"
        yield f"<id>{_identifier('feed', listing.heading)}</id>"
        yield "<author><name>Telusur</name></author>"
        for entry in listing.entries:
            updated = max(updated, entry.article.added)
            yield from _entry(entry, whole=listing.whole)
        yield f"<updated>{updated}</updated>"  # which place it has means nothing (RFC 4287, 4.1)
        yield "</feed>"


def _entry(entry: Entry, *, whole: bool) -> Iterator[str]:
    article = entry.article
    yield "<entry>"
    yield f"<title>{_text(article.title or article.id)}</title>"
    yield f"<id>{_identifier('article', article.id)}</id>"
    yield f"<updated>{article.added}</updated>"
    if article.published and article.published.interval.start == article.published.interval.end:
        yield f"<published>{article.published.interval.start}T00:00:00Z</published>"
    if article.source:
        yield f"<author><name>{_text(article.source)}</name></author>"
    for url in article.urls:
        if url.startswith(("https://", "http://")):
            yield f"<link href={quoteattr(_legal(url))}/>"
            break
    for code in article.countries:
        yield f"<category term={quoteattr(code)} label={quoteattr(country_name(code))}/>"
    if whole:
        yield f'<content type="text">{_text(article.text)}</content>'
    else:
        yield f'<summary type="text">{_text(_summary(entry, article))}</summary>'
    yield "</entry>"


def _summary(entry: Entry, article: Article) -> str:
    if entry.hit and entry.hit.passages:
        return " … ".join(passage.text for passage in entry.hit.passages)
    if len(article.text) <= _LONGEST_SUMMARY:
        return article.text
    return article.text[:_LONGEST_SUMMARY].rsplit(None, 1)[0] + " …"


def _identifier(kind: str, name: str) -> str:
    """Return a tag URI (RFC 4151), of a domain that nobody can have."""
    return f"tag:telusur.invalid,2026:{kind}/{quote(name, errors='replace')}"


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", printable_lines(text))
