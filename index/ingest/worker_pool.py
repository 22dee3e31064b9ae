"""Worker pool: does work on many items in several processes, and keeps their order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MIN_ITEMS = 300
"""Fewer are done sooner in this process than workers are started."""

_MANY_ITEMS = 1_000
"""Where so many are known to come, workers are started at once."""

_CHUNK_BYTES = 200_000
_WAITING_BYTES_PER_WORKER = 20 * _CHUNK_BYTES
"""How much may be under way or wait until it is taken; this bounds memory. Workers go on while
whoever takes the results does something else for a second or two."""


def map_in_order(
    function: Callable[[list[_Item]], list[_Result]],
    items: Iterable[_Item],
    processes: int,
    size: Callable[[_Item], int],
) -> Iterator[_Result]:
    """Yield what a function makes of each item, by workers for these items alone.

    Args:
        function: see `WorkerPool.map_in_order`, as for the rest.
        items: what is worked on.
        processes: how many workers there are; with fewer than two, all is done in this process.
        size: tells about how many bytes an item has.
    """
    with WorkerPool(processes if processes > 1 else 0) as pool:
        yield from pool.map_in_order(function, items, size)


class WorkerPool:
    """Processes that wait for work until the pool is closed.

    They are started when a few hundred items have been worked on in this process, so that few
    items never pay for them, or at once where many are known to come, and end with this process,
    however it ends.
    """

    def __init__(self, workers: int) -> None:
        """Say how many there may be; none is started yet. With 0, this process does all."""
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def map_in_order(
        self,
        function: Callable[[list[_Item]], list[_Result]],
        items: Iterable[_Item],
        size: Callable[[_Item], int],
        count: int = 0,
    ) -> Iterator[_Result]:
        """Yield what a function makes of each item, in the order of the items.

        Args:
            function: returns the result of each item in a list, and raises nothing; it, its
                items and its results can be pickled.
            items: what is worked on. With workers, results wait for more items to come, so what
                may pause, such as a stream, is worked on with one process.
            size: tells about how many bytes an item has; large ones go to a worker by themselves.
            count: about how many items there are, where that is known.
        """
        stream = iter(items)
        if not self._executor:
            first = 0 if count >= _MANY_ITEMS else _MIN_ITEMS
            for item in islice(stream, first if self._workers else None):
                yield from function([item])
        for item in islice(stream, 1):
            yield from self._map_in_workers(function, chain((item,), stream), size)

    def _map_in_workers(
        self,
        function: Callable[[list[_Item]], list[_Result]],
        stream: Iterator[_Item],
        size: Callable[[_Item], int],
    ) -> Iterator[_Result]:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        if not self._executor:
            self._executor = ProcessPoolExecutor(
                self._workers, get_context("spawn"), _prepare_worker
            )
        work = _Work(function)
        try:
            for chunk in _chunks(stream, size):
                try:
                    work.add(chunk, self._executor.submit(function, chunk.items))
                except BrokenProcessPool:
                    work.add(chunk, None)
                while work.bytes > self._workers * _WAITING_BYTES_PER_WORKER or work.is_ready():
                    yield from work.take()
            while work.chunks:
                yield from work.take()
        finally:
            work.cancel()


class _Work(Generic[_Item, _Result]):
    """What workers have, or have done and nobody took yet, in order."""

    def __init__(self, function: Callable[[list[_Item]], list[_Result]]) -> None:
        self._function = function
        self.chunks: deque[tuple[_Chunk[_Item], Future[list[_Result]] | None]] = deque()
        self.bytes = 0

    def add(self, chunk: "_Chunk[_Item]", future: "Future[list[_Result]] | None") -> None:
        """Add what a worker was given; nobody was where there is no future."""
        self.chunks.append((chunk, future))
        self.bytes += chunk.size

    def is_ready(self) -> bool:
        """Whether the results that come next are there."""
        future = self.chunks[0][1] if self.chunks else None
        return future is not None and future.done()

    def take(self) -> list[_Result]:
        """Return the results that come next; wait for them."""
        from concurrent.futures.process import BrokenProcessPool

        chunk, future = self.chunks.popleft()
        self.bytes -= chunk.size
        if future:
            # Where somebody killed a worker, what it had is done here.
            with suppress(BrokenProcessPool):
                return future.result()
        return self._function(chunk.items)

    def cancel(self) -> None:
        """Have nothing done that nobody will take."""
        for _, future in self.chunks:
            if future:
                future.cancel()


class _Chunk(NamedTuple, Generic[_Item]):
    """Items that are worked on together."""

    items: list[_Item]
    size: int


def _chunks(stream: Iterator[_Item], size: Callable[[_Item], int]) -> Iterator[_Chunk[_Item]]:
    items: list[_Item] = []
    total = 0
    for item in stream:
        items.append(item)
        total += size(item)
        if total >= _CHUNK_BYTES:
            yield _Chunk(items, total)
            items, total = [], 0
    if items:
        yield _Chunk(items, total)


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end when it ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
