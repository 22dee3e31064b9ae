"""RSS and Atom feeds: one article an item, with as much of its text as the feed carries."""

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, TelusurError
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.index.sources.pages.html_text import html_to_text
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import declared_in_markup, decode_text
from telusur.index.sources.support.resource import Resource, site_of
from telusur.index.sources.support.xml import parse_xml
from telusur.index.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAX_BYTES = 50_000_000
_MINUTES: Final = re.compile(r"\d{1,6}")

# Namespaces are dropped, so that RSS 0.9 to 2.0 and Atom 0.3 and 1.0 read alike.
_CONTENTS = ("encoded", "content", "fulltext")
_DESCRIPTIONS = ("description", "summary")
_OTHER_KINDS = frozenset(
    {
        "attachment", "comment", "custom_css", "customize_changeset", "nav_menu_item",
        "oembed_cache", "revision", "settings", "template", "user_request", "wp_block",
        "wp_font_face", "wp_font_family", "wp_global_styles", "wp_navigation", "wp_template",
        "wp_template_part",
    }
)  # fmt: skip
"""What the exports of WordPress and Blogger have beside posts and pages."""

_CDATA = "<![CDATA["

_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")


class FeedItem(NamedTuple):
    """What a feed says of one article."""

    url: str
    """The address of its page; may be empty."""
    title: str
    text: str
    is_whole: bool
    """Whether it is the content of the article as such, and not a description."""
    published: Published | None
    source: str


class FeedContent(NamedTuple):
    """What a feed says."""

    title: str
    ttl: float | None
    """For how many seconds it need not be asked again, if it says so."""
    items: list[FeedItem]


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a feed; an item whose text is a summary gives an article of that summary.

    Args:
        resource: the feed.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none, or has no items.
    """
    content = read_feed(resource.read(_MAX_BYTES), resource.charset, resource.source)
    if not content.items:
        raise ArticleError("it is a feed without items")
    for number, item in enumerate(content.items, start=1):
        try:
            yield item_article(item, given)
        except TelusurError as error:
            where = gettext("{name}, item {item}", name=resource.name, item=number)
            yield Failure(where, str(error))


def read_feed(content: bytes, charset: str = "", source: str = "") -> FeedContent:
    """Read what a feed says.

    Args:
        content: the feed.
        charset: its encoding, if a header declared one.
        source: what its articles come from, if it does not say.

    Raises:
        ArticleError: it is none.
    """
    text = decode_text(content, charset or declared_in_markup(content))
    root = _parsed(text.removeprefix("\ufeff"))
    kind = _name(root)
    if kind not in {"rss", "RDF", "feed"}:
        raise ArticleError(
            "it is XML, but not an RSS or Atom feed (its root is <{root}>)", root=kind[:40]
        )
    channel = next((child for child in root if _name(child) == "channel"), root)
    site = html_to_text(_first(channel, ("title",)))
    parts = [root] if channel is root else [channel, root]  # RSS 1.0 has items beside the channel
    entries = [one for part in parts for one in part if _name(one) in {"item", "entry"}]
    items = [one for one in entries if _OTHER_KINDS.isdisjoint(_kinds(one))] or entries
    ttl = _first(channel, ("ttl",)).strip()
    return FeedContent(
        site,
        60.0 * int(ttl) if _MINUTES.fullmatch(ttl) else None,
        [_item(item, site or source) for item in items],
    )


def item_article(item: FeedItem, given: Given) -> Article:
    """Return the article that an item of a feed is by itself.

    Args:
        item: the item.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it has neither text nor title.
    """
    return make_article(
        item.text,
        title=item.title,
        source=item.source,
        url=item.url,
        **given.fields(item.published),
    )


def _item(item: "Element", site: str) -> FeedItem:
    link = _link(item)
    url, taken_from = _led_to(link), _taken_from(item)
    whole = next(filter(None, _texts(item, _CONTENTS)), "")
    return FeedItem(
        url,
        html_to_text(_first(item, ("title",))).removesuffix(f" - {taken_from}"),
        whole or next(filter(None, _texts(item, _DESCRIPTIONS)), ""),
        bool(whole),
        next(filter(None, map(page_date, _all(item, _DATES))), None),
        taken_from or (site_of(url) if url != link else site) or site_of(url),
    )


def _led_to(url: str) -> str:
    """Return the address that a link of Google's alerts leads to; another address as it is."""
    if not re.match(r"https?://www\.google\.[a-z.]{2,6}/url\?", url):
        return url
    inner = parse_qs(urlsplit(url).query).get("url", [""])[0]
    return inner if inner.startswith(("http://", "https://")) else url


def _taken_from(item: "Element") -> str:
    """Return the site that an item of a collection of feeds, such as Google News, came from."""
    source = next((child for child in item if _name(child) == "source"), None)
    if source is None:
        return ""
    return html_to_text(_first(source, ("title",)) if len(source) else source.text or "")


def _parsed(text: str) -> "Element":
    what = gettext_noop("a feed")
    try:
        return parse_xml(text, what)
    except ArticleError:
        mended = _mended(text)
        if mended == text:
            raise
        return parse_xml(mended, what)


def _mended(text: str) -> str:
    """Return XML without what many feeds have that is none: bare ampersands, HTML's entities."""
    first, *parts = _no_character().sub("", text).split(_CDATA)
    mended = [_ampersand().sub(_as_reference, first)]
    for part in parts:
        literal, end, rest = part.partition("]]>")
        mended += [_CDATA, literal, end, _ampersand().sub(_as_reference, rest)]
    return "".join(mended)


def _as_reference(ampersand: "re.Match[str]") -> str:
    entity = ampersand[1] or ""
    character = html5.get(entity, "")
    return f"&amp;{entity}" if character in ("", "<", "&") else character


@cache
def _ampersand() -> re.Pattern[str]:
    """An ampersand that begins no reference of XML, and the entity of HTML that it may begin."""
    return re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)(\w{2,8};)?")


@cache
def _no_character() -> re.Pattern[str]:
    """Control characters, which XML does not have."""
    return re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _kinds(item: "Element") -> Iterator[str]:
    """Yield what the export of a blog says that an entry is: *post*, *comment*."""
    for child in item:
        if _name(child) == "category" and child.get("scheme", "").endswith("#kind"):
            yield child.get("term", "").rpartition("#")[2]
        elif _name(child) in {"post_type", "type"}:
            yield (child.text or "").strip().lower()


def _texts(item: "Element", names: tuple[str, ...]) -> Iterator[str]:
    return (html_to_text(_first(item, (name,))) for name in names)


def _link(item: "Element") -> str:
    links = [child for child in item if _name(child) == "link"]
    for child in links:
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return child.get("href", "").strip()
    link = next((child.text.strip() for child in links if child.text and child.text.strip()), "")
    guid = _first(item, ("guid", "id")).strip()
    return link or (guid if guid.startswith(("http://", "https://")) else "")


def _first(element: "Element", names: tuple[str, ...]) -> str:
    return next(_all(element, names), "")


def _all(element: "Element", names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for child in element:
            if _name(child) == name:
                yield _markup(child) if child.get("type") == "xhtml" else "".join(child.itertext())


def _markup(element: "Element") -> str:
    """Atom's inline XHTML, as HTML again; what nests without end would exhaust a recursion."""
    from html import escape

    out: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            out.append(part)
            continue
        name = _name(part)
        out.append(f"<{name}>{escape(part.text or '')}")
        stack.append(f"</{name}>")
        for child in reversed(part):
            stack += [escape(child.tail or ""), child]
    return "".join(out)


def _name(element: "Element") -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
