"""JSON: an array of articles, one article, or an object with an array of articles in it."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, TelusurError
from telusur.index.sources.article_records import article_from_record, parse_json
from telusur.index.sources.readers.json_lines import read_json_lines
from telusur.index.sources.readers.telegram import chats_of, read_chats
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.limits import MAX_BYTES, read_whole
from telusur.index.sources.support.records import match_columns
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext

_ARRAYS = (
    "articles", "artikel", "items", "data", "results", "berita", "news", "posts", "hits", "docs",
    "response", "result",
)  # fmt: skip

_FURTHER_ARRAYS = ("nodes", "edges", "children", "entries", "records", "rows", "stories")
"""Which may as well be something else of an article, such as the comments on it."""

_MAX_DEPTH = 3
"""Of objects in which an array of articles is looked for."""


def begins_with_array(line: str) -> bool:
    """Tell whether a JSON object has an array of articles, as far as its beginning shows."""
    return bool(re.search(rf'"(?:{"|".join(_ARRAYS)})"\s*:\s*\[\s*\{{', line))


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read JSON, or JSON Lines that were not called so.

    Args:
        resource: the JSON.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is not valid JSON, or has no articles.
    """
    content = read_whole(resource.file, MAX_BYTES)
    text = decode_text(content, resource.charset).removeprefix("\ufeff")
    if written := _twitter().match(text):
        text = text[written.end() :]
    try:
        value = parse_json(text)
    except ArticleError:
        if not _is_lines(text):
            raise
        yield from read_json_lines(BytesIO(text.encode()), resource.name, given)
        return
    yield from _read_value(value, resource, given)


def _read_value(value: object, resource: Resource, given: Given) -> Iterator[Article | Failure]:
    chats = chats_of(value) if isinstance(value, dict) else []
    if chats:
        yield from read_chats(chats, resource, given)
        return
    records = _records(value)
    for number, record in enumerate(records, start=1):
        try:
            yield article_from_record(record, given)
        except TelusurError as error:
            where = resource.name
            if len(records) > 1:
                where = gettext("{name}, item {item}", name=where, item=number)
            yield Failure(where, str(error))


def _records(value: object) -> list[object]:
    if isinstance(value, list):
        if not value:
            raise ArticleError("there are no articles in it")
        return list(map(_unwrapped, value))
    return _array_in(value, _MAX_DEPTH) or [value]


def _array_in(value: object, depth: int) -> list[object]:
    """Return the array of articles in an object, or in one of its own objects; else none."""
    if not isinstance(value, dict) or not depth:
        return []
    has_text = "text" in match_columns(value, {})
    for name in _ARRAYS if has_text else _ARRAYS + _FURTHER_ARRAYS:
        inner = value.get(name)
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            return list(map(_unwrapped, inner))
    if has_text:
        return []
    return next(filter(None, (_array_in(value.get(name), depth - 1) for name in _ARRAYS)), [])


def _unwrapped(value: object) -> object:
    """Return what Elasticsearch and the archives of Twitter wrap in an object of its own."""
    if not isinstance(value, dict):
        return value
    source, tweet = value.get("_source"), value.get("tweet")
    if isinstance(tweet, dict) and "text" not in match_columns(value, {}):
        return {"date": tweet.get("created_at"), **tweet}
    return source if isinstance(source, dict) else value


@cache
def _twitter() -> re.Pattern[str]:
    """How a file of Twitter's archive begins, which is a program that holds JSON."""
    return re.compile(r"\s*window\.YTD\.[\w.]{1,80}\s*=")


def _is_lines(text: str) -> bool:
    """Whether the first line of JSON that cannot be read as a whole can be read by itself."""
    first = text.lstrip().partition("\n")[0]
    if not first.startswith("{"):
        return False
    try:
        parse_json(first)
    except ArticleError:
        return False
    return True
