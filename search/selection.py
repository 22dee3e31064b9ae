"""Selects all articles that match a query and filters, in the order in which they were added."""

from collections.abc import Iterator, Sequence
from itertools import islice

from telusur.index.article import Article
from telusur.index.library import Library
from telusur.index.query import Node
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.filters import narrowed
from telusur.search.matching.lowering import Lowering, expansion_remarks
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions

_BATCH = 500
"""The number of articles that are read at once."""


class Selection:
    """Every article that matches, not only the best ones; iterating reads them in batches."""

    def __init__(
        self, library: Library, numbers: Sequence[int] | None, notes: tuple[str, ...] = ()
    ) -> None:
        """Take what matches; callers get selections from `select`.

        Args:
            library: the library.
            numbers: the numbers of the articles, in order; None for all articles.
            notes: where less was searched for than was asked, a sentence each.
        """
        self._library = library
        self._numbers = numbers
        self.notes = notes

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._library) if self._numbers is None else len(self._numbers)

    def articles(self, offset: int = 0, limit: int | None = None) -> Iterator[Article]:
        """Yield the articles; those that are removed meanwhile are left out.

        Args:
            offset: the number of articles to skip.
            limit: the maximum number of articles; None for no limit.

        Raises:
            LibraryError: the library cannot be read.
        """
        end = None if limit is None else offset + limit
        if self._numbers is None:
            yield from islice(self._library.list(), offset, end)
            return
        wanted = self._numbers[offset:end]
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            articles = self._library.reading(
                lambda snapshot, batch=batch: snapshot.articles(batch)  # type: ignore[misc]
            )
            yield from (articles[number] for number in batch if number in articles)


def select(
    library: Library, query: str = "", options: SearchOptions = DEFAULT_OPTIONS
) -> Selection:
    """Select all articles that match a query.

    Args:
        library: the library.
        query: what is searched for, as for `telusur.search.searcher.search`; empty for all.
        options: its filters, and whether all words must occur.

    Raises:
        InputError: a country or a date cannot be understood.
        LibraryError: the library cannot be read.
    """
    if not query.strip() and not options.filters:
        return Selection(library, None)
    parsed = narrowed(query, options.filters, require_all=options.require_all)
    tree = parsed.tree
    if tree is None:
        return Selection(library, [], parsed.notes)
    numbers, notes = library.reading(lambda snapshot: matching_numbers(snapshot, tree))
    return Selection(library, numbers, (*notes, *parsed.notes))


def matching_numbers(snapshot: Snapshot, tree: Node) -> tuple[list[int], list[str]]:
    """Return the numbers of all articles that match, and where less was searched for than asked.

    Args:
        snapshot: what is searched.
        tree: the query, filters included.

    Returns:
        The numbers, ascending, which is the order of addition; and sentences.
    """
    lowering = Lowering(snapshot.index)
    numbers = snapshot.index.numbers(lowering.clause(tree))
    return sorted(numbers), [*expansion_remarks(tree, lowering)]
