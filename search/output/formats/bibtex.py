"""BibTeX: a reference for each article, for LaTeX, JabRef and Zotero."""

import re
from collections.abc import Iterator
from typing import Final

from telusur.index.translation import gettext
from telusur.search.output.entry import Listing
from telusur.search.output.formats.citation import Citation, citation_of
from telusur.search.output.formats.output_format import OutputFormat

_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{character: "\\" + character for character in "#$%&_{}"},
    }
)  # fmt: skip


class BibtexFormat(OutputFormat):
    """Entries of the type `misc`, which every style of BibTeX and biblatex knows."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield an entry for each article; its key is the id, as far as BibTeX allows that.

        Args:
            listing: the articles.
        """
        keys: set[str] = set()
        for entry in listing.entries:
            citation = citation_of(entry.article)
            key = base = re.sub(r"[^A-Za-z0-9:._-]", "-", citation.key)
            number = 1
            while key in keys:
                number += 1
                key = f"{base}-{number}"
            keys.add(key)
            yield f"@misc{{{key},"
            yield from (f"  {name} = {value}," for name, value in _fields(citation))
            yield "}"
            yield ""


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{citation.title.translate(_SPECIAL)}}}}}"
    if citation.publication:
        yield "howpublished", f"{{{citation.publication.translate(_SPECIAL)}}}"
    if citation.year:
        yield "year", f"{{{citation.year}}}"
    if citation.month:
        yield "month", _MONTHS[citation.month - 1]
    if citation.day:
        yield "day", f"{{{citation.day}}}"
    if citation.url:
        # A url is taken as it stands, but its braces must come in pairs.
        yield "url", "{" + citation.url.replace("{", "%7B").replace("}", "%7D") + "}"
    if citation.inferred:
        yield "note", "{" + gettext("Date inferred from the text") + "}"
