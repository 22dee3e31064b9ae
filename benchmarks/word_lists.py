"""Prints how long the word lists take to load, each in fresh processes, median and fastest.

Run: python benchmarks/word_lists.py
"""

import statistics
import subprocess
import sys

RUNS = 15
FIRST_USES = {
    "variants": ("variants", "variants_of(['x'])"),
    "capitals": ("variants", "is_capitals_only('x')"),
    "names": ("proper_names", "is_name('x')"),
    "stop words": ("stopwords", "is_stop_word('x')"),
}
TIMED = """
import time
from telusur.index.indonesian.text.{module} import *
start = time.perf_counter()
{call}
print(1000 * (time.perf_counter() - start))
"""


def main() -> int:
    """Print the table; return the exit code."""
    print(f"{'first use, ms':16} {'median':>7} {'fastest':>7}")
    for label, (module, call) in FIRST_USES.items():
        times = [milliseconds(module, call) for _ in range(RUNS)]
        print(f"{label:16} {statistics.median(times):7.2f} {min(times):7.2f}")
    return 0


def milliseconds(module: str, call: str) -> float:
    """Time the first use in a process of its own; imports are not counted."""
    command = [sys.executable, "-c", TIMED.format(module=module, call=call)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
