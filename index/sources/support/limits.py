"""Limits on what a stranger's file may make Telusur read: sizes, and how far content unpacks."""

import io
import zlib
from collections.abc import Callable, Iterator
from lzma import LZMAError
from typing import BinaryIO
from zipfile import BadZipFile

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.translation import gettext, number

MAX_BYTES = 100_000_000
"""Of content that has to be in memory as a whole."""

MAX_NESTING = 3
"""Archives in archives."""

_MAX_FAILURES = 100
"""Of one input, that are listed; the others are counted."""

_MAX_IN_A_ROW = 10_000
"""What goes wrong so often, or says the same so often, is no input of articles."""

_MAX_UNPACKED = 16_000_000_000
_ALWAYS_UNPACKED = 10_000_000
"""Bytes that one file may unpack to, however small it is packed."""

_MAX_RATIO = 100

# What the standard library's decompressors raise on damaged input; RuntimeError and
# NotImplementedError are zipfile's words for encrypted members and unknown methods.
DAMAGED = (BadZipFile, EOFError, LZMAError, zlib.error, ValueError, RuntimeError)


class Allowance:
    """How many bytes an archive, with all that is nested in it, may still unpack to.

    Args:
        limit: how many bytes at first.
    """

    def __init__(self, limit: int = _MAX_UNPACKED) -> None:
        self._left = limit

    @classmethod
    def of_packed(cls, size: int) -> "Allowance":
        """Allow what an archive of `size` bytes may unpack to, members counted twice or not."""
        return cls(min(_MAX_UNPACKED, max(10 * _ALWAYS_UNPACKED, _MAX_RATIO * size)))

    def spend(self, count: int) -> None:
        """Take unpacked bytes off the allowance.

        Raises:
            ArticleError: it is used up.
        """
        self._left -= count
        if self._left < 0:
            raise ArticleError("it unpacks to more than can be read")


class _Unpacked(io.RawIOBase):
    """Decompressed content, read within limits; damage is an `ArticleError`."""

    def __init__(self, file: BinaryIO, packed: Callable[[], int], allowance: Allowance) -> None:
        self._file = file
        self._packed = packed
        self._allowance = allowance
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            # Small steps: the decompressor would fill a large buffer before the limits are seen.
            content = self._file.read(min(len(buffer), 1 << 16))
        except (*DAMAGED, OSError) as error:
            raise ArticleError("it is damaged or encrypted ({error})", error=error) from error
        self._count += len(content)
        self._allowance.spend(len(content))
        if self._count > max(_ALWAYS_UNPACKED, _MAX_RATIO * self._packed()):
            raise ArticleError(
                "it unpacks to more than {limit} times its size, which no text does",
                limit=_MAX_RATIO,
            )
        buffer[: len(content)] = content
        return len(content)


def unpacked(file: BinaryIO, packed: Callable[[], int], allowance: Allowance) -> io.BufferedReader:
    """Wrap a decompressing file so that it is read within limits.

    Args:
        file: gives the decompressed bytes.
        packed: how many compressed bytes they come from so far.
        allowance: of the archive as a whole.
    """
    return io.BufferedReader(_Unpacked(file, packed, allowance), 1 << 16)


def read_whole(file: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """Read all that a file has.

    Args:
        file: the file; it is read from where it stands.
        limit: how many bytes it may have.

    Raises:
        ArticleError: it has more than `limit` bytes.
    """
    parts = []
    left = limit + 1
    while left and (part := file.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise ArticleError("it is larger than {limit} MB", limit=limit // 1_000_000)
    return b"".join(parts)


def limited_failures(items: Iterator[Article | Failure], name: str) -> Iterator[Article | Failure]:
    """Yield what an input gives; of its failures the first ones, and a sum of the others.

    An input of which ten thousand records in a row cannot be read, or have the same text, is given
    up: packed, millions of such take no room.

    Args:
        items: the articles and failures of one input.
        name: what to call it in failures.
    """
    listed = others = bad = same = 0
    previous = None
    for item in items:
        if isinstance(item, Article):
            bad = 0
            same = same + 1 if item.text == previous else 1
            previous = item.text
            if same > _MAX_IN_A_ROW:
                why = gettext(
                    "{count} of its records in a row say the same: the rest was not read",
                    count=number(_MAX_IN_A_ROW),
                )
                yield Failure(name, why)
                break
            yield item
            continue
        bad += 1
        if listed < _MAX_FAILURES:
            listed += 1
            yield item
        else:
            others += item.records
        if bad == _MAX_IN_A_ROW:
            why = gettext(
                "{count} of its records in a row cannot be read: the rest was not read",
                count=number(bad),
            )
            yield Failure(name, why)
            break
    if others:
        yield Failure(
            name,
            gettext("{count} more of its records cannot be read", count=number(others)),
            others,
        )
