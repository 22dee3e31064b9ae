"""How long it takes from a keystroke in `telusur browse` until its results are on the screen.

    python benchmarks/browsing.py [--articles 20000] [--columns 60] [--lines 20] [--keys 120]
                                  [--clock wall|processor] [--keep FOLDER]

The articles are made (`corpus.py`). The browser runs as a process in a terminal of its own, and
what it writes there is read: a letter is shown when the terminal has it, results when the terminal
has the line that counts them. What is typed is the beginnings of titles, letter by letter, each
when the results of the one before are there. Figures are medians and 95th percentiles, in
milliseconds. On a machine that others keep busy, --clock processor counts the time that processors
worked for the browser, on Linux.
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import tempfile
import termios
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import monotonic

from corpus import articles
from processes import environment, parallelism, run, telusur, write_corpus

_PATIENCE = 60.0
_CLEAR = "\x15"


class Terminal:
    """The browser in a terminal."""

    def __init__(self, library: Path, columns: int, lines: int, clock: str) -> None:
        """Start it, and wait until it is idle."""
        self._process, self._terminal = pty.fork()
        if not self._process:
            command = [str(one) for one in telusur("browse", "--library", library)]
            os.execvpe(command[0], command, {**environment(), "TERM": "xterm-256color"})
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        self._clock: Callable[[], float] = monotonic if clock == "wall" else self._worked
        self._read_until(b"?1049h")
        self._read_until_idle()

    def type(self, letter: str) -> tuple[float, float]:
        """Type a letter; return the milliseconds until it is shown, and until its results are."""
        started = self._clock()
        os.write(self._terminal, letter.encode())
        seen = self._read_until(b"")
        shown = self._clock() - started
        self._read_until(b" found", seen)
        found = self._clock() - started
        self._read_until_idle()
        return 1000 * shown, 1000 * found

    def clear(self) -> None:
        """Empty the query."""
        os.write(self._terminal, _CLEAR.encode())
        self._read_until_idle()

    def close(self) -> None:
        """End the browser."""
        os.write(self._terminal, b"\x03")
        os.close(self._terminal)
        os.waitpid(self._process, 0)

    def _read_until(self, wanted: bytes, seen: bytes = b"") -> bytes:
        limit = monotonic() + _PATIENCE
        while not seen or wanted not in seen:
            if not select.select([self._terminal], [], [], limit - monotonic())[0]:
                raise TimeoutError(f"{wanted!r} did not come")
            seen += os.read(self._terminal, 65_536)
        return seen

    def _read_until_idle(self, seconds: float = 0.3) -> None:
        while select.select([self._terminal], [], [], seconds)[0]:
            os.read(self._terminal, 65_536)

    def _worked(self) -> float:
        """Return for how many seconds processors have worked for all threads of the browser."""
        threads = Path(f"/proc/{self._process}/task").iterdir()
        return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9


def typed(count: int) -> Iterator[str]:
    """Yield the first two words of some titles, in lower case."""
    for article in islice(articles(count * 7), 0, None, 7):
        yield " ".join(article.title.lower().split()[:2])


def main() -> None:
    """Build the library where there is none, type, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--columns", type=int, default=60)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--clock", choices=("wall", "processor"), default="wall")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    print(f"{arguments.articles:,} articles, {parallelism()}, {arguments.clock} clock")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        library = folder / f"made-{arguments.articles}"
        if not library.exists():
            corpus = folder / "corpus.jsonl"
            write_corpus(corpus, arguments.articles)
            run(telusur("add", corpus, "--library", library))
            corpus.unlink()
        terminal = Terminal(library, arguments.columns, arguments.lines, arguments.clock)
        times = []
        for words in typed(arguments.keys):
            times += [terminal.type(letter) for letter in words]
            terminal.clear()
            if len(times) >= arguments.keys:
                break
        terminal.close()
    for name, taken in zip(
        ("letter shown", "results shown"), zip(*times, strict=True), strict=True
    ):
        ordered = sorted(taken)
        slow = ordered[int(0.95 * len(ordered))]
        print(f"  {name:14} {statistics.median(ordered):6.1f}  {slow:6.1f}  of {len(ordered)} keys")


if __name__ == "__main__":
    main()
