"""PDF: one article a file, its lines joined into paragraphs again."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
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
_MAX_RUNNING = 3
"""Lines of a header or a footer."""

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
    text = joined_lines("\n\n".join(printed.sheets if printed else without_running_lines(pages)))
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


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Return pages without the lines that stand on top or at the foot of each of them.

    The first page keeps its header, and the last its footer. Numbers in them may differ.

    Args:
        pages: the text of each page.
    """
    sheets = [[line for line in page.strip().splitlines() if line.strip()] for page in pages]
    if len(sheets) < 2 or not all(sheets):
        return list(pages)
    above = _common_lines([sheet[:-1] for sheet in sheets])
    below = _common_lines([sheet[:above:-1] for sheet in sheets])
    last = len(pages) - 1
    return [
        _without_ends(page, above if number else 0, below if number < last else 0)
        for number, page in enumerate(pages)
    ]


def _common_lines(sheets: Sequence[Sequence[str]]) -> int:
    """Count the first lines that are the same on all sheets, but for numbers."""
    count = 0
    for lines in zip(*(sheet[:_MAX_RUNNING] for sheet in sheets), strict=False):
        if len({re.sub("[0-9]+", "0", " ".join(line.split())) for line in lines}) > 1:
            break
        count += 1
    return count


def _without_ends(page: str, above: int, below: int) -> str:
    lines = page.strip().splitlines()
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[above] : filled[len(filled) - 1 - below] + 1])


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
        if not line or not following or _dateline().match(following):
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


@cache
def _dateline() -> re.Pattern[str]:
    """How the first paragraph of a report begins: *WONOSARI, Warta -*."""
    return re.compile(r"[A-Z][A-Z ]{2,30}(?:, [\w/. ]{2,30}| \([\w/. ]{2,30}\))? [-–—] ?\S")


def _is_repeated(line: str, following: str) -> bool:
    first = re.search(r"(\w+)-$", line)
    second = re.match(r"\w+", following)
    return bool(first and second and second[0].lower().startswith(first[1].lower()))


def _is_title(title: str) -> bool:
    """Whether a title in the metadata is one: programs write their names and file names there."""
    return " " in title.strip() and not re.search(
        r"\.(?:docx?|pdf|indd|qxd|pptx?)\b|untitled|microsoft", title, re.IGNORECASE
    )
