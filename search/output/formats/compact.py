"""Compact: one line an article, its id first, for a quick look and for tools such as fzf."""

from collections.abc import Iterator

from telusur.search.output.entry import Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.formats.text import article_as_line


class CompactFormat(OutputFormat):
    """Id, date and title; cut at the width of a terminal, and whole elsewhere."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield a line for each article.

        Args:
            listing: the articles.
        """
        return (article_as_line(entry.article, self.screen) for entry in listing.entries)
