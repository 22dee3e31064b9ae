"""FolderLibrary: a folder with the articles themselves, and the index kept in step with them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from telusur.index.article import Article, Failure
from telusur.index.engines.engine import EngineName
from telusur.index.engines.selection import chosen_engine
from telusur.index.errors import IndexDamagedError, LibraryError
from telusur.index.folder.layout import ARTICLES_FILE, INDEX_FOLDER
from telusur.index.folder.library_folder import (
    ensure_folder,
    holds_library,
    no_library_in,
    require_no_index,
)  # fmt: skip
from telusur.index.library import Library, lookup_id, seed_articles
from telusur.index.store.article_store import ArticleStore
from telusur.index.store.sqlite import damaged
from telusur.index.translation import gettext
from telusur.index.upkeep.index_keeper import IndexKeeper, OnProgress, OnRemark
from telusur.index.upkeep.snapshot import Snapshot

if TYPE_CHECKING:
    from telusur.index.ingest.batches import OnOutcome, OutcomeOrFailed
    from telusur.index.store.rows.versions import Version
    from telusur.index.upkeep.checking import Check
    from telusur.index.upkeep.statistics import Stats
    from telusur.index.user_data import UserData

_ATTEMPTS = 2
"""An index that is damaged is made again once; if that does not help, nothing will."""

_Read = TypeVar("_Read")


class FolderLibrary(Library):
    """An open library in a folder; see `Library`."""

    def __init__(self, path: Path, store: ArticleStore, keeper: IndexKeeper) -> None:
        """Take open parts as a library; callers want `Library.open`."""
        self.path = path
        self._store = store
        self._keeper = keeper

    @classmethod
    def at(
        cls,
        folder: Path,
        missing: Literal["seeds", "empty", "error"],
        *,
        engine: EngineName | None = None,
        verify: bool = False,
        processes: int = 1,
        remark: OnRemark | None = None,
    ) -> "FolderLibrary":
        """Open the library in a folder; see `Library.open`."""
        file = folder / ARTICLES_FILE
        store = None
        if holds_library(folder):
            store = ArticleStore.open(file, remark)
            if store is None and (folder / INDEX_FOLDER).exists():
                raise damaged(file, gettext("its tables are gone"))
        seeds: Sequence[Article] = ()
        is_new = store is None
        if store is None:
            if missing == "error":
                raise no_library_in(folder)
            require_no_index(folder)
            ensure_folder(folder)
            seeds = seed_articles() if missing == "seeds" else []
            store = ArticleStore.create(file, seeds, remark)
        try:
            keeper = _keeper(folder, store, engine, remark, processes, verify=verify and not is_new)
            if is_new:
                keeper.follow()
        except BaseException:
            store.close()
            raise
        if seeds and remark:
            remark(
                gettext(
                    "Made a library of the {articles} seed articles in {folder}.",
                    articles=len(seeds),
                    folder=folder,
                )
            )
        return cls(folder, store, keeper)

    def close(self) -> None:
        """Close the library's files."""
        self._store.close()

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._store)

    def reading(self, read: Callable[[Snapshot], _Read]) -> _Read:
        """Return what is read of one state of the library; see `Library.reading`.

        Where damage shows only while the index is read, it is made again and read once more. While
        another process is writing, a usable index is taken as it is: the writer will bring it up
        to date.
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
        """Add articles; see `Library.add`.

        The index follows in large steps: at the end, every 25,000 articles, or when nothing has
        come for two seconds. Until then others who search find what the index had before.
        """
        from telusur.index.ingest.adding_run import AddingRun

        return AddingRun(self._store, self._keeper, on_outcome).add(incoming)

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by their ids; see `Library.remove`."""
        with self._store.writing():
            removed = self._store.remove(map(lookup_id, ids))
        self._keeper.follow()
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None; see `Library.get`."""
        return self._store.get(lookup_id(identity))

    def versions(self, identity: str) -> "Sequence[Version]":
        """Return the former states of an article, the oldest first; see `Library.versions`."""
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

    @cached_property
    def user_data(self) -> "UserData":
        """Saved searches and feeds, which are kept in the library as the articles are."""
        from telusur.index.store.stored_user_data import StoredUserData

        return StoredUserData(self._store)

    def stats(self) -> "Stats":
        """Return counts and sizes: of the articles, and of the files."""
        from telusur.index.upkeep.statistics import statistics

        return self.reading(partial(statistics, self.path, self._store, self._keeper.engine))

    def check(self) -> "Check":
        """Read every byte of the articles and of the index, and change nothing."""
        from telusur.index.upkeep.checking import check

        damage_of_index = None
        try:
            self._keeper.verify()
        except IndexDamagedError as damage:
            damage_of_index = str(damage)
        return check(self._store, damage_of_index)

    def backup(self, file: str | Path) -> int:
        """Write a consistent copy of the articles; see `Library.backup`."""
        from telusur.index.store.backup import back_up

        return back_up(self._store, Path(file))

    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Verify the articles and make the index again from them; see `Library.rebuild`."""
        from telusur.index.upkeep.checking import require_structure

        require_structure(self._store)
        self._keeper.rebuild(progress)
        return len(self._store)


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
