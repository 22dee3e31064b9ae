"""JSON Lines: one JSON object an article, for programs that read a line at a time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from telusur.search.output.entry import Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.json_fields import article_fields, hit_fields, similar_fields, versioned

if TYPE_CHECKING:
    from telusur.search.assist.more_like_this import Similar


class JsonlFormat(OutputFormat):
    """The same objects as in JSON, a line each; whole articles as `telusur add` takes them back."""

    def similar(self, similar: "Similar") -> Iterator[str]:
        """Yield a line for each similar article.

        Args:
            similar: the article and those that are similar to it.
        """
        return (versioned(similar_fields(similar, hit)) for hit in similar.results)

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield a line for each article.

        Args:
            listing: the articles.
        """
        from telusur.index.export import exported_line

        for entry in listing.entries:
            if entry.hit:
                yield versioned(hit_fields(entry.hit))
            elif listing.whole:
                yield exported_line(entry.article)
            else:
                yield versioned(article_fields(entry.article, with_text=False))
