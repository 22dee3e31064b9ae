"""Looks whether there is a library in a cluster, and makes one."""

from typing import Any

from telusur.index.cluster.state import ensure_state
from telusur.index.engines.opensearch.generations import indexes_of
from telusur.index.engines.opensearch.mapping import FORMAT_VERSION, MAKING, index_body
from telusur.index.errors import LibraryError
from telusur.index.opensearch.address import Address
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError


def ensure_library(client: Client, *, make: bool) -> bool:
    """See that there is a library that we can read, or make an empty one.

    Args:
        client: asks the cluster.
        make: whether to make one where there is none.

    Returns:
        Whether it was made.

    Raises:
        LibraryError: there is none and none is to be made, or what is there cannot be used.
    """
    address = client.address
    try:
        found = client.ask("GET", f"/{address.name}/_mapping")
    except RefusedError as error:
        if not error.is_missing_index:
            raise
    else:
        _check_format(address, found)
        return False
    if not make:
        raise LibraryError(
            "There is no library in {address}: `telusur add` makes one of your articles there.",
            address=address,
        )
    body = {**index_body(), "aliases": {address.name: {}}}
    try:
        client.ask("PUT", f"/{address.name}-1?{MAKING}", body, patience=client.seconds)
    except RefusedError as error:
        # Another process has just made it, if it is not an index without its alias.
        if "resource_already_exists_exception" not in error.kinds:
            raise
        known = indexes_of(client).get(f"{address.name}-1")
        if known is None:
            raise LibraryError(
                "There is an index {name}-1 in the cluster of {address} that is not Telusur's: "
                "choose another name for the library.",
                name=address.name,
                address=address,
            ) from error
        if address.name not in known:
            raise LibraryError(
                "There is an index {name}-1 in the cluster of {address} that the "
                "alias {name} does not name: put the alias back, or delete the index.",
                name=address.name,
                address=address,
            ) from error
    ensure_state(client)
    return True


def _check_format(address: Address, mappings: dict[str, Any]) -> None:
    if len(mappings) != 1:
        raise LibraryError(
            "{name} stands for several indexes in the cluster of {address} ({indexes}): leave the "
            "alias on that of the library alone.",
            name=address.name,
            address=address,
            indexes=", ".join(sorted(mappings)),
        )
    (mapping,) = mappings.values()
    made_by = mapping["mappings"].get("_meta", {}).get("telusur")
    if not isinstance(made_by, dict):
        raise LibraryError(
            "{name} in the cluster of {address} is not a Telusur library: choose another name.",
            name=address.name,
            address=address,
        )
    if int(made_by["format"]) > FORMAT_VERSION:
        raise LibraryError(
            "{address} was written by a later version of Telusur: upgrade Telusur to open it.",
            address=address,
        )
