"""Turns at hosts: one request at a time for each, pauses between, and none while it is busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from telusur.index.feeds.clock import Clock

PAUSE_SECONDS: Final = 1.0
"""How long a host is left alone after each request."""

_MAX_PAUSE_SECONDS: Final = 30.0
"""A host that wishes for longer pauses than this is given this."""


class HostBusyError(Exception):
    """A host has asked to be left alone for a while."""

    def __init__(self, until: float) -> None:
        """Keep until when.

        Args:
            until: in seconds since 1970.
        """
        super().__init__()
        self.until = until


class Hosts:
    """Hands out turns; threads may share it."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock to wait by."""
        self._clock = clock
        self._lock = Lock()
        self._turns: dict[str, Lock] = {}
        self._ready: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._busy: dict[str, float] = {}

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait until the host of an address may be asked, and ask it within the block.

        Args:
            url: the address.

        Raises:
            HostBusyError: it has asked to be left alone, and may not be asked now.
        """
        host = host_of(url)
        with self._lock:
            turn = self._turns.setdefault(host, Lock())
        with turn:
            now = self._clock.now()
            if self._busy.get(host, 0.0) > now:
                raise HostBusyError(self._busy[host])
            wait = self._ready.get(host, 0.0) - now
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                pause = self._pauses.get(host, PAUSE_SECONDS)
                self._ready[host] = self._clock.now() + pause

    def leave_alone(self, url: str, seconds: float) -> None:
        """Give no turns at the host of an address for a while."""
        self._busy[host_of(url)] = self._clock.now() + seconds

    def set_pause(self, url: str, seconds: float) -> None:
        """Leave the host of an address alone for longer after each request, as it wishes."""
        wished = min(_MAX_PAUSE_SECONDS, seconds)
        self._pauses[host_of(url)] = max(PAUSE_SECONDS, wished)


def host_of(url: str) -> str:
    """Return the host and the port of an address; empty where it has none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
