"""Writes files so that a crash or a power cut leaves the old one or the new, never half of one."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_durably(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file under another name, sync it, and rename it in one step.

    Args:
        path: where the file goes; one that is there is replaced.
        blocks: its content, in order.

    Raises:
        OSError: it cannot be written; what was there is untouched.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with unfinished.open("wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the platform can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
