"""Memory of adding and of rebuilding: the peak of the whole process, at growing sizes.

    python benchmarks/memory.py [--sizes 5000,50000] [--news FOLDER]

Articles are made (`corpus.py`) or read from a folder of JSON Lines, and added by the real command,
`telusur add`; then the index is made again by `telusur rebuild`. The peak is the largest resident
memory of the process, the files that it maps included, as the system tells it at the end. Memory is
bounded if ten times as many articles take little more. Try --sizes 5000,50000,200000 for longer.
"""

import argparse
import tempfile
from pathlib import Path

from processes import parallelism, run, telusur, write_corpus


def main() -> None:
    """Print the peaks and how they grow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="5000,50000", metavar="COUNTS")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    print(parallelism())
    print(f"{'articles':>9} {'add, peak':>12} {'growth':>8} {'rebuild, peak':>15} {'growth':>8}")
    first: tuple[float, float] | None = None
    for size in map(int, arguments.sizes.split(",")):
        peaks = peaks_of(size, arguments.news)
        first = first or peaks
        adding, rebuilding = (
            f"{peak:>9,.0f} MB {peak / smallest:>7.2f}x"
            for peak, smallest in zip(peaks, first, strict=True)
        )
        print(f"{size:>9,} {adding} {rebuilding:>24}", flush=True)


def peaks_of(size: int, news: Path | None) -> tuple[float, float]:
    """Return the peaks of adding so many articles and of rebuilding, in megabytes."""
    with tempfile.TemporaryDirectory(prefix="telusur-memory-") as temporary:
        lines, library = Path(temporary) / "articles.jsonl", Path(temporary) / "library"
        write_corpus(lines, size, news)
        adding = run(telusur("add", lines, "--library", library))
        rebuilding = run(telusur("rebuild", "--library", library))
    return adding.peak, rebuilding.peak


if __name__ == "__main__":
    main()
