"""Snapshot: one state of a library, its index and its articles at one revision."""

from collections.abc import Sequence

from telusur.index.article import Article
from telusur.index.engines.engine import IndexReader
from telusur.index.store.article_store import ArticleStore


class Snapshot:
    """What a search reads: whatever is written meanwhile changes nothing in it.

    Between the moment that a batch of articles is stored and the moment that it is indexed, the
    articles are newer than the index. Articles that changed in between are left out: their terms
    are those of a former text.
    """

    def __init__(self, index: IndexReader, store: ArticleStore) -> None:
        """Take the parts; callers want `Library.reading`.

        Args:
            index: a state of the index.
            store: the articles, held by `ArticleStore.reading`.
        """
        self.index = index
        self._store = store
        self._families: dict[int, int | None] = {}  # asked for to choose hits, and of the hits

    def articles(self, numbers: Sequence[int]) -> dict[int, Article]:
        """Return the articles that the index knows by these numbers, if they are as it knows them.

        Raises:
            LibraryError: the articles cannot be read.
        """
        return self._store.get_many(numbers, self.index.state.revision)

    def ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of the articles that the index knows by these numbers."""
        return self._store.ids_of(numbers)

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        return self._store.number_of(identity)

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the families of articles, by the numbers that the index knows them by.

        Near-identical articles, versions of one another, are one family; most articles have none.
        """
        known = self._families
        unknown = [number for number in numbers if number not in known]
        if unknown:
            known.update(dict.fromkeys(unknown))
            known.update(self._store.families_of(unknown))
        found = ((number, known[number]) for number in numbers)
        return {number: family for number, family in found if family is not None}

    def ids_in_families(self, families: Sequence[int]) -> dict[int, list[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        return self._store.ids_in_families(families)
