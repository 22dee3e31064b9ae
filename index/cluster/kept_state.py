"""Keeps the state that was read last, for searches that follow in a moment."""

from threading import Thread
from time import monotonic, sleep
from typing import Final

from telusur.index.engines.opensearch.held_state import HeldState

_SECONDS: Final = 2.0
"""How long it is kept for the next one. What is kept keeps the cluster from letting go of an index
that was replaced."""


class KeptState:
    """At most one state; threads may share it."""

    def __init__(self) -> None:
        """Keep none yet."""
        self.state: HeldState | None = None
        self._until = 0.0
        self._watch: Thread | None = None

    def keep(self, state: HeldState) -> None:
        """Keep a state that has just been read, in the place of another."""
        self.state, self._until = state, monotonic() + _SECONDS
        if self._watch is None:
            self._watch = Thread(target=self._drop_later, daemon=True)
            self._watch.start()

    def drop(self) -> None:
        """Keep none any more."""
        self.state = None

    def _drop_later(self) -> None:
        while (left := self._until - monotonic()) > 0:
            sleep(left)
        self._watch = None
        self.drop()
