"""Document: an article as an engine sees it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class DocumentToken(NamedTuple):
    """One token, as an index knows it."""

    root: str
    form: str
    """The folded word as it stands."""
    parts: tuple[str, ...] = ()
    """Further terms at the same position: *covid* for *COVID-19*."""


class IndexedText(NamedTuple):
    """The tokens of a title or a text, as engines take them."""

    roots: str
    """In order, with spaces between."""
    forms: str
    """In order, with spaces between."""
    parts: Mapping[int, tuple[str, ...]]
    """The further terms of the tokens that have some, by position."""

    @classmethod
    def of(cls, tokens: Sequence[DocumentToken]) -> "IndexedText":
        """Make it of tokens."""
        return cls(
            " ".join([token.root for token in tokens]),
            " ".join([token.form for token in tokens]),
            {position: token.parts for position, token in enumerate(tokens) if token.parts},
        )

    @property
    def length(self) -> int:
        """The number of tokens."""
        return self.roots.count(" ") + 1 if self.roots else 0

    def tokens(self) -> list[DocumentToken]:
        """Return the tokens one by one."""
        pairs = zip(self.roots.split(), self.forms.split(), strict=True)
        return [
            DocumentToken(root, form, self.parts.get(position, ()))
            for position, (root, form) in enumerate(pairs)
        ]


class Document(NamedTuple):
    """What an engine takes of an article."""

    number: int
    """The number of the article in the article store; never used again for another."""
    title: IndexedText
    text: IndexedText
    terms: bytes
    """The tokens of both, as `telusur.index.engines.document_terms` reads them."""
    first_day: int
    """The first day on which it may have been published, an ordinal; 0 where it has no date."""
    last_day: int
    date_basis: str
    """What its date was taken from, a `Basis` of `telusur.index.indonesian.dates.publication`;
    empty where it has none."""
    countries: Sequence[str]
    """ISO 3166-1 codes."""
    about: Sequence[str]
    """Those that it is mainly about."""
    sources: Sequence[str]
    """Under which names its publisher is found; see `telusur.index.ingest.publishers`."""
