"""Keeps the index in step with the articles: notices what is amiss and mends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from telusur.index.analyzer import ANALYSIS_VERSION
from telusur.index.engines.engine import Engine, IndexReader
from telusur.index.errors import (
    IndexDamagedError,
    LibraryBusyError,
    LibraryError,
    reason_of,
    remedy,
)
from telusur.index.store.article_store import ArticleStore
from telusur.index.translation import gettext
from telusur.index.upkeep.indexed_content import IndexedContent

if TYPE_CHECKING:
    from telusur.index.upkeep.document_making import DocumentMaker

OnRemark = Callable[[str], None]
"""Is told, in one line, of something that was done without being asked."""

OnProgress = Callable[[int], None]
"""Is told how many more articles have been indexed."""


class IndexKeeper:
    """The index of one article store, as one engine keeps it."""

    def __init__(
        self,
        engine: Engine,
        store: ArticleStore,
        on_remark: OnRemark | None = None,
        *,
        verify: bool = False,
        processes: int = 1,
    ) -> None:
        """Take the parts.

        Args:
            engine: keeps the index.
            store: the articles.
            on_remark: is told what was mended.
            verify: whether every byte is read when the index is first opened.
            processes: how many processes may be at work where many articles are indexed.
        """
        self.engine = engine
        self._store = store
        self._processes = processes
        self._remark = on_remark or (lambda line: None)
        self._reader: IndexReader | None = None
        self._unverified = verify

    def current(self) -> IndexReader:
        """Return the index as it stands now, in step with the articles.

        One that is missing, damaged, behind the articles or of an older format is rebuilt or caught
        up first, with a remark. While another process is writing, a usable index is taken as it is:
        the writer will bring it up to date.

        Raises:
            LibraryError: there is no usable index and none can be written.
        """
        if self._unverified:
            self._unverified = False
            try:
                self.engine.verify()
            except IndexDamagedError as damage:
                return self.mend(damage)
        reader, revision = self._reader, self._store.revision
        if reader is None or reader.state.revision != revision:
            reader = self._usable_reader()
        if reader is None or reader.state.revision != revision:
            reader = self._mended(reader)
        self._reader = reader
        return reader

    def mend(self, damage: IndexDamagedError) -> IndexReader:
        """Make the index again, of which a part was found damaged when it was read.

        Args:
            damage: what was found.

        Raises:
            LibraryError: the index cannot be written, or cannot be read even now.
        """
        counts: list[int] = []
        with self._writing():
            self._index_again(counts.append)
        self._remark(_made_again(counts, damage))
        self._reader = self._opened()
        return self._reader

    def document_maker(self) -> "DocumentMaker":
        """Return what makes documents, for one call of `follow` after the other."""
        from telusur.index.upkeep.document_making import DocumentMaker

        return DocumentMaker(self._processes)

    def follow(self, maker: "DocumentMaker | None" = None) -> None:
        """Index what was just stored, without a remark.

        Args:
            maker: makes the documents, where one call follows the other.

        Raises:
            LibraryError: the index cannot be written; the next search tries again.
        """
        with self._writing():
            try:
                self._catch_up(lambda count: None, maker)
            except IndexDamagedError:
                self._index_again(lambda count: None)

    def rebuild(self, on_progress: OnProgress | None = None) -> None:
        """Make the index again from the articles.

        Raises:
            LibraryError: the index cannot be written.
        """
        with self._writing():
            self._index_again(on_progress or (lambda count: None))

    def verify(self) -> None:
        """Read every byte of the index.

        Raises:
            IndexDamagedError: it is missing or damaged.
        """
        self.engine.verify()
        self._checked(self.engine.reader())

    def _usable_reader(self) -> IndexReader | None:
        try:
            return self._checked(self.engine.reader())
        except IndexDamagedError:
            return None

    def _checked(self, reader: IndexReader) -> IndexReader:
        """Return an index if it was made of these articles by today's rules.

        Raises:
            IndexDamagedError: it was not.
        """
        if reader.state.analysis_version != ANALYSIS_VERSION:
            raise IndexDamagedError("it was made by another version of Telusur")
        content = IndexedContent.of_state(reader.state)
        stored = self._store.state_at(reader.state.revision)
        same_library = content.library == self._store.identity
        if not (same_library and stored and content.sum == stored.content):
            raise IndexDamagedError("it was made of other articles")
        if reader.document_count() != stored.articles - content.left_out:
            raise IndexDamagedError("it does not have all articles")
        return reader

    def _opened(self) -> IndexReader:
        try:
            return self._checked(self.engine.reader())
        except IndexDamagedError as error:
            raise LibraryError(
                "The index of {parent} cannot be read although it was just made again "
                "({error}): check the disk, or use another engine with --engine whoosh.",
                parent=self._store.path.parent,
                error=error,
            ) from error

    def _mended(self, usable: IndexReader | None) -> IndexReader:
        """Catch up or rebuild; while that is not possible, `usable` is good enough."""
        behind = usable is not None and usable.state.revision < self._store.revision
        if usable and behind and self._store.is_being_added_to:
            return usable
        try:
            with self._writing(wait=usable is None):
                self._catch_up_or_index_again()
        except LibraryError as error:
            if usable is None or usable.state.revision > self._store.revision:
                raise
            if not isinstance(error, LibraryBusyError):  # a writer will see to it
                self._remark(
                    gettext("The newest articles cannot be found yet. {error}", error=error)
                )
            return usable
        return self._opened()

    def _catch_up_or_index_again(self) -> None:
        counts: list[int] = []
        try:
            if self._catch_up(counts.append):
                self._remark(
                    gettext(
                        "Caught the index up with the articles: {articles} indexed.",
                        articles=sum(counts),
                    )
                )
        except IndexDamagedError as error:
            counts.clear()
            self._index_again(counts.append)
            self._remark(_made_again(counts, error))

    def _catch_up(self, on_progress: OnProgress, maker: "DocumentMaker | None" = None) -> bool:
        from telusur.index.upkeep.indexing import catch_up

        reader = self._checked(self.engine.reader())
        with nullcontext(maker) if maker else self.document_maker() as maker:
            return catch_up(self.engine, self._store, reader.state, maker, on_progress)

    def _index_again(self, on_progress: OnProgress) -> None:
        from telusur.index.upkeep.indexing import rebuild

        # What looks like damage may be a folder that was moved: an index made where it was would
        # be left there without articles.
        self._store.require_in_place()
        try:
            with self.document_maker() as maker:
                rebuild(self.engine, self._store, maker, on_progress)
        except IndexDamagedError as error:
            raise LibraryError(
                "The index of {parent} cannot be made ({error}): check the disk, or use "
                "another engine with --engine whoosh; no stored article is lost.",
                parent=self._store.path.parent,
                error=error,
            ) from error

    @contextmanager
    def _writing(self, *, wait: bool = True) -> Iterator[None]:
        try:
            with self._store.writing(wait=wait):
                yield
        except OSError as error:
            raise LibraryError(
                "The index of {parent} cannot be written ({reason}): {remedy}; no "
                "stored article is lost.",
                parent=self._store.path.parent,
                reason=reason_of(error),
                remedy=remedy(error),
            ) from error


def _made_again(counts: list[int], damage: IndexDamagedError) -> str:
    return gettext(
        "Made the index again from {articles} articles: {damage}.",
        articles=sum(counts),
        damage=damage,
    )
