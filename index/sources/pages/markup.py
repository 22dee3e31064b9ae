"""What is read of an element of a page in several places: its names, and its text but for links."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CONTAINERS = ("article", "div", "main", "section")
"""Elements that an article, or a part of one, may be in."""

MIN_PROSE = 40
"""Characters outside of links; what has fewer may be a label, a button or a line of links."""


def names_of(element: "HtmlElement") -> str:
    """Return the classes and the id of an element, with spaces between."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def prose_of(element: "HtmlElement") -> str:
    """Return the text of an element outside of links, scripts and styles, without its spaces."""
    texts = element.xpath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return "".join("".join(texts).split())
