"""The files of a tantivy index: which count, what is left over, whether their checksums hold.

A long-lived tantivy index leaves files of merged segments for ever when another process did the
merging, since each knows only of its own; so what `meta.json` does not name is swept away.
"""

import os
import re
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from telusur.index.errors import IndexDamagedError

META = "meta.json"
_SEGMENT_FILE = r"([0-9a-f]{32})(?:\.(\d+))?\.[a-z]+"
_UNFINISHED = ".tmp*"
"""What tantivy calls a file that it has not moved to its name yet."""
_FOOTER_MAGIC = 1337
_CHUNK = 1 << 20


def bytes_in(folder: Path) -> int:
    """Return how many bytes all files of a folder have, whether they count or not."""
    total = 0
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            total += entry.stat().st_size
    return total


def named_files(folder: Path) -> list[Path]:
    """Return the files of the segments that count.

    Args:
        folder: the index.

    Raises:
        IndexDamagedError: what names them cannot be read.
    """
    segments = _segments(folder)
    return [path for path in _segment_files(folder) if _counts(path, segments)]


def names_of(folder: Path) -> bytes:
    """Return what names the files that count, as it is now; nothing where it cannot be read."""
    try:
        return (folder / META).read_bytes()
    except OSError:
        return b""


def set_block_size(folder: Path, size: int) -> None:
    """Have a new index, which has no segment yet, store documents in blocks of a size in bytes.

    tantivy keeps this setting in the index; its Python package has no other way to say it.
    """
    import json

    meta = json.loads((folder / META).read_bytes())
    meta["index_settings"]["docstore_blocksize"] = size
    (folder / META).write_text(json.dumps(meta), encoding="utf-8")


def sweep(folder: Path) -> None:
    """Delete files that do not count and unfinished ones; whoever reads them still may go on.

    Args:
        folder: the index, which nobody else is writing.
    """
    try:
        segments = _segments(folder)
    except IndexDamagedError:
        return
    for path in _segment_files(folder):
        if not _counts(path, segments):
            with suppress(OSError):
                path.unlink()
    for path in folder.glob(_UNFINISHED):
        with suppress(OSError):
            path.unlink()


def wipe(folder: Path) -> None:
    """Delete everything in a folder of an index, whoever wrote it.

    Raises:
        OSError: something cannot be deleted.
    """
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            wipe(path)
            path.rmdir()
        else:
            path.unlink()


def verify_checksums(folder: Path) -> None:
    """Compare every file that counts with the CRC-32 at its end.

    Raises:
        IndexDamagedError: a file is missing, too short, or not what was written.
    """
    segments = _segments(folder)
    complete = {"term", "idx", "fieldnorm", "fast", "store"}
    present: dict[str, set[str]] = {segment: set() for segment in segments}
    for path in _segment_files(folder):
        if not _counts(path, segments):
            continue
        present[path.name.partition(".")[0]].add(path.suffix[1:])
        try:
            intact = _is_intact(path)
        except OSError as error:
            raise IndexDamagedError("{name} cannot be read", name=path.name) from error
        if not intact:
            raise IndexDamagedError("{name} is not what was written", name=path.name)
    for segment, endings in present.items():
        if complete - endings:
            raise IndexDamagedError(
                "files of the segment {segment} are missing", segment=segment[:8]
            )


def _segments(folder: Path) -> dict[str, int | None]:
    """Return the identifiers of the segments that count, with the stamp of their deletions."""
    import json  # a large index is opened without

    try:
        meta = json.loads((folder / META).read_bytes())
        return {_identifier(segment): _stamp(segment) for segment in meta["segments"]}
    except FileNotFoundError as error:
        raise IndexDamagedError("there is no index yet") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError("{name} cannot be read", name=META) from error


def _identifier(segment: dict[str, Any]) -> str:
    return str(segment["segment_id"]).replace("-", "")


def _stamp(segment: dict[str, Any]) -> int | None:
    deletes = segment["deletes"]
    return None if deletes is None else int(deletes["opstamp"])


def _segment_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if re.fullmatch(_SEGMENT_FILE, path.name)]


def _counts(path: Path, segments: dict[str, int | None]) -> bool:
    known = re.fullmatch(_SEGMENT_FILE, path.name)
    if known is None or known[1] not in segments:
        return False
    return known[2] is None or int(known[2]) == segments[known[1]]


def _is_intact(path: Path) -> bool:
    """Compare a file with its footer: JSON with the CRC-32, its length, and a magic number."""
    import json

    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < 8:
            return False
        file.seek(size - 8)
        length, magic = (int.from_bytes(file.read(4), "little") for _ in range(2))
        content = size - 8 - length
        if magic != _FOOTER_MAGIC or content < 0:
            return False
        file.seek(content)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        checksum = 0
        while content > 0 and (chunk := file.read(min(_CHUNK, content))):
            checksum = zlib.crc32(chunk, checksum)
            content -= len(chunk)
    return content == 0 and bool(checksum == expected)
