"""What hosts allow programs to fetch: robots.txt (RFC 9309), read by protego."""

import sys
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from telusur.index.errors import ArticleError, InputError
from telusur.index.feeds.clock import Clock
from telusur.index.feeds.hosts import Hosts
from telusur.index.sources.http import ask
from telusur.index.translation import gettext

if TYPE_CHECKING:
    from protego import Protego

USER_AGENT: Final = "Telusur"
"""What robots.txt may call us."""

_MAX_BYTES: Final = 500_000
"""As much as RFC 9309 asks to be read, 500 KiB, and no more."""

_KEPT_SECONDS: Final = 86_400.0
"""As long as RFC 9309 allows an answer to be used, 24 hours."""


class UnreachableRobotsError(Exception):
    """It cannot be known what a host allows: nothing may be fetched (RFC 9309, 2.3.1.4)."""


class Robots:
    """Knows what hosts allow; each is asked once a day. Threads may share it."""

    def __init__(self, hosts: Hosts, clock: Clock, *, seconds: float) -> None:
        """Nothing is asked yet.

        Args:
            hosts: gives turns at hosts.
            clock: tells how old an answer is.
            seconds: how long an answer is waited for.
        """
        self._hosts = hosts
        self._ask = partial(ask, total_seconds=seconds, max_bytes=_MAX_BYTES)
        self._clock = clock
        self._known: dict[str, tuple[float, Protego | None]] = {}
        self._lock = Lock()

    def allow(self, url: str, *, allow_private: bool) -> bool:
        """Return whether the host of an address lets programs fetch it.

        Args:
            url: the address.
            allow_private: whether it may be in a private network.

        Raises:
            InputError: protego is not installed.
            UnreachableRobotsError: the host does not say now.
            HostBusyError: the host may not be asked now.
        """
        return bool(self._rules(url, allow_private).can_fetch(url, USER_AGENT))

    def sitemaps(self, url: str, *, allow_private: bool) -> list[str]:
        """Return the sitemaps that the host of an address names; see `allow`."""
        return list(self._rules(url, allow_private).sitemaps)

    def _rules(self, url: str, allow_private: bool) -> "Protego":
        try:
            from protego import Protego
        except ImportError as error:
            raise InputError(
                "Articles are fetched from their pages as robots.txt allows, and reading that"
                " needs more than is installed: {command}; or follow the feed with"
                " --whole never.",
                command=f'{sys.executable} -m pip install "telusur[feeds]"',
            ) from error
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        with self._lock:
            asked, rules = self._known.get(address, (0.0, None))
        if rules is None or asked + _KEPT_SECONDS < self._clock.now():
            rules = Protego.parse(self._text(address, allow_private))
            with self._lock:
                self._known[address] = (self._clock.now(), rules)
            delay = rules.crawl_delay(USER_AGENT)
            if delay:
                self._hosts.set_pause(address, float(delay))
        return rules

    def _text(self, address: str, allow_private: bool) -> str:
        try:
            with self._hosts.turn(address):
                answer = self._ask(address, allow_private=allow_private)
        except ArticleError as error:
            raise UnreachableRobotsError(str(error)) from error
        if answer.status == 200:
            return answer.content.decode("utf-8", "replace").removeprefix("\ufeff")
        if 400 <= answer.status < 500 and answer.status != 429:
            return ""  # there is none: all is allowed
        raise UnreachableRobotsError(
            gettext("its robots.txt answered {status}", status=answer.status)
        )
