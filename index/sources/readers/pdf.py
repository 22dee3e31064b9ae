"""PDF: one article a file, its lines joined into paragraphs again."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from telusur.index.article import Article, Failure
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import ArticleError
from telusur.index.ingest.making import make_article
from telusur.index.sources.readers.printed_page import headline_in, printed_page
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.parser_errors import foreign_parser
from telusur.index.sources.support.resource import Resource, site_of
from telusur.index.translation import gettext_noop, number

if TYPE_CHECKING:
    from pypdf import PageObject

_MAX_PAGES = 2_000
_MAX_CHARACTERS = 10_000_000
_TOP = 2_000
"""Characters that a headline is among."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a PDF's text. The dates in its metadata say when the file was made, so they are left.

    Args:
        resource: the PDF.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it is none, is protected, or has no text.
    """
    content = resource.read()
    with foreign_parser(gettext_noop("a PDF"), extra="pdf", loggers=("pypdf",)):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("it is protected by a password")
        pages = _pages(reader.pages)
        title = str((reader.metadata and reader.metadata.title) or "")
    printed = printed_page(pages, title)
    text = joined_lines("\n\n".join(printed.sheets if printed else pages))
    if not text.strip():
        raise ArticleError("it has no text in it, only pictures: read them with OCR first")
    if printed:
        yield make_article(
            _with_one_line(text, printed.title),
            title=printed.title,
            source=site_of(printed.url) or resource.source,
            url=resource.url or printed.url,
            **given.fields(),
        )
        return
    headline, body = split_headline(text)
    title = headline_in(title, text) if _is_title(title) else ""
    if headline and title.startswith(headline):  # which the width of the page may have ended
        headline, body = title, _with_one_line(text, title)
    yield make_article(
        body if headline else text,
        title=headline or title,
        source=resource.source,
        url=resource.url,
        **given.fields(),
    )


def _pages(pages: "Iterable[PageObject]") -> list[str]:
    texts: list[str] = []
    characters = 0
    for count, page in enumerate(pages, start=1):
        texts.append(page.extract_text().translate(_LIGATURES))
        characters += len(texts[-1])
        if count > _MAX_PAGES or characters > _MAX_CHARACTERS:
            raise ArticleError(
                "it is a book: more than {limit} pages, or too much text",
                limit=number(_MAX_PAGES),
            )
    return texts


def _with_one_line(text: str, headline: str) -> str:
    """Return a text whose headline is a line, over how many lines soever it stood."""
    words = r"\s+".join(map(re.escape, headline.split()))
    whole = re.compile(rf"^{words}[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
    found = whole.search(text, 0, _TOP) if words else None
    return text[: found.start()] + headline + text[found.end() :] if found else text


def joined_lines(text: str) -> str:
    """Join the lines of a page into paragraphs.

    A line goes on in the next one unless a blank line parts them, or it ends a sentence short of
    the page's usual width. A hyphen at its end parts a word, or joins a repeated one
    (*anak-* / *anak*).
    """
    lines = [line.strip() for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    out = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not line or not following:
            out.append(line + "\n")
        elif line.endswith("-") and following[:1].islower():
            out.append(line if _is_repeated(line, following) else line[:-1])
        elif (
            len(line) < width * 0.75
            and not line.endswith((" -", " –", " —", " --"))
            and (line[-1] in '.?!:;"”' or not following[:1].islower())
        ):
            out.append(line + "\n")
        else:
            out.append(line + " ")
    return re.sub(r"\n{3,}", "\n\n", "".join(out))


def _is_repeated(line: str, following: str) -> bool:
    first = re.search(r"(\w+)-$", line)
    second = re.match(r"\w+", following)
    return bool(first and second and second[0].lower().startswith(first[1].lower()))


def _is_title(title: str) -> bool:
    """Whether a title in the metadata is one: programs write their names and file names there."""
    return " " in title.strip() and not re.search(
        r"\.(?:docx?|pdf|indd|qxd|pptx?)\b|untitled|microsoft", title, re.IGNORECASE
    )
