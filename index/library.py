"""Library: articles, durable, and the index kept in step with them; in a folder or in a cluster."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeVar

from telusur.index.article import Article, Failure
from telusur.index.engines.engine import EngineName
from telusur.index.errors import InputError, LibraryError
from telusur.index.folder.library_folder import default_path, ensure_folder, is_default
from telusur.index.upkeep.index_keeper import OnProgress, OnRemark
from telusur.index.upkeep.snapshot import Snapshot

if TYPE_CHECKING:
    from telusur.index.ingest.batches import OnOutcome, OutcomeOrFailed
    from telusur.index.store.rows.versions import Version
    from telusur.index.upkeep.checking import Check
    from telusur.index.upkeep.statistics import Stats
    from telusur.index.user_data import UserData

_ADDRESS = r"(?is)([a-z][a-z0-9+.-]+):(?:/+(.*))?"
"""What is no folder, with as many slashes as a path leaves of it; a drive has one letter."""

_Read = TypeVar("_Read")


class Library(ABC):
    """An open library. Close it, or use it in a `with` statement.

    It is in a folder (`FolderLibrary`) or in a cluster (`ClusterLibrary`); both do the same.
    """

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        missing: Literal["seeds", "empty", "error"] | None = None,
        engine: EngineName | None = None,
        verify: bool = False,
        processes: int = 1,
        remark: OnRemark | None = None,
    ) -> "Library":
        """Open a library.

        Args:
            path: its folder, or its address in a cluster, such as `opensearch://host/name`;
                `default_path()` if not given.
            missing: where there is none, make one of the seed articles, make an empty one, or
                raise; if not given, make one of the seeds in the default place, and raise where a
                folder was named.
            engine: what keeps the index; see `engines.selection.chosen_engine`.
            verify: read every byte of the index when it is opened, as a process that lives long
                should; a search from the command line would wait for it.
            processes: how many processes may be at work where many articles are indexed, as many
                as there are cores at best. With more than one, the program that calls this is
                imported by each, so it begins under `if __name__ == "__main__"`.
            remark: is told, in a line each, what was done without being asked.

        Raises:
            InputError: the environment names an engine that there is not, or the address of a
                library cannot be understood.
            LibraryError: it cannot be opened or made, or is missing.
        """
        if path == "":  # as of a shell's unset variable; a path of it is the current folder
            raise LibraryError("An empty name is no library: name its folder or its address.")
        folder = default_path() if path is None else Path(path)
        address = _address_in(folder)
        if address is not None:
            if engine is not None:
                raise InputError(
                    "A library in a cluster is kept by OpenSearch: leave --engine out."
                )
            from telusur.index.cluster.cluster_library import ClusterLibrary

            return ClusterLibrary.at(address, missing, remark)
        from telusur.index.upkeep.folder_library import FolderLibrary

        return FolderLibrary.at(
            folder,
            missing or ("seeds" if is_default(path) else "error"),
            engine=engine,
            verify=verify,
            processes=processes,
            remark=remark,
        )

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Close the library's files or connections."""

    @abstractmethod
    def __len__(self) -> int:
        """Return the number of articles."""

    @abstractmethod
    def reading(self, read: Callable[[Snapshot], _Read]) -> _Read:
        """Return what is read of one state of the library.

        In a folder, an index that is missing, damaged, behind the articles or of an older format
        is rebuilt or caught up first, with a remark.

        Args:
            read: reads the state, and does nothing else; whatever it returns must not read more.

        Raises:
            LibraryError: there is no usable index and none can be written.
        """

    @abstractmethod
    def add(
        self, incoming: "Iterable[Article | Failure]", on_outcome: "OnOutcome | None" = None
    ) -> "Counter[OutcomeOrFailed]":
        """Add articles, or update those whose ids are known; one bad article stops no other.

        They are stored in batches, and a batch is durable before its outcomes are told; an
        interrupted run loses nothing that was told, and the same run again completes it. When the
        run ends, all of it can be found.

        Args:
            incoming: articles, and failures of a source to make one, as they come.
            on_outcome: is told what happened to each, in order.

        Returns:
            How many met with which outcome.

        Raises:
            LibraryError: the library cannot be written; what was told before is safe.
        """

    @abstractmethod
    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by their ids.

        Returns:
            The ids that were there.

        Raises:
            LibraryError: the library cannot be written.
        """

    @abstractmethod
    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None.

        Raises:
            LibraryError: it is damaged, or the library cannot be read.
        """

    @abstractmethod
    def versions(self, identity: str) -> "Sequence[Version]":
        """Return the former states of the article with this id, the oldest first.

        An article that changes because what it came from has changed keeps what it was.

        Raises:
            LibraryError: one of them is damaged, or the library cannot be read.
        """

    @abstractmethod
    def find_ids(self, beginning: str, limit: int = 10) -> list[str]:
        """Return up to `limit` ids that begin so; the exact one alone if there is one."""

    @abstractmethod
    def list(self) -> Iterator[Article]:
        """Yield all articles in the order in which they were added, as they are at one time.

        A damaged one is named in a remark and left out; see `damaged_articles`.
        """

    @property
    @abstractmethod
    def damaged_articles(self) -> Sequence[str]:
        """The ids of articles that were found damaged since the library was opened."""

    def export(self) -> Iterator[str]:
        """Yield every article as a line of JSON that `add` takes back unchanged, in their order."""
        from telusur.index.export import exported_line

        return map(exported_line, self.list())

    @property
    @abstractmethod
    def user_data(self) -> "UserData":
        """Saved searches and feeds, which are kept in the library as the articles are."""

    @abstractmethod
    def stats(self) -> "Stats":
        """Return counts and sizes: of the articles, and of the files."""

    @abstractmethod
    def check(self) -> "Check":
        """Read every byte of the articles and of the index, and change nothing.

        Raises:
            LibraryError: the library cannot be read at all.
        """

    @abstractmethod
    def backup(self, file: str | Path) -> int:
        """Write a consistent copy of the articles, with their versions, while others may write.

        Args:
            file: where it goes, whole or not at all; an older backup of this library that is there
                is replaced.

        Returns:
            The number of articles in it.

        Raises:
            LibraryError: it cannot be written, or another file is there.
        """

    @staticmethod
    def restore(file: str | Path, folder: str | Path) -> Path | None:
        """Put a backup in the place of a library's articles, and keep what was there.

        Args:
            file: what `backup` wrote.
            folder: the library's folder; it is made if it is missing.

        Returns:
            Where the articles are that were there; None where there were none.

        Raises:
            LibraryError: the backup is none, or damaged, or the library cannot be written.
        """
        from telusur.index.store.backup import restore

        typed = _address_in(folder)
        if typed is not None:
            from telusur.index.opensearch.address import parse_address

            raise LibraryError(
                "{folder} is in a cluster: restore into a folder, and copy that.",
                folder=parse_address(typed),
            )
        ensure_folder(Path(folder))
        return restore(Path(file), Path(folder))

    @abstractmethod
    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Verify the articles and make the index again from them.

        Args:
            progress: is told how many more articles have been indexed.

        Returns:
            The number of articles indexed.

        Raises:
            LibraryError: the articles are damaged, or the index cannot be written.
        """


def lookup_id(identity: str) -> str:
    """Return an id as it can be looked up: what a shell passes on need not be UTF-8."""
    return identity.encode("utf-8", "replace").decode()


def seed_articles() -> Sequence[Article]:
    """Return the articles that a library is made of where none was named."""
    from telusur.index.sources.readers.text import read_text_file
    from telusur.seeds import seed_paths

    return [read_text_file(path) for path in seed_paths()]


def _address_in(path: str | Path) -> str | None:
    """Return the address that a path is meant as; None of a folder."""
    address = re.fullmatch(_ADDRESS, str(path)) if ":" in str(path) else None
    return f"{address[1]}://{address[2] or ''}" if address else None
