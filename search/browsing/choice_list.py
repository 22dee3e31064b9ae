"""A list in which the chosen row is in reverse video, which dark and light terminals show alike."""

from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

_REVERSE = Style(reverse=True)


class ChoiceList(OptionList):
    """Rows of one line or more."""

    def render_line(self, y: int) -> Strip:
        """Return a line of the list as it is shown."""
        strip = super().render_line(y)
        rows = {segment.style.meta.get("option") for segment in strip if segment.style}
        return strip.apply_style(_REVERSE) if self.highlighted in rows else strip
