"""Library: a folder with the articles themselves, durable, and the index kept in step with them."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeVar

from telusur.index.article import Article, Failure
from telusur.index.errors import IndexDamagedError, LibraryError
from telusur.index.fields import COUNTRY
from telusur.index.layout import ARTICLES_FILE, INDEX_FOLDER
from telusur.index.segments.index import Index
from telusur.index.store.article_store import ArticleStore, Summary
from telusur.index.store.sqlite import damaged
from telusur.index.upkeep import IndexKeeper, Progress, Remark

if TYPE_CHECKING:
    from telusur.index.ingest import OnOutcome, OutcomeOrFailed

_Read = TypeVar("_Read")


def default_path() -> Path:
    """Return the folder of the library that is used when none is named.

    It is the environment variable `TELUSUR_LIBRARY`, or else `telusur` in the platform's folder
    for a user's data.
    """
    named = os.environ.get("TELUSUR_LIBRARY")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("telusur", appauthor=False)


class Stats(Summary):
    """What is in a library, and how large its files are."""

    library: str
    """Its folder."""
    countries: dict[str, int]
    """How many articles refer to each country, the most frequent first."""
    segments: int
    articles_bytes: int
    index_bytes: int


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
        missing: Literal["seeds", "empty", "error"] = "seeds",
        remark: Remark | None = None,
    ) -> "Library":
        """Open a library.

        Args:
            path: its folder; `default_path()` if not given.
            missing: where there is none, make one of the seed articles, make an empty one, or
                raise.
            remark: is told, in a line each, what was done without being asked.

        Raises:
            LibraryError: it cannot be opened or made, or is missing.
        """
        folder = default_path() if path is None else Path(path)
        file = folder / ARTICLES_FILE
        if _holds_library(folder):
            opened = ArticleStore.open(file, remark)
            if opened is not None:
                return cls(folder, opened, IndexKeeper(folder / INDEX_FOLDER, opened, remark))
            if (folder / INDEX_FOLDER).exists():
                raise damaged(file, "its tables are gone")
        if missing == "error":
            raise LibraryError(
                f"There is no library in {folder}: add articles to make one,"
                " or name another folder with --library."
            )
        _make_folder(folder)
        articles = _seed_articles() if missing == "seeds" else []
        store = ArticleStore.create(file, articles, remark)
        keeper = IndexKeeper(folder / INDEX_FOLDER, store, remark)
        keeper.follow()
        if articles and remark:
            remark(f"Made a library of the {len(articles)} seed articles in {folder}.")
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

    @property
    def index(self) -> Index:
        """The index as it stands now, in step with the articles.

        An index that is missing, damaged, behind the articles or of an older format is rebuilt or
        caught up first, with a remark. While another process is writing, a usable index is taken
        as it is: the writer will bring it up to date.

        Raises:
            LibraryError: there is no usable index and none can be written.
        """
        return self._keeper.current()

    def reading_index(self, read: Callable[[Index], _Read]) -> _Read:
        """Return what is read of the index; where it turns out to be damaged, of a new one.

        Most of the index is verified only when it is read. Whoever reads it outside of this call
        does not get the damage mended.

        Args:
            read: reads the index, and does nothing else.

        Raises:
            LibraryError: there is no usable index and none can be written.
        """
        try:
            return read(self.index)
        except IndexDamagedError as damage:
            return read(self._keeper.mend(damage))

    def add(
        self, incoming: "Iterable[Article | Failure]", on_outcome: "OnOutcome | None" = None
    ) -> "Counter[OutcomeOrFailed]":
        """Add articles, or update those whose ids are known; one bad article stops no other.

        They are stored in batches, and a batch is durable and searchable before its outcomes are
        told; an interrupted run loses nothing that was told, and the same run again completes it.

        Args:
            incoming: articles, and failures of a source to make one, as they come.
            on_outcome: is told what happened to each, in order.

        Returns:
            How many met with which outcome.

        Raises:
            LibraryError: the library cannot be written; what was told before is safe.
        """
        from dataclasses import replace

        from telusur.index.ingest import batches

        counts: Counter[OutcomeOrFailed] = Counter()
        for batch in batches(incoming):
            with self._store.writing():
                put = self._store.put(item for item in batch if isinstance(item, Article))
            self._keeper.follow()
            results = iter(put)
            for item in batch:
                outcome: OutcomeOrFailed = "failed"
                if isinstance(item, Article):
                    outcome, identity = next(results)
                    item = item if item.id == identity else replace(item, id=identity)
                counts[outcome] += 1
                if on_outcome:
                    on_outcome(item, outcome)
        return counts

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by their ids.

        Returns:
            The ids that were there.

        Raises:
            LibraryError: the library cannot be written.
        """
        with self._store.writing():
            removed = self._store.remove(ids)
        self._keeper.follow()
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None."""
        return self._store.get(identity)

    def number_of(self, identity: str) -> int | None:
        """Return the number under which the index knows the article with this id, or None."""
        return self._store.number_of(identity)

    def find_ids(self, beginning: str, most: int = 10) -> list[str]:
        """Return up to `most` ids that begin so; the exact one alone if there is one."""
        if self._store.get(beginning):
            return [beginning]
        return self._store.ids_beginning_with(beginning, most)

    def get_many(self, numbers: Sequence[int]) -> dict[int, Article]:
        """Return the articles that the index knows by these numbers, as far as still there."""
        return self._store.get_many(numbers)

    def families_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the families of articles, by the numbers that the index knows them by.

        Near-identical articles, versions of one another, are one family; most articles have none.
        """
        return self._store.families_of(numbers)

    def ids_in_families(self, families: Sequence[int]) -> dict[int, Sequence[str]]:
        """Return the ids of the articles in families, in the order in which they were added."""
        return dict(self._store.ids_in_families(families))

    def list(self) -> Iterator[Article]:
        """Yield all articles in the order in which they were added."""
        return self._store.all()

    def export(self) -> Iterator[str]:
        """Yield every article as a line of JSON that `add` takes back unchanged, in their order."""
        from telusur.index.export import exported_line

        return map(exported_line, self._store.all())

    def stats(self) -> Stats:
        """Return counts and sizes: of the articles, and of the files."""
        countries = self.reading_index(lambda index: index.document_counts(COUNTRY))
        return Stats(
            **self._store.summary().as_dict(),
            library=str(self.path),
            countries=dict(countries.most_common()),
            segments=len(self.index.segments),
            articles_bytes=_bytes_of(self.path.glob(ARTICLES_FILE + "*")),
            index_bytes=_bytes_of((self.path / INDEX_FOLDER).iterdir()),
        )

    def rebuild(self, progress: Progress | None = None) -> int:
        """Verify the articles and make the index again from them.

        Args:
            progress: is told how many more articles have been indexed.

        Returns:
            The number of articles indexed.

        Raises:
            LibraryError: the articles are damaged, or the index cannot be written.
        """
        self._store.check_integrity()
        self._keeper.rebuild(progress)
        return len(self._store)


def _holds_library(folder: Path) -> bool:
    file = folder / ARTICLES_FILE
    try:
        # A file of no bytes beside an index has lost its articles; opening it says so.
        return file.exists() and (file.stat().st_size > 0 or (folder / INDEX_FOLDER).exists())
    except OSError as error:
        raise LibraryError(
            f"The library {folder} cannot be read ({error.strerror}): check its permissions"
            " or name another folder with --library."
        ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The library folder {folder} cannot be made ({error.strerror}):"
            " name another with --library or TELUSUR_LIBRARY."
        ) from error


def _seed_articles() -> Sequence[Article]:
    from telusur.index.sources.readers.text import read_text_file
    from telusur.seeds import seed_paths

    return [read_text_file(path) for path in seed_paths()]


def _bytes_of(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files)
