"""A file of named flat arrays, read in place by memory mapping, each page verified at first touch.

docs/index-format.md describes the layout.
"""

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from telusur.index.atomic_files import write_durably
from telusur.index.errors import IndexDamagedError

MAGIC = b"TELUSUR\x02"
PREFIX = struct.Struct("<8sIIII")
"""Magic, header length, bytes to a page, number of pages, CRC-32 of all of these and the header."""

PAGE_BITS = 14
_ALIGNMENT = 8
# Smaller files are verified as a whole when they are opened: it takes a fraction of a millisecond.
_SMALL = 1 << 17


def write_arrays(
    path: Path, arrays: Mapping[str, "array[int] | bytes"], facts: Mapping[str, int]
) -> None:
    """Write a new container file, synced to the disk before it appears under its name.

    Args:
        path: where it goes.
        arrays: the arrays by name; bytes are written as they are.
        facts: what else a reader must know, for JSON.

    Raises:
        OSError: the file cannot be written.
    """
    entries: dict[str, tuple[str, int, int]] = {}
    body: list[bytes] = []
    offset = 0
    for name, values in arrays.items():
        block = values.tobytes() if isinstance(values, array) else values
        entries[name] = (
            values.typecode if isinstance(values, array) else "B",
            offset,
            len(block),
        )
        padding = -len(block) % _ALIGNMENT
        body += [block, bytes(padding)]
        offset += len(block) + padding
    checksums = _checksums(body)
    described = {"byte_order": sys.byteorder, "arrays": entries, "facts": dict(facts)}
    header = json.dumps(described).encode()
    header += b" " * (-(PREFIX.size + len(header) + 4 * len(checksums)) % _ALIGNMENT)
    fixed = (MAGIC, len(header), 1 << PAGE_BITS, len(checksums))
    rest = header + checksums.tobytes()
    whole = zlib.crc32(rest, zlib.crc32(PREFIX.pack(*fixed, 0)))
    write_durably(path, [PREFIX.pack(*fixed, whole), rest, *body])


def _checksums(body: Iterable[bytes]) -> "array[int]":
    """Return the CRC-32 of each page of a body, without putting its parts together."""
    checksums = array("I")
    checksum, missing = 0, 1 << PAGE_BITS
    for part in body:
        view, start = memoryview(part), 0
        while start < len(view):
            piece = view[start : start + missing]
            checksum = zlib.crc32(piece, checksum)
            start += len(piece)
            missing -= len(piece)
            if not missing:
                checksums.append(checksum)
                checksum, missing = 0, 1 << PAGE_BITS
    if missing < 1 << PAGE_BITS:
        checksums.append(checksum)
    return checksums


TypeCode = Literal["B", "H", "I", "Q"]


class Column:
    """One array of a container: reads like a sequence, and verifies what it reads."""

    def __init__(self, container: "Container", code: TypeCode, start: int, length: int) -> None:
        """Take a part of a container's body; callers get columns from `Container`."""
        self._container = container
        self._start = start
        self._raw: memoryview[int] = container.body[start : start + length].cast(code)
        self._size = self._raw.itemsize
        self._unseen = container.unseen

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, place: int) -> int:
        if self._unseen[(self._start + place * self._size) >> PAGE_BITS]:
            self._container.verify(self._start + place * self._size, self._size)
        return self._raw[place]

    def part(self, first: int, behind: int) -> "memoryview[int]":
        """The items from one place up to another, verified."""
        start = self._start + first * self._size
        stop = self._start + behind * self._size
        unseen = self._unseen
        for page in range(start >> PAGE_BITS, ((stop - 1) >> PAGE_BITS) + 1):
            if unseen[page]:
                self._container.verify(start, stop - start)
                break
        return self._raw[first:behind]

    def whole(self) -> "memoryview[int]":
        """All items, verified."""
        return self.part(0, len(self._raw))

    def __iter__(self) -> Iterator[int]:
        return iter(self.whole())


class Container:
    """An open container file; its arrays are views of the mapped file, nothing is copied."""

    def __init__(self, path: Path) -> None:
        """Map the file and verify its header; the rest is verified when it is touched.

        Raises:
            IndexDamagedError: it is missing, cut short, or of another format.
        """
        self._name = path.name
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name}: {error}") from error
        view = memoryview(mapped)
        if len(view) < PREFIX.size:
            raise self._damage("too short")
        magic, header_length, page_size, pages, checksum = PREFIX.unpack_from(view)
        table = PREFIX.size + header_length
        start = table + 4 * pages
        rest = view[PREFIX.size : start]
        fixed = PREFIX.pack(magic, header_length, page_size, pages, 0)
        if magic != MAGIC or zlib.crc32(rest, zlib.crc32(fixed)) != checksum:
            raise self._damage("not a segment of this format")
        self.body = view[start:]
        """What the arrays are parts of."""
        if page_size != 1 << PAGE_BITS or pages != -(-len(self.body) >> PAGE_BITS):
            raise self._damage("cut short")
        # Behind the end too, where an empty array may start.
        self.unseen = bytearray(b"\1" * pages + b"\0")
        """For each page, whether its checksum has yet to be looked at."""
        self.remembered: dict[object, object] = {}
        """For readers to keep what they made of the arrays, which never change."""
        self._checksums = rest[header_length:].cast("I")
        self._columns = self._read_header(bytes(rest[:header_length]))
        if len(self.body) <= _SMALL:
            self.verify_all()

    def __getitem__(self, name: str) -> Column:
        """The array of this name.

        Raises:
            IndexDamagedError: there is none.
        """
        try:
            return self._columns[name]
        except KeyError:
            raise self._damage(f"no array {name}") from None

    def verify(self, start: int, length: int) -> None:
        """Compare the pages of a part of the body with their checksums, if not done yet.

        Raises:
            IndexDamagedError: it was changed since it was written.
        """
        for page in range(start >> PAGE_BITS, ((start + length - 1) >> PAGE_BITS) + 1):
            if self.unseen[page]:
                block = self.body[page << PAGE_BITS : (page + 1) << PAGE_BITS]
                if zlib.crc32(block) != self._checksums[page]:
                    raise self._damage("a page does not match its checksum")
                self.unseen[page] = 0

    def verify_all(self) -> None:
        """Compare the whole body with its checksums.

        Raises:
            IndexDamagedError: it was changed since it was written.
        """
        self.verify(0, len(self.body))

    def _read_header(self, header: bytes) -> dict[str, Column]:
        try:
            described = json.loads(header)
            if described["byte_order"] != sys.byteorder:
                raise self._damage("written on a machine of another byte order")
            self.facts: Mapping[str, int] = described["facts"]
            """What the writer noted beside the arrays."""
            return {key: Column(self, *entry) for key, entry in described["arrays"].items()}
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise self._damage(str(error)) from error

    def _damage(self, what: str) -> IndexDamagedError:
        return IndexDamagedError(f"{self._name}: {what}")
