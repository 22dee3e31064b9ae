"""JSON-LD: what a page says of its article to search engines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from telusur.index.sources.pages.html_text import without_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CHARACTERS = 1_000_000
"""Of one script."""


def objects_of(tree: "HtmlElement") -> list[list[dict[str, Any]]]:
    """Return the objects in each script of a page that describes it, inner ones included.

    Args:
        tree: the page.
    """
    scripts = [script for script in tree.iter("script") if "ld+json" in (script.get("type") or "")]
    return [list(_objects(script.text or "")) for script in scripts]


def dates_of(scripts: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Yield every `datePublished`, in each script those of articles first.

    Args:
        scripts: what `objects_of` returns.
    """
    for objects in scripts:
        dated = [one for one in objects if isinstance(one.get("datePublished"), str)]
        yield from (one["datePublished"] for one in sorted(dated, key=_is_article, reverse=True))


def body_of(scripts: Sequence[Sequence[Mapping[str, Any]]]) -> str:
    """Return the text of the one article that a page describes, if it has it.

    Args:
        scripts: what `objects_of` returns.
    """
    articles = filter(_is_article, chain.from_iterable(scripts))
    texts = (one.get("articleBody") for one in articles)
    bodies = {text for text in texts if isinstance(text, str)}
    return without_markup(bodies.pop()).strip() if len(bodies) == 1 else ""


def _is_article(value: Mapping[str, Any]) -> bool:
    kind = str(value.get("@type"))
    return "Article" in kind or "Posting" in kind


def _objects(text: str) -> Iterator[dict[str, Any]]:
    if len(text) >= _MAX_CHARACTERS:
        return
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
            yield value
            stack += [inner for inner in value.values() if isinstance(inner, dict | list)][::-1]
