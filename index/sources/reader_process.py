"""The process in which risky input is read: takes orders from `isolation.py`, within limits.

Each order has its own limits on processor time and memory, by the size of its content. Where the
platform limits memory (Linux), an allocation fails beyond; elsewhere a thread looks at what the
process has taken. Windows has neither, there the caller's clock alone counts.
"""

import json
import os
import pickle
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import BinaryIO

from telusur.index.article import Article, Failure
from telusur.index.errors import TelusurError
from telusur.index.export import exported_line
from telusur.index.sources import isolation
from telusur.index.sources.formats import FORMATS
from telusur.index.sources.reading import failure_of

try:
    import resource as platform_limits
except ImportError:  # Windows
    platform_limits = None  # type: ignore[assignment]

_KEPT_BYTES = 400_000_000
"""A process that has taken more memory than this, ever, takes no further order."""


def main() -> None:
    """Take orders from standard input until it ends."""
    # An interruption at the terminal reaches this process too; the caller decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = sys.stdin.buffer
    # Whatever a parser prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    forms = {form.name: form for form in FORMATS}
    while length := orders.read(4):
        order: isolation.Order = pickle.loads(orders.read(int.from_bytes(length, "big")))
        content = _content(orders)
        if content is None:
            continue
        _set_limits(order, len(content))
        resource = replace(order.resource, file=BufferedReader(BytesIO(content)))
        is_last = False
        try:
            for item in forms[order.form].read(resource, order.given):
                answers.write(_line(item))
        except MemoryError:
            answers.write(_line(Failure(resource.name, isolation.too_much_memory())))
            is_last = True
        except (TelusurError, OSError) as error:
            answers.write(_line(failure_of(resource, error)))
        del content, resource
        is_last = is_last or _peak_memory() > _KEPT_BYTES
        answers.write((isolation.LAST if is_last else isolation.END) + b"\n")
        answers.flush()
        if is_last:
            break


def _content(orders: BinaryIO) -> bytes | None:
    """The content of an order, or None where its sender could not read it to the end."""
    parts = []
    while length := int.from_bytes(orders.read(4), "big"):
        if length == isolation.ABANDONED:
            return None
        parts.append(orders.read(length))
    return b"".join(parts)


def _line(item: Article | Failure) -> bytes:
    if isinstance(item, Failure):
        return isolation.FAILURE + json.dumps(item).encode() + b"\n"
    kind = isolation.DERIVED_ID if item.id_derived else isolation.ARTICLE
    return kind + exported_line(item).encode("utf-8", "surrogatepass") + b"\n"


def _set_limits(order: isolation.Order, size: int) -> None:
    """Allow an order with content of this size, in bytes, what it may take."""
    if platform_limits is None:
        return
    used = platform_limits.getrusage(platform_limits.RUSAGE_SELF)
    seconds = order.seconds + isolation.CPU_SECONDS_PER_MB * size / 1e6
    _limit(platform_limits.RLIMIT_CPU, round(used.ru_utime + used.ru_stime + seconds + 0.5))
    memory = order.memory + isolation.MEMORY_PER_BYTE * size
    if sys.platform == "linux":
        _limit(platform_limits.RLIMIT_DATA, _data_bytes() + memory)
    else:
        _watch_memory(_peak_memory() + memory)


def _limit(kind: int, value: int) -> None:
    hard = platform_limits.getrlimit(kind)[1]
    if hard != platform_limits.RLIM_INFINITY:
        value = min(value, hard)
    platform_limits.setrlimit(kind, (value, hard))


def _data_bytes() -> int:
    """How much memory for data the process has, by the measure of `RLIMIT_DATA`."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _peak_memory() -> int:
    """The most memory that the process ever had, in bytes; 0 where it cannot be told."""
    if platform_limits is None:
        return 0
    if sys.platform == "linux":
        # What getrusage tells there began with the process that started this one.
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024
    peak = platform_limits.getrusage(platform_limits.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


_watched_limit = 0


def _watch_memory(limit: int) -> None:
    """Let the process end when it takes more memory than `limit`, in bytes."""
    global _watched_limit
    is_first = not _watched_limit
    _watched_limit = limit
    if is_first:
        Thread(target=_end_beyond_limit, daemon=True).start()


def _end_beyond_limit() -> None:
    while _peak_memory() <= _watched_limit:
        sleep(0.05)
    with suppress(OSError):
        os._exit(isolation.OUT_OF_MEMORY)
