"""How an article stands in a cluster: as it is exported, beside what it is found by."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from telusur.index.article import Article
from telusur.index.engines.document import Document, Tokenizer
from telusur.index.engines.opensearch.documents import fields_of
from telusur.index.errors import ArticleError, LibraryError
from telusur.index.export import article_from_export, exported_record
from telusur.index.opensearch.bulk import Version
from telusur.index.publishers import source_terms
from telusur.index.store.minhash import content_digest

_LONGEST_KEY: Final = 512
"""What OpenSearch takes as the `_id` of a document, in bytes."""


class Stored(NamedTuple):
    """An article as it is stored."""

    key: str
    number: int
    family: int
    article: Article
    version: Version
    """Which state of the document this is."""


def key_of(identity: str) -> str:
    """Return the `_id` of an article's document: its id, or a digest of one that is too long."""
    if len(identity.encode()) <= _LONGEST_KEY:
        return identity
    return "\tsha256:" + sha256(identity.encode()).hexdigest()  # ids have no tabs


def record_of(
    article: Article, number: int, family: int, bands: Sequence[int], tokenizer: Tokenizer
) -> dict[str, Any]:
    """Return the fields of an article's document.

    Args:
        article: the article.
        number: the number under which the index knows it.
        family: the number of its family; see `families`.
        bands: the keys by which its versions are looked up.
        tokenizer: analyses its title and its text.
    """
    published = article.published
    interval = published.interval if published else None
    inferred = published is not None and published.basis == "inferred"
    document = Document(
        number=number,
        title=tokenizer.tokens(article.title),
        text=tokenizer.tokens(article.text),
        first_day=interval.start.toordinal() if interval else 0,
        last_day=interval.end.toordinal() if interval else 0,
        countries=article.countries,
        about=article.about,
        sources=source_terms(article.source, date_inferred=inferred),
    )
    return {
        **fields_of(document),
        "id": article.id,
        "added": article.added,
        "characters": len(article.text),
        "digest": content_digest(article.text),
        "bands": [*bands],
        "family": family,
        "article": exported_record(article),
    }


def article_of(hit: Mapping[str, Any]) -> Article:
    """Make the article of a hit, or of a document that was got, with its `_source`.

    Raises:
        LibraryError: what is stored is no article.
    """
    try:
        return article_from_export(hit["_source"]["article"])
    except (ArticleError, KeyError, TypeError) as error:
        raise LibraryError(
            f'The document "{hit["_id"]}" of the index {hit["_index"]} holds no article ({error}):'
            " others may have written there; put a snapshot of the cluster back, or delete it."
        ) from error
