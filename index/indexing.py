"""Brings the index in step with the articles: what is new goes in, what is gone goes out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from telusur.index.errors import IndexDamagedError
from telusur.index.inverting import written
from telusur.index.segments.builder import SegmentBuilder
from telusur.index.segments.index import Index, open_index
from telusur.index.segments.manifest import Manifest, read_manifest, write_manifest
from telusur.index.segments.merging import Candidate, segments_to_merge
from telusur.index.segments.segment import Segment
from telusur.index.sharing import index_shares
from telusur.index.store.article_store import ArticleStore


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
    candidates = []
    for segment, entry in zip(index.segments, old.segments, strict=True):
        deleted = entry.deleted | _documents_of(segment, outdated)
        if len(deleted) < entry.documents:
            facts = segment.arrays.facts
            tokens = facts["title_tokens"] + facts["text_tokens"]
            entry = entry._replace(deleted=deleted)
            candidates.append(Candidate(entry, tokens, facts["forms"]))
    candidates += index_shares(folder, store, old.revision, progress or (lambda count: None))
    while together := segments_to_merge(candidates):
        others = [candidate for candidate in candidates if candidate not in together]
        candidates = [*others, _merged(folder, old, together)]
    entries = tuple(candidate.entry for candidate in candidates)
    manifest = Manifest(store.identity, store.revision, entries)
    write_manifest(folder, manifest)
    return manifest


def _documents_of(segment: Segment, article_numbers: set[int]) -> set[int]:
    """Return a segment's documents of some articles."""
    found = map(segment.find, article_numbers)
    return {document for document in found if document is not None}


def _merged(folder: Path, manifest: Manifest, together: Sequence[Candidate]) -> Candidate:
    parts = manifest._replace(segments=tuple(candidate.entry for candidate in together))
    builder = SegmentBuilder()
    builder.add_segments(open_index(folder, parts).segments)
    return written(folder, builder)
