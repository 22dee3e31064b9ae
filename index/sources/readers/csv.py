"""CSV and TSV: one article a row, its columns matched by name."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TextIO

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError, TelusurError
from telusur.index.ingest.making import Draft, completed
from telusur.index.ingest.worker_pool import map_in_order
from telusur.index.sources.article_records import draft_of_record
from telusur.index.sources.support.date_stamps import day_first, is_month_first
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.records import match_columns
from telusur.index.sources.support.resource import Resource
from telusur.index.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16
_MAX_HEADER = 100_000
_MAX_CHARACTERS = 10_000_000
"""In a cell, and in a line."""

_LEAST_WORK = 200
"""In bytes; a shorter row takes as long."""

_UNCLOSED = gettext_noop("a quotation mark that opens a cell may never be closed")


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a table, row by row.

    Args:
        resource: the table, its first row the names of the columns.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is no table, or has no column with a text.
    """
    if b"\x00" in resource.file.peek(_SAMPLE)[:_SAMPLE]:
        raise ArticleError("it is a binary file, not a table")
    # Bytes that are not UTF-8 become lone surrogates; the cells that have them are decoded anew.
    text = io.TextIOWrapper(resource.file, "utf-8-sig", "surrogateescape", newline="")
    try:
        yield from _read_rows(text, resource, given)
    finally:
        if not resource.file.closed:  # as it is where the rest is left unread
            text.detach()


def looks_like_table(head: str) -> bool:
    """Tell whether a text begins with a row of names that an article's columns have."""
    line = head.partition("\n")[0]
    columns = match_columns(_cells(line, _delimiter(line, {})), {})
    return "text" in columns and len(columns) > 1


def _read_rows(text: TextIO, resource: Resource, given: Given) -> Iterator[Article | Failure]:
    first = text.readline(_MAX_HEADER)
    while first and (not first.strip("\r\n ,;\t|") or _excel_hint().fullmatch(first)):
        first = text.readline(_MAX_HEADER)
    if len(first) == _MAX_HEADER:
        raise ArticleError("its first row is too long to be names of columns")
    delimiter = _delimiter(first, given.columns)
    csv.field_size_limit(_MAX_CHARACTERS)
    lines = _Lines(first, text)
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        header = [_decoded(cell, resource.charset).strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise ArticleError("its first row cannot be read ({error})", error=error) from error
    columns = match_columns(header, given.columns)
    _check_columns(columns, header, given)
    positions = {field: header.index(column) for field, column in columns.items()}
    filled = _filled_rows(rows, lines, resource.name)
    first_rows = list(_first_rows(filled))
    make = partial(
        _made_of_rows,
        name=resource.name,
        width=len(header),
        positions=positions,
        given=given,
        charset=resource.charset,
        is_american=_has_month_first(first_rows, positions.get("date")),
    )
    yield from map_in_order(make, chain(first_rows, filled), given.processes, _size)


class _Row(NamedTuple):
    """A row that is not blank."""

    cells: list[str]
    line: int
    """The number of its last line."""


def _filled_rows(rows: "Reader", lines: "_Lines", name: str) -> Iterator[_Row | Failure]:
    while True:
        begun = rows.line_num + 1
        lines.quotes = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            # What follows of its cell would be read as rows.
            why = gettext(
                "its row cannot be read ({error}), nor can what follows: {unclosed}",
                error=error,
                unclosed=gettext(_UNCLOSED),
            )
            yield Failure(gettext("{name}, line {line}", name=name, line=begun), why)
            return
        if lines.at_end and rows.line_num > begun and lines.quotes % 2:
            why = gettext(
                "its row goes on to the end of the table: {unclosed}", unclosed=gettext(_UNCLOSED)
            )
            yield Failure(gettext("{name}, line {line}", name=name, line=rows.line_num), why)
        elif any(cell.strip() for cell in row):
            yield _Row(row, rows.line_num)


def _first_rows(rows: Iterator[_Row | Failure]) -> Iterator[_Row | Failure]:
    """Take as many rows as it takes to tell how a table writes its dates."""
    size = 0
    while size < _SAMPLE and (row := next(rows, None)) is not None:
        size += _size(row)
        yield row


def _has_month_first(rows: Sequence[_Row | Failure], position: int | None) -> bool:
    """Whether a table has dates that can only have their month first, and none with the day."""
    told = {
        is_month_first(row.cells[position])
        for row in rows
        if position is not None and isinstance(row, _Row) and position < len(row.cells)
    }
    return True in told and False not in told


def _size(row: _Row | Failure) -> int:
    return _LEAST_WORK if isinstance(row, Failure) else max(_LEAST_WORK, sum(map(len, row.cells)))


def _made_of_rows(
    rows: list[_Row | Failure],
    name: str,
    width: int,
    positions: dict[str, int],
    given: Given,
    charset: str,
    is_american: bool,
) -> list[Article | Failure]:
    made: list[Draft | Article | Failure] = []
    for row in rows:
        if isinstance(row, Failure):
            made.append(row)
            continue
        try:
            record = _record(row.cells, width, positions, given, charset)
            if is_american and "date" in record:
                record["date"] = day_first(record["date"])
            made.append(draft_of_record(record, Given(given.published, given.countries)))
        except TelusurError as error:
            where = gettext("{name}, line {line}", name=name, line=row.line)
            made.append(Failure(where, str(error)))
    return completed(made)


def _record(
    row: Sequence[str], width: int, positions: dict[str, int], given: Given, charset: str
) -> dict[str, str]:
    if any(cell.strip() for cell in row[width:]):
        raise ArticleError(
            "it has {cells} cells where the first row has {width}", cells=len(row), width=width
        )
    record = {
        field: _decoded(row[position], charset)
        for field, position in positions.items()
        if position < len(row)
    }
    if "id" not in given.columns and record.get("id", "").strip().isdigit():
        del record["id"]  # the number of a row, which the next table has as well
    return record


def _decoded(cell: str, charset: str) -> str:
    """Decode a cell anew if it is not UTF-8."""
    if cell.isascii() or not any("\udc80" <= character <= "\udcff" for character in cell):
        return cell
    return decode_text(cell.encode("utf-8", "surrogateescape"), charset)


@cache
def _excel_hint() -> re.Pattern[str]:
    """What Excel writes above a table to tell itself how cells are parted."""
    return re.compile(r'"?sep=.?"?\s*', re.IGNORECASE)


def _check_columns(columns: dict[str, str], header: Sequence[str], given: Given) -> None:
    seen = ", ".join(f'"{cell[:40]}"' for cell in header[:12])
    for field, column in given.columns.items():
        if field not in columns:
            raise ArticleError(
                'there is no column "{column}"; its columns are {columns}',
                column=column,
                columns=seen,
            )
    if "text" not in columns:
        raise ArticleError(
            "no column has a name for the text; its columns are {columns}: say which one it is "
            "with --column text=NAME",
            columns=seen or gettext("none"),
        )


def _delimiter(line: str, given: Mapping[str, str]) -> str:
    """The delimiter that parts the row into the highest count of known names, then of cells."""

    def merit(delimiter: str) -> tuple[int, int]:
        cells = _cells(line, delimiter)
        return len(match_columns(cells, given)), len(cells)

    return max(_DELIMITERS, key=merit)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


class _Lines:
    """The lines of a table, and what they say of the row that is being read."""

    def __init__(self, first: str, text: TextIO) -> None:
        self._next = first
        self._text = text
        self.quotes = 0
        """How many quotation marks there were since this was set to 0."""
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        while line := self._next:
            self.quotes += line.count('"')
            self._next = self._text.readline(_MAX_CHARACTERS)
            self.at_end = not self._next
            yield line
