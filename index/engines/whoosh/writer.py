"""Changes an index kept by Whoosh: everything in one step, durably, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from telusur.index.engines.document import Document, DocumentToken
from telusur.index.engines.engine import IndexState
from telusur.index.engines.whoosh.reader import damage_noticed, opened_index
from telusur.index.engines.whoosh.schema import IndexSchema, index_schema
from telusur.index.engines.whoosh.storage import INDEX_NAME, IndexStorage
from telusur.index.errors import IndexDamagedError
from telusur.index.translation import gettext
from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex, LockError
from whoosh.writing import SegmentWriter

_LOCK_SECONDS = 5.0
_MEMORY_MB = 256


class WhooshWriter:
    """Changes to an index; see `engine.IndexWriter`."""

    def __init__(self, writer: "_DurableWriter") -> None:
        """Collect changes.

        Args:
            writer: what gives them to Whoosh.
        """
        self._writer = writer

    def put(self, document: Document) -> None:
        """Add a document."""
        try:
            self._writer.add_document(**_values(document))
        except BaseException:
            # Half of its postings may be there already: nothing of this writer may be committed.
            self._writer.abandon()
            raise

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete the documents of these numbers that were added before this writer was opened."""
        with damage_noticed(), self._writer.searcher() as searcher:
            field = searcher.schema["number"]
            for number in numbers:
                text = field.to_bytes(number)
                for leaf, offset in searcher.reader().leaf_readers():
                    if ("number", text) in leaf:
                        for document in list(leaf.postings("number", text).all_ids()):
                            self._writer.delete_document(document + offset)

    def commit(self, state: IndexState) -> None:
        """Make all changes and the new state durable in one step; the writer is done then."""
        self._writer.schema.state = state
        try:
            self._writer.commit()
        except OSError:
            raise
        except Exception as error:  # older segments are read to be merged
            raise IndexDamagedError(f"{type(error).__name__}: {error}") from error


@contextmanager
def writing(storage: IndexStorage, *, anew: bool) -> Iterator[WhooshWriter]:
    """Open an index for changes, which are dropped unless they are committed.

    Args:
        storage: its folder.
        anew: whether to begin with an empty index, whatever is there.

    Raises:
        IndexDamagedError: there is no usable index, and it is not to be made anew.
        OSError: it cannot be written, or somebody else keeps writing to it.
    """
    try:
        if anew:
            storage.create_private()
            writer = _DurableWriter(_EmptyIndex(storage, index_schema()))
        else:
            with opened_index(storage) as index:
                writer = _DurableWriter(index)
        try:
            yield WhooshWriter(writer)
        finally:
            writer.abandon()
    finally:
        storage.close_files()


class _EmptyIndex(FileIndex):
    """An index without documents in the place of another, whose files stay until a commit."""

    def __init__(self, storage: IndexStorage, schema: IndexSchema) -> None:
        self.storage = storage
        self.indexname = INDEX_NAME
        self._schema = schema

    def _read_toc(self) -> TOC:
        return TOC(self._schema, [], self.storage.generation())


class _DurableWriter(SegmentWriter):
    """Whoosh's writer, which syncs files before they count."""

    is_closed: bool

    def __init__(self, index: FileIndex) -> None:
        try:
            super().__init__(index, timeout=_LOCK_SECONDS, limitmb=_MEMORY_MB)
        except LockError as error:
            raise TimeoutError(
                gettext("somebody else is writing to {path}", path=index.storage.path)
            ) from error
        except BaseException:
            _release(self)
            raise

    def _commit_toc(self, segments: Sequence[Segment]) -> None:
        self.storage.segment_files = [
            name for segment in segments for name in segment.list_files(self.storage)
        ]
        super()._commit_toc(segments)
        self.storage.clean_after_commit(self.generation)

    def abandon(self) -> None:
        """Drop what is not committed. Whoosh keeps its lock when a commit failed; not so this."""
        if not self.is_closed:
            with suppress(Exception):
                self.cancel()
            self.is_closed = True
            _release(self)


def _release(writer: SegmentWriter) -> None:
    lock = getattr(writer, "writelock", None)
    if lock is not None and lock.fd is not None:
        lock.release()


_Terms = list[tuple[str, int]]


def _values(document: Document) -> dict[str, object]:
    """Return what Whoosh takes of a document, by the names of the fields."""
    title, text = document.title.tokens(), document.text.tokens()
    # A position stays empty between them, so that no phrase begins in one and ends in the other.
    start = len(title) + 1
    title_roots, text_roots = _roots(title, 0), _roots(text, start)
    title_forms, text_forms = _forms(title, 0), _forms(text, start)
    return {
        "root": title_roots + text_roots,
        "form": title_forms + text_forms,
        "title_root": title_roots,
        "title_form": title_forms,
        "title_only_root": _without(title_roots, text_roots),
        "title_only_form": _without(title_forms, text_forms),
        "country": list(document.countries),
        "about": list(document.about),
        "source": list(document.sources),
        "date_basis": document.date_basis or None,
        "number": document.number,
        "first_day": document.first_day or None,
        "last_day": document.last_day or None,
        "title_length": len(title),
        "text_length": len(text),
        "terms": document.terms,
    }


def _roots(tokens: Sequence[DocumentToken], start: int) -> _Terms:
    """Return the roots of tokens, and their further terms at the same positions."""
    return [
        (term, position)
        for position, token in enumerate(tokens, start)
        for term in dict.fromkeys((token.root, *token.parts))
    ]


def _forms(tokens: Sequence[DocumentToken], start: int) -> _Terms:
    return [(token.form, position) for position, token in enumerate(tokens, start)]


def _without(terms: _Terms, others: _Terms) -> _Terms:
    known = {term for term, _ in others}
    return [entry for entry in terms if entry[0] not in known]
