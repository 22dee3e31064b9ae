"""What the extraction of a page's main text leaves out, or loses: the lead, and the lines."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

from telusur.index.sources.pages.html_text import html_to_text
from telusur.index.sources.pages.markup import names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset({"p", "div", "h2", "h3", "h4"})
_BESIDE = frozenset({"a", "aside", "button", "figcaption", "figure", "footer", "form", "nav"})
_BESIDE_NAMES = re.compile(
    r"\bads?\b|author|baca|banner|caption|comment|foto|hid(?:den|e)|image|img|nav|newsletter|photo"
    "|populer|popular|promo|relat|share|tag|terkait|video|widget",
    re.IGNORECASE,
)
_MAX_BLOCKS = 30
"""Blocks below the headline among which the text must begin."""

_MIN_LEAD = 60
"""Characters."""
_COMPARED = 60
"""Characters by which a block is recognised in a text."""

_MAX_LOST_LINES = 50_000
"""Characters of a text whose lines are looked for."""
_MAX_BEGINNINGS = 20


def leads_of(tree: "HtmlElement") -> list[tuple[str, bool]]:
    """Return the blocks of text below a page's headline, and whether each can be a lead.

    Args:
        tree: the page.
    """
    headline = tree.find(".//h1")
    return [] if headline is None else list(islice(_blocks_below(headline), _MAX_BLOCKS))


def with_lead(text: str, blocks: Sequence[tuple[str, bool]]) -> str:
    """Return a text with the lead that a page shows above the container of its text.

    Args:
        text: the main text.
        blocks: what `leads_of` has found on its page.
    """
    content = _packed(text)
    leads: list[str] = []
    for block, is_lead in blocks:
        if _packed(block)[:_COMPARED] in content:
            return "\n".join([*leads, text])
        if is_lead:
            leads.append(block)
    return text


def in_lines(text: str, html: str) -> str:
    """Return a text that was extracted as one line with the lines of its page.

    Args:
        text: the main text.
        html: the page.
    """
    if "\n" in text or len(text) > _MAX_LOST_LINES:
        return text
    lines = [line for line in html_to_text(html).splitlines() if line]
    packed, content = [_packed(line) for line in lines], _packed(text)
    beginnings = [place for place, line in enumerate(packed) if content.startswith(line)]
    for beginning in beginnings[:_MAX_BEGINNINGS]:
        found, length = [], 0
        for line, whole in zip(packed[beginning:], lines[beginning:], strict=True):
            if content.startswith(line, length):
                found.append(whole)
                length += len(line)
                if length == len(content):
                    return "\n".join(found)
    return text


def _blocks_below(headline: "HtmlElement") -> Iterator[tuple[str, bool]]:
    above = {headline, *headline.iterancestors()}
    elements = list(headline.getroottree().iter("h1", *_BLOCKS))
    whole = set(elements)
    for element in elements:
        # What has blocks within it is none itself.
        for parent in element.iterancestors():
            if parent.tag in _BLOCKS and parent not in whole:
                break
            whole.discard(parent)
    for element in elements[elements.index(headline) + 1 :]:
        text = _text_of(element) if element in whole else ""
        if text:
            yield text, _is_prose(text) and not _is_beside(element, above)


def _text_of(element: "HtmlElement") -> str:
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join("".join(texts).split())


def _is_prose(text: str) -> bool:
    """Whether a block is a sentence at least, and not a line about the page."""
    return len(text) >= _MIN_LEAD and text.endswith((".", "!", "?", "”", '"'))


def _is_beside(element: "HtmlElement", above: "Set[HtmlElement]") -> bool:
    """Whether a block stands beside the article, or leads to another."""
    if next(element.iter("a"), None) is not None:
        return True
    for container in (element, *element.iterancestors()):
        if container in above:
            return False
        is_hidden = "none" in (container.get("style") or "")
        if container.tag in _BESIDE or is_hidden or _BESIDE_NAMES.search(names_of(container)):
            return True
    return False


def _packed(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())
