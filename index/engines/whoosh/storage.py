"""The folder of an index: what Whoosh's own storage lacks is durability, and a sign of damage.

Before a new table of contents (TOC) counts, its files are synced, and beside it stands a list of
their sizes and checksums. A TOC is pickle: one that is not as it was written is never loaded.
"""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from telusur.index.errors import IndexDamagedError
from telusur.index.folder.atomic_files import sync_folder, write_durably
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

INDEX_NAME = "MAIN"
_BLOCK = 1 << 20

Checksums = dict[str, tuple[int, int]]
"""The files of an index, each with its size and its CRC-32."""


class IndexStorage(FileStorage):
    """A folder with one index in it."""

    def __init__(self, folder: Path) -> None:
        """Look into a folder, which need not exist.

        Args:
            folder: where the files are.
        """
        super().__init__(str(folder))
        self.path = folder
        self.segment_files: list[str] = []
        """The files of the segments that the next commit keeps."""
        self._opened: list[StructFile] = []

    def create_private(self) -> None:
        """Create the folder, or take it for oneself: what is in it will be unpickled."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.chmod(0o700)

    def generation(self) -> int:
        """Return the number of the last commit, -1 where there is none."""
        return int(TOC._latest_generation(self, INDEX_NAME))

    def check(self, *, thoroughly: bool = False) -> None:
        """Look whether the files of the index are what was written.

        Args:
            thoroughly: whether every file is read, rather than the TOC, which has to be as it was
                written before it is unpickled, and the sizes of the others.

        Raises:
            IndexDamagedError: something is missing or damaged.
        """
        if os.name == "posix":
            status = self.path.stat()
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise IndexDamagedError(
                    "{path} could have been written by somebody else", path=self.path
                )
        for name, (size, checksum) in self._checksums(self.generation()).items():
            path = self.path / name
            if path.stat().st_size != size:
                raise IndexDamagedError("{path} is not as long as it was", path=path)
            if (thoroughly or name.endswith(".toc")) and _checksum(path)[1] != checksum:
                raise IndexDamagedError("{path} is not what was written", path=path)

    def _checksums(self, generation: int) -> Checksums:
        path = self.path / _list_name(generation)
        listed = json.loads(path.read_bytes())
        files = json.dumps(listed["files"], sort_keys=True).encode()
        if crc32(files) != listed["checksum"] or not listed["files"]:
            raise IndexDamagedError("{path} is not what was written", path=path)
        return {name: (size, checksum) for name, (size, checksum) in listed["files"].items()}

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Do the last step of a commit, by which its TOC becomes the one that counts.

        Args:
            oldname: the name under which Whoosh wrote it.
            newname: the name of the TOC.
            safe: whether nothing may be replaced.
        """
        generation = int(newname.removesuffix(".toc").rpartition("_")[2])
        known = self._known_before(generation)
        files = {
            name: known.get(name) or _synced_checksum(self.path / name)
            for name in self.segment_files
        }
        files[newname] = _synced_checksum(self.path / oldname)
        written = json.dumps(files, sort_keys=True).encode()
        listed = {"files": files, "checksum": crc32(written)}
        write_durably(self.path / _list_name(generation), [json.dumps(listed).encode()])
        super().rename_file(oldname, newname, safe)
        sync_folder(self.path)

    def _known_before(self, generation: int) -> Checksums:
        """Segments never change: those of the commit before are synced, and have their sums."""
        try:
            return self._checksums(generation - 1)
        except (OSError, ValueError, KeyError, TypeError, IndexDamagedError):
            return {}

    def clean_after_commit(self, generation: int) -> None:
        """Remove what Whoosh does not: the lists of earlier commits, and TOCs never finished."""
        for path in self.path.iterdir():
            unfinished = path.name.startswith("_") and ".toc." in path.name
            earlier = path.suffix == ".files" and path.name != _list_name(generation)
            if unfinished or earlier:
                path.unlink(missing_ok=True)

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading.

        Args:
            name: its name.
            options: whatever else Whoosh passes.
        """
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_files(self) -> None:
        """Close the files that were opened, and not closed by whoever failed at reading them."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()

    def files(self) -> Iterator[Path]:
        """Yield every file in the folder."""
        return (path for path in self.path.rglob("*") if path.is_file())


def _list_name(generation: int) -> str:
    return f"_{INDEX_NAME}_{generation}.files"


def _checksum(path: Path) -> tuple[int, int]:
    size = checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            size += len(block)
            checksum = crc32(block, checksum)
    return size, checksum


def _synced_checksum(path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return _checksum(path)
