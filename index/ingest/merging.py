"""Merges what is known of an article with what an input says of it once more."""

from collections.abc import Iterable

from telusur.index.article import Article
from telusur.index.indonesian.dates.publication import Published

_BASES = ("inferred", "dateline", "page", "given")
"""What a day of publication can rest on, the surest last."""


def merged(existing: Article, new: Article) -> Article:
    """Return what is known of an article after an input gave it once more.

    Args:
        existing: what is known of it.
        new: what the input gave; under another id, it is the same text from elsewhere.
    """
    if new.id != existing.id:
        return _with_copy(existing, new)
    published = new.published
    if existing.published is not None and (
        published is None or (existing.published.basis == "given" and published.basis != "given")
    ):
        published = existing.published
    countries_from = _countries_from(existing, new)
    same_content = existing.text == new.text
    return _with_urls(new, existing.urls + new.urls).replaced(
        published=published,
        countries=countries_from.countries,
        countries_basis=countries_from.countries_basis,
        about=countries_from.about,
        # The same text from elsewhere keeps its first source; a new text says where it is from.
        source=(existing.source if same_content else new.source) or new.source or existing.source,
        added=existing.added,
    )


def merged_as(identity: str, existing: Article, new: Article) -> Article:
    """Return what is known of an article after it was recognised in what an input gave.

    Args:
        identity: the id under which it is stored.
        existing: what is known of it.
        new: what the input gave: a copy of its text, or this very article as it is now.
    """
    is_copy = new.id_derived and new.text.split() == existing.text.split()
    return merged(existing, new if is_copy else new.replaced(id=identity))


def _with_copy(existing: Article, copy: Article) -> Article:
    """What is known stays, but for what a copy of the text knows better."""
    better_title = existing.title_made and not copy.title_made
    titled = copy if better_title else existing
    countries_from = existing
    if existing.countries_basis == "detected":
        countries_from = copy if copy.countries_basis == "given" else titled
    return _with_urls(existing, existing.urls + copy.urls).replaced(
        title=titled.title,
        title_made=titled.title_made,
        published=max(existing.published, copy.published, key=_worth),
        countries=countries_from.countries,
        countries_basis=countries_from.countries_basis,
        about=countries_from.about,
        source=existing.source or copy.source,
    )


def _countries_from(existing: Article, new: Article) -> Article:
    given_before = existing.countries_basis == "given" and new.countries_basis == "detected"
    return existing if given_before else new


def _worth(published: Published | None) -> int:
    return -1 if published is None else _BASES.index(published.basis)


def _with_urls(article: Article, urls: Iterable[str]) -> Article:
    distinct = list(dict.fromkeys(url for url in urls if url))
    return article.replaced(url="".join(distinct[:1]), further_urls=tuple(distinct[1:]))
