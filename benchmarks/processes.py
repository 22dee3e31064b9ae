"""Runs commands as processes of their own, and says what each took."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

CORPUS = Path(__file__).with_name("corpus.py")

Clock = Callable[[], float]
"""Tells seconds: `time.perf_counter`, or `time.process_time` where others keep the machine busy."""


class Usage(NamedTuple):
    """What a process took, from its start to its end."""

    seconds: float
    """By the clock on the wall."""
    processor: float
    """Seconds of processors, all of its threads together."""
    peak: float
    """The largest resident memory, in megabytes, files mapped into memory included."""

    def of(self, count: int) -> str:
        """Return it in words, for the number of articles that were worked on."""
        return (
            f"{self.seconds:8.1f} s  {self.processor:8.1f} s of processor"
            f"  {count / self.seconds:6,.0f} articles/s, {count / self.processor:6,.0f} a second"
            f" of processor, {self.peak:5,.0f} MB"
        )


def environment() -> Mapping[str, str]:
    """Return the environment of an installed program: its modules are compiled and stay so."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[object], output: Path | None = None) -> Usage:
    """Run a command to its end.

    On Linux a process counts the memory of whoever started it as its own until it has more, so the
    peak says something only where the caller is small itself.

    Args:
        command: the program and its arguments.
        output: a file for its standard output, which is thrown away if None.

    Raises:
        CalledProcessError: it failed.
    """
    arguments = list(map(str, command))
    with (output or Path(os.devnull)).open("wb") as standard_output:
        started = perf_counter()
        process = subprocess.Popen(
            arguments, stdout=standard_output, stderr=subprocess.DEVNULL, env=environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    # macOS counts bytes where others count kilobytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def telusur(*arguments: object) -> list[object]:
    """Return a command of Telusur, as the same Python runs it."""
    return [sys.executable, "-m", "telusur", *arguments]


def write_corpus(file: Path, count: int, news: Path | None = None) -> None:
    """Write articles as JSON Lines, in a process of its own, so that this one stays small."""
    source = [] if news is None else ["--news", news]
    run([sys.executable, CORPUS, count, *source], file)


def parallelism() -> str:
    """Say what machine this is, and how busy others keep it."""
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{load}"
