"""Asks a cluster over HTTP: connections are kept, time is limited, what may pass is tried again."""

import json
import os
import random
import weakref
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ssl import SSLCertVerificationError, SSLContext
from threading import RLock
from time import monotonic, sleep
from typing import Any, Final, NamedTuple

from telusur.index.errors import InputError, LibraryError
from telusur.index.opensearch.address import Address, password_of
from telusur.index.opensearch.failures import RefusedError, refused, unreachable

TIMEOUT_VARIABLE: Final = "TELUSUR_OPENSEARCH_TIMEOUT"

_SECONDS: Final = 30.0
"""How long an answer is waited for, if the environment does not say."""

_PATIENCE_SECONDS: Final = 2.0
"""How long a cluster that refuses for the moment, or cannot be reached, is asked again."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0

_Connection = HTTPConnection
"""Of an `HTTPSConnection` too."""


class Client:
    """The nodes of one cluster; threads may share it."""

    def __init__(self, address: Address) -> None:
        """Nothing is asked yet.

        Args:
            address: names the nodes, and the user.

        Raises:
            InputError: the environment names no time limit.
            LibraryError: the user's password cannot be found.
        """
        self.address = address
        self.seconds = _time_limit()
        self.write_timeout = f"timeout={self.seconds * 800:.0f}ms"
        """A parameter of what writes: how long the cluster waits for copies of a shard, which is
        less than we wait for it, so that it says what is missing."""
        self._headers = {"Content-Type": "application/json"}
        password = password_of(address)
        if password is not None:
            self._headers["Authorization"] = _basic(address.user or "", password)
        self._tls: SSLContext | None = None
        self._idle: list[_Idle] = []
        weakref.finalize(self, _close, self._idle)
        self._preferred = 0
        self._closed = False
        self._lock = RLock()  # the garbage collector may `tell` something at any moment

    def close(self) -> None:
        """Close the connections; whatever is asked later opens and closes one of its own."""
        with self._lock:
            self._closed = True
            _close(self._idle)

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | bytes | None = None,
        *,
        patience: float = _PATIENCE_SECONDS,
        passing_refusal: Callable[[dict[str, Any]], RefusedError | None] = lambda answer: None,
    ) -> dict[str, Any]:
        """Ask, and return the answer.

        It may be asked more than once, so whatever is asked must be harmless to do again.

        Args:
            method: the HTTP method.
            path: what follows the host.
            body: JSON, or lines of it that are bytes already.
            patience: for how many seconds it is tried again where a node refuses for the moment or
                cannot be reached.
            passing_refusal: tells of an answer whether a part of what was asked is refused for the
                moment; then all of it is tried again.

        Raises:
            RefusedError: the cluster refuses.
            LibraryError: it cannot be reached, or does not answer in time.
        """
        content = json_bytes(body) if body is not None and not isinstance(body, bytes) else body
        begun = monotonic()
        pause = _FIRST_PAUSE
        attempts = 0
        refusal: RefusedError | None = None
        while True:
            host = (self._preferred + attempts) % len(self.address.hosts)
            left = begun + max(self.seconds, patience) - monotonic()
            # A node that hangs must leave time for another.
            untried = len(self.address.hosts) - attempts
            limit = max(0.1, min(self.seconds, left / min(2, max(1, untried))))
            attempts += 1
            failure: LibraryError
            try:
                status, answer = self._asked(host, method, path, content, limit)
            except (OSError, HTTPException) as error:
                failure = unreachable(self.address, host, error, self.seconds)
                if refusal and isinstance(error, TimeoutError):
                    failure = refusal  # for which it may have had less time left than it takes
                if isinstance(error, SSLCertVerificationError):
                    raise failure from error
            else:
                self._preferred = host
                refusal = (
                    passing_refusal(answer)
                    if status < 400
                    else refused(self.address, status, answer)
                )
                if refusal is None:
                    return answer
                if not refusal.may_pass:
                    raise refusal
                failure = refusal
            if attempts % len(self.address.hosts):
                continue
            if monotonic() - begun + pause > patience:
                raise failure
            sleep(pause * random.uniform(0.5, 1.0))  # not all in step
            pause = min(2 * pause, _LONGEST_PAUSE)

    def tell(self, method: str, path: str, body: Mapping[str, object] | None = None) -> None:
        """Ask for something whose answer nobody waits for, nor needs; see `ask`."""
        host = self._preferred
        idle = self._kept(host, to_tell=True) or _Idle(host, self._connection(host))
        try:
            content = None if body is None else json_bytes(body)
            self._request(idle, method, path, content, self.seconds)
        except (OSError, HTTPException):
            idle.connection.close()
        else:
            self._keep(idle._replace(has_answer=True))

    def _asked(
        self, host: int, method: str, path: str, body: bytes | None, seconds: float
    ) -> tuple[int, dict[str, Any]]:
        """Ask one node once; over a connection that was kept and is closed by now, twice."""
        kept = self._kept(host)
        if kept is not None:
            try:
                return self._exchanged(kept, method, path, body, seconds)
            except TimeoutError:
                raise
            except (OSError, HTTPException):
                pass
        opened = _Idle(host, self._connection(host))
        return self._exchanged(opened, method, path, body, seconds)

    def _exchanged(
        self, idle: "_Idle", method: str, path: str, body: bytes | None, seconds: float
    ) -> tuple[int, dict[str, Any]]:
        try:
            self._request(idle, method, path, body, seconds)
            response = idle.connection.getresponse()
            content = response.read()
        except BaseException:
            idle.connection.close()
            raise
        self._keep(idle._replace(has_answer=False))
        try:
            answer = json.loads(content) if content else {}
        except ValueError:
            answer = {"error": content[:200].decode(errors="replace")}
        return response.status, answer if isinstance(answer, dict) else {"answer": answer}

    def _request(
        self, idle: "_Idle", method: str, path: str, body: bytes | None, seconds: float
    ) -> None:
        connection = idle.connection
        connection.timeout = seconds
        if connection.sock is not None:
            connection.sock.settimeout(seconds)
        if idle.has_answer:
            connection.getresponse().read()
        connection.request(method, path, body, self._headers)

    def _kept(self, host: int, *, to_tell: bool = False) -> "_Idle | None":
        """Return a connection that is not waited for; to tell something, one that is if it can."""
        with self._lock:
            idle = [one for one in self._idle if one.host == host and to_tell >= one.has_answer]
            if not idle:
                return None
            chosen = max(idle, key=lambda one: one.has_answer)
            self._idle.remove(chosen)
            return chosen

    def _keep(self, idle: "_Idle") -> None:
        with self._lock:
            if self._closed:
                idle.connection.close()
            else:
                self._idle.append(idle)

    def _connection(self, host: int) -> _Connection:
        name, port = self.address.hosts[host]
        if not self.address.tls:
            return HTTPConnection(name, port)
        if self._tls is None:
            from ssl import create_default_context

            self._tls = create_default_context()
        return HTTPSConnection(name, port, context=self._tls)


class _Idle(NamedTuple):
    """A connection that nobody uses at the moment."""

    host: int
    connection: _Connection
    has_answer: bool = False
    """Whether there is an answer that nobody has read, to what was told."""


def _close(idle: list[_Idle]) -> None:
    while idle:
        idle.pop().connection.close()


def json_lines(lines: list[Mapping[str, object]]) -> bytes:
    """Write what an endpoint takes that takes several requests at once."""
    return b"".join([json_bytes(line) + b"\n" for line in lines])


def json_bytes(value: Mapping[str, object]) -> bytes:
    """Write JSON as a cluster takes it."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # of what a shell passed on that is no UTF-8
        return json.dumps(value, separators=(",", ":")).encode()


def _basic(user: str, password: str) -> str:
    from base64 import b64encode

    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def _time_limit() -> float:
    named = os.environ.get(TIMEOUT_VARIABLE)
    if not named:
        return _SECONDS
    try:
        seconds = float(named)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise InputError(
            '{variable} is "{named}": give a number of seconds, such as 30.',
            variable=TIMEOUT_VARIABLE,
            named=named,
        )
    return seconds
