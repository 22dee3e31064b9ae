"""Reads one state of an index kept by Whoosh."""

import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from heapq import nsmallest

from telusur.index.engines.clauses import Clause, KeywordField, TextField
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import Candidate, IndexState, Lengths, MonthCounts, NearTerm
from telusur.index.engines.remembered_counts import RememberedCounts
from telusur.index.engines.whoosh.queries import whoosh_query
from telusur.index.engines.whoosh.schema import FORMAT_VERSION, IndexSchema
from telusur.index.engines.whoosh.storage import INDEX_NAME, IndexStorage
from telusur.index.errors import IndexDamagedError
from whoosh.collectors import Collector
from whoosh.columns import ColumnReader
from whoosh.index import FileIndex
from whoosh.searching import Searcher

_REMEMBERED_ANSWERS = 8


@contextmanager
def damage_noticed() -> Iterator[None]:
    """Whatever Whoosh and pickle raise over damaged files becomes one error.

    Raises:
        IndexDamagedError: something was raised.
    """
    try:
        yield
    except IndexDamagedError:
        raise
    except Exception as error:
        raise IndexDamagedError(f"{type(error).__name__}: {error}") from error


@contextmanager
def opened_index(storage: IndexStorage) -> Iterator[FileIndex]:
    """Open an index after looking whether it is one that can be used.

    Args:
        storage: its folder.

    Raises:
        IndexDamagedError: there is none, it is damaged, or of another format.
    """
    with damage_noticed():
        storage.check()
        index = FileIndex(storage, indexname=INDEX_NAME)
        schema = index.schema
        if not isinstance(schema, IndexSchema) or schema.format_version != FORMAT_VERSION:
            raise IndexDamagedError("{path} holds an index of another format", path=storage.path)
    yield index


class _Matches(Collector):
    """Collects every document that matches, with its score."""

    def __init__(self) -> None:
        self.scores: dict[int, float] = {}

    def collect(self, sub_docnum: int) -> None:
        self.scores[self.offset + sub_docnum] = self.matcher.score()


class WhooshReader:
    """One state of an index; see `engine.IndexReader`."""

    def __init__(self, storage: IndexStorage) -> None:
        """Open the present state of an index.

        Args:
            storage: its folder; this reader's own, closed with it.

        Raises:
            IndexDamagedError: there is none, it is damaged, or of another format.
        """
        try:
            with opened_index(storage) as index, damage_noticed():
                # Never refreshed: a searcher of Whoosh's forks gives wrong answers then.
                self._searcher: Searcher = index.searcher()
        except IndexDamagedError:
            storage.close_files()
            raise
        weakref.finalize(self, _close, self._searcher, storage)
        self._reader = self._searcher.reader()
        self._leaves = self._reader.leaf_readers()
        self._columns: dict[str, ColumnReader] = {}
        self._answers: dict[Clause, dict[int, float]] = {}
        self._counts = RememberedCounts(lambda clauses: [len(self._scores(one)) for one in clauses])

    @property
    def state(self) -> IndexState:
        """What the index was made of."""
        state = self._leaves[0][0].schema.state
        if not isinstance(state, IndexState):
            raise IndexDamagedError("the index does not say what it was made from")
        return state

    @property
    def segments(self) -> int:
        """How many segments the index has."""
        return len(self._leaves)

    @damage_noticed()
    def document_count(self) -> int:
        """Return the number of documents."""
        return int(self._reader.doc_count())

    @damage_noticed()
    def lengths(self) -> Lengths:
        """Return the numbers of tokens over all documents."""
        documents = list(self._reader.all_doc_ids())
        if not documents:
            return Lengths(0, 0)
        titles, texts = self._column("title_length"), self._column("text_length")
        return Lengths(sum(titles[n] for n in documents), sum(texts[n] for n in documents))

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match a clause."""
        return self.counts([clause])[0]

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses."""
        return self._counts.of(clauses)

    def prefetch(self, counted: Sequence[Clause], best: Clause, limit: int) -> None:
        """Do nothing: each is answered as fast by itself."""

    def best(self, clause: Clause, limit: int) -> list[Candidate]:
        """Return the documents with the highest scores by Whoosh's BM25F.

        Args:
            clause: what they match.
            limit: the maximum number to return.
        """
        scores = self._scores(clause)
        with damage_noticed():
            numbers = {document: self._column("number")[document] for document in scores}
        first = nsmallest(limit, scores, key=lambda n: (-scores[n], numbers[n]))
        return [self._candidate(document, scores[document]) for document in first]

    def by_day(self, clause: Clause, limit: int, *, newest_first: bool) -> list[Candidate]:
        """Return the first documents by the last day on which they may have been published.

        Args:
            clause: what they match.
            limit: the maximum number to return.
            newest_first: whether the latest day comes first, or the earliest; documents without
                a date come last in either order, those of one day by their numbers.
        """
        scores = self._scores(clause)
        with damage_noticed():
            numbers = {document: self._column("number")[document] for document in scores}
            days = {document: self._column("last_day")[document] for document in scores}
        sign = -1 if newest_first else 1
        first = nsmallest(limit, days, key=lambda n: (not days[n], sign * days[n], numbers[n]))
        return [self._candidate(document, scores[document]) for document in first]

    def matching(self, clause: Clause) -> Iterator[Candidate]:
        """Yield every document that matches a clause, in any order, with the score 0."""
        for document in self._scores(clause):
            yield self._candidate(document, 0.0)

    def numbers(self, clause: Clause) -> list[int]:
        """Return the numbers of all documents that match a clause."""
        scores = self._scores(clause)
        with damage_noticed():
            return [int(self._column("number")[document]) for document in scores]

    @damage_noticed()
    def terms(self, field: TextField, prefix: str = "") -> list[tuple[str, int]]:
        """Return the terms of a field that begin with a prefix, in the order of their characters.

        Args:
            field: the field.
            prefix: what they begin with.
        """
        counts: Counter[bytes] = Counter()
        for leaf, _ in self._leaves:
            for term in leaf.expand_prefix(field, prefix):
                counts[term] += leaf.doc_frequency(field, term)
        return [(term.decode(), count) for term, count in sorted(counts.items())]

    def near_terms(self, word: str, edits: int, same: int = 0) -> list[NearTerm]:
        """Return the forms that are a few edits away from a word."""
        from telusur.index.engines.levenshtein import near_terms

        return near_terms(word, edits, self.terms("form", word[:same]))

    def values(self, clause: Clause, field: KeywordField) -> Mapping[str, int]:
        """Return how many of the documents that match have each value of a field."""
        matching = self._scores(clause).keys()
        counts: Counter[str] = Counter()
        with damage_noticed():
            for leaf, offset in self._leaves:
                for value in leaf.lexicon(field):
                    documents = leaf.postings(field, value).all_ids()
                    counts[value.decode()] += sum(n + offset in matching for n in documents)
        return +counts

    def months(self, clause: Clause) -> MonthCounts:
        """Return how many of the documents that match were published in each month."""
        months: Counter[date] = Counter()
        uncertain = undated = 0
        scores = self._scores(clause)
        with damage_noticed():
            for document in scores:
                first = self._column("first_day")[document]
                last = self._column("last_day")[document]
                if not first or not last:
                    undated += 1
                    continue
                month, end = (date.fromordinal(day).replace(day=1) for day in (first, last))
                if month == end:
                    months[month] += 1
                else:
                    uncertain += 1
        return MonthCounts(dict(sorted(months.items())), uncertain, undated)

    def intervals(self, clause: Clause) -> Mapping[tuple[int, int], int]:
        """Return how many of the documents that match have each interval of publication."""
        scores = self._scores(clause)
        with damage_noticed():
            return Counter(
                (self._column("first_day")[document], self._column("last_day")[document])
                for document in scores
            )

    def _scores(self, clause: Clause) -> dict[int, float]:
        """Return the documents that match by Whoosh's numbers, each with its score.

        A search counts them and then asks for the best: the last few answers are remembered.
        """
        if clause in self._answers:
            return self._answers[clause]
        query = whoosh_query(clause)
        collector = _Matches()
        with damage_noticed():
            # Without `needs_current` Whoosh takes shortcuts that lose documents scoring nothing.
            context = self._searcher.context(needs_current=True)
            self._searcher.search_with_collector(query, collector, context=context)
        if len(self._answers) == _REMEMBERED_ANSWERS:
            del self._answers[next(iter(self._answers))]
        self._answers[clause] = collector.scores
        return collector.scores

    @damage_noticed()
    def _candidate(self, document: int, score: float) -> Candidate:
        stored = self._reader.stored_fields(document)
        terms = DocumentTerms(stored["terms"])
        return Candidate(stored["number"], score, stored.get("last_day", 0), terms)

    def _column(self, field: str) -> ColumnReader:
        if field not in self._columns:
            self._columns[field] = self._reader.column_reader(field)
        return self._columns[field]


def _close(searcher: Searcher, storage: IndexStorage) -> None:
    searcher.close()
    storage.close_files()
