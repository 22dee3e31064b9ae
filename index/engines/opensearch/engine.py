"""The index of a library as a cluster of OpenSearch keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from telusur.index.engines.opensearch.generations import begin, delete, sweep
from telusur.index.engines.opensearch.held_state import HeldState
from telusur.index.engines.opensearch.mapping import FORMAT_VERSION
from telusur.index.engines.opensearch.reader import OpenSearchReader
from telusur.index.engines.opensearch.writer import OpenSearchWriter
from telusur.index.errors import LibraryError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError


class OpenSearchEngine:
    """Implements `engine.Engine`."""

    name: Literal["opensearch"] = "opensearch"
    format_version: Final = FORMAT_VERSION

    def __init__(self, client: Client) -> None:
        """Take the cluster, which is not asked yet."""
        self.client = client

    def reader(self) -> OpenSearchReader:
        """Hold the present state of the index."""
        reader = OpenSearchReader(HeldState(self.client))
        _ = reader.state  # which raises where it cannot be used
        return reader

    @contextmanager
    def writer(self, *, anew: bool) -> Iterator[OpenSearchWriter]:
        """Open the index for changes, which are dropped unless they are committed."""
        if not anew:
            self.reader()
        else:
            sweep(self.client)
        made = begin(self.client) if anew else None
        writer = OpenSearchWriter(self.client, made)
        try:
            yield writer
        finally:
            writer.close()
            if made is not None and not writer.committed:
                delete(self.client, made.index)

    def verify(self) -> None:
        """See that every part of the index can be read; their checksums are the cluster's.

        Raises:
            IndexDamagedError: there is no usable index.
            LibraryError: a part of it is not available.
        """
        self.reader()
        name = self.client.address.name
        health = self.client.ask("GET", f"/_cluster/health/{name}")
        if health["status"] == "red":
            raise LibraryError(
                "A part of {address} is not available (its health is red): look at the "
                "cluster's nodes and disks.",
                address=self.client.address,
            )

    def size(self) -> int:
        """Return how many bytes the index takes, replicas not counted."""
        try:
            found = self.client.ask("GET", f"/{self.client.address.name}/_stats/store")
        except RefusedError as error:
            if error.is_missing_index:
                return 0
            raise
        return int(found["_all"]["primaries"]["store"]["size_in_bytes"])
