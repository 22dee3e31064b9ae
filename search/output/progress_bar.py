"""Shows the progress of long work: a bar with a rate on a terminal, nothing elsewhere."""

import sys
from time import monotonic

_REDRAW_SECONDS = 0.1
_BAR_COLUMNS = 24


class Progress:
    """A line on standard error that is redrawn as work goes on, and erased at the end."""

    def __init__(self, unit: str, total: int) -> None:
        """Start with nothing done.

        Args:
            unit: the items that are counted, in the plural.
            total: the amount of work in all, in the unit of `advance`; 0 if it is unknown.
        """
        self._unit = unit
        self._total = total
        self._done = self._count = 0
        self._begun = monotonic()
        self._drawn = 0.0
        self._shown = sys.stderr.isatty()

    def advance(self, amount: int) -> None:
        """Add an amount of work to what is done."""
        self._done += amount
        self._draw()

    def count(self, items: int = 1) -> None:
        """Add to the number of finished items."""
        self._count += items
        self._draw()

    def wipe(self) -> None:
        """Erase the line, before something else is written."""
        if self._shown and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        now = monotonic()
        if not self._shown or now - self._drawn < _REDRAW_SECONDS:
            return
        self._drawn = now
        rate = self._count / max(now - self._begun, 1e-9)
        line = f"{self._count:,} {self._unit}, {rate:,.0f} a second"
        if self._total:
            share = min(1.0, self._done / self._total)
            filled = round(share * _BAR_COLUMNS)
            line = f"[{'#' * filled}{'.' * (_BAR_COLUMNS - filled)}] {share:4.0%}  {line}"
        sys.stderr.write("\r\x1b[K" + line)
        sys.stderr.flush()
