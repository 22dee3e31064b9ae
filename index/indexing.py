"""Brings the index in step with the articles: what is new goes in, what is gone goes out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from index.analysis import Analysis, analyse_text
from index.article import Article
from index.errors import IndexDamagedError
from index.fields import ABOUT, COUNTRY, SOURCE, TEXT, TITLE, surface_field
from index.segments.builder import Document, SegmentBuilder
from index.segments.index import Index, open_index
from index.segments.manifest import (
    Manifest,
    SegmentEntry,
    new_segment_name,
    read_manifest,
    write_manifest,
)
from index.segments.merging import segments_to_merge
from index.segments.segment import NO_DAY
from index.store import ArticleStore, NumberedArticle

# Bounds the memory that indexing takes, whatever the size of the library.
_ARTICLES_PER_SEGMENT = 5_000


def catch_up(
    folder: Path, store: ArticleStore, progress: Callable[[int], None] | None = None
) -> Manifest:
    """Index what changed in the articles since the index was written; call it while writing.

    Args:
        folder: the index.
        store: the articles, held by `ArticleStore.writing`.
        progress: is told of articles as they are indexed.

    Returns:
        The index's new state, or its present one if it is in step.

    Raises:
        IndexDamagedError: there is no usable index of these articles; `rebuild` makes one.
        OSError: the index cannot be written.
    """
    manifest = read_manifest(folder)
    if manifest.library != store.identity or manifest.revision > store.revision:
        raise IndexDamagedError("the index was made of other articles")
    if manifest.revision == store.revision:
        return manifest
    return _follow(folder, store, open_index(folder, manifest), progress)


def rebuild(
    folder: Path, store: ArticleStore, progress: Callable[[int], None] | None = None
) -> Manifest:
    """Make the index again from the articles; call it while writing.

    Args and errors are those of `catch_up`, but for `IndexDamagedError`.
    """
    return _follow(folder, store, Index(Manifest(store.identity, 0), []), progress)


def _follow(
    folder: Path, store: ArticleStore, index: Index, progress: Callable[[int], None] | None
) -> Manifest:
    folder.mkdir(parents=True, exist_ok=True)
    old = index.manifest
    outdated = store.numbers_outdated_since(old.revision)
    entries = []
    for segment, entry in zip(index.segments, old.segments, strict=True):
        numbers = enumerate(segment.article_numbers)
        deleted = entry.deleted | {document for document, number in numbers if number in outdated}
        if len(deleted) < entry.documents:
            entries.append(replace(entry, deleted=deleted))
    changed = store.changed_since(old.revision)
    while batch := list(islice(changed, _ARTICLES_PER_SEGMENT)):
        entries.append(_write_batch(folder, batch))
        if progress:
            progress(len(batch))
    manifest = Manifest(store.identity, store.revision, tuple(entries))
    while together := segments_to_merge(manifest.segments):
        manifest = _merge(folder, manifest, together)
    write_manifest(folder, manifest)
    return manifest


def _write_batch(folder: Path, batch: list[NumberedArticle]) -> SegmentEntry:
    builder = SegmentBuilder()
    for numbered in batch:
        builder.add(_document(numbered.number, numbered.article))
    return _written(folder, builder)


def _merge(folder: Path, manifest: Manifest, together: list[SegmentEntry]) -> Manifest:
    builder = SegmentBuilder()
    parts = Manifest(manifest.library, manifest.revision, tuple(together))
    for segment in open_index(folder, parts).segments:
        builder.add_segment(segment)
    others = tuple(entry for entry in manifest.segments if entry not in together)
    return replace(manifest, segments=(*others, _written(folder, builder)))


def _written(folder: Path, builder: SegmentBuilder) -> SegmentEntry:
    name = new_segment_name()
    builder.write(folder, name)
    return SegmentEntry(name, len(builder))


def _document(number: int, article: Article) -> Document:
    published = article.published
    title, text = analyse_text(article.title), analyse_text(article.text)
    return Document(
        article_number=number,
        published_from=published.interval.start.toordinal() if published else NO_DAY,
        published_to=published.interval.end.toordinal() if published else NO_DAY,
        positions={
            TITLE: list(map(_root_terms, title)),
            TEXT: list(map(_root_terms, text)),
            surface_field(TITLE): [(analysis.surface,) for analysis in title],
            surface_field(TEXT): [(analysis.surface,) for analysis in text],
        },
        keywords={
            COUNTRY: article.countries,
            ABOUT: article.about,
            SOURCE: [article.source] if article.source else [],
        },
    )


def _root_terms(analysis: Analysis) -> Iterator[str]:
    yield analysis.root
    yield from analysis.parts
