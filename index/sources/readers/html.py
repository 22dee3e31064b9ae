"""HTML pages: the main text, with title, date, address and site from the page's metadata."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from telusur.index.article import Article, Failure
from telusur.index.cleaning.page_titles import beside, headline_of, is_error
from telusur.index.errors import ArticleError
from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.index.sources.pages.article_container import (
    free_quotes,
    name_container,
    wrap_loose_text,
)
from telusur.index.sources.pages.article_parts import join_parts
from telusur.index.sources.pages.json_ld import body_of, dates_of, objects_of
from telusur.index.sources.pages.page_text import in_lines, leads_of, with_lead
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import declared_in_markup, decode_text
from telusur.index.sources.support.parser_errors import foreign_parser
from telusur.index.sources.support.resource import Resource, site_of
from telusur.index.translation import gettext_noop, number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_BYTES = 50_000_000
_MAX_CHARACTERS = 5_000_000
"""Without the pictures and fonts that a page was saved with in one file."""
_LOGGERS = ("trafilatura", "htmldate", "justext", "courlan")
_BEGINNING = 4096

_MAX_ERROR = 1_000
"""Characters; what says more is an article, whatever its title is."""

_MIN_LONGER = 2
"""How many times as long a text that the metadata have must be to be taken for the whole."""

_COMPARED = 8
"""First words of a text that must be in such a text."""

_BELOW = 12
"""Pieces of text below a headline that may be the date."""

_MAX_DATE = 60
"""Characters."""

_MAX_TAGS = 50_000
"""Each takes trafilatura some 50 microseconds."""
_MAX_ATTRIBUTES = 1_000
"""Of one tag; libxml2 compares each with each."""

# What a page calls its day of publication, the surest first. A day of change is none.
_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "content_published_date",
    "content_publishdate",
    "dc.date",
    "date",
)


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a page as one article.

    Args:
        resource: the page.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it has no main text, or its encoding cannot be told.
    """
    content = resource.read(_MAX_BYTES)
    html = decode_text(content, resource.charset or declared_in_markup(content))
    if len(html) > _MAX_CHARACTERS:
        html = _embedded().sub("", html)
        if len(html) > _MAX_CHARACTERS:
            limit = _MAX_CHARACTERS // 1_000_000
            raise ArticleError("it is larger than {limit} MB", limit=limit)
    yield article_from_html(html, resource, given)


def article_from_html(html: str, resource: Resource, given: Given) -> Article:
    """Make an article of a page's HTML.

    Args:
        html: the page, decoded.
        resource: what it was read from.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: there is no main text in it, or the extra `html` is not installed.
    """
    _check_tags(html)
    with foreign_parser(gettext_noop("an HTML page"), extra="html", loggers=_LOGGERS):
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import Document

        # A page may leave out its outermost tag, without which trafilatura doubts it.
        whole = html if "<html" in html[:_BEGINNING].lower() else f"<html>{html}</html>"
        tree = load_html(whole) if re.search("<[a-zA-Z]", html) else None
        if tree is None:
            raise ArticleError("there is no HTML in it")
        # Before the extraction, which prunes the tree.
        page_title, headings = _titles(tree)
        objects = objects_of(tree)
        told, below = _published(tree, objects), _date_below_headline(tree)
        leads, described = leads_of(tree), body_of(objects)
        free_quotes(tree)
        wrap_loose_text(tree)
        name_container(tree)
        join_parts(tree)
        extracted = bare_extraction(
            tree,
            url=resource.url or None,
            include_comments=False,
            include_images=False,
            with_metadata=True,
            # Guesses at the date from the page's text are left to the dateline's rules.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if extracted is None or isinstance(extracted, dict):
        extracted = Document(title=headings[0] if headings else page_title)
    # A table of one cell is layout, and its bars are trafilatura's.
    text = re.sub(r"^\|[ \t]*([^|\n]*)\|[ \t]*$", r"\1", extracted.text or "", flags=re.MULTILINE)
    text = with_lead(in_lines(text.strip(), html), leads)
    # What scripts would show, or a subscription, may be in the metadata alone.
    beginning = " ".join(text.split()[:_COMPARED])
    if beginning in " ".join(described.split()) and (
        len(described) > _MIN_LONGER * len(text) or described.split() == text.split()
    ):
        text = described
    if not text:
        raise ArticleError("there is no main text in it")
    if len(text) < _MAX_ERROR and is_error(page_title or extracted.title or ""):
        raise ArticleError(
            'it is no article but what a server says instead: "{title}"',
            title=page_title or extracted.title,
        )
    url = resource.url or extracted.url or ""
    # A dateline in bold, before its paragraph, has become a line.
    text = re.sub(r"^([A-Z][^\n]{1,80}\s[-–—]{1,2})\n+(?=\S)", r"\1 ", text, count=1, flags=re.M)
    title = headline_of(" ".join((extracted.title or "").split()), page_title, headings)
    name = beside(page_title, title)
    for above in (name, title):
        first, _, rest = text.partition("\n")
        text = rest.lstrip() if first == above and rest.strip() else text
    # What looks like a site's name for its full stop may be an amount of money in the headline.
    site = "" if extracted.sitename and extracted.sitename in title else extracted.sitename
    return make_article(
        text,
        title=title,
        source=site or site_of(url) or name or resource.source,
        url=url,
        **given.fields(told or (page_date(extracted.date) if extracted.date else None) or below),
    )


@cache
def _embedded() -> re.Pattern[str]:
    """Pictures and fonts that programs such as SingleFile save within a page."""
    return re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,3},[\w+/=%.-]++")


def _titles(tree: "HtmlElement") -> tuple[str, list[str]]:
    """The page's own title, and its headings of the upper three levels."""
    title = " ".join((tree.findtext(".//head//title") or "").split())
    found = tree.xpath("(//h1 | //h2 | //h3)[position() <= 50]")
    return title, [" ".join(heading.text_content().split()) for heading in found]


def _check_tags(html: str) -> None:
    """Refuse a page that would take its parsers too long, in one look at each character."""
    if html.count("<") > _MAX_TAGS and len(re.findall("<[a-zA-Z]", html)) > _MAX_TAGS:
        raise ArticleError(
            "it has more than {limit} tags, which no article has", limit=number(_MAX_TAGS)
        )
    for tag in re.finditer(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""", html):
        if len(tag[0]) > 2 * _MAX_ATTRIBUTES:
            names = re.sub(r""""[^"]*+"|'[^']*+'""", " ", tag[0])
            if len(names.split()) > _MAX_ATTRIBUTES:
                raise ArticleError(
                    "a tag in it has more than {limit} attributes",
                    limit=number(_MAX_ATTRIBUTES),
                )


def _published(
    tree: "HtmlElement", objects: Sequence[Sequence[Mapping[str, Any]]]
) -> Published | None:
    """The day of publication that a page's metadata name: JSON-LD, meta, microdata, `time`."""
    for stamp in chain(dates_of(objects), _stamps(tree)):
        found = page_date(stamp)
        if found:
            return found
    return None


def _date_below_headline(tree: "HtmlElement") -> Published | None:
    """The day that a page shows right below its headline, where its metadata name none."""
    headline = tree.find(".//h1")
    if headline is None:
        return None
    for text in headline.xpath(f"(following::text()[normalize-space()])[position() <= {_BELOW}]"):
        line = " ".join(text.split())
        found = published(line, date.today()) if len(line) <= _MAX_DATE else None
        if found and found.basis == "dateline":
            return Published(found.interval, "page")
    return None


def _stamps(tree: "HtmlElement") -> Iterator[str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    yield from (metas[name] for name in _META_DATES if name in metas)
    for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()
