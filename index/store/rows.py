"""How an article stands in a row of the article store."""

import sqlite3
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from telusur.index.article import Article, CountriesBasis
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Basis, Published

COLUMNS = (
    "id, title, title_made, text, published_from, published_to, published_basis,"
    " countries, countries_basis, source, url, added, about, original"
)
"""The columns of an article, in the order of `row_of`."""

FURTHER_URLS = (
    "(SELECT group_concat(url, char(10)) FROM"
    " (SELECT url FROM address WHERE number = article.number ORDER BY rowid))"
)
"""Its further addresses, one per line; follows the columns in what `article_of` takes."""

INDEXABLE = "number, title, text, published_from, published_to, countries, about, source"
"""The columns that the index is made of, in the order of `Indexable`."""

# More than any source takes; what claims to be longer is no original.
_MAX_BYTES_OF_ORIGINAL = 200_000_000


class Indexable(NamedTuple):
    """What the index takes of an article."""

    number: int
    """The number under which the index knows it; numbers are never used again."""
    title: str
    text: str
    published_from: int
    """The first day on which it may have been published, 1 being 1 January of the year 1; 0 where
    it has no date."""
    published_to: int
    countries: Sequence[str]
    about: Sequence[str]
    source: str


def indexable_of(row: Sequence[Any]) -> Indexable:
    """Make what the index takes of the values of `INDEXABLE`."""
    number, title, text, published_from, published_to, countries, about, source = row
    return Indexable(
        number,
        title,
        text,
        date.fromisoformat(published_from).toordinal() if published_from else 0,
        date.fromisoformat(published_to).toordinal() if published_to else 0,
        countries.split(),
        about.split(),
        source,
    )


def row_of(article: Article) -> tuple[object, ...]:
    """Return the values of `COLUMNS` for an article."""
    published = article.published
    return (
        article.id,
        article.title,
        int(article.title_made),
        article.text,
        published.interval.start.isoformat() if published else None,
        published.interval.end.isoformat() if published else None,
        published.basis if published else None,
        " ".join(article.countries),
        article.countries_basis,
        article.source,
        article.url,
        article.added,
        " ".join(article.about),
        None if article.original is None else zlib.compress(article.original.encode()),
    )


def article_of(row: Sequence[Any]) -> Article:
    """Make an article of the values of `COLUMNS` and `FURTHER_URLS`.

    Raises:
        sqlite3.DatabaseError: the original is damaged.
    """
    published = None
    if row[4] is not None:
        interval = Interval(date.fromisoformat(row[4]), date.fromisoformat(row[5]))
        published = Published(interval, cast(Basis, row[6]))
    return Article(
        id=row[0],
        title=row[1],
        title_made=bool(row[2]),
        text=row[3],
        published=published,
        countries=tuple(row[7].split()),
        countries_basis=cast(CountriesBasis, row[8]),
        source=row[9],
        url=row[10],
        added=row[11],
        about=tuple(row[12].split()),
        original=None if row[13] is None else _inflated(row[13]),
        further_urls=tuple(row[14].split("\n")) if row[14] else (),
    )


def _inflated(content: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(content, _MAX_BYTES_OF_ORIGINAL).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise sqlite3.DatabaseError("an article's original cannot be unpacked") from error
