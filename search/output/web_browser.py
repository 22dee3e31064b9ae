"""Opens an address in the user's web browser, where there is one."""

import os
import sys


def open_in_browser(url: str) -> bool:
    """Open an address of the web; return whether there is a browser that shows it.

    Args:
        url: the address, which begins with http:// or https://.
    """
    if sys.platform not in ("win32", "darwin") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    ):
        return False
    import webbrowser

    return webbrowser.open(url)
