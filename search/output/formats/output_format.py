"""OutputFormat: the interface of all output formats, and the choice of one by its name."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from telusur.index.translation import gettext
from telusur.search.output.entry import Listing, listing_of
from telusur.search.output.formats import FormatName
from telusur.search.output.terminal import Terminal
from telusur.search.results import Results

if TYPE_CHECKING:
    from telusur.search.assist.more_like_this import Similar
    from telusur.search.counting.grouping import GroupBy


class OutputFormat(ABC):
    """Writes what was found or listed.

    The lines have no newline at their ends, but may hold some. What came from others is escaped as
    the format demands it; on a terminal it cannot be an escape sequence.
    """

    def __init__(self, screen: Terminal) -> None:
        """Take where it is written; most formats look the same everywhere.

        Args:
            screen: standard output.
        """
        self.screen = screen

    def results(self, results: Results, group_by: "GroupBy | None" = None) -> Iterator[str]:
        """Yield the lines that show the results of a search.

        Args:
            results: the results.
            group_by: what the hits are grouped by, in formats that have groups: text and JSON.
        """
        return self.articles(listing_of(results))

    def similar(self, similar: "Similar") -> Iterator[str]:
        """Yield the lines that show the articles that are similar to one."""
        listing = listing_of(similar.results)
        return self.articles(
            listing._replace(heading=gettext("Similar to {title}", title=similar.article.title))
        )

    @abstractmethod
    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield the lines that show the articles of a listing, in its order."""


def output_format(name: FormatName, screen: Terminal) -> OutputFormat:
    """Return a format by its name; only its own module is imported.

    Args:
        name: the name.
        screen: standard output.
    """
    chosen: type[OutputFormat] = getattr(
        import_module(f"telusur.search.output.formats.{name}"), f"{name.capitalize()}Format"
    )
    return chosen(screen)
