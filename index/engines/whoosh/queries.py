"""Clauses as Whoosh's queries, and those queries that Whoosh lacks or answers wrongly.

Whoosh's own exclusion lets some documents through, its `Or` ignores how many must match and loses
documents that score nothing once it has over a thousand parts. What stands in for them is made of
its matchers that are right.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from telusur.index.engines import clauses as face
from telusur.index.engines.clauses import Clause
from whoosh import query
from whoosh.matching import FilterMatcher, ListMatcher, Matcher, NullMatcher, WrappingMatcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher


def whoosh_query(clause: Clause) -> query.Query:  # noqa: C901 - a case for each kind of clause
    """Return a clause as a Whoosh query over the fields of `schema`.

    It is meant for a context with `needs_current`; it must not be normalised, which would lose
    documents.
    """
    match clause:
        case face.Everything():
            return query.Every()
        case face.AnyTerm(field, terms):
            return _any_of([query.Term(field, term) for term in dict.fromkeys(terms)])
        case face.Adjacent(field, terms):
            return query.Phrase(field, list(terms))
        case face.OnDays(first_day, last_day):
            return PublishedBetween(first_day, last_day)
        case face.Numbered(numbers):
            each = [query.Term("number", number) for number in dict.fromkeys(numbers)]
            return Scaled(_any_of(each), 0.0)
        case face.AtLeast(minimum, parts):
            return _at_least(minimum, [whoosh_query(part) for part in parts])
        case face.All(parts):
            queries = [whoosh_query(part) for part in parts]
            return query.And(queries) if queries else query.Every()
        case face.Unscored(part):
            return Scaled(whoosh_query(part), 0.0)
        case face.Boosted(part, factor):
            return Scaled(whoosh_query(part), factor)
        case face.But(part, excluded):
            return Excluding(whoosh_query(part), whoosh_query(excluded))
        case face.Preferring(part, preferred):
            return query.AndMaybe(whoosh_query(part), whoosh_query(preferred))
        case _:
            assert_never(clause)


def _any_of(queries: Sequence[query.Query]) -> query.Query:
    if len(queries) < query.Or.TOO_MANY_CLAUSES:
        return query.Or(queries)
    return MinimumMatch(1, queries)


def _at_least(minimum: int, queries: Sequence[query.Query]) -> query.Query:
    if minimum < 1:
        return query.AndMaybe(Scaled(query.Every(), 0.0), _any_of(queries))
    return _any_of(queries) if minimum == 1 else MinimumMatch(minimum, queries)


class PublishedBetween(query.Query):
    """Documents whose days overlap an interval; it adds nothing to scores.

    It compares columns, which is several times as fast as Whoosh's ranges are on two fields.
    """

    def __init__(
        self,
        first: int,
        last: int,
        first_field: str = "first_day",
        last_field: str = "last_day",
    ) -> None:
        """Ask for an interval.

        Args:
            first: the ordinal of its first day.
            last: that of its last one.
            first_field: the field of a document's first day, of the type `fields.DAY`.
            last_field: that of its last day.
        """
        self.first, self.last = first, last
        self.first_field, self.last_field = first_field, last_field

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return about how many documents match, for Whoosh's order of evaluation."""
        return int(ixreader.doc_count())

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return what goes through the documents that match.

        Args:
            searcher: of one segment.
            context: how its matches are used.
        """
        reader = searcher.reader()
        if not reader.doc_count():
            return NullMatcher()
        begins, ends = (reader.column_reader(f) for f in (self.first_field, self.last_field))
        first, last = self.first, self.last
        numbers = [
            number
            for number in reader.all_doc_ids()
            if (end := ends[number]) >= first and begins[number] <= last and end
        ]
        return ListMatcher(numbers, weights=[0.0] * len(numbers))


class MinimumMatch(query.Query):
    """Documents that match a minimum number of some queries; their scores are added.

    All matches of a query are gathered before the next is asked, so there may be any number of
    queries.
    """

    def __init__(self, minimum: int, queries: Sequence[query.Query]) -> None:
        self.minimum = minimum
        self.queries = queries

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return about how many documents match, for Whoosh's order of evaluation."""
        total = sum(int(part.estimate_size(ixreader)) for part in self.queries)
        return min(total, int(ixreader.doc_count()))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return what goes through the documents that match.

        Args:
            searcher: of one segment.
            context: how its matches are used.
        """
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        for part in self.queries:
            for number, score in _matches(part.matcher(searcher, context)):
                scores[number] = scores.get(number, 0.0) + score
                counts[number] = counts.get(number, 0) + 1
        numbers = sorted(number for number, count in counts.items() if count >= self.minimum)
        return ListMatcher(numbers, weights=[scores[number] for number in numbers])


class Scaled(query.Query):
    """Documents that match a query, whose scores are multiplied; by 0 where it only narrows."""

    def __init__(self, child: query.Query, factor: float) -> None:
        self.child = child
        self.factor = factor

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return about how many documents match, for Whoosh's order of evaluation."""
        return int(self.child.estimate_size(ixreader))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return what goes through the documents that match.

        Args:
            searcher: of one segment.
            context: how its matches are used.
        """
        return WrappingMatcher(self.child.matcher(searcher, context), boost=self.factor)


class Excluding(query.Query):
    """Documents that match one query and not another."""

    def __init__(self, child: query.Query, excluded: query.Query) -> None:
        self.child = child
        self.excluded = excluded

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return about how many documents match, for Whoosh's order of evaluation."""
        return int(self.child.estimate_size(ixreader))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return what goes through the documents that match.

        Args:
            searcher: of one segment.
            context: how its matches are used.
        """
        excluded = self.excluded.matcher(searcher, context)
        numbers = frozenset(number for number, _ in _matches(excluded))
        return FilterMatcher(self.child.matcher(searcher, context), numbers, exclude=True)


def _matches(matcher: Matcher) -> Iterator[tuple[int, float]]:
    """Step through matches with their scores; shortcuts of matchers are not all right."""
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()
