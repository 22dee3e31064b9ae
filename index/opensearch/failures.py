"""What goes wrong between us and a cluster, as sentences."""

from collections.abc import Mapping
from http.client import HTTPException
from ssl import SSLCertVerificationError, SSLError
from typing import Any, Final

from telusur.index.errors import LibraryError
from telusur.index.opensearch.address import Address
from telusur.index.translation import gettext

_DOCS: Final = "docs/opensearch.md"

WRITE_BLOCK: Final = "FORBIDDEN/8/"
"""What the cluster calls the block that a rebuild holds writers off with."""

_DISK_BLOCK: Final = "/12/disk usage exceeded"
"""What it calls the block that it sets by itself when a disk is nearly full."""

_LONGEST_REASON: Final = 300


class RefusedError(LibraryError):
    """A cluster answered with an error."""

    def __init__(self, sentence: str, status: int, kinds: frozenset[str], reason: str) -> None:
        """Take what is known of it.

        Args:
            sentence: what is said to a user.
            status: the HTTP status.
            kinds: what the cluster calls the error and its causes.
            reason: what it gave as the reason.
        """
        super().__init__(sentence)
        self.status = status
        self.kinds = kinds
        self.reason = reason

    @property
    def is_missing_index(self) -> bool:
        """Whether there is no such index or alias."""
        return "index_not_found_exception" in self.kinds

    @property
    def is_missing_alias(self) -> bool:
        """Whether an alias does not name what it is to be taken from."""
        return "aliases_not_found_exception" in self.kinds

    @property
    def is_lost_snapshot(self) -> bool:
        """Whether the state that was read is gone: a node died, or it was kept for too long."""
        return bool(self.kinds & _LOST)

    @property
    def may_pass(self) -> bool:
        """Whether the same may be allowed in a moment: nodes are busy, or change places."""
        return self.status in _OVERLOADED and _DISK_BLOCK not in self.reason

    @property
    def is_write_block(self) -> bool:
        """Whether a rebuild holds writers off."""
        return WRITE_BLOCK in self.reason


_OVERLOADED: Final = frozenset({429, 502, 503, 504})

_LOST_NODE: Final = frozenset({"node_not_connected_exception", "node_disconnected_exception"})
"""What the cluster says of a node between its death and the moment in which it is given up."""

_LOST: Final = _LOST_NODE | {"search_context_missing_exception"}
_UNAVAILABLE: Final = _LOST_NODE | {"no_shard_available_action_exception"}


def unreachable(
    address: Address, host: int, error: OSError | HTTPException, seconds: float
) -> LibraryError:
    """Make the error of a node that gave no answer.

    Args:
        address: the library.
        host: which of its hosts.
        error: what happened.
        seconds: how long an answer was waited for.
    """
    where = address.host(host)
    if isinstance(error, SSLCertVerificationError):
        return LibraryError(
            "The certificate of {where} is not trusted ({reason}): name a file "
            "with the certificate of the authority that signed it in SSL_CERT_FILE.",
            where=where,
            reason=error.verify_message,
        )
    if isinstance(error, SSLError):
        return LibraryError(
            "{where} does not speak TLS as it should ({reason}): check the port, or "
            "write opensearch:// where it has no TLS.",
            where=where,
            reason=error.reason or error,
        )
    if isinstance(error, TimeoutError):
        return LibraryError(
            "The cluster at {where} does not answer within {seconds} seconds: check the "
            "network and the cluster's health, or allow more with "
            "TELUSUR_OPENSEARCH_TIMEOUT.",
            where=where,
            seconds=format(seconds, "g"),
        )
    reason = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return LibraryError(
        "The cluster at {where} cannot be reached ({reason}): check that it runs and "
        "that the address is right, TLS included.",
        where=where,
        reason=reason,
    )


def refused(address: Address, status: int, answer: Mapping[str, Any]) -> RefusedError:
    """Make the error of a cluster that answered with one.

    Args:
        address: the library.
        status: the HTTP status of the answer, or of one item of it.
        answer: the answer; its `error` says what is wrong.
    """
    error = answer.get("error")
    kinds: set[str] = set()
    reasons: list[str] = []
    _gather(error, kinds, reasons)
    reason = "; ".join(dict.fromkeys(reasons))[:_LONGEST_REASON] or f"status {status}"
    sentence = _sentence(address, status, frozenset(kinds), reason)
    return RefusedError(sentence, status, frozenset(kinds), reason)


def _sentence(address: Address, status: int, kinds: frozenset[str], reason: str) -> str:
    if status == 401:
        if address.user is None:
            return gettext(
                "The cluster of {address} requires a user: write one in the address, as in "
                "opensearch+https://user@host/name.",
                address=address,
            )
        return gettext(
            'The cluster of {address} does not accept the password of the user "{user}": '
            "correct TELUSUR_OPENSEARCH_PASSWORD or your netrc file.",
            address=address,
            user=address.user,
        )
    if blocked := _blocked(address, status, kinds, reason):
        return blocked
    if status == 403:
        return gettext(
            "The cluster of {address} does not allow that ({reason}): {docs} lists the "
            "rights that are needed.",
            address=address,
            reason=reason,
            docs=_DOCS,
        )
    if "index_not_found_exception" in kinds:
        return gettext(
            "There is no library in {address}: `telusur add` makes one of your articles there.",
            address=address,
        )
    if "too_many_nested_clauses" in kinds or "too_many_clauses" in kinds:
        return gettext(
            "The query has more parts than the cluster accepts: write fewer, or raise its limit, "
            "indices.query.bool.max_clause_count ({docs}).",
            docs=_DOCS,
        )
    if status == 429:
        return gettext(
            "The cluster of {address} is too busy ({reason}): try again later.",
            address=address,
            reason=reason,
        )
    if status in (502, 503, 504) or kinds & _UNAVAILABLE:
        return gettext(
            "A part of {address} is not available ({reason}): nothing can be answered until it "
            "is back; check the cluster's health.",
            address=address,
            reason=reason,
        )
    return gettext(
        "The cluster of {address} refuses ({reason}): see {docs} for what it must be.",
        address=address,
        reason=reason,
        docs=_DOCS,
    )


def _blocked(address: Address, status: int, kinds: frozenset[str], reason: str) -> str | None:
    """Say what the cluster does not let anybody do with an index; None if it is not that."""
    if _DISK_BLOCK in reason:
        return gettext(
            "The cluster of {address} is read-only because its disk is full: make room there, "
            "and repeat the command; what was reported is safe.",
            address=address,
        )
    if WRITE_BLOCK in reason:
        return gettext(
            "{address} is being rebuilt, and cannot be written meanwhile: try again when "
            "that is done; if the rebuild was interrupted, repeat it.",
            address=address,
        )
    if "index_closed_exception" in kinds:
        return gettext("The index of {address} is closed: open it in the cluster.", address=address)
    if "cluster_block_exception" in kinds and status == 403:
        return gettext(
            "{address} is blocked in its cluster ({reason}): lift the block in the settings of "
            "the index.",
            address=address,
            reason=reason,
        )
    return None


def _gather(error: object, kinds: set[str], reasons: list[str]) -> None:
    """Gather the kinds of an error and of its causes, and their reasons, the deepest first."""
    if isinstance(error, str):
        reasons.append(error)
    if not isinstance(error, dict):
        return
    for cause in [*_list(error.get("root_cause")), error.get("caused_by")]:
        _gather(cause, kinds, reasons)
    for shard in _list(error.get("failed_shards")):
        _gather(shard.get("reason") if isinstance(shard, dict) else None, kinds, reasons)
    if isinstance(error.get("type"), str):
        kinds.add(error["type"])
    if isinstance(error.get("reason"), str):
        reasons.append(error["reason"])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
