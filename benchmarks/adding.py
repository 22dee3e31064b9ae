"""Adding real files by the real command, beside tantivy alone fed the same text.

    python benchmarks/adding.py [--articles 5000] [--news FOLDER]

Articles are made (`corpus.py`) or read from a folder of JSON Lines, and written to one file of JSON
Lines. `telusur add` reads it: it cleans the texts, detects countries and dates where they are not
given, looks for near-duplicates, and keeps articles and index. tantivy alone reads the same lines,
splits title and text by its default tokenizer, keeps positions and no text, and commits after every
1,000 as `telusur add` does. Both are whole processes, the start of Python included.
"""

import argparse
import sys
import tempfile
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


def main() -> None:
    """Print what both take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=5_000, metavar="COUNT")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    print(parallelism())
    with tempfile.TemporaryDirectory(prefix="telusur-adding-") as temporary:
        folder = Path(temporary)
        lines, bare = folder / "articles.jsonl", folder / "tantivy"
        bare.mkdir()
        write_corpus(lines, arguments.articles, arguments.news)
        with lines.open(encoding="utf-8") as written:
            count = sum(1 for _ in written)
        print(f"{count:,} articles, {lines.stat().st_size / 1e6:.1f} MB of JSON Lines")
        own = run(telusur("add", lines, "--library", folder / "library"))
        base = run([sys.executable, "-c", TANTIVY, lines, bare])
        print_row("telusur add", own, count, base)
        print_row("tantivy", base, count, base)
        again = run(telusur("add", lines, "--library", folder / "library"))
        print_row("the same again", again, count, base)


def print_row(name: str, usage: Usage, count: int, base: Usage) -> None:
    """Print one process, and how many times as much of a processor it takes as tantivy alone."""
    print(
        f"  {name:15} {usage.seconds:7.1f} s  {usage.processor:7.1f} s of processor"
        f" ({usage.processor / base.processor:5.1f}x)  {count / usage.seconds:8,.0f} articles/s,"
        f" {count / usage.processor:8,.0f} a second of processor",
        flush=True,
    )


if __name__ == "__main__":
    main()
