"""User data of a library in a cluster: documents of an index of their own beside the articles'.

What was seen is a document a string, so that writers never overwrite what others have seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

from telusur.index.engines.opensearch.writer import refresh
from telusur.index.opensearch.bulk import Write, write
from telusur.index.opensearch.client import Client, json_bytes
from telusur.index.opensearch.failures import RefusedError
from telusur.index.opensearch.searching import PointInTime
from telusur.index.user_data import UserData, UserDataKind

_MAPPINGS: Final = {
    "dynamic": "strict",
    "properties": {
        "kind": {"type": "keyword"},
        "name": {"type": "keyword"},
        "seen": {"type": "keyword"},
        "content": {"type": "object", "enabled": False},
    },
}
_PAGE: Final = 5_000


class ClusterUserData(UserData):
    """Implements `UserData` with an index, which is made when something is first kept."""

    def __init__(self, client: Client) -> None:
        """Take what asks the cluster."""
        self._client = client
        # `address` refuses libraries of these names.
        self._index = f"{client.address.name}-userdata"
        self._alias = f"{client.address.name}.userdata"

    def names(self, kind: UserDataKind) -> list[str]:
        """Return all names of a kind, in the order of their characters."""
        query = {"filter": [_term("kind", kind)], "must_not": [{"exists": {"field": "seen"}}]}
        return sorted(self._values("name", query))

    def get(self, kind: UserDataKind, name: str) -> dict[str, Any] | None:
        """Return the JSON object that is kept under a name; None if there is none."""
        path = f"/{self._alias}/_doc/{quote(_key(kind, name), safe='')}"
        try:
            content: dict[str, Any] = self._client.ask("GET", path)["_source"]["content"]
        except RefusedError as error:
            if error.status == 404:
                return None
            raise
        return content

    def put(
        self,
        kind: UserDataKind,
        name: str,
        content: dict[str, Any],
        seen: Iterable[str] | None = None,
    ) -> None:
        """Write what is kept under a name, in the place of one that is there."""
        self._make_sure()
        if seen is not None:
            self._forget(kind, name)
            self._add(kind, name, seen)
        fields = {"kind": kind, "name": name, "content": content}
        self._write([Write("index", _key(kind, name), json_bytes(fields))])

    def remove(self, kind: UserDataKind, name: str) -> bool:
        """Remove what is kept under a name, with what was seen; return whether there was any."""
        known = self.get(kind, name) is not None
        if known:
            self._forget(kind, name)
            self._write([Write("delete", _key(kind, name))])
        return known

    def seen(self, kind: UserDataKind, name: str) -> set[str]:
        """Return what has been seen; empty if the name is not known."""
        wanted = [_term("kind", kind), _term("name", name), {"exists": {"field": "seen"}}]
        return set(self._values("seen", {"filter": wanted}))

    def add_seen(self, kind: UserDataKind, name: str, values: Iterable[str]) -> None:
        """Add to what has been seen; nothing happens if the name is not known."""
        if self.get(kind, name) is not None:
            self._add(kind, name, values)

    def _add(self, kind: UserDataKind, name: str, values: Iterable[str]) -> None:
        self._write(
            [
                Write(
                    "index",
                    _key(kind, name, value),
                    json_bytes({"kind": kind, "name": name, "seen": value}),
                )
                for value in values
            ]
        )

    def _write(self, writes: list[Write]) -> None:
        if not writes:
            return
        for result in write(self._client, self._alias, writes):
            if result.failure is not None:
                raise result.failure
        refresh(self._client, self._alias)

    def _forget(self, kind: UserDataKind, name: str) -> None:
        keys = (_key(kind, name, value) for value in self.seen(kind, name))
        self._write([Write("delete", key) for key in keys])

    def _values(self, field: str, query: Mapping[str, Any]) -> Iterator[str]:
        """Yield a field of all documents that match, which no two of them share."""
        try:
            point = PointInTime(self._client, self._alias)
        except RefusedError as error:
            if error.is_missing_index:
                return
            raise
        body = {"query": {"bool": query}, "size": _PAGE, "_source": [field]}
        for hits in point.pages(body, [{field: "asc"}]):
            yield from (str(hit["_source"][field]) for hit in hits)

    def _make_sure(self) -> None:
        body = {"mappings": _MAPPINGS, "aliases": {self._alias: {}}}
        try:
            self._client.ask("PUT", f"/{self._index}", body, patience=self._client.seconds)
        except RefusedError as error:
            if "resource_already_exists_exception" not in error.kinds:
                raise


def _term(field: str, value: str) -> dict[str, Any]:
    return {"term": {field: value}}


def _key(kind: UserDataKind, name: str, seen: str | None = None) -> str:
    """Return the `_id` of a document: names and addresses may be longer than one can be."""
    parts = (kind, name) if seen is None else (kind, name, seen)
    return sha256("\0".join(parts).encode()).hexdigest()
