"""JSON Lines: one article a line, an object with `text` and, as far as known, the other fields."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, TelusurError
from telusur.index.ingest.making import Draft, completed
from telusur.index.ingest.worker_pool import map_in_order
from telusur.index.sources.article_records import draft_of_record, parse_json
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext

# An exported article holds its text twice, and JSON may take six bytes for a character.
_MAX_LINE_BYTES = 150_000_000
_MAX_BLANK_LINES = 100_000  # packed, they take no room
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
    return read_json_lines(resource.file, resource.name, given, resource.charset)


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
    read_lines = partial(_read_lines, name=name, given=given, charset=charset)
    lines = _numbered_lines(file)
    return map_in_order(
        read_lines, lines, given.processes, size=lambda line: max(_LEAST_WORK, len(line[1]))
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


def _read_lines(
    lines: list[tuple[int, bytes]], name: str, given: Given, charset: str
) -> list[Article | Failure]:
    return completed([_read_line(*line, name, given, charset) for line in lines])


def _read_line(
    number: int, line: bytes, name: str, given: Given, charset: str
) -> Draft | Article | Failure:
    try:
        if len(line) > _MAX_LINE_BYTES:
            raise ArticleError("it is longer than {limit} MB", limit=_MAX_LINE_BYTES // 1_000_000)
        return draft_of_record(parse_json(decode_text(line, charset)), given)
    except TelusurError as error:
        return Failure(gettext("{name}, line {line}", name=name, line=number), str(error))


def _skip_rest_of_line(file: BinaryIO) -> None:
    while (part := file.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
