"""One state of an index in a cluster, to be asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from telusur.index.engines.clauses import Clause, Everything, KeywordField, TextField
from telusur.index.engines.engine import Candidate, IndexState, Lengths, MonthCounts
from telusur.index.engines.interval_counts import interval_counts
from telusur.index.engines.opensearch.documents import (
    CANDIDATE_FIELDS,
    UNCERTAIN_MONTH,
    candidate_of,
)
from telusur.index.engines.opensearch.mapping import FORMAT_VERSION, STATE_KEY
from telusur.index.engines.opensearch.queries import Query, field_of, query_of
from telusur.index.engines.opensearch.terms import listed_terms
from telusur.index.engines.remembered_counts import RememberedCounts
from telusur.index.errors import IndexDamagedError, LibraryError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError
from telusur.index.opensearch.searching import PointInTime

_MAX_VALUES: Final = 60_000
_PAGE: Final = 1_000
"""The number of documents read at a time."""


class OpenSearchReader:
    """Implements `engine.IndexReader`, over a point in time of the cluster."""

    def __init__(self, client: Client, index: str) -> None:
        """Hold the present state of an index.

        Args:
            client: asks the cluster.
            index: the index, or its alias.

        Raises:
            IndexDamagedError: there is none, it has no state, or is of another format.
            LibraryError: the cluster cannot be asked.
        """
        self._client = client
        try:
            self.point = PointInTime(client, index)
        except RefusedError as error:
            if not error.is_missing_index:
                raise
            raise IndexDamagedError("there was no index") from error
        self._index = index
        self._counts = RememberedCounts(self._counted)
        self.families: dict[int, int] = {}
        """The families of the articles among the candidates so far, by their numbers."""
        self._state, self._count, self._lengths = self._read_state()

    @property
    def state(self) -> IndexState:
        """What the index was made of."""
        return self._state

    @cached_property
    def segments(self) -> int:
        """How many segments the index has."""
        found = self._client.ask("GET", f"/{self._index}/_stats/segments")
        return int(found["_all"]["primaries"]["segments"]["count"])

    def document_count(self) -> int:
        """Return the number of documents."""
        return self._count

    def lengths(self) -> Lengths:
        """Return the numbers of tokens over all documents."""
        return self._lengths

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match a clause."""
        return self.counts([clause])[0]

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses, in one request."""
        return self._counts.of(clauses)

    def _counted(self, clauses: Sequence[Clause]) -> Iterator[int]:
        bodies = [{"query": _filter(clause), "size": 0} for clause in clauses]
        return map(_total, self.point.searches(bodies))

    def best(self, clause: Clause, limit: int) -> list[Candidate]:
        """Return the documents with the highest scores by the cluster's BM25, of all shards."""
        query = query_of(clause)
        if limit <= _PAGE:
            found = self.point.search(
                {"query": query, "size": limit, "track_total_hits": False, **CANDIDATE_FIELDS},
                "search_type=dfs_query_then_fetch&",
            )
            return [self._candidate(hit) for hit in found["hits"]["hits"]]
        sort = [{"_score": "desc"}, {"number": "asc"}]
        return list(self._candidates(query, sort, limit, "search_type=dfs_query_then_fetch&"))

    def by_day(self, clause: Clause, limit: int, *, newest_first: bool) -> list[Candidate]:
        """Return the first documents by the last day on which they may have been published."""
        order = "desc" if newest_first else "asc"
        day = {"last_day": {"order": order, "missing": "_last"}}
        return list(self._candidates(_filter(clause), [day, {"number": "asc"}], limit))

    def matching(self, clause: Clause) -> Iterator[Candidate]:
        """Yield every document that matches a clause."""
        return self._candidates(_filter(clause), [{"number": "asc"}], None)

    def numbers(self, clause: Clause) -> list[int]:
        """Return the numbers of all documents that match a clause."""
        body = {"query": _filter(clause), "_source": False, "size": _PAGE}
        pages = self.point.pages(body, [{"number": "asc"}])
        return [int(hit["sort"][0]) for hits in pages for hit in hits]

    def terms(self, field: TextField, prefix: str = "") -> list[tuple[str, int]]:
        """Return the terms of a field that begin with a prefix."""
        name, mark = field_of(field)
        body: dict[str, Any] = {"size": 0, "track_total_hits": False}
        if prefix:
            body["query"] = {"prefix": {name: mark + prefix}}
        if field == "form":
            name, mark = "forms", ""
        other_mark = field_of("form")[1] if field.endswith("root") else None

        def aggregated(aggregation: dict[str, Any]) -> dict[str, Any]:
            found: dict[str, Any] = self.point.search({**body, "aggs": {"terms": aggregation}})
            counted: dict[str, Any] = found["aggregations"]["terms"]
            return counted

        return [
            (term.removeprefix(mark), count)
            for term, count in listed_terms(aggregated, name, mark + prefix)
            if other_mark is None or not term.startswith(other_mark)
        ]

    def values(self, clause: Clause, field: KeywordField) -> Mapping[str, int]:
        """Return how many of the documents that match have each value of a field."""
        return {str(key): count for key, count in self._values(clause, field)}

    def months(self, clause: Clause) -> MonthCounts:
        """Return how many of the documents that match were published in each month."""
        counts = {int(key): count for key, count in self._values(clause, "month")}
        undated, uncertain = counts.pop(0, 0), counts.pop(UNCERTAIN_MONTH, 0)
        months = {date(key // 100, key % 100, 1): counts[key] for key in sorted(counts)}
        return MonthCounts(months, uncertain, undated)

    def intervals(self, clause: Clause) -> Mapping[tuple[int, int], int]:
        """Return how many of the documents that match have each interval of publication."""

        def aggregated(aggregation: dict[str, Any]) -> dict[str, Any]:
            body = {"query": _filter(clause), "size": 0, "aggs": {"counts": aggregation}}
            found: dict[str, Any] = self.point.search(body)["aggregations"]["counts"]
            return found

        return interval_counts(aggregated, self.count(clause))

    def _candidates(
        self, query: Query, sort: "list[dict[str, Any]]", limit: int | None, parameters: str = ""
    ) -> Iterator[Candidate]:
        size = _PAGE if limit is None else min(limit, _PAGE)
        body = {"query": query, "size": size, **CANDIDATE_FIELDS}
        left = limit
        for hits in self.point.pages(body, sort, parameters):
            for hit in hits[:left]:
                yield self._candidate(hit)
            if left is not None:
                left -= len(hits)
                if left <= 0:
                    return

    def _candidate(self, hit: dict[str, Any]) -> Candidate:
        candidate = candidate_of(hit)
        family = hit["fields"].get("family")
        if family:
            self.families[candidate.number] = int(family[0])
        return candidate

    def _values(self, clause: Clause, field: str) -> list[tuple[Any, int]]:
        counting = {"terms": {"field": field, "size": _MAX_VALUES, "shard_size": _MAX_VALUES}}
        body = {"query": _filter(clause), "size": 0, "aggs": {"values": counting}}
        counted = self.point.search(body)["aggregations"]["values"]
        if counted["sum_other_doc_count"]:
            raise LibraryError(
                "There are too many values of {field} to be counted exactly: narrow the query.",
                field=field,
            )
        return [(bucket["key"], int(bucket["doc_count"])) for bucket in counted["buckets"]]

    def _read_state(self) -> tuple[IndexState, int, Lengths]:
        fields = ("title_length", "text_length")
        sums = {field: {"sum": {"field": field}} for field in fields}
        told, counted = self.point.searches(
            [
                {"query": {"ids": {"values": [STATE_KEY]}}, "_source": ["state"]},
                {"query": _filter(Everything()), "size": 0, "aggs": sums},
            ]
        )
        hits = told["hits"]["hits"]
        if not hits:
            raise IndexDamagedError("it does not say what it was made from")
        state = IndexState(**{field: hits[0]["_source"]["state"][field] for field in _STATE})
        if state.format_version > FORMAT_VERSION:
            raise LibraryError(
                "{address} was written by a later version of Telusur: upgrade Telusur to open it.",
                address=self._client.address,
            )
        if state.format_version != FORMAT_VERSION:
            raise IndexDamagedError("it was made by another version of Telusur")
        lengths = Lengths(*(int(counted["aggregations"][field]["value"]) for field in fields))
        return state, _total(counted), lengths


def _total(found: dict[str, Any]) -> int:
    return int(found["hits"]["total"]["value"])


_STATE: Final = IndexState._fields


def _filter(clause: Clause) -> Query:
    """Return a query that only counts: scores are not computed."""
    return {"bool": {"filter": [query_of(clause)]}}
