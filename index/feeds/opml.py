"""OPML, in which readers of feeds exchange what they follow: http://opml.org/spec2.opml."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from telusur.index.errors import ArticleError
from telusur.index.feeds.feed import Feed
from telusur.index.sources.support.xml import parse_xml

_KIND: Final = "sitemap"
"""The `type` of an outline that is a news sitemap; other readers pass over it."""


def read_opml(content: bytes) -> list[Feed]:
    """Return the feeds in an OPML file, each once, whatever folders they are in.

    Args:
        content: the file.

    Raises:
        ArticleError: it is no OPML.
    """
    root = parse_xml(content, "OPML")
    if root.tag.lower() != "opml":
        raise ArticleError("it is XML, but no OPML")
    feeds: dict[str, Feed] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if _is_web_address(url):
            title = " ".join((outline.get("title") or outline.get("text") or "").split())
            is_sitemap = outline.get("type") == _KIND
            feeds.setdefault(url, Feed(url, title, "sitemap" if is_sitemap else "feed"))
    return list(feeds.values())


def written_opml(feeds: Iterable[Feed]) -> bytes:
    """Return an OPML file with feeds.

    Args:
        feeds: the feeds.
    """
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Telusur"
    body = SubElement(root, "body")
    for feed in feeds:
        name = _legal(feed.title or feed.url)
        kind = _KIND if feed.kind == "sitemap" else "rss"
        SubElement(body, "outline", type=kind, text=name, title=name, xmlUrl=_legal(feed.url))
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _legal(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(one if one.isprintable() or one == " " else " " for one in text)
