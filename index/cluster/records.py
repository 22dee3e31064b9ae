"""How an article stands in a cluster: as it is exported, beside what it is found by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from telusur.index.article import Article
from telusur.index.engines.opensearch.documents import fields_of
from telusur.index.errors import ArticleError, LibraryError
from telusur.index.export import article_from_export, exported_record
from telusur.index.store.duplicates.identification import origin_name
from telusur.index.store.duplicates.minhash import content_digest
from telusur.index.store.rows.row_format import Indexable, checksum_of
from telusur.index.store.rows.versions import Version
from telusur.index.upkeep.document_making import Tokenizer, document_of

_LONGEST_KEY: Final = 512
"""What OpenSearch takes as the `_id` of a document, in bytes."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that a cluster keeps of an article."""

    number: int
    """The number under which the index knows it."""
    article: Article
    family: int = 0
    """The number of its family; see `families`."""
    origin: int = 0
    """What it was first read from, as `origin_number` has it; 0 where that is unknown."""
    whole_of: tuple[int, ...] = ()
    """The files and addresses that hold this article alone."""
    versions: tuple[Mapping[str, Any], ...] = ()
    """Its former states, the oldest first."""

    @property
    def key(self) -> str:
        """The `_id` of its document."""
        return key_of(self.article.id)

    def source(self) -> dict[str, Any]:
        """Return what `_source` keeps of it, as `record_of` reads it."""
        return {
            "number": self.number,
            "article": exported_record(self.article),
            "family": self.family,
            "origin": self.origin,
            "whole_of": list(self.whole_of),
            "versions": list(self.versions),
        }

    def fields(self, bands: Sequence[int], tokenizer: Tokenizer) -> dict[str, Any]:
        """Return the fields of its document.

        Args:
            bands: the keys by which its versions are looked up.
            tokenizer: analyses its title and its text.
        """
        article = self.article
        published = article.published
        interval = published.interval if published else None
        indexable = Indexable(
            number=self.number,
            title=article.title,
            text=article.text,
            published_from=interval.start.toordinal() if interval else 0,
            published_to=interval.end.toordinal() if interval else 0,
            date_basis=published.basis if published else "",
            countries=article.countries,
            about=article.about,
            source=article.source,
        )
        return {
            **fields_of(document_of(indexable, tokenizer)),
            "id": article.id,
            "added": article.added,
            "characters": len(article.text),
            "digest": content_digest(article.text),
            "urls": [checksum_of([url]) for url in article.urls],
            "bands": [*bands],
            **self.source(),
        }


def key_of(identity: str) -> str:
    """Return the `_id` of an article's document: its id, or a digest of one that is too long."""
    if len(identity.encode()) <= _LONGEST_KEY:
        return identity
    return "\tsha256:" + sha256(identity.encode()).hexdigest()  # ids have no tabs


def origin_number(origin: str) -> int:
    """Return the number of a file or an address that articles are read from; 0 of none."""
    return checksum_of([origin_name(origin)]) or 1 if origin else 0


def former_state(article: Article) -> dict[str, Any]:
    """Return what is kept of a state of an article that another takes the place of now."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return {"replaced": now, "article": exported_record(article)}


def record_of(hit: Mapping[str, Any]) -> Record:
    """Return the record of a hit, or of a document that was got, with its `_source`.

    Raises:
        LibraryError: what is stored is no article.
    """
    source = hit["_source"]
    return Record(
        number=int(source["number"]),
        article=article_of(hit),
        family=int(source["family"]),
        origin=int(source["origin"]),
        whole_of=tuple(source["whole_of"]),
        versions=tuple(source["versions"]),
    )


def versions_of(hit: Mapping[str, Any]) -> list[Version]:
    """Return the former states of an article, the oldest first."""
    return [
        Version(str(former["replaced"]), article_of({**hit, "_source": former}))
        for former in hit["_source"].get("versions", ())
    ]


def article_of(hit: Mapping[str, Any]) -> Article:
    """Make the article of a hit, or of a document that was got, with its `_source`.

    Raises:
        LibraryError: what is stored is no article.
    """
    try:
        return article_from_export(hit["_source"]["article"])
    except (ArticleError, KeyError, TypeError) as error:
        raise LibraryError(
            'The document "{id}" of the index {index} holds no article ({error}): others '
            "may have written there; put a snapshot of the cluster back, or delete it.",
            id=hit["_id"],
            index=hit["_index"],
            error=error,
        ) from error
