"""Library: a folder with the articles themselves, durable, and the index kept in step with them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeVar

from telusur.index.article import Article, Failure
from telusur.index.engines.engine import EngineName
from telusur.index.engines.selection import chosen_engine
from telusur.index.errors import IndexDamagedError, InputError, LibraryError
from telusur.index.folder.layout import ARTICLES_FILE, INDEX_FOLDER
from telusur.index.folder.library_folder import (
    default_path,
    ensure_folder,
    holds_library,
    is_default,
    no_library_in,
    require_no_index,
)  # fmt: skip
from telusur.index.store.article_store import ArticleStore
from telusur.index.store.rows.versions import Version
from telusur.index.store.sqlite import damaged
from telusur.index.translation import gettext
from telusur.index.upkeep.checking import Check, check, require_structure
from telusur.index.upkeep.index_keeper import IndexKeeper, OnProgress, OnRemark
from telusur.index.upkeep.snapshot import Snapshot

if TYPE_CHECKING:
    from telusur.index.ingest.batches import OnOutcome, OutcomeOrFailed
    from telusur.index.upkeep.statistics import Stats
    from telusur.index.user_data import UserData

_ATTEMPTS = 2
"""An index that is damaged is made again once; if that does not help, nothing will."""

_ADDRESS = r"(?s)([a-z][a-z0-9+.-]+):/+(.*)"
"""What is no folder, with as many slashes as a path leaves of it; a drive has one letter."""

_Read = TypeVar("_Read")


class Library:
    """An open library. Close it, or use it in a `with` statement."""

    def __init__(self, path: Path, store: ArticleStore, keeper: IndexKeeper) -> None:
        """Take open parts as a library; callers want `Library.open`."""
        self.path = path
        self._store = store
        self._keeper = keeper

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
        address = re.fullmatch(_ADDRESS, str(folder)) if ":" in str(folder) else None
        if address is not None:
            if engine is not None:
                raise InputError(
                    "A library in a cluster is kept by OpenSearch: leave --engine out."
                )
            from telusur.index.cluster.library import ClusterLibrary

            return ClusterLibrary.at(f"{address[1]}://{address[2]}", missing, remark)
        file = folder / ARTICLES_FILE
        if holds_library(folder):
            opened = ArticleStore.open(file, remark)
            if opened is not None:
                keeper = _keeper(folder, opened, engine, remark, processes, verify=verify)
                return cls(folder, opened, keeper)
            if (folder / INDEX_FOLDER).exists():
                raise damaged(file, gettext("its tables are gone"))
        missing = missing or ("seeds" if is_default(path) else "error")
        if missing == "error":
            raise no_library_in(folder)
        require_no_index(folder)
        ensure_folder(folder)
        articles = seed_articles() if missing == "seeds" else []
        store = ArticleStore.create(file, articles, remark)
        keeper = _keeper(folder, store, engine, remark, processes)
        keeper.follow()
        if articles and remark:
            remark(
                gettext(
                    "Made a library of the {articles} seed articles in {folder}.",
                    articles=len(articles),
                    folder=folder,
                )
            )
        return cls(folder, store, keeper)

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library's files."""
        self._store.close()

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._store)

    def reading(self, read: Callable[[Snapshot], _Read]) -> _Read:
        """Return what is read of one state of the library.

        An index that is missing, damaged, behind the articles or of an older format is rebuilt or
        caught up first, with a remark; where damage shows only while it is read, it is made again
        and read once more. While another process is writing, a usable index is taken as it is: the
        writer will bring it up to date.

        Args:
            read: reads the state, and does nothing else; whatever it returns must not read more.

        Raises:
            LibraryError: there is no usable index and none can be written.
        """
        index = self._keeper.current()
        for attempt in range(_ATTEMPTS):
            try:
                with self._store.reading():
                    return read(Snapshot(index, self._store))
            except IndexDamagedError as damage:
                if attempt == _ATTEMPTS - 1:
                    raise LibraryError(
                        "The index of {path} fails even after it was made again "
                        "({damage}): use another engine with --engine whoosh, and please "
                        "report this.",
                        path=self.path,
                        damage=damage,
                    ) from damage
                index = self._keeper.mend(damage)
        raise AssertionError("the last attempt returns or raises")

    def add(
        self, incoming: "Iterable[Article | Failure]", on_outcome: "OnOutcome | None" = None
    ) -> "Counter[OutcomeOrFailed]":
        """Add articles, or update those whose ids are known; one bad article stops no other.

        They are stored in batches, and a batch is durable before its outcomes are told; an
        interrupted run loses nothing that was told, and the same run again completes it. The index
        follows in large steps: at the end, every 25,000 articles, or when nothing has come for two
        seconds. Until then others who search find what the index had before.

        Args:
            incoming: articles, and failures of a source to make one, as they come.
            on_outcome: is told what happened to each, in order.

        Returns:
            How many met with which outcome.

        Raises:
            LibraryError: the library cannot be written; what was told before is safe.
        """
        from telusur.index.ingest.adding_run import AddingRun

        return AddingRun(self._store, self._keeper, on_outcome).add(incoming)

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by their ids.

        Returns:
            The ids that were there.

        Raises:
            LibraryError: the library cannot be written.
        """
        with self._store.writing():
            removed = self._store.remove(map(lookup_id, ids))
        self._keeper.follow()
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None.

        Raises:
            LibraryError: it is damaged, or the library cannot be read.
        """
        return self._store.get(lookup_id(identity))

    def versions(self, identity: str) -> Sequence[Version]:
        """Return the former states of the article with this id, the oldest first.

        An article that changes because what it came from has changed keeps what it was.

        Raises:
            LibraryError: one of them is damaged, or the library cannot be read.
        """
        return self._store.versions(lookup_id(identity))

    def find_ids(self, beginning: str, limit: int = 10) -> list[str]:
        """Return up to `limit` ids that begin so; the exact one alone if there is one."""
        beginning = lookup_id(beginning)
        if self._store.number_of(beginning) is not None:
            return [beginning]
        return self._store.ids_with_prefix(beginning, limit)

    def list(self) -> Iterator[Article]:
        """Yield all articles in the order in which they were added, as they are at one time.

        A damaged one is named in a remark and left out; see `damaged_articles`.
        """
        return self._store.all()

    @property
    def damaged_articles(self) -> Sequence[str]:
        """The ids of articles that were found damaged since the library was opened."""
        return self._store.damaged_articles

    def export(self) -> Iterator[str]:
        """Yield every article as a line of JSON that `add` takes back unchanged, in their order."""
        from telusur.index.export import exported_line

        return map(exported_line, self._store.all())

    @cached_property
    def user_data(self) -> "UserData":
        """Saved searches and feeds, which are kept in the library as the articles are."""
        from telusur.index.store.stored_user_data import StoredUserData

        return StoredUserData(self._store)

    def stats(self) -> "Stats":
        """Return counts and sizes: of the articles, and of the files."""
        from telusur.index.upkeep.statistics import statistics

        return self.reading(partial(statistics, self.path, self._store, self._keeper.engine))

    def check(self) -> Check:
        """Read every byte of the articles and of the index, and change nothing.

        Raises:
            LibraryError: the library cannot be read at all.
        """
        damage_of_index = None
        try:
            self._keeper.verify()
        except IndexDamagedError as damage:
            damage_of_index = str(damage)
        return check(self._store, damage_of_index)

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
        from telusur.index.store.backup import back_up

        return back_up(self._store, Path(file))

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

        if re.fullmatch(_ADDRESS, str(folder)):
            raise LibraryError(
                "{folder} is in a cluster: restore into a folder, and copy that.", folder=folder
            )
        ensure_folder(Path(folder))
        return restore(Path(file), Path(folder))

    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Verify the articles and make the index again from them.

        Args:
            progress: is told how many more articles have been indexed.

        Returns:
            The number of articles indexed.

        Raises:
            LibraryError: the articles are damaged, or the index cannot be written.
        """
        require_structure(self._store)
        self._keeper.rebuild(progress)
        return len(self._store)


def lookup_id(identity: str) -> str:
    """Return an id as it can be looked up: what a shell passes on need not be UTF-8."""
    return identity.encode("utf-8", "replace").decode()


def _keeper(
    folder: Path,
    store: ArticleStore,
    engine: EngineName | None,
    remark: OnRemark | None,
    processes: int,
    *,
    verify: bool = False,
) -> IndexKeeper:
    on_remark = remark or (lambda line: None)
    chosen = chosen_engine(engine, folder / INDEX_FOLDER, store.identity, on_remark)
    return IndexKeeper(chosen, store, on_remark, verify=verify, processes=processes)


def seed_articles() -> Sequence[Article]:
    """Return the articles that a library is made of where none was named."""
    from telusur.index.sources.readers.text import read_text_file
    from telusur.seeds import seed_paths

    return [read_text_file(path) for path in seed_paths()]
