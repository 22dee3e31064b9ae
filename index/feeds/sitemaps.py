"""News sitemaps, which name articles where there is no feed.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap and
https://www.sitemaps.org/protocol.html are the formats.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from telusur.index.errors import ArticleError
from telusur.index.sources.readers.feeds import FeedContent, FeedItem
from telusur.index.sources.support.compression import decompressed
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.sources.support.limits import Allowance
from telusur.index.sources.support.xml import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SITEMAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
_GZIP: Final = b"\x1f\x8b"


class Sitemap(NamedTuple):
    """What a sitemap names."""

    news: FeedContent
    """The articles that it calls news; pages that it does not call so are left out."""
    sitemaps: list[str]
    """The addresses of other sitemaps."""


def read_sitemap(content: bytes) -> Sitemap:
    """Read a sitemap, or an index of sitemaps, plain or as gzip.

    Args:
        content: what a server sent.

    Raises:
        ArticleError: it is none.
    """
    if content.startswith(_GZIP):
        content = decompressed(content, "gzip", Allowance())
    root = parse_xml(content, "a sitemap")
    if root.tag not in (f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"):
        raise ArticleError("it is XML, but no sitemap")
    items = [_item(url, news) for url in root for news in url.findall(f"{_NEWS}news")]
    others = [_text(one, f"{_SITEMAP}loc") for one in root.findall(f"{_SITEMAP}sitemap")]
    name = next((item.source for item in items if item.source), "")
    return Sitemap(FeedContent(name, None, [item for item in items if item.url]), others)


def _item(url: "Element", news: "Element") -> FeedItem:
    return FeedItem(
        url=_text(url, f"{_SITEMAP}loc"),
        title=_text(news, f"{_NEWS}title"),
        text="",
        is_whole=False,
        published=page_date(_text(news, f"{_NEWS}publication_date")),
        source=_text(news, f"{_NEWS}publication/{_NEWS}name"),
    )


def _text(element: "Element", path: str) -> str:
    return (element.findtext(path) or "").strip()
