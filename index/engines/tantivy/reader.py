"""One state of a tantivy index, to be asked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

import tantivy
from telusur.index.engines.clauses import (
    AtLeast,
    Clause,
    Everything,
    KeywordField,
    TextField,
    Unscored,
    any_of,
)
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import Candidate, IndexState, Lengths, MonthCounts, NearTerm
from telusur.index.engines.interval_counts import interval_counts
from telusur.index.engines.remembered_counts import RememberedCounts
from telusur.index.engines.tantivy.failures import reading_failures
from telusur.index.engines.tantivy.queries import query_of
from telusur.index.engines.tantivy.schema import (
    UNCERTAIN_MONTH,
    day_of,
    state_of,
    state_query,
)
from telusur.index.errors import IndexDamagedError

_MAX_VALUES: Final = 60_000
_MAX_PREFIXES: Final = 16
"""The number of beginnings whose terms are remembered: a page asks for the hits of a query, for its
facets and for its timeline."""

_MAX_TIMELINES: Final = 16
"""The number of clauses whose intervals are remembered: shares are always of all documents."""

_FEW: Final = 10_000
"""Up to how many documents are counted one by one."""

_AT_ONCE: Final = 1_000
"""The number of documents read at a time where all that match are asked for."""


class TantivyReader:
    """Implements `engine.IndexReader`."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        """Take an open state of an index; callers want `TantivyEngine.reader`.

        Raises:
            IndexDamagedError: it has no state.
        """
        self._searcher = searcher
        self._state = self._read_state()
        self._terms: dict[tuple[TextField, str], list[tuple[str, int]]] = {}
        self._intervals: dict[Clause, Mapping[tuple[int, int], int]] = {}
        self._counts = RememberedCounts(lambda clauses: map(self._counted, clauses))

    @property
    def state(self) -> IndexState:
        """What the index was made of."""
        return self._state

    @property
    def segments(self) -> int:
        """How many segments the index has."""
        return int(self._searcher.num_segments)

    def document_count(self) -> int:
        """Return the number of documents."""
        return int(self._searcher.num_docs) - 1

    def lengths(self) -> Lengths:
        """Return the numbers of tokens over all documents."""
        return self._lengths

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match a clause."""
        return self.counts([clause])[0]

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses."""
        return self._counts.of(clauses)

    def _counted(self, clause: Clause) -> int:
        with reading_failures():
            # Unlike a search, this scores nothing, and takes two thirds to three quarters of it.
            wanted = {"count": {"value_count": {"field": "number"}}}
            return int(self._searcher.aggregate(query_of(clause), wanted)["count"]["value"])

    def prefetch(self, counted: Sequence[Clause], best: Clause, limit: int) -> None:
        """Do nothing: each is answered as fast by itself."""

    def best(self, clause: Clause, limit: int) -> list[Candidate]:
        """Return the documents with the highest scores by tantivy's BM25."""
        limit = self._bounded(limit)
        scoring = _scoring(clause)
        with reading_failures():
            hits = self._searcher.search(query_of(scoring), limit=limit, count=False).hits
            if scoring is not clause and len(hits) < limit:
                hits = self._searcher.search(query_of(clause), limit=limit, count=False).hits
            return self._candidates([(float(score), address) for score, address in hits])

    def by_day(self, clause: Clause, limit: int, *, newest_first: bool) -> list[Candidate]:
        """Return the first documents by the last day on which they may have been published."""
        field, order = ("newest", tantivy.Order.Desc) if newest_first else (
            "oldest", tantivy.Order.Asc
        )  # fmt: skip
        with reading_failures():
            hits = self._searcher.search(
                query_of(clause),
                limit=self._bounded(limit),
                count=False,
                order_by_field=field,
                order=order,
            ).hits
            return self._candidates([(0.0, address) for _, address in hits])

    def matching(self, clause: Clause) -> Iterator[Candidate]:
        """Yield every document that matches a clause."""
        hits = self._matching(clause)
        for start in range(0, len(hits), _AT_ONCE):
            with reading_failures():
                part = [(0.0, address) for _, address in hits[start : start + _AT_ONCE]]
                candidates = self._candidates(part)
            yield from candidates

    def numbers(self, clause: Clause) -> list[int]:
        """Return the numbers of all documents that match a clause."""
        addresses = [address for _, address in self._matching(clause)]
        with reading_failures():
            numbers = self._searcher.fast_field_values("number", addresses)
        return [int(number or 0) for number in numbers]

    def _matching(self, clause: Clause) -> Sequence[tuple[Any, tantivy.DocAddress]]:
        with reading_failures():
            query = tantivy.Query.const_score_query(query_of(clause), 0.0)
            limit = max(1, self._searcher.num_docs)
            return self._searcher.search(query, limit=limit, count=False).hits

    def terms(self, field: TextField, prefix: str = "") -> list[tuple[str, int]]:
        """Return the terms of a field that begin with a prefix; they are asked for again."""
        terms = self._terms.pop((field, prefix), None)
        if terms is None:
            with reading_failures():
                # tantivy returns the commonest first.
                terms = sorted(self._searcher.terms_with_prefix(field, prefix))
        self._terms[field, prefix] = terms
        for longest_ago in list(self._terms)[:-_MAX_PREFIXES]:
            self._terms.pop(longest_ago, None)
        return terms

    def near_terms(self, word: str, edits: int, same: int = 0) -> list[NearTerm]:
        """Return the forms that are a few edits away from a word."""
        from telusur.index.engines.levenshtein import near_terms

        return near_terms(word, edits, self.terms("form", word[:same]))

    def values(self, clause: Clause, field: KeywordField) -> Mapping[str, int]:
        """Return how many of the documents that match have each value of a field."""
        buckets = self._buckets(clause, field, _MAX_VALUES)
        return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}

    def months(self, clause: Clause) -> MonthCounts:
        """Return how many of the documents that match were published in each month."""
        buckets = self._buckets(clause, "month", _MAX_VALUES)
        counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
        undated, uncertain = counts.pop(0, 0), counts.pop(UNCERTAIN_MONTH, 0)
        months = {date(key // 100, key % 100, 1): counts[key] for key in sorted(counts)}
        return MonthCounts(months, uncertain, undated)

    def intervals(self, clause: Clause) -> Mapping[tuple[int, int], int]:
        """Return how many documents have each interval of publication; it is asked for again."""

        def aggregated(aggregation: dict[str, Any]) -> dict[str, Any]:
            with reading_failures():
                counted = self._searcher.aggregate(query_of(clause), {"counts": aggregation})
                found: dict[str, Any] = counted["counts"]
                return found

        counts = self._intervals.pop(clause, None)
        if counts is None:
            total = self.count(clause)
            few = total <= _FEW
            counts = self._intervals_of_few(clause) if few else interval_counts(aggregated, total)
        self._intervals[clause] = counts
        if len(self._intervals) > _MAX_TIMELINES:
            del self._intervals[next(iter(self._intervals))]  # the one not asked for the longest
        return counts

    def _intervals_of_few(self, clause: Clause) -> Mapping[tuple[int, int], int]:
        """Count the intervals one by one: up to some thousands that is faster than aggregating."""
        addresses = [address for _, address in self._matching(clause)]
        with reading_failures():
            first, last = (
                self._searcher.fast_field_values(field, addresses)
                for field in ("first_day", "last_day")
            )
        counted = Counter(zip(first, last, strict=True))
        return {(int(start or 0), int(end or 0)): n for (start, end), n in counted.items()}

    def _bounded(self, limit: int) -> int:
        """Return a limit no larger than the index: tantivy makes room for all of it."""
        return min(limit, int(self._searcher.num_docs))

    def _candidates(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[Candidate]:
        addresses = [address for _, address in hits]
        numbers = self._searcher.fast_field_values("number", addresses)
        days = self._searcher.fast_field_values("newest", addresses)
        document = self._searcher.doc
        return [
            Candidate(
                int(number or 0), score, day_of(int(day or 0)),
                DocumentTerms(document(address).get_first("terms") or b""),
            )
            for (score, address), number, day in zip(hits, numbers, days, strict=True)
        ]  # fmt: skip

    def _buckets(self, clause: Clause, field: str, size: int) -> list[dict[str, Any]]:
        with reading_failures():
            wanted = {"counts": {"terms": {"field": field, "size": size}}}
            counted = self._searcher.aggregate(query_of(clause), wanted)
            buckets: list[dict[str, Any]] = counted["counts"]["buckets"]
            return buckets

    @cached_property
    def _lengths(self) -> Lengths:
        with reading_failures():
            fields = {name: {"sum": {"field": f"{name}_length"}} for name in ("title", "text")}
            sums = self._searcher.aggregate(query_of(Everything()), fields)
            return Lengths(*(int(sums[name]["value"] or 0) for name in ("title", "text")))

    def _read_state(self) -> IndexState:
        with reading_failures():
            hits = self._searcher.search(state_query(), limit=1, count=False).hits
            if not hits:
                raise IndexDamagedError("it does not say what it was made from")
            return state_of(self._searcher.doc(hits[0][1]).get_first("terms") or b"")


def _scoring(clause: Clause) -> Clause:
    """Return alternatives without those that add nothing to a score.

    Whatever matches these alone comes last. tantivy finds the best of terms alone several times as
    fast, as most that match the others need not be looked at.
    """
    match clause:
        case AtLeast(1, clauses):
            scoring = [one for one in clauses if not isinstance(one, Unscored)]
            if 0 < len(scoring) < len(clauses):
                return any_of(scoring)
    return clause
