"""What tantivy raises, panics of its native code included, as errors of ours."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from telusur.index.errors import IndexDamagedError


@contextmanager
def reading_failures() -> Iterator[None]:
    """Turn what goes wrong while an index is read into the error that has it made again.

    Raises:
        IndexDamagedError: tantivy failed.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamagedError(_first_line(error)) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise IndexDamagedError(f"tantivy failed: {_first_line(error)}") from error


@contextmanager
def writing_failures() -> Iterator[None]:
    """Turn what goes wrong while an index is written into what a writer raises.

    Raises:
        OSError: the operating system refused something, such as room on the disk.
        IndexDamagedError: tantivy failed.
    """
    try:
        with reading_failures():
            yield
    except IndexDamagedError as error:
        import re

        known = re.search(r"os error (\d+)|code: (\d+)", str(error.__cause__))
        if known is None:
            raise
        code = int(known[1] or known[2])
        raise OSError(code, os.strerror(code)) from error


def _is_panic(error: BaseException) -> bool:
    """Tell a panic of native code, whose class no module offers, from all else."""
    return type(error).__name__ == "PanicException"


def _first_line(error: BaseException) -> str:
    # Where a file cannot be understood, tantivy gives all that it holds after the reason.
    return str(error).partition("\n")[0].partition(" Content: ")[0][:200]
