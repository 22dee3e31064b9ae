"""Article: the record that everything else passes around, and how one is made of what came in."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Literal

from index.errors import ArticleError
from index.indonesian.datelines import Published

CountriesBasis = Literal["given", "detected"]

_LONGEST_ID = 200
_LONGEST_MADE_TITLE = 100


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article, complete: all that a library keeps of it."""

    id: str
    """Short and stable: given by the input, or derived from the content."""
    title: str
    title_made: bool
    """True where the article came without a title and its first sentence serves as one."""
    text: str
    """The text, NFC, lines ended by a newline; offsets of passages count its characters."""
    published: Published | None
    """When it was published: an interval with the basis it rests on."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, the weightiest first."""
    countries_basis: CountriesBasis
    source: str
    """Where it came from: a publisher, or the name of the file; may be empty."""
    url: str
    """Its address; may be empty."""
    added: str
    """When it was first added: ISO 8601, UTC, to the second."""


def make_article(
    text: str,
    *,
    title: str = "",
    id: str = "",
    published: Published | None = None,
    countries: Iterable[str] | None = None,
    source: str = "",
    url: str = "",
    content: str | None = None,
) -> Article:
    """Make an article of what an input gave; what it did not give is derived or detected.

    Args:
        text: the article's text as plain text, the site's furniture included: it is cleaned here.
        title: its title; without one, the first sentence is taken.
        id: its id; without one, it is derived from the content.
        published: when it was published; without it, the text's dateline is read.
        countries: ISO 3166-1 alpha-2 codes, the weightiest first; without them, they are
            detected in title and text. An empty sequence says that there are none.
        source: where it came from.
        url: its address.
        content: what the derived id rests on, if not title and text: a source passes the input as
            it stood, so that finer extraction in a later version does not change ids.

    Raises:
        ArticleError: there is no text, or the id cannot be one.
    """
    from index.indonesian.countries import detect
    from index.sources.clean import clean

    given_text, title = clean_text(text), " ".join(clean_text(title).split())
    if not given_text:
        if not title:
            raise ArticleError("it has no text")
        given_text = title
    text = clean(given_text, title)
    shown_title = title or make_title(text)
    if countries is None:
        basis: CountriesBasis = "detected"
        codes = tuple(mention.code for mention in detect(text, title))
    else:
        basis, codes = "given", tuple(dict.fromkeys(countries))
    return Article(
        id=_checked_id(id)
        if id
        else content_id(f"{title} {given_text}" if content is None else clean_text(content)),
        title=shown_title,
        title_made=not title,
        text=text,
        published=published or _read_published(given_text, text),
        countries=codes,
        countries_basis=basis,
        source=clean_text(source),
        url=clean_text(url),
        added=datetime.now(timezone.utc).replace(tzinfo=None).isoformat(timespec="seconds") + "Z",
    )


def merged(existing: Article, new: Article) -> Article:
    """Return what is known of an article after the input gave it once more."""
    published = new.published
    if existing.published is not None and (
        published is None or (existing.published.basis == "given" and published.basis != "given")
    ):
        published = existing.published
    keep_countries = existing.countries_basis == "given" and new.countries_basis == "detected"
    countries_from = existing if keep_countries else new
    same_content = existing.text == new.text
    return replace(
        new,
        published=published,
        countries=countries_from.countries,
        countries_basis=countries_from.countries_basis,
        # The same text from a second place keeps the first; a new text says where it is from.
        source=(existing.source if same_content else new.source) or new.source or existing.source,
        url=new.url or existing.url,
        added=existing.added,
    )


def clean_text(text: str) -> str:
    """Normalise to NFC and newlines, drop NULs and byte order marks, strip the ends.

    Half a surrogate pair, which JSON can smuggle in and no file can hold, becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufeff", "")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text).strip()


def content_id(content: str) -> str:
    """Derive an id from an article's content; white space does not count.

    Returns:
        Twelve characters of a to z and 2 to 7: 60 bits of SHA-256, so that among a million
        articles two share an id with a probability of 4 in 10 million.
    """
    normal = " ".join(unicodedata.normalize("NFC", content).split())
    digest = hashlib.sha256(normal.encode()).digest()
    return base64.b32encode(digest).decode("ascii")[:12].lower()


def make_title(text: str) -> str:
    """Make a title of a text's first sentence, cut at a word if it is long.

    Args:
        text: a text that is not empty.
    """
    from index.indonesian.sentences import sentence_spans

    start, end = next(iter(sentence_spans(text)), (0, len(text)))
    sentence = " ".join(text[start:end].split())
    if len(sentence) <= _LONGEST_MADE_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _LONGEST_MADE_TITLE)
    return sentence[: cut if cut > 0 else _LONGEST_MADE_TITLE - 1].rstrip(" ,;:–-") + "…"


def _read_published(given_text: str, text: str) -> Published | None:
    """Read a dateline in the text as it came; infer a day from nothing but the article itself."""
    from index.indonesian.datelines import published as read_published

    found = read_published(given_text)
    if text == given_text or (found and found.basis == "dateline"):
        return found
    return read_published(text)


def _checked_id(given: str) -> str:
    identity = clean_text(given)
    if not identity or len(identity) > _LONGEST_ID or not identity.isprintable():
        raise ArticleError(
            f"the id {given[:40]!r} cannot be used:"
            f" an id is 1 to {_LONGEST_ID} printable characters"
        )
    return identity
