"""The face of an engine: what keeping an index and asking it must be able to do, and no more.

An engine keeps the terms of documents and answers clauses about them (`clauses`). It knows no
Indonesian, and its scores only choose candidates: the ranking that a person sees is made of the
terms of these, by `telusur.search.ranking`, so that all engines rank alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from telusur.index.engines.clauses import Clause, KeywordField, TextField
from telusur.index.engines.document_terms import DocumentTerms

if TYPE_CHECKING:
    from telusur.index.engines.document import Document

EngineName = Literal["tantivy", "whoosh"]
"""The engines that keep the index of a folder; that of a library in a cluster is the cluster's."""


class IndexState(NamedTuple):
    """What an index was made of, and by which rules; it changes in one step with the index."""

    library: str
    """The identity of the article store."""
    revision: int
    """The last batch of changes that is in the index."""
    analysis_version: int
    """`telusur.index.analyzer.ANALYSIS_VERSION` when it was made."""
    format_version: int
    """The version of the engine's own fields."""


class Candidate(NamedTuple):
    """A document that matches a clause."""

    number: int
    """The number of its article in the article store."""
    score: float
    """By the engine's own BM25; not comparable between engines."""
    day: int
    """The last day on which it may have been published, an ordinal; 0 where it has no date."""
    terms: DocumentTerms


class MonthCounts(NamedTuple):
    """How many documents there are of each month."""

    months: Mapping[date, int]
    """Documents published in a month for sure, by its first day, the earliest first."""
    uncertain: int
    """Documents with a date that may be of more than one month."""
    undated: int


class Lengths(NamedTuple):
    """How many tokens the titles and the texts of all documents have together."""

    title: int
    text: int


NearTerm = tuple[str, int, int]
"""A form that is near a word, its edits, and about how many documents hold it."""


class IndexReader(Protocol):
    """One state of an index; what writers do meanwhile changes nothing in it.

    Every method raises `IndexDamagedError` where it meets damage.
    """

    @property
    def state(self) -> IndexState:
        """What the index was made of."""

    @property
    def segments(self) -> int:
        """How many parts the index has; 1 where an engine has no such thing."""

    def document_count(self) -> int:
        """Return the number of documents."""

    def lengths(self) -> Lengths:
        """Return the numbers of tokens over all documents."""

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match a clause."""

    def counts(self, clauses: Sequence[Clause]) -> list[int]:
        """Return the number of documents that match each of some clauses, asked for at once."""

    def prefetch(self, counted: Sequence[Clause], best: Clause, limit: int) -> None:
        """Take note that `counts` and `best` will be asked this; nothing need be done.

        What is asked over a network can so be asked at once.
        """

    def best(self, clause: Clause, limit: int) -> list[Candidate]:
        """Return the documents with the highest scores by the engine's own BM25.

        Args:
            clause: what they match.
            limit: the maximum number to return, at least 1.

        Returns:
            The documents, the best first.
        """

    def by_day(self, clause: Clause, limit: int, *, newest_first: bool) -> list[Candidate]:
        """Return the first documents by the last day on which they may have been published.

        Args:
            clause: what they match.
            limit: the maximum number to return, at least 1.
            newest_first: whether the latest day comes first, or the earliest; documents without
                a date come last in either order.

        Returns:
            The documents in this order, those of one day by their numbers.
        """

    def matching(self, clause: Clause) -> Iterator[Candidate]:
        """Yield every document that matches a clause, in any order, with the score 0."""

    def numbers(self, clause: Clause) -> list[int]:
        """Return the numbers of all documents that match a clause, in any order."""

    def terms(self, field: TextField, prefix: str = "") -> list[tuple[str, int]]:
        """Return the terms of a field that begin with a prefix, in the order of their characters.

        Args:
            field: the field.
            prefix: what they begin with.

        Returns:
            Each term with about how many documents hold it: documents that were deleted may be
            counted until the engine merges them away.
        """

    def near_terms(self, word: str, edits: int, same: int = 0) -> list[NearTerm]:
        """Return the forms that are a few edits away from a word, in the order of their characters.

        Args:
            word: the word.
            edits: up to how many, as `levenshtein` counts them; at most 2.
            same: how many letters at its beginning none of them changes.

        Returns:
            The forms; for how many documents hold each, see `terms`.
        """

    def values(self, clause: Clause, field: KeywordField) -> Mapping[str, int]:
        """Return how many of the documents that match have each value of a field.

        Args:
            clause: what they match.
            field: the field; a document may have several values of it.
        """

    def months(self, clause: Clause) -> MonthCounts:
        """Return how many of the documents that match were published in each month."""

    def intervals(self, clause: Clause) -> Mapping[tuple[int, int], int]:
        """Return how many of the documents that match have each interval of publication.

        Args:
            clause: what they match.

        Returns:
            The counts by first and last day, ordinals; (0, 0) stands for documents without a date.
        """


class IndexWriter(Protocol):
    """Changes an index; nothing of it is seen or durable before `commit`."""

    def put(self, document: "Document") -> None:
        """Add a document."""

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete the documents of these numbers; whoever adds documents does so afterwards."""

    def commit(self, state: IndexState) -> None:
        """Make all changes and the new state durable in one step; the writer is done then."""


class Engine(Protocol):
    """The index of one library."""

    @property
    def name(self) -> str:
        """What it is called in options and sentences."""

    @property
    def format_version(self) -> int:
        """The version of its fields that it writes."""

    def reader(self) -> IndexReader:
        """Open the present state of the index.

        Raises:
            IndexDamagedError: there is none, it is damaged, or of another format.
        """

    def writer(self, *, anew: bool) -> AbstractContextManager[IndexWriter]:
        """Open the index for changes, which are dropped unless they are committed.

        Whoever calls it holds the library's write lock, so that there is one writer at a time.

        Args:
            anew: whether to begin with an empty index, whatever is there.

        Raises:
            IndexDamagedError: there is no usable index, and it is not to be made anew.
            OSError: it cannot be written.
        """

    def verify(self) -> None:
        """Read every byte of the index and compare it with its checksum, as far as it has one.

        Raises:
            IndexDamagedError: something is missing or damaged.
        """

    def size(self) -> int:
        """Return how many bytes the index takes."""
