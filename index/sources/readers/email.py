"""E-mail: one article a message, its subject the title, its body the text."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from functools import cache
from typing import cast

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.ingest.making import make_article
from telusur.index.sources.formats import may_hold_articles
from telusur.index.sources.pages.html_text import html_to_text
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import declared_in_markup, decode_text
from telusur.index.sources.support.parser_errors import foreign_parser
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext, gettext_noop, number

_MAX_BYTES = 50_000_000
_MAX_HEADERS = 50_000
"""Bytes."""
_MAX_HEADER = 2_000
"""Characters of one header that are read: the standard library takes quadratic time for it."""
_MAX_PARTS = 1_000


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a message as one article, or a page that a browser saved as MHTML.

    What is attached to a message is not read, but named.

    Args:
        resource: the message.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none, or has no text.
    """
    content = resource.read(_MAX_BYTES).removeprefix(BOM_UTF8).lstrip(b"\r\n")
    head = content[:_MAX_HEADERS]
    if len(head) < len(content) and not re.search(rb"\n\r?\n|\r\r", head):
        raise ArticleError("it has too many headers")
    # The standard library's parser of headers has errors of its own on broken ones.
    with foreign_parser(gettext_noop("an e-mail")):
        from email.parser import BytesParser
        from email.policy import EmailPolicy

        class BriefHeaders(EmailPolicy):
            def header_fetch_parse(self, name: str, value: str) -> str:
                return cast(str, super().header_fetch_parse(name, value[:_MAX_HEADER]))

        if b"multipart/" in content and content.count(b"\n--") > _MAX_PARTS:
            raise ArticleError(
                "it has more than {limit} parts, which no article has",
                limit=number(_MAX_PARTS),
            )
        parser = BytesParser(policy=BriefHeaders())
        message = cast(EmailMessage, parser.parsebytes(content))
        if not message.keys():
            raise ArticleError("it has no headers, so it is not an e-mail")
        page = str(message.get("Snapshot-Content-Location", "")).strip()
        body = message.get_body(("html", "plain") if page else ("plain", "html"))
        body = body or _forwarded_body(message)
        subject, sender = str(message.get("Subject", "")), _sender(message)
        stamp = str(message.get("Date", ""))
        is_html = body is not None and body.get_content_subtype() == "html"
        bodies = [*_bodies(message, body)] if isinstance(body, EmailMessage) else []
        first, *further = [_text(one) for one in bodies] or [""]
        texts = [first, *(one for one in further if not _footer().match(one))]
        attached = [] if page else list(_attached_documents(message, body))
    if page and is_html:
        from telusur.index.sources.readers.html import article_from_html

        yield article_from_html(texts[0], replace(resource, url=page), given)
        return
    for name in attached:
        why = gettext("it is attached to the message, and not read: save it and add that")
        yield Failure(f"{resource.name}: {name}", why)
    yield make_article(
        "\n\n".join(map(html_to_text, texts) if is_html else texts),
        title=subject,
        source=sender or resource.source,
        url=resource.url,
        **given.fields(page_date(stamp)),
    )


def _bodies(message: EmailMessage, body: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the body, and the texts that go on below what is attached amid them."""
    yield body
    for whole in message.walk():
        if whole.get_content_type() != "multipart/mixed" or not whole.is_multipart():
            continue
        for part in cast(list[EmailMessage], whole.get_payload()):
            is_text = part.get_content_type() == body.get_content_type()
            if is_text and part is not body and not part.get_content_disposition():
                yield part


def _attached_documents(message: EmailMessage, body: object) -> Iterator[str]:
    """Yield the names of what is attached that may hold articles, and is not the body."""
    for part in message.walk():
        name = part.get_filename("")
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = cast(EmailMessage, part.get_payload(0))
            if not any(one is body for one in part.walk()):
                yield name or str(inner.get("Subject", "")) or "message.eml"
        elif may_hold_articles(name) and not _unnamed().fullmatch(name):
            yield name


@cache
def _footer() -> re.Pattern[str]:
    """How what mailing lists put below each message begins."""
    return re.compile(r"\s*(?:_{5,}|-- ?\n)")


@cache
def _unnamed() -> re.Pattern[str]:
    """What Exchange calls the parts of a message that have no names of their own."""
    return re.compile(r"ATT\d+\.(?:txt|html?)", re.IGNORECASE)


def _forwarded_body(message: EmailMessage) -> EmailMessage | None:
    """Return the body of the first attached message that has one; None if there is none."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = cast(EmailMessage, part.get_payload(0))
            if body := inner.get_body(("plain", "html")):
                return cast(EmailMessage, body)
    return None


def _sender(message: EmailMessage) -> str:
    header = message["From"]
    addresses = getattr(header, "addresses", ())
    return next((one.display_name or one.addr_spec for one in addresses), "")


def _text(body: EmailMessage) -> str:
    """Decode a body strictly; the standard library would put U+FFFD for what it cannot decode."""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    declared = body.get_content_charset("")
    return decode_text(content, declared or declared_in_markup(content))
