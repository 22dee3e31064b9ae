"""Article: the record that everything else passes around; and Failure, what stands in for one."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from telusur.index.indonesian.dates.publication import Published
from telusur.index.values import Value

CountriesBasis = Literal["given", "detected"]


class Fingerprint(NamedTuple):
    """What similar texts have in common; see `telusur.index.store.duplicates.minhash`."""

    digest: int
    """Equal texts have the same."""
    band_keys: Sequence[int]
    """Nearly equal texts share at least one."""


class Article(Value, kw_only=True, uncompared=("id_derived", "origin", "is_whole", "fingerprint")):
    """One article, complete: all that a library keeps of it.

    It does not change: `article.replaced(title=...)` is one with another title.
    """

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
    about: tuple[str, ...] = ()
    """Those of the countries that the article is about: the first up to three."""
    original: str | None = None
    """The text as it came, where cleaning took something away; None where it did not."""
    further_urls: tuple[str, ...] = ()
    """Addresses beside `url` at which the same article was found."""
    id_derived: bool = False
    """Whether the id was derived from the content; only of interest while it is being added, as
    is what follows."""
    origin: str = ""
    """The file or the address that it was read from; empty where that is unknown."""
    is_whole: bool = False
    """Whether its origin holds this article alone: another one there is a later state of it."""
    fingerprint: Fingerprint | None = None
    """That of its text, where whoever made the article has made it as well."""

    @property
    def urls(self) -> tuple[str, ...]:
        """All its addresses, the first one first."""
        return (self.url, *self.further_urls) if self.url else self.further_urls


class Failure(NamedTuple):
    """Something that was given as an article and could not become one."""

    where: str
    """The file, with the line if it has many articles."""
    why: str
    """What is wrong, as the rest of a sentence."""
    records: int = 1
    """Of how many records it tells: the last failure of an input may sum up what is not listed."""


def original_of(article: Article) -> str:
    """Return an article's text as it came, before it was cleaned."""
    return article.text if article.original is None else article.original
