"""The interactive browser: the application around its screens."""

import asyncio
import os
import signal
from contextlib import suppress
from typing import ClassVar

from telusur.index.library import Library
from telusur.search.browsing.browse_screen import BrowseScreen
from textual.app import App
from textual.binding import Binding, BindingType


class BrowseApp(App[None]):
    """Shows a library in the terminal's own colours, and leaves the terminal whole."""

    ENABLE_COMMAND_PALETTE = False

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, library: Library, query: str = "") -> None:
        """Take what is browsed.

        Args:
            library: the library.
            query: the query to begin with.
        """
        super().__init__(ansi_color=True)
        self._first = BrowseScreen(library, query)

    def on_mount(self) -> None:
        """Show the first screen; a signal ends the application as a key does."""
        if os.name == "posix":
            with suppress(RuntimeError, ValueError):  # not in the main thread, as in tests
                for wanted in (signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(wanted, self.exit)
        self.push_screen(self._first)
