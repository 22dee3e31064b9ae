"""Exports of Telegram: one article a message, as its program writes them.

That is a page of HTML, or `result.json` where a person asks for it.
"""

import re
from collections.abc import Iterator, Mapping

from telusur.index.article import Article, Failure
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import TelusurError
from telusur.index.ingest.making import make_article
from telusur.index.sources.pages.html_text import html_to_text
from telusur.index.sources.support.date_stamps import page_date
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.resource import Resource


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a page of an export: each message that has a text.

    Args:
        resource: the page.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: its encoding cannot be told.
    """
    head, *messages = re.split(r'<div class="message default\b', decode_text(resource.read()))
    name = re.search(r'<div class="text bold">([^<]*)', head)
    chat = {
        "name": html_to_text(name[1]) if name else "",
        "messages": [
            {
                "type": "message",
                "date": next(iter(re.findall(r'title="(\d\d\.\d\d\.\d{4}) ', message)), ""),
                "text": html_to_text(
                    message.partition('<div class="text">')[2].partition("</div>")[0]
                ),
            }
            for message in messages
        ],
    }
    return read_chats([chat], resource, given)


def chats_of(value: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the chats of an export of one chat, or of a whole account; none if it is none."""
    whole = value.get("chats")
    inner = whole.get("list") if isinstance(whole, Mapping) else [value]
    if not isinstance(inner, list):
        return []
    return [chat for chat in inner if isinstance(chat, Mapping) and _is_chat(chat)]


def _is_chat(chat: Mapping[str, object]) -> bool:
    messages = chat.get("messages")
    if not isinstance(messages, list):
        return False
    # What was taken out of an export, or made smaller, may lack what the chat is.
    return {"type", "id"} <= chat.keys() or any(
        isinstance(one, Mapping) and {"type", "text"} <= one.keys() for one in messages[:100]
    )


def read_chats(
    chats: list[Mapping[str, object]], resource: Resource, given: Given
) -> Iterator[Article | Failure]:
    """Read the messages that have a text; pictures, and who joined when, are no articles.

    Args:
        chats: what `chats_of` returned.
        resource: what they were read from.
        given: what holds for every article that does not say otherwise.
    """
    for chat in chats:
        name = str(chat.get("name") or "")
        for number, message in enumerate(_messages(chat), start=1):
            text = _text(message.get("text"))
            if message.get("type") != "message" or not text.strip():
                continue
            published = page_date(str(message.get("date", "")))
            try:
                # Ids count the messages of one chat, so another chat has them as well.
                headline, body = split_headline(text)
                yield make_article(
                    body,
                    title=headline,
                    content=text,
                    source=name or str(message.get("from") or "") or resource.source,
                    **given.fields(published),
                )
            except TelusurError as error:
                yield Failure(f"{resource.name}, message {number}", str(error))


def _messages(chat: Mapping[str, object]) -> list[Mapping[str, object]]:
    messages = chat["messages"]
    assert isinstance(messages, list)
    return [message for message in messages if isinstance(message, Mapping)]


def _text(value: object) -> str:
    """A text is a string, or pieces: strings, and objects for what is bold or a link."""
    if not isinstance(value, list):
        return value if isinstance(value, str) else ""
    pieces = (piece.get("text") if isinstance(piece, Mapping) else piece for piece in value)
    return "".join(piece for piece in pieces if isinstance(piece, str))
