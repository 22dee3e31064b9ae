"""Makes an article of what came in: what was not given is derived from the text or detected."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from telusur.index.article import Article, CountriesBasis, Failure, Fingerprint
from telusur.index.errors import ArticleError
from telusur.index.indonesian.dates.publication import Published

MAX_ID_LENGTH = 200
"""In characters."""

_MAX_TEXT = 10_000_000
"""Characters; the longest books have half of it."""

_MAX_MADE_TITLE = 100
_MAX_ABOUT = 3
_EARLIEST_TIME_ZONE = timedelta(hours=14)


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
        published: when it was published; without it, the text's dateline is read, or the day is
            inferred; either is no later than today.
        countries: ISO 3166-1 alpha-2 codes, the weightiest first; without them, they are
            detected in title and text. An empty sequence says that there are none.
        source: where it came from.
        url: its address.
        content: what the derived id rests on, if not title and text: a source passes the input as
            it stood, so that finer extraction in a later version does not change ids.

    Raises:
        ArticleError: there is no text, or far too much, or the id cannot be one.
    """
    draft = Draft(
        text,
        title=title,
        id=id,
        published=published,
        countries=countries,
        source=source,
        url=url,
        content=content,
    )
    return draft.completed()


class Draft:
    """An article in the making, of what an input gave."""

    def __init__(
        self,
        text: str,
        *,
        title: str = "",
        id: str = "",
        published: Published | None = None,
        countries: Iterable[str] | None = None,
        source: str = "",
        url: str = "",
        content: str | None = None,
    ) -> None:
        """Take what was given; see `make_article`."""
        if len(text) > _MAX_TEXT:
            raise ArticleError(
                "it has more than {limit} million characters: divide it into articles",
                limit=_MAX_TEXT // 1_000_000,
            )
        given_text, title = clean_text(text), " ".join(clean_text(title).split())
        if not given_text:
            if not title:
                raise ArticleError("it has no text")
            given_text = title
        self._given_text = self._text = given_text
        self._title = title
        self._id = checked_id(id) if id else ""
        self._published = published
        self._basis: CountriesBasis = "detected" if countries is None else "given"
        self._countries = tuple(dict.fromkeys(countries or ()))
        self._about = self._countries[:_MAX_ABOUT]
        self._source, self._url = clean_text(source), "".join(clean_text(url).splitlines())
        self._whole = given_text if content is None else clean_text(content)
        self._identifying = f"{title} {given_text}" if content is None else self._whole
        self._fingerprint: Fingerprint | None = None

    def clean(self) -> None:
        """Take the site's furniture out of the text."""
        from telusur.index.cleaning.cleaner import clean

        self._text = clean(self._given_text, self._title)

    def detect_countries(self) -> None:
        """Find the countries in title and text, unless they were given."""
        from telusur.index.indonesian.countries.detection import detect

        if self._basis == "detected":
            mentions = detect(self._text, self._title)
            self._countries = tuple(mention.code for mention in mentions)
            self._about = tuple(mention.code for mention in mentions if mention.main)

    def take_fingerprint(self) -> None:
        """Make the fingerprint of the text, so that whoever stores the article need not."""
        from telusur.index.store.duplicates.minhash import fingerprint_of

        self._fingerprint = fingerprint_of(self._text)

    def completed(self) -> Article:
        """Take every step that an article needs."""
        self.clean()
        self.read_date()
        self.detect_countries()
        return self.article()

    def read_date(self) -> None:
        """Read the dateline or infer the day, unless it was given."""
        self._published = self._published or _read_published(self._given_text, self._text)

    def article(self) -> Article:
        """Return the article when all steps are taken."""
        text, title = self._text, self._title
        return Article(
            id=self._id or content_id(self._identifying),
            title=title or make_title(text),
            title_made=not title,
            text=text,
            published=self._published,
            countries=self._countries,
            countries_basis=self._basis,
            about=self._about,
            original=self._whole if _differs(self._whole, title, text) else None,
            id_derived=not self._id,
            source=self._source,
            url=self._url,
            added=datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z",
            fingerprint=self._fingerprint,
        )


def completed(items: Sequence[Draft | Article | Failure]) -> list[Article | Failure]:
    """Complete drafts and give all articles their fingerprints.

    Each step is done for all of them before the next: the tables that it looks things up in stay
    in the processor's cache, which takes a sixth off the time.
    """
    drafts = [item for item in items if isinstance(item, Draft)]
    for step in (Draft.clean, Draft.read_date, Draft.detect_countries, Draft.take_fingerprint):
        for draft in drafts:
            step(draft)
    made = (item.article() if isinstance(item, Draft) else item for item in items)
    return [with_fingerprint(item) if isinstance(item, Article) else item for item in made]


def with_fingerprint(article: Article) -> Article:
    """Return an article with the fingerprint of its text, so that whoever stores it need not."""
    from telusur.index.store.duplicates.minhash import fingerprint_of

    if article.fingerprint:
        return article
    return article.replaced(fingerprint=fingerprint_of(article.text))


def cleaned_again(article: Article) -> Article:
    """Return an article that was stored before texts were cleaned as it would be made today."""
    made = make_article(
        article.text,
        title="" if article.title_made else article.title,
        id=article.id,
        published=article.published,
        countries=article.countries if article.countries_basis == "given" else None,
        source=article.source,
        url=article.url,
    )
    return made.replaced(added=article.added, further_urls=article.further_urls)


def _differs(whole: str, title: str, text: str) -> bool:
    """Whether an input said more than its title and text do."""
    if whole == text:
        return False
    return whole.split() not in (text.split(), f"{title} {text}".split())


def clean_text(text: str) -> str:
    """Normalise to NFC and newlines, drop NULs and byte order marks, strip the ends.

    Half a surrogate pair, which JSON can smuggle in and no file can hold, becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if text.isascii():
        return text.strip()
    text = text.replace("\ufeff", "")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text).strip()


def content_id(content: str) -> str:
    """Derive an id from an article's content; white space does not count.

    Returns:
        Twelve characters of a to z and 2 to 7: 60 bits of SHA-256, so that among a million
        articles two share an id with a probability of 4 in 10 million.
    """
    from base64 import b32encode
    from hashlib import sha256

    normal = " ".join(unicodedata.normalize("NFC", content).split())
    return b32encode(sha256(normal.encode()).digest()[:10]).decode("ascii")[:12].lower()


def make_title(text: str) -> str:
    """Make a title of a text's first sentence, cut at a word if it is long.

    Args:
        text: a text that is not empty.
    """
    from telusur.index.indonesian.text.sentences import sentence_spans

    start, end = next(iter(sentence_spans(text)), (0, len(text)))
    sentence = " ".join(text[start:end].split())
    if len(sentence) <= _MAX_MADE_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _MAX_MADE_TITLE)
    return sentence[: cut if cut > 0 else _MAX_MADE_TITLE - 1].rstrip(" ,;:–-") + "…"


def _read_published(given_text: str, text: str) -> Published | None:
    """Read a dateline in the text as it came; infer a day from nothing but the article itself."""
    from telusur.index.indonesian.dates.datelines import published as read_published

    until = (datetime.now(UTC) + _EARLIEST_TIME_ZONE).date()
    published = read_published(given_text, until)
    if text == given_text or (published and published.basis == "dateline"):
        return published
    return read_published(text, until)


def checked_id(given: str) -> str:
    """Return a given id, normalised.

    Raises:
        ArticleError: it cannot be one.
    """
    identity = clean_text(given)
    if not identity or len(identity) > MAX_ID_LENGTH or not identity.isprintable():
        raise ArticleError(
            "the id {given} cannot be used: an id is 1 to {limit} printable characters",
            given=repr(given[:40]),
            limit=MAX_ID_LENGTH,
        )
    return identity
