"""One state of a library in a cluster: index and articles are one there."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from telusur.index.article import Article
from telusur.index.cluster.records import article_of
from telusur.index.engines.opensearch.reader import OpenSearchReader
from telusur.index.upkeep.snapshot import Snapshot

_AT_ONCE: Final = 1_000
_MAX_VERSIONS: Final = 10_000


class ClusterSnapshot(Snapshot):
    """What a search reads of a cluster."""

    def __init__(self, index: OpenSearchReader) -> None:
        """Take a state of the index."""
        self.index: OpenSearchReader = index

    def articles(self, numbers: Sequence[int]) -> dict[int, Article]:
        """Return the articles that the index knows by these numbers."""
        return {
            int(hit["fields"]["number"][0]): article_of(hit)
            for hit in self._with("number", numbers, ["number"], source=["article"])
        }

    def ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of the articles that the index knows by these numbers."""
        return {
            int(hit["fields"]["number"][0]): str(hit["fields"]["id"][0])
            for hit in self._with("number", numbers, ["number", "id"])
        }

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        hits = self._with("id", [identity], ["number"])
        return int(hits[0]["fields"]["number"][0]) if hits else None

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the families of articles: an article that has no versions has one of its own."""
        known = self.index.families
        missing = [number for number in numbers if number not in known]
        for hit in self._with("number", missing, ["number", "family"]):
            fields = hit["fields"]
            known[int(fields["number"][0])] = int(fields["family"][0])
        return {number: known[number] for number in numbers if number in known}

    def ids_in_families(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        ids: dict[int, list[str]] = {family: [] for family in families}
        for hit in self._with("family", families, ["family", "id"], size=_MAX_VERSIONS):
            fields = hit["fields"]
            ids[int(fields["family"][0])].append(str(fields["id"][0]))
        return ids

    def _with(
        self,
        field: str,
        values: Sequence[int] | Sequence[str],
        fields: Sequence[str],
        source: Sequence[str] | bool = False,
        size: int = _AT_ONCE,
    ) -> list[Mapping[str, Any]]:
        """Return the documents that have one of some values, in the order of their numbers."""
        hits: list[Mapping[str, Any]] = []
        for start in range(0, len(values), _AT_ONCE):
            found = self.index.point.search(
                {
                    "query": {
                        "bool": {"filter": [{"terms": {field: values[start : start + _AT_ONCE]}}]}
                    },
                    "size": size,
                    "sort": [{"number": "asc"}],
                    "track_total_hits": False,
                    "_source": source,
                    "docvalue_fields": [*fields],
                }
            )
            hits += found["hits"]["hits"]
        return hits
