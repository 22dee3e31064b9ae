"""Tells whether the terminal shows hyperlinks, which it cannot be asked.

The escape sequence is OSC 8; the environment variables are those that terminals set for their
programs, as github.com/Alhadis/OSC8-Adoption and the terminals' own manuals list them.
"""

import os
from pathlib import Path
from typing import Final

from telusur.search.output.pager import pager_command

_PROGRAMS: Final = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal", "mintty"}
)
_TERMS: Final = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")
_VARIABLES: Final = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_FIRST_VTE: Final = 5000
"""The version of VTE, the widget of GNOME Terminal and others, that first showed them: 0.50."""


def shows_hyperlinks() -> bool:
    """Return whether the terminal is known to show hyperlinks, and so is the pager.

    `TELUSUR_HYPERLINKS` set to `always` or `never` decides it.
    """
    environment = os.environ
    choice = environment.get("TELUSUR_HYPERLINKS", "auto")
    if choice in ("always", "never"):
        return choice == "always"
    pager = pager_command().split()
    if pager and Path(pager[0]).stem != "less":
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM", "").startswith(_TERMS)
        or any(environment.get(name) for name in _VARIABLES)
        or (vte.isdigit() and int(vte) >= _FIRST_VTE)
    )
