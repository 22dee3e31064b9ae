"""The index of a library as tantivy keeps it, in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import tantivy
from telusur.index.engines.tantivy import files
from telusur.index.engines.tantivy.failures import reading_failures, writing_failures
from telusur.index.engines.tantivy.reader import TantivyReader
from telusur.index.engines.tantivy.schema import FORMAT_VERSION, register_tokenizers, schema
from telusur.index.errors import IndexDamagedError
from telusur.index.translation import gettext

if TYPE_CHECKING:
    from telusur.index.engines.tantivy.writer import TantivyWriter

_HEAP_BYTES: Final = 100_000_000
"""When so much is waiting in memory, tantivy writes it as a segment."""

_VERIFIED_BYTES: Final = 4_000_000
"""An index of up to this size is verified whenever it is opened: that takes a few milliseconds."""

_BLOCK_BYTES: Final = 2_048
"""Stored terms are compressed in blocks of this size. To read those of a few documents takes half
as long as from the usual blocks of 16 kB, which are a fifteenth smaller together."""

_FORMER_MANIFEST: Final = "manifest.json"
"""A file of the index of Telusur 0.1."""


class TantivyEngine:
    """Implements `engine.Engine`."""

    name: Literal["tantivy"] = "tantivy"
    format_version: Final = FORMAT_VERSION

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is opened yet.

        Args:
            folder: the index, if there is one.
        """
        self._folder = folder

    def reader(self) -> TantivyReader:
        """Open the present state of the index.

        A reader may meet a writer that merges a file away between naming and opening it: as long as
        what names the files changes, it is not damaged.
        """
        while True:
            named = files.names_of(self._folder)
            try:
                return self._opened()
            except IndexDamagedError:
                if files.names_of(self._folder) == named:
                    raise

    @contextmanager
    def writer(self, *, anew: bool) -> "Iterator[TantivyWriter]":
        """Open the index for changes, which are dropped unless they are committed."""
        from telusur.index.engines.tantivy.writer import TantivyWriter

        # What a killed writer left would be in the way of files of the same names.
        files.sweep(self._folder)
        index = self._made_anew() if anew else self._open_index(self._folder)
        register_tokenizers(index)
        with writing_failures():
            # One thread: a segment a commit; it works beside the one that analyses.
            opened = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        try:
            with writing_failures():
                if anew:
                    opened.delete_all_documents()
            yield TantivyWriter(opened)
        finally:
            # After a commit there is nothing left of it; else it is dropped, and its lock with it.
            with suppress(Exception):
                opened.rollback()
                opened.wait_merging_threads()
            files.sweep(self._folder)

    def verify(self) -> None:
        """Compare every file with its checksum."""
        self._opened()
        files.verify_checksums(self._folder)

    def size(self) -> int:
        """Return how many bytes the files that count take."""
        total = 0
        for path in files.named_files(self._folder):
            with suppress(FileNotFoundError):
                total += path.stat().st_size
        return total

    def _opened(self) -> TantivyReader:
        if not (self._folder / files.META).exists():
            former = (self._folder / _FORMER_MANIFEST).exists()
            raise IndexDamagedError(
                gettext("it was of an older version") if former else gettext("there was no index")
            )
        if files.bytes_in(self._folder) <= _VERIFIED_BYTES:
            files.verify_checksums(self._folder)
        try:
            return self._reader_of(self._folder)
        except IndexDamagedError as error:
            if not _wants_lock(error):
                raise
        from tempfile import TemporaryDirectory

        # On a read-only medium tantivy lacks room for its lock; links to the files will do.
        with TemporaryDirectory(prefix="telusur-") as links:
            for path in self._folder.iterdir():
                if path.suffix != ".lock":
                    (Path(links) / path.name).symlink_to(path.absolute())
            return self._reader_of(Path(links))

    def _reader_of(self, folder: Path) -> TantivyReader:
        index = self._open_index(folder)
        with reading_failures():
            reader = TantivyReader(index.searcher())
        if reader.state.format_version != FORMAT_VERSION:
            raise IndexDamagedError("it was made by another version of Telusur")
        return reader

    def _open_index(self, folder: Path) -> tantivy.Index:
        with reading_failures():
            index = tantivy.Index.open(str(folder))
        # tantivy checks no file of names, and takes an option that it does not know for none.
        if index.schema != schema():
            raise IndexDamagedError(gettext("its fields are not those of this version"))
        return index

    def _made_anew(self) -> tantivy.Index:
        """Return an index to begin with: the former one where it can be emptied at the commit."""
        with suppress(IndexDamagedError):
            self._opened()
            return self._open_index(self._folder)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.wipe(self._folder)
        with writing_failures():
            tantivy.Index(schema(), path=str(self._folder))
            files.set_block_size(self._folder, _BLOCK_BYTES)
        return self._open_index(self._folder)


def _wants_lock(error: IndexDamagedError) -> bool:
    reason = str(error)
    return "ock" in reason and ("ermission" in reason or "ead-only" in reason)
