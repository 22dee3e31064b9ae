"""Brings an index in step with the articles: what is new goes in, what is gone goes out."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from telusur.index.analyzer import ANALYSIS_VERSION
from telusur.index.engines.document import Document
from telusur.index.engines.engine import Engine, IndexState, IndexWriter
from telusur.index.errors import IndexDamagedError
from telusur.index.store.article_store import ArticleStore
from telusur.index.upkeep.document_making import DocumentMaker
from telusur.index.upkeep.indexed_content import IndexedContent

_ARTICLES_PER_REPORT: Final = 1_000
"""The number of articles after which progress is told; it is told at the end too."""


def catch_up(
    engine: Engine,
    store: ArticleStore,
    state: IndexState,
    maker: DocumentMaker,
    on_progress: Callable[[int], None],
) -> bool:
    """Index what changed in the articles since the index was written; call it while writing.

    Args:
        engine: keeps the index.
        store: the articles, held by `ArticleStore.writing`.
        state: what the index has reached.
        maker: makes the documents.
        on_progress: is told how many more articles have been indexed.

    Returns:
        Whether there was anything to do.

    Raises:
        IndexDamagedError: there is no usable index of these articles; `rebuild` makes one.
        OSError: the index cannot be written.
    """
    if state.revision > store.revision:
        raise IndexDamagedError("it was made of other articles")
    if state.revision == store.revision:
        return False
    changed = store.numbers_changed_since(state.revision)
    with engine.writer(anew=False) as writer:
        writer.delete(store.numbers_outdated_since(state.revision))
        documents = maker.documents(store.to_index(changed), len(changed))
        put = _put(writer, documents, on_progress)
        left_out = IndexedContent.of_state(state).left_out + len(changed) - put
        writer.commit(_state_of(engine, store, left_out))
    return True


def rebuild(
    engine: Engine,
    store: ArticleStore,
    maker: DocumentMaker,
    on_progress: Callable[[int], None],
) -> None:
    """Make the index again from the articles; call it while writing.

    Args:
        engine: keeps the index.
        store: the articles, held by `ArticleStore.writing`.
        maker: makes the documents.
        on_progress: is told how many more articles have been indexed.

    Raises:
        IndexDamagedError: the engine failed.
        OSError: the index cannot be written.
    """
    with engine.writer(anew=True) as writer:
        numbers = store.numbers_changed_since(-1)
        documents = maker.documents(store.to_index(numbers), len(numbers))
        put = _put(writer, documents, on_progress)
        writer.commit(_state_of(engine, store, len(store) - put))


def _state_of(engine: Engine, store: ArticleStore, left_out: int) -> IndexState:
    state = store.state
    content = IndexedContent(store.identity, state.content, left_out)
    return IndexState(content.as_text(), state.revision, ANALYSIS_VERSION, engine.format_version)


def _put(
    writer: IndexWriter, documents: Iterable[Document], on_progress: Callable[[int], None]
) -> int:
    """Put documents into an index, and return how many they were."""
    count = unreported = 0
    with _no_collection():
        for document in documents:
            writer.put(document)
            count += 1
            unreported += 1
            if unreported == _ARTICLES_PER_REPORT:
                on_progress(unreported)
                unreported = 0
    if unreported:
        on_progress(unreported)
    return count


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking again and again for cycles among tokens that have none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
