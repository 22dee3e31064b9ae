"""Memory while adding a long stream: what `telusur add -` takes, tenth by tenth.

The stream is made as it goes, articles of 60 random words of the seeds, so that the library cannot
know them. Memory is bounded if the last tenth takes no more than the one before; files mapped into
memory are not counted, but in the peak. Linux alone tells the memory of a running process;
elsewhere the peak is all that is printed.

    python benchmarks/memory.py [--lines 1000000]
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.sources.readers.text import read_text_file
from telusur.seeds import seed_paths

WORDS_PER_ARTICLE = 60


def main() -> int:
    """Measure, and return the exit code of `telusur add`."""
    parser = argparse.ArgumentParser(description="Memory while adding a long stream.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    lines: int = parser.parse_args().lines
    dice = random.Random(1)
    words = [token.text for path in seed_paths() for token in tokenize(read_text_file(path).text)]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "telusur", "add", "-", "--library", folder]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stdin is not None  # a pipe was asked for
        started = perf_counter()
        for number in range(1, lines + 1):
            text = f"{' '.join(dice.choices(words, k=WORDS_PER_ARTICLE))} {number}."
            process.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            if number % max(1, lines // 10) == 0:
                seconds = perf_counter() - started
                print(f"{number:>9,} lines {seconds:7.0f} s {_resident(process.pid)}", flush=True)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - started
        print(f"peak {usage.ru_maxrss / 1024:,.0f} MB; {lines / seconds:,.0f} articles a second")
        return process.returncode


def _resident(process: int) -> str:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return ""
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("RssAnon"))
    return f"{int(kilobytes) / 1024:8,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
