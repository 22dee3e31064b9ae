"""The interactive browser: the application around its screens."""

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar, Final

from telusur.index.library import Library
from telusur.search.browsing.browse_screen import BrowseScreen
from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import BUILTIN_THEMES

_DEFAULT: Final = "ansi_default"

_ANSI: Final = BUILTIN_THEMES["ansi-dark"]

_THEME: Final = replace(
    _ANSI,
    name="terminal",
    variables=_ANSI.variables
    | {
        "block-cursor-foreground": _DEFAULT,
        "block-cursor-background": _DEFAULT,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": _DEFAULT,
        "block-cursor-blurred-background": _DEFAULT,
        "block-cursor-blurred-text-style": "none",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_bright_black",
        "scrollbar-active": "ansi_bright_black",
        "scrollbar-background": _DEFAULT,
        "scrollbar-background-hover": _DEFAULT,
        "scrollbar-background-active": _DEFAULT,
    },
)
"""The colours of the terminal itself, dark or light; what is chosen is in reverse video."""


class BrowseApp(App[None]):
    """Shows a library in the terminal's own colours, and leaves the terminal whole."""

    ENABLE_COMMAND_PALETTE = False

    CSS = """
    OptionList, VerticalScroll { scrollbar-size-vertical: 1; }
    Input > .input--cursor { color: ansi_default; background: ansi_default; text-style: reverse; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, library: Library, query: str = "") -> None:
        """Take what is browsed.

        Args:
            library: the library.
            query: the query to begin with.
        """
        super().__init__(ansi_color=True)
        self.register_theme(_THEME)
        self.theme = _THEME.name
        self._first = BrowseScreen(library, query)

    def on_mount(self) -> None:
        """Show the first screen; a signal ends the application as a key does."""
        if os.name == "posix":
            with suppress(RuntimeError, ValueError):  # not in the main thread, as in tests
                for wanted in (signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(wanted, self.exit)
        self.push_screen(self._first)
