"""Makes the index of a library in a cluster again, beside the one that is read meanwhile."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any, Final

from telusur.index.cluster.records import record_of
from telusur.index.cluster.state import new_state, read_state
from telusur.index.engines.opensearch.engine import OpenSearchEngine
from telusur.index.engines.opensearch.generations import index_in_use, sweep
from telusur.index.engines.opensearch.writer import OpenSearchWriter
from telusur.index.errors import LibraryError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError
from telusur.index.opensearch.searching import PointInTime
from telusur.index.store.duplicates.minhash import band_keys
from telusur.index.upkeep.document_making import Tokenizer

_PAGE: Final = 200
_SWEEP_SECONDS: Final = 60.0
_LARGE_BYTES: Final = 100_000_000
"""An index of fewer is not worth the wait for a merge."""

_Page = list[dict[str, Any]]


def rebuild(engine: OpenSearchEngine, on_progress: Callable[[int], None]) -> int:
    """Make the index again from the articles in it; writers wait, readers do not.

    Args:
        engine: keeps the index.
        on_progress: is told how many more articles have been indexed.

    Returns:
        The number of articles indexed.

    Raises:
        LibraryError: the cluster cannot be read or written; the index is as it was.
    """
    client = engine.client
    try:
        count = _rebuilt(engine, on_progress)
    except RefusedError as error:
        if error.is_missing_index or error.is_missing_alias:
            raise _overtaken(client) from error
        raise
    _sweep(client)
    _merge(client)
    return count


def _rebuilt(engine: OpenSearchEngine, on_progress: Callable[[int], None]) -> int:
    client = engine.client
    tokenizer = Tokenizer()
    count = last = 0
    # An index is begun first: who fails beside us sees it, and does not let writers in.
    with engine.writer(anew=True) as writer, _held_off(client, writer) as former:
        written = _last_change(client, former)
        state = read_state(client) or {}
        for hits in _ahead(_all(client, former)):
            for hit in hits:
                record = record_of(hit)
                last = record.number
                bands = band_keys(record.article.text)
                writer.put_fields(hit["_id"], record.fields(bands, tokenizer))
            count += len(hits)
            on_progress(len(hits))
        identity, next_number = state.get("library"), int(state.get("next_number", 0))
        _hold_off(client, former)  # again, as somebody else may have let writers in
        if _last_change(client, former) != written:
            raise _overtaken(client)
        writer.commit_fields(new_state(identity, max(next_number, last + 1)), former)
    return count


def _overtaken(client: Client) -> LibraryError:
    return LibraryError(
        "Others have rebuilt {address} or written to it meanwhile, so this rebuild changed "
        "nothing: run it again when they are done.",
        address=client.address,
    )


def _all(client: Client, index: str) -> Iterator[_Page]:
    point = PointInTime(client, index)
    body = {"query": {"exists": {"field": "number"}}, "size": _PAGE}
    return point.pages(body, [{"number": "asc"}])


def _ahead(pages: Iterator[_Page]) -> Iterator[_Page]:
    """Yield pages; while one is worked on, the next is read."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as executor:
        reading = executor.submit(next, pages, None)
        while (page := reading.result()) is not None:
            reading = executor.submit(next, pages, None)
            yield page


def _merge(client: Client) -> None:
    """Have the cluster put the parts of a new index together, where it is large.

    It keeps what it was sent beside what it made of it, to bring copies up to date, and lets go of
    the former when it merges, once the copies have said, each half a minute, how far they are. By
    itself it would not merge what nobody changes.
    """
    name = client.address.name
    client.tell("POST", f"/{name}/_flush")
    deadline = monotonic() + _SWEEP_SECONDS
    while (shards := _large_shards(client)) and monotonic() < deadline:
        if all(map(_is_settled, shards)):
            client.tell("POST", f"/{name}/_forcemerge?max_num_segments=1&wait_for_completion=false")
            return
        sleep(1)


def _large_shards(client: Client) -> list[Mapping[str, Any]]:
    """Return what is known of the shards of an index, if it is worth merging."""
    found = client.ask("GET", f"/{client.address.name}/_stats/store?level=shards")
    if found["_all"]["primaries"]["store"]["size_in_bytes"] < _LARGE_BYTES:
        return []
    (index,) = found["indices"].values()
    return [copy for copies in index["shards"].values() for copy in copies]


def _is_settled(shard: Mapping[str, Any]) -> bool:
    """Whether nobody will ask a shard for what it was sent."""
    last = int(shard["seq_no"]["max_seq_no"])
    return all(
        int(lease["retaining_seq_no"]) > last for lease in shard["retention_leases"]["leases"]
    )


@contextmanager
def _held_off(client: Client, writer: OpenSearchWriter) -> Iterator[str]:
    """Hold writers off the index that is there, and wait for those that are writing.

    Args:
        client: asks the cluster.
        writer: makes the new one.

    Yields:
        The index that is there. If something fails, writers are let in again, unless somebody else
        holds them off by now.
    """
    index = index_in_use(client)
    try:
        _hold_off(client, index)
        yield index
    except BaseException:  # which need not mean that there is no block
        if not writer.is_overtaken():
            _let_in(client, index)
        raise


def _hold_off(client: Client, index: str) -> None:
    client.ask("PUT", f"/{index}/_block/write", patience=client.seconds)
    client.ask("POST", f"/{index}/_refresh", patience=client.seconds)


def _let_in(client: Client, index: str) -> None:
    path = f"/{index}/_settings"
    try:
        client.ask("PUT", path, {"index.blocks.write": None}, patience=client.seconds)
    except RefusedError as error:
        if not error.is_missing_index:  # it was replaced, and is swept away
            raise


def _last_change(client: Client, index: str) -> list[int]:
    """Return the number of the last change to each shard of an index."""
    found = client.ask("GET", f"/{index}/_stats/docs?level=shards")["indices"][index]
    return [
        max(int(copy["seq_no"]["max_seq_no"]) for copy in copies)
        for _, copies in sorted(found["shards"].items())
    ]


def _sweep(client: Client) -> None:
    """Delete the former index when nobody reads it any more; else the next rebuild will."""
    deadline = monotonic() + _SWEEP_SECONDS
    while sweep(client) and monotonic() < deadline:
        sleep(0.5)
