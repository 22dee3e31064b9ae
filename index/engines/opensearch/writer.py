"""Changes to an index in a cluster."""

from collections.abc import Iterable
from typing import Any, Final

from telusur.index.engines.document import Document
from telusur.index.engines.engine import IndexState
from telusur.index.engines.opensearch.documents import fields_of
from telusur.index.engines.opensearch.generations import Unfinished, finish, is_overtaken
from telusur.index.engines.opensearch.mapping import STATE_KEY
from telusur.index.opensearch.bulk import Pipeline, Write, Written, write
from telusur.index.opensearch.client import Client, json_bytes

_WAITING: Final = 500
"""How many documents of an index that is being made wait to be sent together."""


class OpenSearchWriter:
    """Implements `engine.IndexWriter`.

    What changes an index that is in use waits in memory until the commit, which sends the state
    behind it: one bulk, if it is not too large, that the cluster has or has not. What goes into
    a new one is sent while the next is made, since nobody reads it.
    """

    def __init__(self, client: Client, made: Unfinished | None) -> None:
        """Begin; callers want `OpenSearchEngine.writer`.

        Args:
            client: asks the cluster.
            made: the index that is being made, if one is.
        """
        self._client = client
        self._made = made
        self._alias = client.address.name if made is None else made.alias
        self._waiting: list[Write] = []
        self._pipeline = None if made is None else Pipeline(client, made.alias)
        self.committed = False

    def close(self) -> None:
        """Let go of what sends; what is on its way is waited for."""
        if self._pipeline is not None:
            self._pipeline.close()

    def is_overtaken(self) -> bool:
        """Tell whether others have begun to make the index anew after this one."""
        return self._made is not None and is_overtaken(self._client, self._made)

    def put(self, document: Document) -> None:
        """Add a document."""
        self.put_fields(str(document.number), fields_of(document))

    def put_fields(self, key: str, fields: dict[str, Any]) -> None:
        """Add a document with fields beside those that it is indexed by.

        Args:
            key: its `_id`.
            fields: all of its fields.
        """
        self._waiting.append(Write("index", key, json_bytes(fields)))
        if self._pipeline is not None and len(self._waiting) >= _WAITING:
            waiting, self._waiting = self._waiting, []
            raise_failures(self._pipeline.send(waiting))

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete the documents of these numbers, which `put` added."""
        self._waiting += [Write("delete", str(number)) for number in numbers]

    def commit(self, state: IndexState) -> None:
        """Make all changes durable, and the new state."""
        self.commit_fields(state._asdict())

    def commit_fields(self, state: dict[str, Any], replaced: str | None = None) -> None:
        """Make all changes durable, and a state that has further fields.

        Args:
            state: the state.
            replaced: the index that a new one takes the place of; see `finish`.

        Raises:
            LibraryError: the cluster refuses.
        """
        if self._pipeline is not None:
            raise_failures(self._pipeline.rest())
        self._waiting.append(Write("index", STATE_KEY, json_bytes({"state": state})))
        raise_failures(write(self._client, self._alias, self._waiting))
        refresh(self._client, self._alias)
        if self._made is not None:
            finish(self._client, self._made, replaced)
        self.committed = True


def raise_failures(results: Iterable[Written]) -> None:
    """Raise what the first of some changes failed of, if one did."""
    for result in results:
        if result.failure is not None:
            raise result.failure


def refresh(client: Client, alias: str) -> None:
    """Make what was written searchable."""
    client.ask("POST", f"/{alias}/_refresh", patience=client.seconds)
