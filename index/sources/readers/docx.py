"""DOCX: one article a file, read from the XML in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from telusur.index.article import Article, Failure
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import ArticleError
from telusur.index.sources.readers.text import article_from_text
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.resource import Resource
from telusur.index.sources.support.xml import parse_xml
from telusur.index.sources.support.zip_files import open_zip, read_member
from telusur.index.translation import gettext_noop

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_DOCX = gettext_noop("a DOCX file")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TITLE_STYLES = frozenset({"title", "judul", "heading1", "judul1"})


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a DOCX as one article.

    Args:
        resource: the DOCX.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none, or is damaged.
    """
    with open_zip(resource, _DOCX) as archive:
        yield article_from_zip(archive, resource, given)


def article_from_zip(archive: ZipFile, resource: Resource, given: Given) -> Article:
    """Make an article of a DOCX. Its dates say when the file was made, so they are left.

    Args:
        archive: the DOCX, opened as the ZIP that it is.
        resource: what it was opened from.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is none, or a damaged one.
    """
    if _BODY not in archive.namelist():
        raise ArticleError("it is not a DOCX file that can be read")
    paragraphs = list(_paragraphs(parse_xml(read_member(archive, _BODY, resource), _DOCX)))
    for name in _NOTES:
        if name in archive.namelist():
            paragraphs += _paragraphs(parse_xml(read_member(archive, name, resource), _DOCX))
    title = _styled_title(paragraphs)
    text = "\n\n".join(text for _, text in paragraphs if text.strip())
    if not title:
        title = _property_title(archive, resource)
        # Programs keep that of a template, or of the first draft.
        title = title if title in text or not split_headline(text)[0] else ""
    first, _, rest = text.partition("\n")
    return article_from_text(
        rest if title and first.strip() == title else text,
        given,
        title=title,
        source=resource.source,
        url=resource.url,
        content=text,
    )


def _styled_title(paragraphs: list[tuple[str, str]]) -> str:
    """The first paragraph with text, if its style is that of a title."""
    style, text = next(((s, t.strip()) for s, t in paragraphs if t.strip()), ("", ""))
    return text if style.lower().replace(" ", "") in _TITLE_STYLES else ""


def _property_title(archive: ZipFile, resource: Resource) -> str:
    name = "docProps/core.xml"
    if name not in archive.namelist():
        return ""
    root = parse_xml(read_member(archive, name, resource), _DOCX)
    return next(((one.text or "").strip() for one in root.iter(_TITLE)), "")


def _paragraphs(root: "Element") -> Iterator[tuple[str, str]]:
    """Yield each paragraph's style and text, in the order in which they end."""
    open_paragraphs: list[tuple[list[str], list[str]]] = []
    stack: list[tuple[Element, bool]] = [(root, True)]
    while stack:
        element, begins = stack.pop()
        tag = element.tag
        if not begins:
            styles, texts = open_paragraphs.pop()
            yield "".join(styles[:1]), "".join(texts)
            continue
        if tag == _FALLBACK:  # the same content once more, for older programs
            continue
        if tag == _WORD + "p":
            open_paragraphs.append(([], []))
            stack.append((element, False))
        elif open_paragraphs:
            styles, texts = open_paragraphs[-1]
            if tag == _WORD + "t":
                texts.append(element.text or "")
            elif tag == _WORD + "tab":
                texts.append("\t")
            elif tag in {_WORD + "br", _WORD + "cr"}:
                texts.append("\n")
            elif tag == _WORD + "pStyle":
                styles.append(element.get(_WORD + "val", ""))
        stack += [(child, True) for child in reversed(element)]
