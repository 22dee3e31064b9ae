"""JSON-LD: what a page says of its article to search engines."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from telusur.index.sources.pages.html_text import without_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CHARACTERS = 1_000_000
"""Of one script."""


def dates_of(tree: "HtmlElement") -> Iterator[str]:
    """Yield every `datePublished` of a page, in each script those of articles first.

    Args:
        tree: the page.
    """
    for text in _scripts(tree):
        found = list(_values(text, "datePublished"))
        yield from (date for date, is_article in found if is_article)
        yield from (date for date, is_article in found if not is_article)


def body_of(tree: "HtmlElement") -> str:
    """Return the text of the one article that a page describes, if it has it.

    Args:
        tree: the page.
    """
    found = (value for text in _scripts(tree) for value in _values(text, "articleBody"))
    bodies = {body for body, is_article in found if is_article}
    return without_markup(bodies.pop()).strip() if len(bodies) == 1 else ""


def _scripts(tree: "HtmlElement") -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and len(script.text or "") < _MAX_CHARACTERS:
            yield script.text or ""


def _values(text: str, name: str) -> Iterator[tuple[str, bool]]:
    """Yield every string of a name, and whether it is of an article."""
    try:
        # Some sites break strings over lines, which strict JSON does not allow.
        stack = [json.loads(text.strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value)
        elif isinstance(value, dict):
            kind = str(value.get("@type"))
            if isinstance(found := value.get(name), str):
                yield found, "Article" in kind or "Posting" in kind
            stack += [inner for inner in value.values() if isinstance(inner, dict | list)][::-1]
