"""Changes to a tantivy index, all or nothing."""

from collections.abc import Iterable

import tantivy
from telusur.index.engines.document import Document
from telusur.index.engines.engine import IndexState
from telusur.index.engines.tantivy.documents import document_of
from telusur.index.engines.tantivy.failures import writing_failures
from telusur.index.engines.tantivy.schema import schema, state_document, state_query


class TantivyWriter:
    """Implements `engine.IndexWriter`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        """Take an open writer; callers want `TantivyEngine.writer`."""
        self._writer = writer

    def put(self, document: Document) -> None:
        """Add a document."""
        with writing_failures():
            self._writer.add_document(document_of(document))

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete the documents of these numbers that were added before."""
        wanted = list(numbers)
        if wanted:
            with writing_failures():
                query = tantivy.Query.term_set_query(schema(), "number", wanted)
                self._writer.delete_documents_by_query(query)

    def commit(self, state: IndexState) -> None:
        """Make all changes and the new state durable in one step."""
        with writing_failures():
            self._writer.delete_documents_by_query(state_query())
            self._writer.add_document(state_document(state))
            self._writer.commit()
            self._writer.wait_merging_threads()
