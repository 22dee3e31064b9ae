"""Adding real files by the real command, beside tantivy alone fed the same text.

    python benchmarks/adding.py [--articles 5000] [--news FOLDER]

Articles are made (`corpus.py`) or read from a folder of JSON Lines, and written to two files of
JSON Lines: one with their dates, where they have them, and one without. `telusur add` reads them:
it cleans the texts, detects countries, looks for dates where they are not given and for
near-duplicates, and keeps articles and index. tantivy alone reads the same lines,
splits title and text by its default tokenizer, keeps positions and no text, and commits after every
1,000. All are whole processes, the start of Python included; the memory is that of the process that
stores and indexes. Then articles are added one by one to what is there, by one running process.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Set
from pathlib import Path

from processes import Usage, parallelism, run, telusur, write_corpus

TANTIVY = """
import json, sys
import tantivy

builder = tantivy.SchemaBuilder()
builder.add_text_field("text")
writer = tantivy.Index(builder.build(), path=sys.argv[2]).writer(100_000_000, 1)
with open(sys.argv[1], encoding="utf-8") as lines:
    for number, line in enumerate(lines, 1):
        record = json.loads(line)
        writer.add_document(tantivy.Document(text=record["title"] + " " + record["text"]))
        if number % 1_000 == 0:
            writer.commit()
writer.commit()
writer.wait_merging_threads()
"""


ONE_BY_ONE = """
import statistics, sys
from time import perf_counter, process_time
from telusur import Library, make_article, search

with Library.open(sys.argv[1]) as library:
    search(library, "kursk")
    walls, processors = [], []
    for number in range(100, 120):
        article = make_article(f"Tambahan pembanding{number} tiba di Kursk.", id=f"t{number}")
        begun, used = perf_counter(), process_time()
        library.add([article])
        assert search(library, f"pembanding{number}").total == 1
        walls.append(perf_counter() - begun)
        processors.append(process_time() - used)
for seconds in (walls, processors):
    print(f"{statistics.median(seconds) * 1000:.1f}")
"""


def main() -> None:
    """Print what both take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=5_000, metavar="COUNT")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    print(parallelism())
    with tempfile.TemporaryDirectory(prefix="telusur-adding-") as temporary:
        folder = Path(temporary)
        lines, dated, undated = (folder / f"{name}.jsonl" for name in ("all", "dated", "undated"))
        bare = folder / "tantivy"
        bare.mkdir()
        write_corpus(lines, arguments.articles, arguments.news)
        count = write_without(lines, dated, {"countries"})
        write_without(lines, undated, {"countries", "date"})
        print(f"{count:,} articles, {dated.stat().st_size / 1e6:.1f} MB of JSON Lines")
        base = run([sys.executable, "-c", TANTIVY, dated, bare])
        print_row("tantivy", base, count, base)
        for name, file in (("dated", dated), ("undated", undated)):
            print_row(name, run(telusur("add", file, "--library", folder / name)), count, base)
        again = run(telusur("add", dated, "--library", folder / "dated"))
        print_row("dated again", again, count, base)
        report = folder / "report"
        run([sys.executable, "-c", ONE_BY_ONE, folder / "dated"], report)
        wall, processor = report.read_text(encoding="utf-8").split()
        print(f"  one article, until it is found: {wall} ms, {processor} ms of processor (median)")


def write_without(source: Path, target: Path, keys: Set[str]) -> int:
    """Write JSON Lines without some keys, and return how many lines they are."""
    count = 0
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as kept:
        for line in lines:
            count += 1
            record = {key: value for key, value in json.loads(line).items() if key not in keys}
            kept.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def print_row(name: str, usage: Usage, count: int, base: Usage) -> None:
    """Print one process, and how many times as much of a processor it takes as tantivy alone."""
    multiple = usage.processor / base.processor
    print(f"  {name:15} {usage.of(count)}, {multiple:5.1f}x", flush=True)


if __name__ == "__main__":
    main()
