"""The indexes of one library: `name-1`, `name-2` and so on, of which the alias `name` has one.

An index that is being made has an alias of its own, `name.2`, until it takes the place of the
one before it. What has neither is kept for those who still read it, and swept away later.
What others have under such names is left alone.
"""

import re
from typing import Final
from uuid import uuid4

from telusur.index.engines.opensearch.mapping import MAKING, index_body
from telusur.index.errors import LibraryError
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError

_ATTEMPTS: Final = 5
_ALL: Final = "expand_wildcards=open,closed"


class Unfinished:
    """An index that is being made."""

    def __init__(self, name: str, number: int) -> None:
        """Name it.

        Args:
            name: the library.
            number: the number of the index.
        """
        self.number = number
        self.index = f"{name}-{number}"
        self.alias = f"{name}.{number}"


def indexes_of(client: Client) -> dict[str, frozenset[str]]:
    """Return the indexes of a library, each with its aliases, the oldest first."""
    made_by_us = client.ask(
        "GET", f"/{client.address.name}-*/_mapping?{_ALL}&filter_path=*.mappings._meta.telusur"
    )
    return {index: aliases for index, aliases in _named(client).items() if index in made_by_us}


def index_in_use(client: Client) -> str:
    """Return the index that the alias of a library names.

    It need not have a number: a snapshot may have been restored under another name.

    Raises:
        LibraryError: there is no such alias.
    """
    address = client.address
    path = f"/{address.name}/_alias/{address.name}"
    try:
        (index,) = client.ask("GET", path, patience=client.seconds)
    except RefusedError as error:
        if error.status != 404 or error.is_missing_index:
            raise
        raise LibraryError(
            "{name} is an index in the cluster of {address}, and not an alias of one: to rebuild "
            "it, `telusur copy` it to another name.",
            name=address.name,
            address=address,
        ) from error
    return index


def _named(client: Client) -> dict[str, frozenset[str]]:
    """Return the indexes whose names are like those of a library, whosever they are."""
    name = client.address.name
    pattern = re.compile(re.escape(name) + r"-([0-9]+)")
    found = client.ask("GET", f"/{name}-*/_alias?{_ALL}")
    numbered = {
        int(known[1]): (index, frozenset(of["aliases"]))
        for index, of in found.items()
        if (known := pattern.fullmatch(index))
    }
    return dict(numbered[number] for number in sorted(numbered))


def begin(client: Client) -> Unfinished:
    """Make the next index, empty; what an interrupted attempt left is deleted.

    An attempt that is going on is overtaken: its index goes, but only when there is the next one,
    so that it can tell (`is_overtaken`).

    Raises:
        LibraryError: the cluster refuses.
    """
    name = client.address.name
    token = uuid4().hex
    for _ in range(_ATTEMPTS):
        last = max(map(_number_of, _named(client)), default=0)
        made = Unfinished(name, last + 1)
        body = {**index_body(token), "aliases": {made.alias: {}}}
        try:
            client.ask("PUT", f"/{made.index}?{MAKING}", body, patience=2 * client.seconds)
        except RefusedError as error:
            if "resource_already_exists_exception" not in error.kinds:
                raise
            # It may be this one: what got no answer in time is asked again.
            if not _is_made_by(client, made.index, token):
                continue
        for number, index in _unfinished(client).items():
            if number < made.number:
                delete(client, index)
        return made
    raise LibraryError(
        "Others keep making indexes of {address}: try again later.", address=client.address
    )


def is_overtaken(client: Client, made: Unfinished) -> bool:
    """Tell whether others have begun to make an index after this one."""
    return any(number > made.number for number in _unfinished(client))


def _unfinished(client: Client) -> dict[int, str]:
    """Return the indexes that are being made, by their numbers."""
    name = client.address.name
    return {
        _number_of(index): index
        for index, aliases in indexes_of(client).items()
        if aliases and name not in aliases
    }


def _number_of(index: str) -> int:
    return int(index.rpartition("-")[2])


def finish(client: Client, made: Unfinished, replaced: str | None = None) -> None:
    """Put an index in the place of the one before it, in one step.

    Args:
        client: asks the cluster.
        made: the index.
        replaced: the one before it; whichever there is if None.

    Raises:
        LibraryError: the cluster refuses, as it does where another one is in use than the one that
            is to be replaced.
    """
    name = client.address.name
    swap: list[dict[str, object]] = []
    try:
        former = replaced or index_in_use(client)
        swap.append({"remove": {"index": former, "alias": name, "must_exist": True}})
    except RefusedError as error:
        if not error.is_missing_index:
            raise
    swap += [
        {"remove": {"index": made.index, "alias": made.alias}},
        {"add": {"index": made.index, "alias": name}},
    ]
    try:
        client.ask("POST", "/_aliases", {"actions": swap}, patience=2 * client.seconds)
    except RefusedError as error:
        # What got no answer in time is asked again, and may have been done.
        if not (error.is_missing_alias and name in indexes_of(client).get(made.index, ())):
            raise


def sweep(client: Client) -> list[str]:
    """Delete the indexes that were replaced, and that nobody reads any more.

    Returns:
        Those that somebody reads.
    """
    read: list[str] = []
    for index, aliases in indexes_of(client).items():
        if not aliases:
            if _is_read(client, index):
                read.append(index)
            else:
                delete(client, index)
    return read


def delete(client: Client, index: str) -> None:
    """Delete an index, if there is one."""
    try:
        client.ask("DELETE", f"/{index}", patience=2 * client.seconds)
    except RefusedError as error:
        if not error.is_missing_index:
            raise


def _is_made_by(client: Client, index: str, token: str) -> bool:
    found = client.ask("GET", f"/{index}/_mapping")
    return bool(found[index]["mappings"]["_meta"].get("token") == token)


def _is_read(client: Client, index: str) -> bool:
    try:
        found = client.ask("GET", f"/{index}/_stats/search")
    except RefusedError as error:
        if error.is_missing_index:
            return False
        raise
    search = found["_all"]["total"]["search"]
    return bool(search["open_contexts"] or search.get("point_in_time_current"))
