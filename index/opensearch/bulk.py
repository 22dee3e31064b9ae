"""Writes many documents at once; what became of each is looked at, one by one."""

from collections import deque
from collections.abc import Iterable, Sequence
from time import monotonic, sleep
from typing import Any, Final, Literal, NamedTuple

from telusur.index.opensearch.client import Client, json_bytes
from telusur.index.opensearch.failures import RefusedError, refused

_REQUEST_BYTES: Final = 4_000_000
"""So much is sent at a time; one larger document goes by itself."""

_ON_THE_WAY: Final = 2
"""How many bulks the cluster is given at a time."""

_PAUSE_SECONDS: Final = 0.2
_LONGEST_PAUSE: Final = 3.0


class DocumentVersion(NamedTuple):
    """Which state of a document was read."""

    sequence: int
    term: int


class Write(NamedTuple):
    """One change to one document."""

    action: Literal["create", "index", "delete"]
    key: str
    """The `_id` of the document."""
    content: bytes = b""
    """Its fields as JSON; none where it is deleted."""
    seen: DocumentVersion | None = None
    """The state that it must be in still; any if None."""


class Written(NamedTuple):
    """What became of one change."""

    outcome: Literal["done", "conflict", "missing", "failed"]
    """`conflict`: somebody else has made or changed the document; `missing`: there was none."""
    failure: RefusedError | None = None
    """Why it failed, where it did."""


class Pipeline:
    """Sends changes some at a time, while those after them are made; close it, or use it in `with`.

    Those that are sent together are in order; between these there is none.
    """

    def __init__(self, client: Client, alias: str) -> None:
        """Begin; see `write`."""
        from concurrent.futures import Future, ThreadPoolExecutor

        self._client = client
        self._alias = alias
        self._executor = ThreadPoolExecutor(_ON_THE_WAY)
        self._sent: deque[Future[list[Written]]] = deque()

    def __enter__(self) -> "Pipeline":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Drop what has not been sent, and wait for what is on its way."""
        self._executor.shutdown(cancel_futures=True)

    def send(self, writes: Sequence[Write]) -> list[Written]:
        """Send changes; what became of earlier ones is returned when so many are on the way.

        Raises:
            LibraryError: those could not be written, or were not in time.
        """
        self._sent.append(self._executor.submit(write, self._client, self._alias, writes))
        return self._sent.popleft().result() if len(self._sent) > _ON_THE_WAY else []

    def rest(self) -> list[Written]:
        """Wait for all that was sent; return what became of it."""
        results: list[Written] = []
        while self._sent:
            results += self._sent.popleft().result()
        return results


def write(client: Client, alias: str, writes: Sequence[Write]) -> list[Written]:
    """Make changes; when it returns, those that are done have been acknowledged.

    What is rejected for the moment, or got no answer, is sent again: a change that had been made
    after all is then a conflict.

    Args:
        client: asks the cluster.
        alias: the alias that the documents are written under; never an index, which OpenSearch
            would make where it is missing.
        writes: the changes.

    Returns:
        What became of each, in order.

    Raises:
        LibraryError: the cluster cannot be written, or was not in time.
    """
    results: list[Written] = []
    for part in _parts(writes):
        results += _written(client, alias, part)
    return results


def _written(client: Client, alias: str, writes: Sequence[Write]) -> list[Written]:
    path = f"/{alias}/_bulk?require_alias=true&{client.write_timeout}"
    results: dict[int, Written] = {}
    waiting = list(range(len(writes)))
    patience = 2 * client.seconds
    begun, pause = monotonic(), _PAUSE_SECONDS
    while True:
        body = b"".join([_lines(writes[index]) for index in waiting])
        answer = client.ask("POST", path, body, patience=patience)
        rejected: list[int] = []
        failure: RefusedError | None = None
        for index, item in zip(waiting, answer["items"], strict=True):
            ((_, told),) = item.items()
            result = _result(client, told)
            if result.failure is not None and result.failure.may_pass:
                rejected.append(index)
                failure = result.failure
            results[index] = result
        if failure is None:
            return [results[index] for index in range(len(writes))]
        if monotonic() - begun + pause > patience:
            raise failure
        sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
        waiting = rejected


def _result(client: Client, told: dict[str, Any]) -> Written:
    status = int(told["status"])
    if status < 300:
        return Written("done")
    if status == 409:
        return Written("conflict")
    if status == 404 and "error" not in told:
        return Written("missing")
    failure = refused(client.address, status, told)
    if (status in (401, 403, 429) and not failure.may_pass) or failure.is_missing_index:
        raise failure  # it is so for all of them
    return Written("failed", failure)


def _lines(write: Write) -> bytes:
    target: dict[str, Any] = {"_id": write.key}
    if write.seen is not None:
        target |= {"if_seq_no": write.seen.sequence, "if_primary_term": write.seen.term}
    line = json_bytes({write.action: target})
    return line + b"\n" + (write.content + b"\n" if write.action != "delete" else b"")


def _parts(writes: Iterable[Write]) -> Iterable[list[Write]]:
    part: list[Write] = []
    size = 0
    for one in writes:
        if part and size + len(one.content) > _REQUEST_BYTES:
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one.content)
    if part:
        yield part
