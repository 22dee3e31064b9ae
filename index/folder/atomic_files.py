"""Writes files so that a crash or a power cut leaves the old one or the new, never half of one."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_UNFINISHED = ".unfinished"


def write_durably(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file under another name, sync it, and rename it in one step.

    The other name cannot be guessed, and nothing that is there is followed: neither a link nor a
    file that somebody else put there.

    Args:
        path: where the file goes; one that is there is replaced.
        blocks: its content, in order.

    Raises:
        OSError: it cannot be written; what was there is untouched. It names `path`.
    """
    unfinished = unpredictable_name(path)
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException as error:
        with suppress(OSError):
            unfinished.unlink()
        if isinstance(error, OSError) and error.filename == str(unfinished):
            error.filename = str(path)
        raise
    sync_folder(path.parent)


def unpredictable_name(path: Path) -> Path:
    """Return a name beside a file that is nobody else's."""
    return path.with_name(f"{path.name}.{os.urandom(8).hex()}{_UNFINISHED}")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the platform can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
