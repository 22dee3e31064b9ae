"""JSON Lines: one article a line, an object with `text` and, as far as known, the other fields."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import BinaryIO

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, InputError, TelusurError
from telusur.index.export import MARK, article_from_export
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article, with_fingerprint
from telusur.index.ingest.validation import interpret_countries, interpret_published
from telusur.index.ingest.worker_pool import map_in_order
from telusur.index.sources.support.date_stamps import date_of_stamp
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.records import as_record, split_countries
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext

# An exported article holds its text twice, and JSON may take six bytes for a character.
_MAX_LINE_BYTES = 150_000_000
_MAX_BLANK_LINES = 100_000  # packed, they take no room
_REMOVED = "[Removed]"
"""What NewsAPI puts into the fields of an article that its source has removed."""

_BEGINNING = 1024
_LEAST_WORK = 200
"""In bytes; a shorter line takes as long, be it to say what is wrong with it."""


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a resource that has one article a line.

    Args:
        resource: the lines.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: its encoding cannot be told.
    """
    if _array_over_lines().match(resource.file.peek(_BEGINNING)[:_BEGINNING]):
        from telusur.index.sources.registry import JSON, read_resource

        return read_resource(resource, given, JSON)
    return read_json_lines(resource.file, resource.name, given, resource.charset)


@cache
def _array_over_lines() -> re.Pattern[bytes]:
    """The beginning of an array that was written for people, whatever the file is called."""
    return re.compile(rb"\s*\[\s*(?:\{\s*)?\n")


def read_json_lines(
    file: BinaryIO, name: str, given: Given | None = None, charset: str = ""
) -> Iterator[Article | Failure]:
    """Read a stream of JSON lines, one article at a time.

    Args:
        file: the stream, at its beginning.
        name: what to call it in failures.
        given: what holds for every article that does not say otherwise.
        charset: its encoding, if a header declared one.

    Yields:
        An article or a failure for every line that is not blank.
    """
    given = given or Given()
    read_line = partial(_read_line, name=name, given=given, charset=charset)
    lines = _numbered_lines(file)
    return map_in_order(
        read_line, lines, given.processes, size=lambda line: max(_LEAST_WORK, len(line[1]))
    )


def _numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; of one that is too long, so much that it can be seen."""
    number = blank = 0
    while line := file.readline(_MAX_LINE_BYTES + 1):
        number += 1
        if line.strip():
            blank = 0
            yield number, line
        elif (blank := blank + 1) > _MAX_BLANK_LINES:
            raise ArticleError(f"it has more than {_MAX_BLANK_LINES:,} blank lines in a row")
        if len(line) > _MAX_LINE_BYTES:
            _skip_rest_of_line(file)


def _read_line(
    numbered: tuple[int, bytes], name: str, given: Given, charset: str
) -> Article | Failure:
    number, line = numbered
    try:
        if len(line) > _MAX_LINE_BYTES:
            raise ArticleError("it is longer than {limit} MB", limit=_MAX_LINE_BYTES // 1_000_000)
        return with_fingerprint(article_from_json(decode_text(line, charset), given))
    except TelusurError as error:
        return Failure(gettext("{name}, line {line}", name=name, line=number), str(error))


def article_from_json(line: str, given: Given | None = None) -> Article:
    """Make an article of a JSON object; one that `telusur export` wrote becomes what it was.

    Args:
        line: the object, as JSON.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is no JSON object, or a field is not what it should be.
    """
    return article_from_record(parse_json(line), given or Given())


def parse_json(text: str) -> object:
    """Parse JSON.

    Raises:
        ArticleError: it is none.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(
            "it is not valid JSON ({reason} at character {position})",
            reason=error.msg,
            position=error.pos + 1,
        ) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(
            "it is not JSON that can be read: a number or a nesting is too large"
        ) from error


def article_from_record(value: object, given: Given) -> Article:
    """Make an article of what a JSON object, or a row of a table, says.

    Args:
        value: the object, whatever it calls its fields.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is no object, or a field is not what it should be.
    """
    if not isinstance(value, Mapping):
        raise ArticleError("it is not a JSON object with a text")
    if MARK in value:
        return article_from_export(dict(value))
    record = as_record(value, given)
    if record.get("text") == _REMOVED:
        raise ArticleError("its source has removed it")
    published, countries = _published(record), _countries(record)
    return make_article(
        _string(record, "text"),
        title=_string(record, "title"),
        id=_string(record, "id"),
        published=given.published if published is None else published,
        countries=given.countries if countries is None else countries,
        source=_string(record, "source"),
        url=_string(record, "url"),
    )


def _string(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and name == "date":
        return format(value, ".0f")
    if name == "text" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    if not isinstance(value, str):
        raise ArticleError('its "{name}" is not a string', name=name)
    return value


def _published(record: dict[str, object]) -> Published | None:
    text = date_of_stamp(_string(record, "date").strip())
    if not text:
        return None
    try:
        return interpret_published(text)
    except InputError as error:
        raise ArticleError('its "date" cannot be used: {error}', error=error) from error


def _countries(record: dict[str, object]) -> tuple[str, ...] | None:
    value = record.get("countries")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    names = split_countries(value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ArticleError('its "countries" is not a list of names or codes')
    try:
        return interpret_countries(filter(str.strip, names))
    except InputError as error:
        raise ArticleError('its "countries" cannot be used: {error}', error=error) from error


def _skip_rest_of_line(file: BinaryIO) -> None:
    while (part := file.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
