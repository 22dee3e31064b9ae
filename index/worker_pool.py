"""Worker pool: does work on a long stream of items in several processes, and keeps their order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MIN_ITEMS = 300
"""Fewer are done sooner in this process than workers are started."""

_CHUNK_BYTES = 200_000
_WAITING_BYTES_PER_WORKER = 4 * _CHUNK_BYTES
"""How much may be under way or wait for what comes before it; this bounds memory."""

_SLOW_SECONDS = 0.1
"""An item that is waited for longer than this comes from no bulk: it is not held back for more."""


def core_count() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_order(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    processes: int,
    size: Callable[[_Item], int],
) -> Iterator[_Result]:
    """Yield what a function makes of each item, in the order of the items.

    The first few hundred are done in this process, so that a short stream never pays for workers;
    they are started when more follow. Where items come slowly, what has come is yielded before the
    next is waited for. Workers end with this process, however it ends.

    Args:
        function: does the work, and raises nothing; it, its items and its results can be pickled.
        items: what is worked on.
        processes: how many workers there are; with fewer than two, all is done in this process.
        size: tells about how many bytes an item has; large ones go to a worker by themselves.
    """
    stream = iter(items)
    yield from map(function, islice(stream, None if processes < 2 else _MIN_ITEMS))
    for item in islice(stream, 1):
        yield from _map_in_workers(function, chain((item,), stream), processes, size)


def _map_in_workers(
    function: Callable[[_Item], _Result],
    stream: Iterator[_Item],
    processes: int,
    size: Callable[[_Item], int],
) -> Iterator[_Result]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pending: deque[tuple[_Chunk[_Item], Future[list[_Result]] | None]] = deque()
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _prepare_worker)
    waiting = 0
    try:
        for chunk in _chunks(stream, size):
            try:
                pending.append((chunk, pool.submit(_map, function, chunk.items)))
            except BrokenProcessPool:
                pending.append((chunk, None))
            waiting += chunk.size
            while pending and (chunk.is_last or waiting > processes * _WAITING_BYTES_PER_WORKER):
                oldest, future = pending.popleft()
                waiting -= oldest.size
                try:
                    results = future.result() if future else _map(function, oldest.items)
                except BrokenProcessPool:  # somebody killed a worker: what it had is done here
                    results = _map(function, oldest.items)
                yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Chunk(NamedTuple, Generic[_Item]):
    """Items that are worked on together."""

    items: list[_Item]
    size: int
    is_last: bool
    """Whether what comes next, if anything, may take long."""


def _chunks(stream: Iterator[_Item], size: Callable[[_Item], int]) -> Iterator[_Chunk[_Item]]:
    items: list[_Item] = []
    total = 0
    begun = monotonic()
    for item in stream:
        is_slow = monotonic() - begun > _SLOW_SECONDS
        items.append(item)
        total += size(item)
        if is_slow or total >= _CHUNK_BYTES:
            yield _Chunk(items, total, is_slow)
            items, total = [], 0
        begun = monotonic()
    yield _Chunk(items, total, True)


def _map(function: Callable[[_Item], _Result], chunk: list[_Item]) -> list[_Result]:
    return list(map(function, chunk))


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end when it ends."""
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
