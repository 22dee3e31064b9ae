"""A library in a cluster: the calls of `Library`, over articles that others keep well."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final, Literal, TypeVar
from urllib.parse import quote

from telusur.index.analyzer import ANALYSIS_VERSION
from telusur.index.article import Article, Failure
from telusur.index.cluster.additions import Additions
from telusur.index.cluster.cluster_user_data import ClusterUserData
from telusur.index.cluster.creation import ensure_library
from telusur.index.cluster.kept_state import KeptState
from telusur.index.cluster.measuring import stats_of
from telusur.index.cluster.rebuilding import rebuild
from telusur.index.cluster.records import article_of, key_of, versions_of
from telusur.index.cluster.snapshot import ClusterSnapshot
from telusur.index.engines.opensearch.engine import OpenSearchEngine
from telusur.index.engines.opensearch.held_state import HeldState, StateChangedError
from telusur.index.engines.opensearch.reader import OpenSearchReader
from telusur.index.engines.opensearch.writer import refresh
from telusur.index.errors import IndexDamagedError, LibraryBusyError, LibraryError
from telusur.index.ingest.batches import OnOutcome, OutcomeOrFailed, batches
from telusur.index.ingest.making import MAX_ID_LENGTH
from telusur.index.library import Library, lookup_id, seed_articles
from telusur.index.opensearch.address import parse_address
from telusur.index.opensearch.bulk import Write, write
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import RefusedError
from telusur.index.opensearch.searching import PointInTime, search_now
from telusur.index.store.rows.versions import Version
from telusur.index.translation import gettext
from telusur.index.upkeep.checking import Check
from telusur.index.upkeep.index_keeper import OnProgress, OnRemark
from telusur.index.upkeep.snapshot import Snapshot
from telusur.index.upkeep.statistics import Stats
from telusur.index.user_data import UserData

_ATTEMPTS: Final = 4
"""How many states are tried: one that was kept, and new ones where nodes are lost."""

_MAX_WAIT_SECONDS: Final = 60.0
_PAGE: Final = 500
_PAUSE_SECONDS: Final = 0.5

_Hits = Sequence[Mapping[str, Any]]
_Read = TypeVar("_Read")


class ClusterLibrary(Library):
    """An open library in a cluster; see `Library`."""

    def __init__(self, client: Client, remark: OnRemark | None) -> None:
        """Take the cluster; callers want `Library.open`."""
        self._client = client
        self._engine = OpenSearchEngine(client)
        self._remark = remark or (lambda line: None)
        self._kept = KeptState()

    @classmethod
    def at(
        cls,
        typed: str,
        missing: Literal["seeds", "empty", "error"] | None,
        remark: OnRemark | None = None,
    ) -> "ClusterLibrary":
        """Open a library in a cluster.

        Args:
            typed: its address.
            missing: where there is none, make one of the seed articles, make an empty one, or
                raise, as is done if it is not given.
            remark: is told what was done without being asked.

        Raises:
            InputError: the address is none.
            LibraryError: the cluster cannot be asked, or has no library there and is to have none.
        """
        library = cls(Client(parse_address(typed)), remark)
        try:
            wanted = missing or "error"
            if ensure_library(library._client, make=wanted != "error") and wanted == "seeds":
                library._add_seeds()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Close the connections."""
        self._kept.drop()
        self._client.close()

    def __len__(self) -> int:
        body = {"size": 0, "track_total_hits": True, "query": {"exists": {"field": "number"}}}
        return int(search_now(self._client, body)["hits"]["total"]["value"])

    def reading(self, read: Callable[[Snapshot], _Read]) -> _Read:
        """Return what is read of one state of the library; see `Library.reading`."""
        state, content = self._kept.state, None
        for left in reversed(range(_ATTEMPTS)):
            try:
                state = state or HeldState(self._client, ANALYSIS_VERSION, content)
                result = read(ClusterSnapshot(OpenSearchReader(state)))
            except StateChangedError as changed:
                content = changed.content
            except IndexDamagedError as error:
                raise self._unusable(error) from error
            except RefusedError as error:
                if not (left and (error.is_lost_snapshot or error.is_missing_index)):
                    raise
                content = None
            else:
                self._kept.keep(state)
                return result
            state = None  # the next one is held by nobody else, and so has not changed
        raise AssertionError  # the last attempt returns or raises

    def add(
        self, incoming: Iterable[Article | Failure], on_outcome: OnOutcome | None = None
    ) -> "Counter[OutcomeOrFailed]":
        """Add articles, or update those whose ids are known; see `Library.add`.

        What is told has been acknowledged by as many copies of the index as the cluster asks for
        (`index.write.wait_for_active_shards`), and can be found.
        """
        additions = Additions(self._client)
        counts: Counter[OutcomeOrFailed] = Counter()
        for batch in batches(incoming):
            articles = [item for item in batch if isinstance(item, Article)]
            results = iter(self._when_writable(partial(additions.put, articles)))
            for item in batch:
                outcome: OutcomeOrFailed = "failed"
                told = item
                if isinstance(item, Article):
                    put = next(results)
                    if isinstance(put, Failure):
                        told = put
                    else:
                        outcome = put.outcome
                        told = item if item.id == put.id else item.replaced(id=put.id)
                counts[outcome] += told.records if isinstance(told, Failure) else 1
                if on_outcome:
                    on_outcome(told, outcome)
        return counts

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles by their ids; see `Library.remove`."""
        wanted = list(dict.fromkeys(map(lookup_id, ids)))
        writes = [Write("delete", key_of(identity)) for identity in wanted]
        if not writes:
            return []
        name = self._client.address.name
        results = self._when_writable(lambda: write(self._client, name, writes))
        refresh(self._client, name)
        removed = []
        for identity, result in zip(wanted, results, strict=True):
            if result.failure is not None:
                raise result.failure
            if result.outcome == "done":
                removed.append(identity)
        return removed

    def get(self, identity: str) -> Article | None:
        """Return the article with this id, or None."""
        got = self._got(identity)
        return None if got is None else article_of(got)

    def versions(self, identity: str) -> Sequence[Version]:
        """Return the former states of the article with this id, the oldest first."""
        got = self._got(identity)
        return versions_of(got) if got else []

    @property
    def damaged_articles(self) -> Sequence[str]:
        """None: what is not what was written is an error of the cluster."""
        return ()

    def find_ids(self, beginning: str, limit: int = 10) -> list[str]:
        """Return up to `limit` ids that begin so; the exact one alone if there is one."""
        beginning = lookup_id(beginning)
        if len(beginning) > MAX_ID_LENGTH:  # and longer than a prefix can be in OpenSearch
            return []
        if not beginning:
            query: dict[str, Any] = {"exists": {"field": "id"}}
        elif self.get(beginning):
            return [beginning]
        else:
            query = {"prefix": {"id": {"value": beginning}}}
        body = {"query": query, "size": limit, "sort": [{"id": "asc"}], "_source": False}
        found = search_now(self._client, {**body, "docvalue_fields": ["id"]})
        return [str(hit["fields"]["id"][0]) for hit in found["hits"]["hits"]]

    def list(self) -> Iterator[Article]:
        """Yield all articles in the order in which they were added."""
        for hits in self._pages(["article"]):
            yield from map(article_of, hits)

    @cached_property
    def user_data(self) -> UserData:
        """Saved searches and feeds, in an index of their own."""
        return ClusterUserData(self._client)

    def stats(self) -> Stats:
        """Return counts and sizes; the articles are in the index."""

        def read(snapshot: Snapshot) -> Stats:
            assert isinstance(snapshot, ClusterSnapshot)
            return stats_of(self._engine, snapshot.index)

        return self.reading(read)

    def check(self) -> Check:
        """See whether every part of the index is there, and whether each article can be made.

        Checksums of files are the cluster's.
        """
        with suppress(IndexDamagedError):  # which `reading` says in a sentence
            self._engine.verify()
        damage: str | None = None
        try:
            self.reading(lambda snapshot: snapshot.index.state)
        except LibraryError as error:
            damage = str(error)
        damaged: list[str] = []
        count = 0
        for hits in self._pages(["id", "article", "versions"]):
            for hit in hits:
                count += 1
                try:
                    article_of(hit)
                    versions_of(hit)
                except LibraryError:
                    damaged.append(str(hit["_id"]))
        return Check(count, damaged, (), damage)

    def backup(self, file: str | Path) -> int:
        """Refuse: a cluster makes snapshots of its own.

        Raises:
            LibraryError: always; it says what to do instead.
        """
        raise LibraryError(
            "{address} is in a cluster, which keeps snapshots of its own; `telusur copy` "
            "copies its articles into a folder.",
            address=self._client.address,
        )

    def rebuild(self, progress: OnProgress | None = None) -> int:
        """Make the index again from the articles, beside the one that is read meanwhile."""
        self._kept.drop()
        return rebuild(self._engine, progress or (lambda count: None))

    def _got(self, identity: str) -> dict[str, Any] | None:
        """Return the document of an article as it is at this moment; None if there is none."""
        key = quote(key_of(lookup_id(identity)), safe="")
        path = f"/{self._client.address.name}/_doc/{key}"
        try:
            return self._client.ask("GET", path)
        except RefusedError as error:
            if error.status == 404 and not error.is_missing_index:
                return None
            raise

    def _pages(self, source: Sequence[str]) -> Iterator[_Hits]:
        """Yield all articles in the order in which they were added, some at a time."""
        point = PointInTime(self._client, self._client.address.name)
        body = {"query": {"exists": {"field": "number"}}, "size": _PAGE, "_source": [*source]}
        return point.pages(body, [{"number": "asc"}])

    def _unusable(self, error: IndexDamagedError) -> LibraryError:
        return LibraryError(
            "The index of {address} cannot be used ({error}): `telusur rebuild` "
            "makes it again from its articles.",
            address=self._client.address,
            error=error,
        )

    def _when_writable(self, change: Callable[[], _Read]) -> _Read:
        """Change something as soon as no rebuild holds writers off."""
        begun = monotonic()
        remarked = False
        while True:
            try:
                return change()
            except RefusedError as error:
                if not error.is_write_block:
                    raise
                if monotonic() - begun > _MAX_WAIT_SECONDS:
                    raise LibraryBusyError(str(error)) from error
            if not remarked:
                remarked = True
                self._remark(
                    gettext(
                        "{address} is being rebuilt; waiting for up to {seconds} seconds.",
                        address=self._client.address,
                        seconds=format(_MAX_WAIT_SECONDS, "g"),
                    )
                )
            sleep(_PAUSE_SECONDS)

    def _add_seeds(self) -> None:
        articles = seed_articles()
        self.add(articles)
        self._remark(
            gettext(
                "Made a library of the {articles} seed articles in {address}.",
                articles=len(articles),
                address=self._client.address,
            )
        )
