"""Plain text: one article a file, its headline where it stands apart from the text."""

import codecs
from pathlib import Path

from telusur.index.article import Article
from telusur.index.cleaning.cleaner import is_aside
from telusur.index.errors import ArticleError
from telusur.index.making import make_article
from telusur.index.sources.support.defaults import Given

_MOST_BYTES = 50_000_000
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A headline is neither a label nor a paragraph, and stands near the top.
_HEADLINE_CHARACTERS = range(20, 161)
_HEADLINE_LINES = 20


def read_text_file(path: Path, given: Given | None = None) -> Article:
    """Read a text file as one article.

    Raises:
        ArticleError: it is too large, binary, not decodable, or has no text.
        OSError: it cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ArticleError(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
    return article_from_bytes(path.read_bytes(), source=path.name, given=given)


def article_from_bytes(content: bytes, source: str, given: Given | None = None) -> Article:
    """Make an article of a text file's bytes.

    Args:
        content: UTF-8, or UTF-16 with a byte order mark.
        source: where it came from.
        given: what the person who adds it says of it.

    Raises:
        ArticleError: it is binary, not decodable, or has no text.
    """
    text = decode(content)
    title, body = split_headline(text)
    fields = (given or Given()).fields()
    return make_article(body, title=title, source=source, content=text, **fields)


def decode(content: bytes) -> str:
    """Decode a text file.

    Raises:
        ArticleError: it is binary or in another encoding.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in content:
            raise ArticleError("it is a binary file, not text") from error
        raise ArticleError(
            f"it is not {encoding.upper()} text (byte {error.start}): save it as UTF-8"
        ) from error
    if "\x00" in text:
        raise ArticleError("it is a binary file, not text")
    return text


def split_headline(text: str) -> tuple[str, str]:
    """Part a text from its headline, if one can be told.

    A headline is the first line of moderate length near the top, before any paragraph, that blank
    lines set apart and no full stop ends.

    Returns:
        The headline, or an empty string; and the text, without it where it was the first line.
    """
    lines = text.strip().splitlines()
    # What is no part of the article sets its headline apart as blank lines do.
    top = ["" if is_aside(line) else line.strip() for line in lines[: _HEADLINE_LINES + 1]]
    for place, stripped in enumerate(top[:_HEADLINE_LINES]):
        set_apart = (place == 0 or not top[place - 1]) and (
            place + 1 < len(top) and not top[place + 1]
        )
        if len(stripped) >= _HEADLINE_CHARACTERS.stop or (set_apart and stripped[-1:] == "."):
            break
        if set_apart and len(stripped) in _HEADLINE_CHARACTERS:
            return stripped, "\n".join(lines[1:] if place == 0 else lines)
    return "", text
