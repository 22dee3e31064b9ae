"""Reads what is at an address: a page, a feed, or a file of any other format."""

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.formats import format_of_media_type, format_of_name
from telusur.index.sources.http import Answer, fetch
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.limits import limited_failures
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext


def read_address(url: str, given: Given) -> Iterator[Article | Failure]:
    """Fetch an address and read what is there: a page, a feed, or any other known format.

    Args:
        url: an http or https address.
        given: what holds for every article that does not say otherwise.

    Yields:
        The articles, or the failure to fetch or read them.
    """
    try:
        answer = fetch(url, allow_private=given.allow_private)
    except ArticleError as error:
        yield Failure(url, str(error))
        return
    yield from read_answer(answer, url, given)


def read_answer(answer: Answer, url: str, given: Given) -> Iterator[Article | Failure]:
    """Read what a server sent: a page, a feed, or any other known format.

    Args:
        answer: what it sent.
        url: the address that it was asked for.
        given: what holds for every article that does not say otherwise.

    Yields:
        The articles, or the failure to read them.
    """
    path = urlsplit(answer.url).path
    resource = Resource(
        name=url,
        file=io.BufferedReader(io.BytesIO(answer.content)),
        source=path.rpartition("/")[2],
        url=answer.url,
        origin=url,
        charset=answer.charset,
    )
    # Servers call what they do not know "text/plain" or bytes; a name then tells more.
    named = format_of_name(path)
    is_vague = answer.media_type in {"", "text/plain", "application/octet-stream"}
    form = named if is_vague else format_of_media_type(answer.media_type)
    if form is None and not is_vague and answer.media_type.partition("/")[0] != "text":
        yield Failure(
            url,
            gettext(
                'the server calls it "{media_type}", which is not an article',
                media_type=answer.media_type[:60],
            ),
        )
        return
    yield from limited_failures(read_resource(resource, given, form), url)
