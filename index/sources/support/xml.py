"""Parses the XML of strangers: feeds, and what is in a DOCX."""

from typing import TYPE_CHECKING

from telusur.index.errors import ArticleError
from telusur.index.sources.support.parser_errors import foreign_parser

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def parse_xml(content: bytes | str, what: str) -> "Element":
    """Parse XML that a stranger wrote: no entity is expanded, nothing outside is fetched.

    Args:
        content: the XML; where it is text, what it declares of its encoding does not count.
        what: what it should be, as in "it is not a feed that can be read".

    Raises:
        ArticleError: it is not well-formed, or declares entities.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    with foreign_parser(what):
        try:
            # Some feeds begin with blank lines, which XML does not allow.
            root: Element = fromstring(content.lstrip())
        except DefusedXmlException as error:
            raise ArticleError("it declares entities, which are never expanded") from error
        return root
