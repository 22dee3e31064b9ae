"""Reads what is large or of a risky format in a process of its own, whose limits it cannot pass.

Parsers of other people's formats take time and memory as they please, and crash. A *reader
process* (`reader_process.py`) has limits on both for each input; one that passes them is ended, its
input is a failure, and the next input gets another. It lives on from input to input, since starting
it costs more than a page does. It is started as a program, not by `multiprocessing`, which would
run the caller's own program again.
"""

import atexit
import json
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.export import article_from_export
from telusur.index.sources.support.limits import MAX_BYTES
from telusur.index.translation import gettext, number

if TYPE_CHECKING:
    from telusur.index.sources.support.defaults import Given
    from telusur.index.sources.support.resource import Resource

CPU_SECONDS_PER_MB = 2.0

MEMORY_PER_BYTE = 3
"""Of an input, which is held whole: as bytes, as text, and as what that says."""

ARTICLE, DERIVED_ID, FAILURE, END, LAST = b"A", b"D", b"F", b"E", b"L"
"""What a line of the reader process begins with; after `LAST` it ends as well."""

ABANDONED = 0xFFFFFFFF
"""Stands for the length of a part where the rest of an input cannot be read."""

OUT_OF_MEMORY = 77
"""The exit code of a reader process that took too much memory."""

_MEMORY = 300_000_000
_CPU_SECONDS = 5.0
"""For any input, beside what its size allows."""
_CPU_SECONDS_PACKED = 30.0
"""For formats that pack their text: a book of 1 MB may have 5 MB of it."""
_PACKED = frozenset({"a PDF", "a DOCX file"})

_WALL_SECONDS, _WALL_PER_CPU_SECOND = 30.0, 10.0
"""Waited for where the platform has no limit on processor time, or the parser sleeps."""

_PART = 1 << 20
_NOTHING: Any = None
_SIGXCPU = 24
_START = (
    "import sys; sys.path[:] = {path!r};"
    " from telusur.index.sources.reader_process import main; main()"
)


class Order(NamedTuple):
    """What a reader process is to read; the content follows."""

    form: str
    """The name of the format."""
    resource: "Resource"
    """Its file is the content that follows."""
    given: "Given"
    seconds: float
    """Of processor time, that it may take beside what its size allows."""
    memory: int
    """In bytes, that it may take beside what its size allows and what the process has."""


def read_isolated(
    form: str, head: bytes, resource: "Resource", given: "Given"
) -> Iterator[Article | Failure]:
    """Read a resource in a reader process.

    Args:
        form: the name of its format.
        head: what was read of it already.
        resource: the rest of it.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it passes a limit, or the process fails on it.
        OSError: it cannot be read, or no process can be started.
    """
    reader = _idle.pop() if _idle else _ReaderProcess()
    is_whole = False
    seconds = _CPU_SECONDS_PACKED if form in _PACKED else _CPU_SECONDS
    order = Order(
        form, replace(resource, file=_NOTHING), replace(given, processes=1), seconds, _MEMORY
    )
    try:
        size = reader.send(order, head, resource.file)
        is_last = yield from reader.answers(seconds + CPU_SECONDS_PER_MB * size / 1e6)
        is_whole = not is_last
    except _AbandonedError as error:
        is_whole = True  # and the process waits for the next
        raise error.reason from None
    finally:
        if is_whole:
            _idle.append(reader)
        else:
            reader.end()


class _AbandonedError(Exception):
    """An input could not be read to its end, as the process was told."""

    def __init__(self, reason: ArticleError | OSError) -> None:
        self.reason = reason


class _ReaderProcess:
    """A running reader process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._lines: Queue[bytes] = Queue(maxsize=16)
        self._thread = Thread(target=self._receive, daemon=True)
        self._thread.start()

    def send(self, order: Order, head: bytes, rest: BinaryIO) -> int:
        """Send an order and the content; return its size."""
        pipe = self._process.stdin
        assert pipe is not None
        size = 0
        with suppress(BrokenPipeError):  # its end is noticed when it is asked for answers
            # It is this process alone that the other one unpickles from.
            written = pickle.dumps(order)
            pipe.write(len(written).to_bytes(4, "big") + written)
            part = head
            while True:
                try:
                    part = part or rest.read(_PART)
                    if size + len(part) > MAX_BYTES:
                        raise ArticleError(
                            "it is larger than {limit} MB", limit=MAX_BYTES // 1_000_000
                        )
                except (ArticleError, OSError) as error:
                    pipe.write(ABANDONED.to_bytes(4, "big"))
                    pipe.flush()
                    raise _AbandonedError(error) from error
                pipe.write(len(part).to_bytes(4, "big") + part)  # an empty one is the end
                if not part:
                    break
                size += len(part)
                part = b""
            pipe.flush()
        return size

    def answers(self, seconds: float) -> Generator[Article | Failure, None, bool]:
        """Yield what the process answers to an order; return whether it is its last answer.

        Args:
            seconds: how much processor time it may take.
        """
        left = _WALL_SECONDS + _WALL_PER_CPU_SECOND * seconds
        while True:
            begun = monotonic()
            try:
                line = self._lines.get(timeout=max(0.0, left))
            except Empty:
                raise ArticleError(_too_long(seconds)) from None
            left -= monotonic() - begun
            kind, content = line[:1], line[1:].decode("utf-8", "surrogatepass")
            if kind in {END, LAST}:
                return kind == LAST
            if kind == FAILURE:
                yield Failure(*json.loads(content))
            elif kind in {ARTICLE, DERIVED_ID}:
                article = article_from_export(json.loads(content))
                yield article.replaced(id_derived=kind == DERIVED_ID)
            else:
                raise ArticleError(self._reason(seconds))

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._close()

    def let_end(self) -> None:
        """Let the process end by itself, for want of orders."""
        self._close()

    def _close(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        while self._thread.is_alive():  # it may wait for room in the queue
            with suppress(Empty):
                self._lines.get(timeout=0.01)

    def _receive(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(b"")

    def _reason(self, seconds: float) -> str:
        """Why the process ended before it had answered."""
        code = self._process.wait()
        if code == -_SIGXCPU:
            return _too_long(seconds)
        if code == OUT_OF_MEMORY:
            return too_much_memory()
        return gettext("its parser crashed (exit code {code})", code=code)


def _too_long(seconds: float) -> str:
    return gettext(
        "it takes more than {seconds} seconds to read, which no article should",
        seconds=number(seconds),
    )


def too_much_memory() -> str:
    """Return what is said of an input whose reader took too much memory."""
    return gettext(
        "it takes more than {limit} MB of memory to read, which no article should",
        limit=_MEMORY // 1_000_000,
    )


_idle: list[_ReaderProcess] = []
"""Reader processes that wait for an order."""


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().let_end()
