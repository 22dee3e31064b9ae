"""The state of a library in a cluster: its identity, and which numbers of articles are taken.

An article's number orders articles as they were added and never changes, so it is not taken from
anything that may be equal for two of them or come otherwise from elsewhere, such as a clock or a
digest: writers reserve numbers, some at a time, in one document that each changes only in the
state in which they have read it.
"""

import random
from time import sleep
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from telusur.index.analyzer import ANALYSIS_VERSION
from telusur.index.engines.opensearch.mapping import FORMAT_VERSION, STATE_KEY
from telusur.index.errors import LibraryBusyError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError

_PATH: Final = quote(STATE_KEY, safe="")
_ATTEMPTS: Final = 100
_CONFLICT: Final = 409


def new_state(identity: str | None = None, next_number: int = 1) -> dict[str, Any]:
    """Return the state of a library that is made by today's rules.

    Args:
        identity: what tells it from every other; random if not given.
        next_number: the first number that no article has had.
    """
    return {
        "library": identity or uuid4().hex,
        "revision": next_number,
        "analysis_version": ANALYSIS_VERSION,
        "format_version": FORMAT_VERSION,
        "next_number": next_number,
    }


def read_state(client: Client) -> dict[str, Any] | None:
    """Return the state of a library; None if it has none."""
    found = _document(client)
    return None if found is None else dict(found["_source"]["state"])


def ensure_state(client: Client) -> None:
    """Give a library its first state, if it has none."""
    try:
        client.ask(
            "PUT",
            f"/{client.address.name}/_doc/{_PATH}?op_type=create&require_alias=true&refresh=true"
            f"&{client.write_timeout}",
            {"state": new_state()},
        )
    except RefusedError as error:
        if error.status != _CONFLICT:
            raise


def reserve(client: Client, count: int) -> int:
    """Reserve numbers that no article has had.

    Args:
        client: asks the cluster.
        count: how many.

    Returns:
        The first of them.

    Raises:
        LibraryBusyError: others reserve so often that nothing is left.
        LibraryError: the cluster cannot be written.
    """
    for _ in range(_ATTEMPTS):
        found = _document(client)
        state = new_state() if found is None else found["_source"]["state"]
        first = int(state["next_number"])
        changed = {**state, "next_number": first + count, "revision": first + count}
        seen = "op_type=create"
        if found is not None:
            seen = f"if_seq_no={found['_seq_no']}&if_primary_term={found['_primary_term']}"
        seen += f"&require_alias=true&{client.write_timeout}"
        path = f"/{client.address.name}/_doc/{_PATH}?{seen}"
        try:
            client.ask("PUT", path, {"state": changed}, patience=2 * client.seconds)
        except RefusedError as error:
            if error.status != _CONFLICT:
                raise
            sleep(random.uniform(0, 0.05))
            continue
        return first
    raise LibraryBusyError(
        "Too many are writing to {address}: try again later.", address=client.address
    )


def _document(client: Client) -> dict[str, Any] | None:
    try:
        return client.ask("GET", f"/{client.address.name}/_doc/{_PATH}", patience=client.seconds)
    except RefusedError as error:
        if error.status == 404 and not error.is_missing_index:
            return None
        raise
