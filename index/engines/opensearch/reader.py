"""One state of an index in a cluster, to be asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from telusur.index.engines.clauses import AnyTerm, Clause, KeywordField, TextField
from telusur.index.engines.engine import Candidate, IndexState, Lengths, MonthCounts, NearTerm
from telusur.index.engines.interval_counts import interval_counts
from telusur.index.engines.opensearch.collection_statistics import CollectionStatistics
from telusur.index.engines.opensearch.documents import (
    CANDIDATE_FIELDS,
    UNCERTAIN_MONTH,
    candidate_of,
)
from telusur.index.engines.opensearch.held_state import HeldState
from telusur.index.engines.opensearch.mapping import FORM
from telusur.index.engines.opensearch.queries import Query, field_of, query_of
from telusur.index.engines.opensearch.terms import listed_terms, near_search, terms_found
from telusur.index.errors import LibraryError
from telusur.index.opensearch.searching import PointInTime, Search, total_of

_MAX_VALUES: Final = 60_000
_PAGE: Final = 1_000
"""The number of documents read at a time."""

_MAX_COUNTS: Final = 4_096
"""The maximum number of clauses whose counts are remembered for other searches."""

_GLOBALLY: Final = "dfs_query_then_fetch"
"""Searches by the document frequencies of all shards."""


class OpenSearchReader:
    """Implements `engine.IndexReader`, over a point in time of the cluster."""

    def __init__(self, held: HeldState) -> None:
        """Take a state of the index.

        Whether it can be used is known when something is asked: every call may raise what
        `HeldState.answers` does.
        """
        self._held = held
        self._is_checked = False
        self._counts: dict[Clause, int] = {}
        self._best: dict[tuple[Clause, int], list[Candidate]] = {}
        self.families: dict[int, int] = {}
        """The families of the articles among the candidates so far, by their numbers."""

    @property
    def point(self) -> PointInTime:
        """The state that is held, of an index that can be used."""
        self._known()
        return self._held.point

    @property
    def state(self) -> IndexState:
        """What the index was made of."""
        return self._known().state

    @cached_property
    def segments(self) -> int:
        """How many segments the index has."""
        client = self._held.client
        found = client.ask("GET", f"/{client.address.name}/_stats/segments")
        return int(found["_all"]["primaries"]["segments"]["count"])

    def document_count(self) -> int:
        """Return the number of documents."""
        return self._known().documents

    def lengths(self) -> Lengths:
        """Return the numbers of tokens over all documents."""
        return self._known().lengths

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match a clause."""
        return self.counts([clause])[0]

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses, in one request."""
        self._ask(clauses)
        return [self._counts[clause] for clause in clauses]

    def prefetch(self, counted: Sequence[Clause], best: Clause, limit: int) -> None:
        """Ask in one request what `counts` and `best` will be asked."""
        self._ask(counted, [(best, limit)] if limit <= _PAGE else [])

    def best(self, clause: Clause, limit: int) -> list[Candidate]:
        """Return the documents with the highest scores by the cluster's BM25, of all shards."""
        if limit <= _PAGE:
            self._ask([], [(clause, limit)])
            return self._best[clause, limit]
        sort = [{"_score": "desc"}, {"number": "asc"}]
        return list(self._candidates(query_of(clause), sort, limit, f"search_type={_GLOBALLY}&"))

    def _ask(self, counted: Sequence[Clause], best: Sequence[tuple[Clause, int]] = ()) -> None:
        """See that numbers of documents and best documents are known, in one request."""
        known, counts = self._held.counts, self._counts
        for clause in counted:
            if clause not in counts and (count := known.get(clause)) is not None:
                counts[clause] = count
        uncounted = [clause for clause in dict.fromkeys(counted) if clause not in counts]
        unranked = [asked for asked in best if asked not in self._best]
        answers = self._answers(
            [
                *(Search({"query": _filter(clause), "size": 0}) for clause in uncounted),
                *(
                    Search(
                        {
                            "query": query_of(clause),
                            "size": limit,
                            "track_total_hits": False,
                            **CANDIDATE_FIELDS,
                        },
                        {"search_type": _GLOBALLY},
                    )
                    for clause, limit in unranked
                ),
            ]
        )
        if len(known) > _MAX_COUNTS:
            known.clear()
        for clause in uncounted:
            counts[clause] = known[clause] = total_of(next(answers))
        for asked in unranked:
            self._best[asked] = list(map(self._candidate, next(answers)["hits"]["hits"]))

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
        body = {"query": _filter(clause), "stored_fields": "_none_", "size": _PAGE}
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
        other_mark = FORM if field == "title_only_root" else None

        def aggregated(aggregation: dict[str, Any]) -> dict[str, Any]:
            found: dict[str, Any] = self.point.search({**body, "aggs": {"terms": aggregation}})
            counted: dict[str, Any] = found["aggregations"]["terms"]
            return counted

        return [
            (term.removeprefix(mark), count)
            for term, count in listed_terms(aggregated, name, mark + prefix)
            if other_mark is None or not term.startswith(other_mark)
        ]

    def near_terms(self, word: str, edits: int, same: int = 0) -> list[NearTerm]:
        """Return the forms that are a few edits away from a word."""
        from telusur.index.engines.levenshtein import near_terms

        name, mark = field_of("form")
        searches = [Search({"query": _filter(AnyTerm("form", (word,))), "size": 0})]
        if edits:
            searches.append(Search(near_search(name, mark + word, edits, len(mark) + same)))
        holding, *found = self._answers(searches)
        near = terms_found(found[0]) if found else []
        if near is None or not word:  # of less than two letters, Lucene changes one alone
            return near_terms(word, edits, self.terms("form", word[:same]))
        terms = [(term.removeprefix(mark), count) for term, count in near]
        if count := total_of(holding):
            terms.append((word, count))
        return near_terms(word, edits, sorted(terms))

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

    def _known(self) -> CollectionStatistics:
        """Return what is known of the index."""
        for _ in self._answers([]):
            pass
        assert self._held.statistics is not None
        return self._held.statistics

    def _answers(self, searches: Sequence[Search]) -> Iterator[dict[str, Any]]:
        """Yield the answers to searches; with the first ones, the state itself is looked at."""
        held = self._held
        answers = held.point.searches if self._is_checked else held.answers
        for answer in answers(searches):
            self._is_checked = True
            yield answer
        self._is_checked = True


def _filter(clause: Clause) -> Query:
    """Return a query that only counts: scores are not computed."""
    return {"bool": {"filter": [query_of(clause)]}}
