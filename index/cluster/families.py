"""Which articles in a cluster are versions of one another.

Each article has the number of its family: its own, or that of the one that it resembles most. So
one that founds a family need not be written again when another joins it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from telusur.index.cluster.records import Record
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.searching import documents_of, search_now
from telusur.index.store.duplicates.minhash import MAX_HOLDERS, likely_versions

_AT_ONCE: Final = 100
_MAX_FOUND: Final = 5_000
"""Bounds the time that articles take, however many like them there are."""


class _Relative(NamedTuple):
    """An article that shares a band with another."""

    key: str
    family: int
    text: str | None
    """Its text, where it is in this batch; else it is read when it is wanted."""


class Relatives:
    """The articles that those of one batch may be versions of: stored ones, and one another."""

    def __init__(self, client: Client, bands: Mapping[str, Sequence[int]]) -> None:
        """Look up what is stored.

        Args:
            client: asks the cluster.
            bands: the bands of each article that is new or has a new text, by its key.
        """
        self._client = client
        self._by_band: defaultdict[int, dict[int, _Relative]] = defaultdict(dict)
        self._texts: dict[str, str] = {}
        keys = [band for of_article in bands.values() for band in of_article]
        for start in range(0, len(keys), 8 * _AT_ONCE):
            for hit in self._with_bands(keys[start : start + 8 * _AT_ONCE]):
                # What is written anew in this batch is not what is stored.
                if hit["_id"] not in bands:
                    fields = hit["fields"]
                    relative = _Relative(hit["_id"], int(fields["family"][0]), None)
                    self._note(int(fields["number"][0]), fields["bands"], relative)

    def family_of(self, bands: Sequence[int], text: str) -> int | None:
        """Return the family of the article that a text is most likely a version of, or None."""
        held = [self._by_band.get(band, {}) for band in bands]
        known = {number: one for relatives in held for number, one in relatives.items()}
        likely = likely_versions(sorted(one, reverse=True)[:MAX_HOLDERS] for one in held)
        if not likely:
            return None
        from telusur.index.store.duplicates.resemblance import nearest_version

        self._read([known[number] for number in likely])
        families = {number: known[number].family for number in likely}
        texts = {number: self._text(known[number]) for number in likely}
        relative = nearest_version(text, texts, lambda numbers: {n: families[n] for n in numbers})
        return None if relative is None else families[relative]

    def add(self, record: Record, bands: Sequence[int]) -> None:
        """Take note of an article of the batch, which later ones may be versions of."""
        relative = _Relative(record.key, record.family, record.article.text)
        self._note(record.number, bands, relative)

    def _note(self, number: int, bands: Sequence[int], relative: _Relative) -> None:
        for band in bands:
            self._by_band[int(band)][number] = relative

    def _with_bands(self, bands: Sequence[int]) -> Iterator[dict[str, Any]]:
        body = {
            "query": {"bool": {"filter": [{"terms": {"bands": bands}}]}},
            "size": _MAX_FOUND,
            "sort": [{"number": "desc"}],
            "track_total_hits": False,
            "_source": False,
            "docvalue_fields": ["number", "family", "bands"],
        }
        yield from search_now(self._client, body)["hits"]["hits"]

    def _read(self, relatives: Sequence[_Relative]) -> None:
        wanted = [one.key for one in relatives if one.text is None and one.key not in self._texts]
        if wanted:
            for found in documents_of(self._client, wanted, "?_source_includes=article.text"):
                text = found["_source"]["article"]["text"] if found["found"] else ""
                self._texts[found["_id"]] = text

    def _text(self, relative: _Relative) -> str:
        return self._texts[relative.key] if relative.text is None else relative.text
