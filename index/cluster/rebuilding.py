"""Makes the index of a library in a cluster again, beside the one that is read meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any, Final

from telusur.index.cluster.records import record_of
from telusur.index.cluster.state import new_state, read_state
from telusur.index.engines.opensearch.engine import OpenSearchEngine
from telusur.index.engines.opensearch.generations import indexes_of, sweep
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.searching import PointInTime
from telusur.index.store.duplicates.minhash import band_keys
from telusur.index.upkeep.document_making import Tokenizer

_PAGE: Final = 200
_SWEEP_SECONDS: Final = 60.0


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
    tokenizer = Tokenizer()
    count = last = 0
    with _held_off(client), engine.writer(anew=True) as writer:
        state = read_state(client) or {}
        for hits in _all(client):
            for hit in hits:
                record = record_of(hit)
                last = record.number
                bands = band_keys(record.article.text)
                writer.put_fields(hit["_id"], record.fields(bands, tokenizer))
            count += len(hits)
            on_progress(len(hits))
        identity, next_number = state.get("library"), int(state.get("next_number", 0))
        writer.commit_fields(new_state(identity, max(next_number, last + 1)))
    _sweep(client)
    return count


def _all(client: Client) -> Iterator[list[dict[str, Any]]]:
    point = PointInTime(client, client.address.name)
    body = {"query": {"exists": {"field": "number"}}, "size": _PAGE}
    return point.pages(body, [{"number": "asc"}])


@contextmanager
def _held_off(client: Client) -> Iterator[None]:
    """Hold writers off the index that is there, and wait for those that are writing."""
    name = client.address.name
    index = next(index for index, aliases in indexes_of(client).items() if name in aliases)
    client.ask("PUT", f"/{index}/_block/write", patience=client.seconds)
    client.ask("POST", f"/{index}/_refresh", patience=client.seconds)
    try:
        yield
    except BaseException:
        path = f"/{index}/_settings"
        client.ask("PUT", path, {"index.blocks.write": None}, patience=client.seconds)
        raise


def _sweep(client: Client) -> None:
    """Delete the former index when nobody reads it any more; else the next rebuild will."""
    deadline = monotonic() + _SWEEP_SECONDS
    while sweep(client) and monotonic() < deadline:
        sleep(0.5)
