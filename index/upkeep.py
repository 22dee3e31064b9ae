"""Keeps the index in step with the articles: notices what is amiss and mends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from telusur.index.errors import IndexDamagedError, LibraryBusyError, LibraryError
from telusur.index.segments.index import Index, open_index
from telusur.index.segments.manifest import Manifest, read_manifest
from telusur.index.store.article_store import ArticleStore

Remark = Callable[[str], None]
"""Is told, in one line, of something that was done without being asked."""

Progress = Callable[[int], None]
"""Is told how many more articles have been indexed."""


class IndexKeeper:
    """The index of one article store, in a folder of its own."""

    def __init__(self, folder: Path, store: ArticleStore, remark: Remark | None = None) -> None:
        self._folder = folder
        self._store = store
        self._remark = remark or (lambda line: None)
        self._index: Index | None = None

    def current(self) -> Index:
        """Return the index, mended if it must be; see `Library.index`."""
        manifest = self._usable_manifest()
        # Read after the manifest: an index is only ever written of what is stored already.
        if manifest is None or manifest.revision != self._store.revision:
            manifest = self._mend(manifest)
        try:
            return self._opened(manifest)
        except IndexDamagedError:
            # A writer has merged files away since the manifest was read, or they are damaged.
            return self._opened(self._mend(None))

    def mend(self, damage: IndexDamagedError) -> Index:
        """Make the index again, of which a part was found damaged when it was read.

        Raises:
            LibraryError: the index cannot be written.
        """
        from telusur.index.indexing import rebuild

        counts: list[int] = []
        with self._writing():
            manifest = rebuild(self._folder, self._store, counts.append)
        self._remark(_made_again(counts, damage))
        return self._opened(manifest)

    def follow(self) -> None:
        """Index what was just stored, without a remark.

        Raises:
            LibraryError: the index cannot be written; the next search tries again.
        """
        from telusur.index.indexing import catch_up, rebuild

        with self._writing():
            try:
                catch_up(self._folder, self._store)
            except IndexDamagedError:
                rebuild(self._folder, self._store)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the index again from the articles.

        Raises:
            LibraryError: the index cannot be written.
        """
        from telusur.index.indexing import rebuild

        with self._writing():
            rebuild(self._folder, self._store, progress)

    def _usable_manifest(self) -> Manifest | None:
        try:
            manifest = read_manifest(self._folder)
        except IndexDamagedError:
            return None
        return manifest if manifest.library == self._store.identity else None

    def _opened(self, manifest: Manifest) -> Index:
        if self._index is None or self._index.manifest != manifest:
            self._index = open_index(self._folder, manifest, self._index)
        return self._index

    def _mend(self, usable: Manifest | None) -> Manifest:
        """Catch up or rebuild; while that is not possible, `usable` is good enough."""
        try:
            with self._writing(wait=usable is None):
                return self._catch_up_or_rebuild()
        except LibraryError as error:
            if usable is None or usable.revision > self._store.revision:
                raise
            if not isinstance(error, LibraryBusyError):  # a writer will see to it
                self._remark(f"The newest articles are not found yet. {error}")
            return usable

    def _catch_up_or_rebuild(self) -> Manifest:
        from telusur.index.indexing import catch_up, rebuild

        counts: list[int] = []
        before = self._usable_manifest()
        try:
            manifest = catch_up(self._folder, self._store, counts.append)
            self._opened(manifest)
            if manifest != before:
                self._remark(f"Caught the index up with the articles: {sum(counts)} indexed.")
        except IndexDamagedError as error:
            counts.clear()
            manifest = rebuild(self._folder, self._store, counts.append)
            self._remark(_made_again(counts, error))
        return manifest

    @contextmanager
    def _writing(self, *, wait: bool = True) -> Iterator[None]:
        try:
            with self._store.writing(wait=wait):
                yield
        except OSError as error:
            raise LibraryError(
                f"The index in {self._folder} cannot be written ({error.strerror}): make room on"
                " the disk or check the folder's permissions; no stored article is lost."
            ) from error


def _made_again(counts: list[int], damage: IndexDamagedError) -> str:
    return f"Made the index again from {sum(counts)} articles: {damage}."
