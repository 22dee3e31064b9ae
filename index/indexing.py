"""Brings the index in step with the articles: what is new goes in, what is gone goes out."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from index.errors import IndexDamagedError
from index.fields import ABOUT, COUNTRY, SOURCE
from index.numbering import FormNumbers
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
from index.segments.segment import NO_DAY, Segment
from index.store import ArticleStore, NumberedArticle

# Bounds the memory that indexing takes, whatever the size of the library.
_ARTICLES_PER_SEGMENT = 32_768
_ARTICLES_PER_REPORT = 1_000


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
        deleted = entry.deleted | _documents_of(segment, outdated)
        if len(deleted) < entry.documents:
            entries.append(entry._replace(deleted=deleted))
    changed = store.changed_since(old.revision)
    while batch := _collected(islice(changed, _ARTICLES_PER_SEGMENT), progress):
        entries.append(_written(folder, batch))
    manifest = Manifest(store.identity, store.revision, tuple(entries))
    while together := segments_to_merge(manifest.segments):
        manifest = _merge(folder, manifest, together)
    write_manifest(folder, manifest)
    return manifest


def _documents_of(segment: Segment, article_numbers: set[int]) -> set[int]:
    """Return a segment's documents of some articles."""
    found = map(segment.find, article_numbers)
    return {document for document in found if document is not None}


def _collected(
    articles: Iterable[NumberedArticle], progress: Callable[[int], None] | None
) -> SegmentBuilder | None:
    """Collect articles for a segment, until there are no more; None if there are none."""
    builder = SegmentBuilder()
    numbers = FormNumbers(builder)
    with _no_collection():
        for numbered in articles:
            builder.add(_document(numbered, numbers))
            if progress and len(builder) % _ARTICLES_PER_REPORT == 0:
                progress(_ARTICLES_PER_REPORT)
            if builder.full:
                break
    if progress and len(builder) % _ARTICLES_PER_REPORT:
        progress(len(builder) % _ARTICLES_PER_REPORT)
    return builder if len(builder) else None


def _merge(folder: Path, manifest: Manifest, together: list[SegmentEntry]) -> Manifest:
    builder = SegmentBuilder()
    parts = Manifest(manifest.library, manifest.revision, tuple(together))
    builder.add_segments(open_index(folder, parts).segments)
    others = tuple(entry for entry in manifest.segments if entry not in together)
    return manifest._replace(segments=(*others, _written(folder, builder)))


def _written(folder: Path, builder: SegmentBuilder) -> SegmentEntry:
    name = new_segment_name()
    with _no_collection():
        builder.write(folder, name)
    return SegmentEntry(name, len(builder))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking again and again for cycles among lists that have none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _document(numbered: NumberedArticle, numbers: FormNumbers) -> Document:
    article = numbered.article
    published = article.published
    return Document(
        article_number=numbered.number,
        published_from=published.interval.start.toordinal() if published else NO_DAY,
        published_to=published.interval.end.toordinal() if published else NO_DAY,
        title=numbers.of_text(article.title),
        text=numbers.of_text(article.text),
        keywords={
            COUNTRY: article.countries,
            ABOUT: article.about,
            SOURCE: [article.source] if article.source else [],
        },
    )
