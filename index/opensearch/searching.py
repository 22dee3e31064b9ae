"""Searches a cluster as it is, or as it was at a point in time; answers are whole or an error."""

import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from telusur.index.errors import LibraryError
from telusur.index.opensearch.client import Client, json_lines
from telusur.index.opensearch.failures import RefusedError, refused

_KEEP_ALIVE: Final = "5m"
"""How long it is kept after it was last asked."""

_WHOLE: Final = "allow_partial_search_results=false"
_PAGE: Final = 1_000


class Search(NamedTuple):
    """One of several searches that are asked at once."""

    body: Mapping[str, Any]
    """What is searched for, as OpenSearch takes it."""
    parameters: Mapping[str, Any] = {}
    """Parameters of the request."""
    held: bool = True
    """Whether it is of the point in time, or of the index as it is by now."""


class PointInTime:
    """The present state of an index, held until nobody needs it."""

    def __init__(self, client: Client, index: str) -> None:
        """Hold it.

        Args:
            client: asks the cluster.
            index: the index, or its alias.

        Raises:
            RefusedError: there is no such index, or it may not be read.
            LibraryError: the cluster cannot be asked.
        """
        self._client = client
        self._index = index
        path = f"/{index}/_search/point_in_time?keep_alive={_KEEP_ALIVE}"
        held = client.ask("POST", f"{path}&allow_partial_pit_creation=false")
        self._id = str(held["pit_id"])
        weakref.finalize(self, _release, client, self._id)

    def search(self, body: Mapping[str, Any], parameters: str = "") -> dict[str, Any]:
        """Answer one search of this state, whole.

        Args:
            body: what is searched for, as OpenSearch takes it.
            parameters: parameters of the request, each followed by an ampersand.

        Raises:
            LibraryError: a part of the index cannot answer.
        """
        path = f"/_search?{parameters}{_WHOLE}"
        return _whole(self._client, self._client.ask("POST", path, self._held(body)))

    def searches(self, searches: Sequence[Search]) -> Iterator[dict[str, Any]]:
        """Answer several searches of this state in one request; see `search`.

        An error is raised where the answer would come, so that those before it can be looked at.
        """
        if not searches:
            return
        lines: list[Mapping[str, object]] = []
        for body, parameters, held in searches:
            whole = {"allow_partial_search_results": False, **parameters}
            lines += [whole, self._held(body)] if held else [{"index": self._index, **whole}, body]
        asked = self._client.ask(
            "POST", "/_msearch", json_lines(lines), passing_refusal=self._passing_refusal
        )
        for answer in asked["responses"]:
            if refusal := self._refusal(answer):
                raise refusal
            yield _whole(self._client, answer)

    def pages(
        self, body: Mapping[str, Any], sort: Sequence[Mapping[str, Any]], parameters: str = ""
    ) -> Iterator[list[dict[str, Any]]]:
        """Yield all hits of a search, some at a time.

        Args:
            body: the search.
            sort: their order, the last field of which no two documents share.
            parameters: as for `search`.
        """
        size = int(body.get("size", _PAGE))
        later: dict[str, Any] = {}
        while True:
            page = {**body, "size": size, "sort": sort, "track_total_hits": False, **later}
            hits: list[dict[str, Any]] = self.search(page, parameters)["hits"]["hits"]
            if hits:
                yield hits
                later = {"search_after": hits[-1]["sort"]}
            if len(hits) < size:
                return

    def _passing_refusal(self, asked: Mapping[str, Any]) -> RefusedError | None:
        """Return why one of several searches was refused for the moment, if one was."""
        refusals = filter(None, map(self._refusal, asked["responses"]))
        return next((refusal for refusal in refusals if refusal.may_pass), None)

    def _refusal(self, answer: dict[str, Any]) -> RefusedError | None:
        if "error" not in answer:
            return None
        return refused(self._client.address, int(answer.get("status", 500)), answer)

    def _held(self, body: Mapping[str, Any]) -> dict[str, Any]:
        whole: dict[str, Any] = {"track_total_hits": True, **body}
        return {**whole, "pit": {"id": self._id, "keep_alive": _KEEP_ALIVE}}


def total_of(answer: Mapping[str, Any]) -> int:
    """Return how many documents match a search."""
    return int(answer["hits"]["total"]["value"])


def search_now(client: Client, body: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one search of the library as it is at this moment, whole.

    Raises:
        LibraryError: a part of the index cannot answer.
    """
    path = f"/{client.address.name}/_search?{_WHOLE}"
    return _whole(client, client.ask("POST", path, body, patience=client.seconds))


def documents_of(client: Client, keys: Sequence[str], parameters: str = "") -> list[dict[str, Any]]:
    """Return documents as they are at this moment, each with whether it was `found`.

    Args:
        client: asks the cluster.
        keys: their `_id`.
        parameters: of the request, with the question mark before them.

    Raises:
        LibraryError: one of them cannot be read.
    """

    def refusal(answer: Mapping[str, Any]) -> RefusedError | None:
        failed = next((one for one in answer["docs"] if "error" in one), None)
        return None if failed is None else refused(client.address, 503, failed)

    path = f"/{client.address.name}/_mget{parameters}"
    answer = client.ask(
        "POST", path, {"ids": keys}, patience=client.seconds, passing_refusal=refusal
    )
    documents: list[dict[str, Any]] = answer["docs"]
    return documents


def _release(client: Client, identity: str) -> None:
    # It would be let go by itself in a few minutes, so nobody waits for that.
    client.tell("DELETE", "/_search/point_in_time", {"pit_id": [identity]})


def _whole(client: Client, answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer that no part of the index is missing from."""
    shards = answer["_shards"]
    if answer.get("timed_out") or shards["failed"] or shards["successful"] < shards["total"]:
        raise LibraryError(
            "A part of {address} did not answer: try again when the cluster is healthy.",
            address=client.address,
        )
    return answer
