"""CSV: a table that a spreadsheet opens by itself, and that `telusur add` reads as well."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from telusur.index.indonesian.countries.territories import country_name
from telusur.search.output.date_format import date_as_expression
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.printable_text import printable_lines

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it, Excel takes UTF-8 for the code page of the system; other programs skip it."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula: the list of OWASP, "CSV Injection"."""

_ARTICLE_COLUMNS: Final = ("id", "title", "date", "basis", "countries", "source", "url")


class CsvFormat(OutputFormat):
    """A header, and a record for each article; hits have rank, score and passages as well."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield the records; a cell that would begin a formula begins with an apostrophe.

        Args:
            listing: the articles.
        """
        header: tuple[str, ...] | None = None
        for entry in listing.entries:
            cells = _cells(entry, whole=listing.whole)
            if header is None:
                header = tuple(cells)
                yield BYTE_ORDER_MARK + csv_record(header)
            yield csv_record(cells.values())
        if header is None:
            yield BYTE_ORDER_MARK + csv_record(_ARTICLE_COLUMNS)


def _cells(entry: Entry, *, whole: bool) -> dict[str, str]:
    article, hit = entry.article, entry.hit
    values = (
        article.id,
        article.title,
        date_as_expression(article.published),
        article.published.basis if article.published else "",
        "; ".join(map(country_name, article.countries)),
        article.source,
        article.url,
    )
    cells = dict(zip(_ARTICLE_COLUMNS, values, strict=True))
    if hit:
        passages = "\n\n".join(passage.text for passage in hit.passages)
        cells = {"rank": str(hit.rank), "score": f"{hit.score:.6f}", **cells, "passages": passages}
    if whole:
        cells["text"] = article.text
    return cells


def csv_record(cells: Iterable[str]) -> str:
    """Return a line of CSV; a cell that would begin a formula begins with an apostrophe.

    Args:
        cells: the cells.
    """
    line = io.StringIO()
    csv.writer(line).writerow(map(_harmless, cells))
    return line.getvalue().rstrip("\r\n")


def _harmless(cell: str) -> str:
    shown = printable_lines(cell)
    return "'" + shown if shown.startswith(_FORMULA_STARTS) else shown
