"""A state of an index in a cluster, held while searches follow one another.

What is known of it holds for all of them. Whether it is the present state is asked together with
the first thing that a search wants to know.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from telusur.index.engines.clauses import Clause
from telusur.index.engines.opensearch.collection_statistics import (
    CONTENT,
    STATISTICS,
    CollectionStatistics,
    Content,
    content_of,
    statistics_of,
)
from telusur.index.errors import IndexDamagedError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError
from telusur.index.opensearch.searching import PointInTime, Search


class StateChangedError(Exception):
    """The index has changed since its state was held."""

    def __init__(self, content: Content) -> None:
        """Take what it has now."""
        super().__init__("the index has changed")
        self.content = content


class HeldState:
    """One state of an index, and what has been learnt of it."""

    def __init__(
        self,
        client: Client,
        analysis_version: int | None = None,
        content: Content | None = None,
    ) -> None:
        """Hold the present state of the index that a library's alias names.

        Args:
            client: asks the cluster.
            analysis_version: which analysis it must have been made by, if that matters.
            content: what the index had a moment before, where that is known. It cannot be asked
                afterwards: what came in between would be taken for a part of this state.

        Raises:
            IndexDamagedError: there is no index.
            LibraryError: the cluster cannot be asked.
        """
        self.client = client
        try:
            self.point = PointInTime(client, client.address.name)
        except RefusedError as error:
            if not error.is_missing_index:
                raise
            raise IndexDamagedError("there was no index") from error
        self._analysis_version = analysis_version
        self._content = content
        self.statistics: CollectionStatistics | None = None
        """What it is; known once `answers` has begun to answer."""
        self.counts: dict[Clause, int] = {}
        """The numbers of documents that match, as far as they were asked for."""

    def answers(self, searches: Sequence[Search]) -> Iterator[dict[str, Any]]:
        """Answer what a search asks first: see that the state is the present one, and usable.

        Raises:
            StateChangedError: it is not the present one, or that cannot be known.
            IndexDamagedError: there is no state in it, or one of another format or analysis.
            LibraryError: it is of a later version, or cannot be asked.
        """
        if self.statistics is None:
            answers = self.point.searches([*STATISTICS, *searches])
            self.statistics = statistics_of(answers, self.client.address, self._analysis_version)
        else:
            answers = self.point.searches([CONTENT, *searches])
            content = content_of(next(answers))
            if content != self._content:
                raise StateChangedError(content)
        yield from answers
