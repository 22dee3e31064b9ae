"""RIS: a reference for each article, for Zotero, Mendeley and EndNote."""

from collections.abc import Iterator

from telusur.index.translation import gettext
from telusur.search.output.entry import Listing
from telusur.search.output.formats.citation import Citation, citation_of
from telusur.search.output.formats.output_format import OutputFormat


class RisFormat(OutputFormat):
    """Records of the type NEWS, a newspaper article; an Indonesian one."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield a record for each article.

        Args:
            listing: the articles.
        """
        for entry in listing.entries:
            yield "TY  - NEWS"
            for tag, value in _fields(citation_of(entry.article)):
                if value:
                    yield f"{tag}  - {value}"
            yield "ER  - "
            yield ""


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "ID", citation.key
    yield "TI", citation.title
    yield "T2", citation.publication
    if citation.year:
        month = f"{citation.month:02}" if citation.month else ""
        day = f"{citation.day:02}" if citation.day else ""
        yield "PY", str(citation.year)
        yield "DA", f"{citation.year:04}/{month}/{day}/"
    yield "UR", citation.url
    yield "LA", "id"
    yield "N1", gettext("Date inferred from the text") if citation.inferred else ""
