"""How an article stands in a row of the article store, and the checksum that guards it."""

import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from telusur.index.article import Article, CountriesBasis
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Basis, Published
from telusur.index.translation import gettext

_ARTICLE = (
    "id, title, title_made, text, published_from, published_to, published_basis, countries,"
    " countries_basis, source, url, further_urls, added, about"
)
_BOOKKEEPING = "number, digest, origin, revision"
"""What the store keeps beside what an article says."""

WRITTEN = f"{_ARTICLE}, {_BOOKKEEPING}, original, checksum"
"""The columns of an article, in the order of `row_of`."""

GUARDED = f"{_ARTICLE}, {_BOOKKEEPING}, original IS NOT NULL, checksum"
"""What to select for `verified`, which is enough for `indexable_of`."""

READ = f"{GUARDED}, original"
"""What to select for `article_of`."""

ID, NUMBER, ORIGIN, CHECKSUM = 0, 14, 16, 19
"""Where they are in a row of these columns."""

CONTENTS = 1 << 63
"""The sum of the checksums of many articles is taken modulo this."""

# More than any source takes; what claims to be longer is no original.
_MAX_BYTES_OF_ORIGINAL = 200_000_000


class RowDamagedError(Exception):
    """A row is not what was written; the message says how that shows."""


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
    date_basis: str
    """What its date was taken from; empty where it has none."""
    countries: Sequence[str]
    about: Sequence[str]
    source: str


def checksum_of(values: Sequence[object]) -> int:
    """Return 63 bits that change when any of the values does: CRC-32 (ISO 3309) and Adler-32.

    Raises:
        UnicodeEncodeError: a value is no text.
    """
    content = "\x1f".join(map(str, values)).encode()
    return zlib.crc32(content) << 31 | zlib.adler32(content) >> 1


def row_of(article: Article, number: int, digest: int, origin: int, revision: int) -> list[Any]:
    """Return the values of `WRITTEN` for an article.

    Args:
        article: the article.
        number: the number under which the index knows it.
        digest: what equal texts have in common; see `minhash.content_digest`.
        origin: the number of the file or address that gave it its id.
        revision: the revision that it is written in.
    """
    published = article.published
    guarded: list[Any] = [
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
        "\n".join(article.further_urls),
        article.added,
        " ".join(article.about),
        number,
        digest,
        origin,
        revision,
    ]
    original = None if article.original is None else zlib.compress(article.original.encode())
    checksum = checksum_of([*guarded, int(original is not None)])
    return [*guarded, original, checksum]


def verified(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row of `GUARDED` or `READ` if it is what was written.

    Raises:
        RowDamagedError: it is not.
    """
    try:
        checksum = checksum_of(row[:CHECKSUM])
    except UnicodeEncodeError as error:
        raise RowDamagedError(gettext("it is not UTF-8")) from error
    if checksum != row[CHECKSUM]:
        raise RowDamagedError(gettext("its checksum does not match"))
    return row


def indexable_of(row: Sequence[Any]) -> Indexable:
    """Make what the index takes of a row of `GUARDED`.

    Raises:
        RowDamagedError: the row is not what was written, or holds a date that is none.
    """
    _, title, _, text, start, end, basis, countries, _, source, *_ = verified(row)
    days = _interval(start, end)
    return Indexable(
        row[NUMBER],
        title,
        text,
        days.start.toordinal() if days else 0,
        days.end.toordinal() if days else 0,
        basis or "",
        countries.split(),
        row[13].split(),
        source,
    )


def article_of(row: Sequence[Any]) -> Article:
    """Make an article of a row of `READ`.

    Raises:
        RowDamagedError: the row is not what was written, or holds a date that is none.
    """
    verified(row)
    days = _interval(row[4], row[5])
    return Article(
        id=row[0],
        title=row[1],
        title_made=bool(row[2]),
        text=row[3],
        published=days and Published(days, cast(Basis, row[6])),
        countries=tuple(row[7].split()),
        countries_basis=cast(CountriesBasis, row[8]),
        source=row[9],
        url=row[10],
        further_urls=tuple(row[11].split("\n")) if row[11] else (),
        added=row[12],
        about=tuple(row[13].split()),
        original=None if row[-1] is None else _inflated(row[-1]),
    )


def _interval(start: str | None, end: str | None) -> Interval | None:
    if start is None or end is None:
        return None
    try:
        return Interval(date.fromisoformat(start), date.fromisoformat(end))
    except (ValueError, TypeError) as error:
        raise RowDamagedError(
            gettext("its date is {start} to {end}", start=repr(start), end=repr(end))
        ) from error


def _inflated(content: bytes) -> str:
    try:
        inflater = zlib.decompressobj()
        text = inflater.decompress(content, _MAX_BYTES_OF_ORIGINAL)
        if not inflater.eof:
            raise RowDamagedError(gettext("its original text is cut short"))
        return text.decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise RowDamagedError(gettext("its original text cannot be unpacked")) from error
