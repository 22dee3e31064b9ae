"""Shows the progress of long work: a bar with a rate on a terminal, nothing elsewhere."""

import os
import sys
from time import monotonic

from telusur.index.translation import gettext, number
from telusur.search.output.terminal import remark_width

_REDRAW_SECONDS = 0.1
_BAR_COLUMNS = 24


class Progress:
    """A line on standard error that is redrawn as work goes on, and erased at the end."""

    def __init__(self, total: int) -> None:
        """Start with nothing done.

        Args:
            total: the amount of work in all, in the unit of `advance`; 0 if it is unknown.
        """
        self._total = total
        self._done = self._count = 0
        self._begun = monotonic()
        self._drawn = 0.0
        self._columns = None if os.environ.get("TERM") == "dumb" else remark_width()

    def advance(self, amount: int) -> None:
        """Add an amount of work to what is done."""
        self._done += amount
        self._draw()

    def count(self, articles: int = 1) -> None:
        """Add to the number of finished articles."""
        self._count += articles
        self._draw()

    def wipe(self) -> None:
        """Erase the line, before something else is written."""
        if self._columns and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        now = monotonic()
        if not self._columns or now - self._drawn < _REDRAW_SECONDS:
            return
        self._drawn = now
        rate = self._count / max(now - self._begun, 1e-9)
        line = gettext(
            "{articles} articles, {rate} per second",
            articles=number(self._count),
            rate=number(rate),
        )
        if self._total:
            share = min(1.0, self._done / self._total)
            filled = round(share * _BAR_COLUMNS)
            line = f"[{'#' * filled}{'.' * (_BAR_COLUMNS - filled)}] {share:4.0%}  {line}"
        sys.stderr.write("\r\x1b[K" + line[: self._columns - 1])
        sys.stderr.flush()
