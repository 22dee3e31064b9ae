"""One state of a library in a cluster: index and articles are one there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from telusur.index.article import Article
from telusur.index.cluster.records import article_of
from telusur.index.engines.opensearch.reader import OpenSearchReader
from telusur.index.opensearch.searching import Search
from telusur.index.upkeep.snapshot import Snapshot

_AT_ONCE: Final = 1_000
_MAX_VERSIONS: Final = 10_000
_FEW_VERSIONS: Final = 20
"""So many versions of the articles that are shown are read beside them, in the same search."""

_IDENTITY: Final = ("number", "id", "family")

_Values = Sequence[int] | Sequence[str]


class ClusterSnapshot(Snapshot):
    """What a search reads of a cluster."""

    def __init__(self, index: OpenSearchReader) -> None:
        """Take a state of the index."""
        self.index: OpenSearchReader = index
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._in_families: dict[int, list[str]] = {}

    def articles(self, numbers: Sequence[int]) -> dict[int, Article]:
        """Return the articles that the index knows by these numbers."""
        articles: dict[int, Article] = {}
        known = self.index.families
        for part in _parts(numbers):
            # Whoever shows articles asks for their versions next, so both are asked for at once.
            families = list({known[number] for number in part if number in known})
            wanted = {"number": part, **({"family": families} if families else {})}
            size = len(part) + _FEW_VERSIONS
            (found,) = self.index.point.searches([_having(wanted, size, source=True)])
            hits = _hits(found)
            if families and len(hits) < size:
                self._note_families(families, hits)
            elif families:  # there are more: of versions, the ids alone are read
                searches = [_having({"number": part}, source=True)]
                searches += [_having({"family": families}, _MAX_VERSIONS)]
                hits, versions = map(_hits, self.index.point.searches(searches))
                self._note_families(families, versions)
            wanted_numbers = set(part)
            for hit in hits:
                if (number := self._noted(hit)) in wanted_numbers:
                    articles[number] = article_of(hit)
        return articles

    def ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of the articles that the index knows by these numbers."""
        self._look_up("number", [number for number in numbers if number not in self._ids])
        return {number: self._ids[number] for number in numbers if number in self._ids}

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        if identity not in self._numbers:
            self._look_up("id", [identity])
        return self._numbers.get(identity)

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the families of articles: an article that has no versions has one of its own."""
        known = self.index.families
        self._look_up("number", [number for number in numbers if number not in known])
        return {number: known[number] for number in numbers if number in known}

    def ids_in_families(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        known = self._in_families
        for part in _parts([family for family in families if family not in known]):
            (found,) = self.index.point.searches([_having({"family": part}, _MAX_VERSIONS)])
            self._note_families(part, _hits(found))
        return {family: known[family] for family in families}

    def _look_up(self, field: str, values: _Values) -> None:
        """Take note of the articles that have one of some values."""
        for part in _parts(values):
            (found,) = self.index.point.searches([_having({field: part})])
            for hit in _hits(found):
                self._noted(hit)

    def _noted(self, hit: Mapping[str, Any]) -> int:
        """Take note of an article; return its number."""
        number, identity, family = (hit["fields"][field][0] for field in _IDENTITY)
        self._ids[int(number)] = str(identity)
        self._numbers[str(identity)] = int(number)
        self.index.families[int(number)] = int(family)
        return int(number)

    def _note_families(self, families: _Values, hits: Sequence[Mapping[str, Any]]) -> None:
        self._in_families |= {int(family): [] for family in families}
        for hit in hits:
            number = self._noted(hit)
            self._in_families[self.index.families[number]].append(self._ids[number])


def _parts(values: _Values) -> Iterator[_Values]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _having(wanted: Mapping[str, _Values], size: int = _AT_ONCE, *, source: bool = False) -> Search:
    """Search for the documents that have a value of a field, in the order of their numbers.

    Args:
        wanted: the values, by their fields; a document has one of any.
        size: up to how many documents.
        source: whether what is stored is returned, all of it: to choose, OpenSearch would read it.
    """
    # Whatever is stored is unpacked together with what stands beside it, `_id` included.
    stored = {} if source else {"_source": False, "stored_fields": "_none_"}
    values = [{"terms": {field: values}} for field, values in wanted.items()]
    return Search(
        {
            "query": {"bool": {"filter": [{"bool": {"should": values}}]}},
            "size": size,
            "sort": [{"number": "asc"}],
            "track_total_hits": False,
            "docvalue_fields": [*_IDENTITY],
            **stored,
        }
    )


def _hits(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = found["hits"]["hits"]
    return hits
