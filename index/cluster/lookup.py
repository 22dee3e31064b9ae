"""Looks up articles for a batch: those in the cluster, and what the batch makes of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from telusur.index.article import Article
from telusur.index.cluster.records import Record, key_of, origin_number, record_of
from telusur.index.opensearch.bulk import DocumentVersion
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.searching import documents_of, search_now
from telusur.index.store.duplicates.identification import Stored, possible_ids
from telusur.index.store.duplicates.minhash import content_digest
from telusur.index.store.rows.row_format import checksum_of

_MAX_OF_ONE_VALUE: Final = 50
"""Bounds the time that an article takes whose text stands under thousands of titles."""

_AT_ONCE: Final = 100


class Known(NamedTuple):
    """An article as it is in the cluster."""

    record: Record
    version: DocumentVersion
    """Which state of the document this is."""


class BatchLookup:
    """Implements `identification.Lookup`; what is likely to be asked is read at once before."""

    def __init__(self, client: Client, articles: Sequence[Article]) -> None:
        """Read what is stored of the articles of a batch, or may be the same as one of them.

        Args:
            client: asks the cluster.
            articles: the articles that will be identified.
        """
        self._client = client
        self.stored: dict[str, Known | None] = {}
        """What is in the cluster, by keys; None where nothing is."""
        self.planned: dict[str, Record] = {}
        """What there is to be, by keys."""
        self._keys: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        derived = [article for article in articles if article.id_derived]
        keys = [key_of(article.id) for article in derived]
        for article in articles:
            if not article.id_derived:
                keys += map(key_of, islice(possible_ids(article), 2))
        keys += self._found("digest", [content_digest(article.text) for article in derived])
        keys += self._found("urls", [checksum_of([a.url]) for a in derived if a.url])
        whole = [origin_number(a.origin) for a in derived if a.is_whole and a.origin]
        keys += self._found("whole_of", whole)
        self._read(list(dict.fromkeys(keys)))

    def plan(self, record: Record) -> None:
        """Take note of what an article is to be."""
        self.planned[record.key] = record
        for name in _names_of(record):
            if record.key not in self._keys[name]:
                self._keys[name].append(record.key)

    def with_id(self, identity: str) -> Stored | None:
        """Return the article with an id; None if there is none."""
        key = key_of(identity)
        if key not in self.stored:
            self._read([key])
        record = self.planned.get(key)
        return None if record is None else _stored_of(record)

    def with_digest(self, digest: int, limit: int) -> Iterable[Stored]:
        """Return the first articles whose texts may be equal to one with this digest."""
        return list(map(_stored_of, self._named("digest", digest)))[:limit]

    def with_url(self, url: str, limit: int) -> Sequence[Stored]:
        """Return articles that an input gave for a URL, up to a limit."""
        return list(map(_stored_of, self._named("urls", checksum_of([url]))))[:limit]

    def whole_of(self, origin: int) -> Stored | None:
        """Return what a file or an address held whole, if no other holds that as well."""
        for record in self._named("whole_of", origin):
            if record.whole_of == (origin,):
                return _stored_of(record)
        return None

    def _named(self, field: str, value: int) -> Iterator[Record]:
        """Yield the articles that have a value, in the order of their numbers."""
        records = (self.planned[key] for key in self._keys.get((field, value), ()))
        for record in sorted(records, key=lambda one: one.number):
            if (field, value) in _names_of(record):
                yield record

    def _found(self, field: str, values: Sequence[int]) -> list[str]:
        """Return the keys of the stored articles that have one of some values."""
        distinct = sorted(set(values))
        keys: list[str] = []
        for start in range(0, len(distinct), _AT_ONCE):
            part = distinct[start : start + _AT_ONCE]
            body = {
                "query": {"bool": {"filter": [{"terms": {field: part}}]}},
                "size": _MAX_OF_ONE_VALUE * len(part),
                "sort": [{"number": "asc"}],
                "track_total_hits": False,
                "_source": False,
            }
            keys += [hit["_id"] for hit in search_now(self._client, body)["hits"]["hits"]]
        return keys

    def _read(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), _AT_ONCE):
            for got in documents_of(self._client, keys[start : start + _AT_ONCE]):
                known = _known_of(got) if got["found"] else None
                self.stored[got["_id"]] = known
                if known is not None:
                    self.plan(known.record)


def _known_of(got: dict[str, Any]) -> Known:
    return Known(record_of(got), DocumentVersion(int(got["_seq_no"]), int(got["_primary_term"])))


def _names_of(record: Record) -> set[tuple[str, int]]:
    """Return by what an article is found: field and value."""
    return {
        ("digest", content_digest(record.article.text)),
        *(("urls", checksum_of([url])) for url in record.article.urls),
        *(("whole_of", origin) for origin in record.whole_of),
    }


def _stored_of(record: Record) -> Stored:
    return Stored(record.number, record.origin, record.article.id, record.article)
