"""Pages whose markup does not tell where their article is, or which of its text is a paragraph.

What extracts the main text of a page looks for containers by their tags and names. Where it finds
none, it takes paragraphs alone, from everywhere; and text beside paragraphs, in none, is lost.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING

from telusur.index.sources.pages.markup import CONTAINERS, MIN_PROSE, names_of, prose_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset(
    ("a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
)

_KNOWN = re.compile(
    "(?:art|article|blog|entry|page|post|section|single|story|theme|text)[-_]*"
    "(?:body|container|content|text)|body[-_]*(?:content|text)|content[-_]*(?:body|main)"
    "|fulltext|main-co(?:ntent|lumn)|^(?:content|entry|main|post|primary|story|text)",
    re.IGNORECASE,
)
"""Classes and ids by which containers of articles are found."""

_BESIDE = frozenset(("a", "aside", "figcaption", "footer", "form", "nav"))
_BESIDE_NAMES = re.compile("comment|foot|komentar|relat|sidebar|terkait", re.IGNORECASE)

_SENTENCE_ENDS = (".", "!", "?", ":", ")", "”", '"')

_MIN_PARAGRAPHS = 3
_QUOTE_FRAMES = 3
"""Containers around a quotation that may be its frame."""

_MAX_PARENTS = 1_000
_WHOLE = 0.9
"""The part of all prose that the container of an article has at least."""


def wrap_loose_text(tree: "HtmlElement") -> None:
    """Make paragraphs of the text that stands beside paragraphs, in none.

    Args:
        tree: the page, which is changed.
    """
    for element in list(tree.iter(*CONTAINERS)):
        if element.find("p") is not None:
            _wrap_texts_of(element)


def free_quotes(tree: "HtmlElement") -> None:
    """Take quotations, such as those of tweets, out of what is passed over as pictures and players.

    Args:
        tree: the page, which is changed.
    """
    for quote in tree.iter("blockquote"):
        for parent in islice(quote.iterancestors("div", "figure"), _QUOTE_FRAMES):
            if parent.tag == "figure" or "embed" in (parent.get("class") or ""):
                parent.tag = "div"
                parent.attrib.pop("class", None)


def name_container(tree: "HtmlElement") -> None:
    """Give the container of the article a name that tells, where no other on the page has one.

    Args:
        tree: the page, which is changed.
    """
    if next(tree.iter("article", "main"), None) is not None:
        return
    if any(map(_is_known, tree.iter("div", "section"))):
        return
    lengths = _lengths_by_parent(tree)
    if sum(map(len, lengths.values())) < _MIN_PARAGRAPHS or len(lengths) > _MAX_PARENTS:
        return
    inside: dict[HtmlElement, int] = {}
    for parent, found in lengths.items():
        for element in (parent, *parent.iterancestors()):
            inside[element] = inside.get(element, 0) + sum(found)
    whole = _WHOLE * sum(map(sum, lengths.values()))
    container = next(
        one for one in sorted(inside, key=_depth, reverse=True) if inside[one] >= whole
    )
    if container.tag == "div":
        container.set("itemprop", "articleBody")


def _depth(element: "HtmlElement") -> int:
    return sum(1 for _ in element.iterancestors())


def _is_known(element: "HtmlElement") -> bool:
    names = (element.get("class") or "", element.get("id") or "")
    return element.get("itemprop") == "articleBody" or any(map(_KNOWN.search, names))


def _lengths_by_parent(tree: "HtmlElement") -> "dict[HtmlElement, list[int]]":
    """How long the paragraphs are in what has any, without those beside the article."""
    lengths: dict[HtmlElement, list[int]] = {}
    texts: set[str] = set()
    beside: dict[HtmlElement, bool] = {}
    for element in tree.iter():
        parent = element.getparent()
        if parent is None or not isinstance(element.tag, str):
            continue
        beside[element] = beside.get(parent, False) or _is_beside(element)
        if element.tag == "p" and not beside[element]:
            text = prose_of(element)
            # What is there twice is for screens of different sizes.
            if len(text) >= MIN_PROSE and text not in texts:
                texts.add(text)
                lengths.setdefault(parent, []).append(len(text))
    return lengths


def _is_beside(element: "HtmlElement") -> bool:
    is_called_so = element.tag != "body" and _BESIDE_NAMES.search(names_of(element))
    return element.tag in _BESIDE or bool(is_called_so)


def _wrap_texts_of(element: "HtmlElement") -> None:
    before: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in [*element, None]:
        if child is not None and (child.tag in _INLINE or not isinstance(child.tag, str)):
            run.append(child)
            continue
        _wrap_run(element, before, run)
        before, run = child, []


def _wrap_run(
    element: "HtmlElement", before: "HtmlElement | None", run: "list[HtmlElement]"
) -> None:
    """Put a text and what is inline in it into a paragraph, if it is more than a label."""
    text = (element.text if before is None else before.tail) or ""
    if not text.strip() and not run:
        return
    paragraph = element.makeelement("p")
    paragraph.text = text
    inside = [prose_of(one) for one in run if isinstance(one.tag, str)]
    tails = [(one.tail or "").strip() for one in run]
    last = next(filter(None, [*inside[-1:], *tails[-1:]][::-1]), text.strip())
    is_sentence = last.endswith(_SENTENCE_ENDS)
    if not is_sentence or len("".join([text.strip(), *tails, *inside])) < MIN_PROSE:
        return
    paragraph.extend(run)
    if before is None:
        element.text = None
        element.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
