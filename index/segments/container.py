"""A file of named flat arrays, checksummed and read in place by memory mapping.

Layout: eight bytes of magic; the header's length and its CRC-32, four bytes each, little-endian;
the header, JSON in UTF-8: the byte order and, for each array, its item type, offset, length in
bytes and CRC-32; then the arrays, each at a multiple of eight bytes.
"""

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path

from index.errors import IndexDamagedError
from index.files import write_durably

_MAGIC = b"TELUSUR\x01"
_PREFIX = struct.Struct("<8sII")
_ALIGNMENT = 8


def write_arrays(path: Path, arrays: Mapping[str, "array[int] | bytes"]) -> None:
    """Write a new container file, synced to the disk before it appears under its name.

    Args:
        path: where it goes.
        arrays: the arrays by name; `bytes` are written as they are.

    Raises:
        OSError: the file cannot be written.
    """
    entries: dict[str, tuple[str, int, int, int]] = {}
    blocks: list[bytes] = []
    offset = 0
    for name, values in arrays.items():
        block = values if isinstance(values, bytes) else values.tobytes()
        type_code = "B" if isinstance(values, bytes) else values.typecode
        entries[name] = (type_code, offset, len(block), zlib.crc32(block))
        padding = -len(block) % _ALIGNMENT
        blocks += [block, bytes(padding)]
        offset += len(block) + padding
    header = json.dumps({"byte_order": sys.byteorder, "arrays": entries}).encode()
    header += b" " * (-(_PREFIX.size + len(header)) % _ALIGNMENT)
    prefix = _PREFIX.pack(_MAGIC, len(header), zlib.crc32(header))
    write_durably(path, [prefix, header, *blocks])


class Container:
    """An open container file; its arrays are views of the mapped file, nothing is copied."""

    def __init__(self, path: Path) -> None:
        """Map the file and verify its checksums.

        Raises:
            IndexDamagedError: it is missing, cut short, changed, or of another format.
        """
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{path.name}: {error}") from error
        self._view = memoryview(self._map)
        self._arrays = self._read_arrays(path.name)

    def __getitem__(self, name: str) -> memoryview:
        """The array of this name, as a view with its own item type."""
        return self._arrays[name]

    def _read_arrays(self, name: str) -> dict[str, memoryview]:
        if len(self._view) < _PREFIX.size:
            raise IndexDamagedError(f"{name}: too short")
        magic, header_length, header_crc = _PREFIX.unpack_from(self._view)
        base = _PREFIX.size + header_length
        header = bytes(self._view[_PREFIX.size : base])
        if magic != _MAGIC or zlib.crc32(header) != header_crc:
            raise IndexDamagedError(f"{name}: not a segment of this format")
        try:
            description = json.loads(header)
            if description["byte_order"] != sys.byteorder:
                raise IndexDamagedError(f"{name}: written on a machine of another byte order")
            return {
                key: self._checked_block(base + offset, length, crc).cast(type_code)
                for key, (type_code, offset, length, crc) in description["arrays"].items()
            }
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise IndexDamagedError(f"{name}: {error}") from error

    def _checked_block(self, start: int, length: int, crc: int) -> memoryview:
        block = self._view[start : start + length]
        if len(block) != length or zlib.crc32(block) != crc:
            raise ValueError("an array does not match its checksum")
        return block
