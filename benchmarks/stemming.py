"""Roots, retrieval and speed of the stemmer, beside PySastrawi's and beside no stemming.

    python benchmarks/stemming.py

Reads the gold roots and the question sets from `../shared`; where they are absent it says so and
stops with exit code 2.
"""

import json
import math
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from telusur.index.indonesian.countries.detection import territories
from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.roots import load_roots
from telusur.index.indonesian.stemming.stemmer import Stemmer, stem
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_rows

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold" / "stems-dev.tsv"
QUESTIONS = ("facqa-dev", "tydiqa-dev")
K1, B = 1.2, 0.75
PLACES = ("capital", "province", "regency", "city")
ROUNDS = 5
STARTS = 15

Stem = Callable[[str], str]


def pysastrawi() -> Stem:
    """PySastrawi's stemmer without its cache, a word it destroys kept as it is."""
    bare = StemmerFactory().create_stemmer().delegatedStemmer

    def stem_one(word: str) -> str:
        root: str = bare.stem(word)
        return root if root and " " not in root else word

    return stem_one


def print_roots(stems: dict[str, Stem], pairs: list[list[str]]) -> None:
    """The share of gold roots found, over all and by source, in percent."""
    sources = sorted({source for _, _, source in pairs})
    print(f"Roots, % of {len(pairs):,} right".ljust(34), *(f"{name:>10}" for name in stems))
    for source in ["all", *sources]:
        chosen = [pair for pair in pairs if source in ("all", pair[2])]
        shares = []
        for one in stems.values():
            right = sum(one(word) == root for word, root, _ in chosen)
            shares.append(f"{100 * right / len(chosen):10.2f}")
        print(f"  {source} ({len(chosen):,})".ljust(34), *shares)


def print_names(stems: dict[str, Stem]) -> None:
    """How many names of one word are changed into another word."""
    rows = [(name, kind) for name, kind in read_rows("place-names.tsv") if kind in PLACES]
    rows += [(territory.indonesian, "territory (CLDR)") for territory in territories().values()]
    print("Names of one word that are changed".ljust(34), *(f"{name:>10}" for name in stems))
    for kind in ["territory (CLDR)", *PLACES]:
        names = {fold(name) for name, of in rows if of == kind and re.fullmatch(r"[^\W\d_]+", name)}
        changed = (sum(one(name) != name for name in names) for one in stems.values())
        print(f"  {kind} ({len(names)})".ljust(34), *(f"{count:>10}" for count in changed))


def read_lines(path: Path) -> list[dict[str, str]]:
    """The objects of a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tokens(text: str) -> list[str]:
    """Words and numbers in lower case; the same for every stemmer."""
    return re.findall(r"\w+", text.lower())


class Bm25:
    """Plain BM25 (Robertson and Zaragoza 2009) over one list of terms a document."""

    def __init__(self, documents: dict[str, list[str]]) -> None:
        self.postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        average = statistics.fmean(len(terms) for terms in documents.values())
        for name, terms in documents.items():
            norm = K1 * (1 - B + B * len(terms) / average)
            for term, count in Counter(terms).items():
                self.postings[term].append((name, count * (K1 + 1) / (count + norm)))
        self.size = len(documents)

    def best(self, terms: Iterable[str], limit: int = 10) -> list[str]:
        """The best documents for a question's terms."""
        scores: dict[str, float] = defaultdict(float)
        for term in terms:
            postings = self.postings.get(term, ())
            idf = math.log(1 + (self.size - len(postings) + 0.5) / (len(postings) + 0.5))
            for name, weight in postings:
                scores[name] += idf * weight
        return sorted(scores, key=lambda name: (-scores[name], name))[:limit]


def reciprocal_ranks(folder: Path, one: Stem) -> float:
    """The mean reciprocal rank of the first right document among the best ten."""
    memo: dict[str, str] = {}

    def terms(text: str) -> list[str]:
        words = tokens(text)
        memo.update((word, one(word)) for word in set(words) - memo.keys())
        return [memo[word] for word in words]

    texts = {
        line["id"]: terms(f"{line['title']} {line['text']}")
        for line in read_lines(folder / "docs.jsonl")
    }
    index = Bm25(texts)
    right: dict[str, set[str]] = defaultdict(set)
    for row in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, _ = row.split("\t")
        right[query].add(document)
    ranks = []
    for line in read_lines(folder / "queries.jsonl"):
        found = index.best(terms(line["text"]))
        places = [place for place, name in enumerate(found, 1) if name in right[line["id"]]]
        ranks.append(1 / places[0] if places else 0.0)
    return statistics.fmean(ranks)


def print_retrieval(stems: dict[str, Stem]) -> None:
    """MRR@10 of each stemmer under the same ranking."""
    print("\nRetrieval, MRR@10, BM25".ljust(35), *(f"{name:>10}" for name in stems))
    for name in QUESTIONS:
        folder = SHARED / "bench" / name
        values = [f"{reciprocal_ranks(folder, one):10.4f}" for one in stems.values()]
        print(f"  {name}".ljust(34), *values)


def words_a_second(one: Stem, words: list[str]) -> float:
    """Distinct words stemmed a second, in one pass over all of them."""
    begin = time.perf_counter()
    for word in words:
        one(word)
    return len(words) / (time.perf_counter() - begin)


def print_speed(words: list[str]) -> None:
    """Words a second, the two stemmers in turn, each new in each round; and their ratio."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        fresh = Stemmer(load_roots(), Affixes(read_rows("affix-weights.tsv")))
        ours.append(words_a_second(fresh.stem, words))
        theirs.append(words_a_second(pysastrawi(), words[::10]))
    print(f"\nSpeed, median of {ROUNDS} rounds over {len(words):,} distinct words")
    print(f"  Telusur     {statistics.median(ours):10,.0f} words/s")
    print(f"  PySastrawi  {statistics.median(theirs):10,.0f} words/s")
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    print(f"  ratio       {statistics.median(ratios):10.1f}")


NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Left out of the new processes' environment: an installed package is compiled."""

READY = """
import time
begin = time.perf_counter()
{code}
print(time.perf_counter() - begin)
"""
READY_CODE = {
    "Telusur": "from telusur.index.indonesian.stemming.stemmer import stem; stem('membantah')",
    "PySastrawi": (
        "from Sastrawi.Stemmer.StemmerFactory import StemmerFactory\n"
        "StemmerFactory().create_stemmer().stem('membantah')"
    ),
}


def print_start() -> None:
    """Milliseconds from the import to the first root, in a new process each time."""
    environment = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    print(f"\nReady (import, dictionary, first root), ms, median of {STARTS} new processes")
    for name, code in READY_CODE.items():
        command = [sys.executable, "-c", READY.format(code=code)]
        subprocess.check_output(command, env=environment)
        seconds = [float(subprocess.check_output(command, env=environment)) for _ in range(STARTS)]
        print(f"  {name:<11} {1000 * statistics.median(seconds):10.1f}")


def main() -> int:
    """Print every table.

    Returns:
        The exit code: 2 where the gold is absent.
    """
    if not GOLD.exists():
        print(f"No gold at {GOLD}; nothing to measure.", file=sys.stderr)
        return 2
    rows = GOLD.read_text(encoding="utf-8").splitlines()[1:]
    pairs = [row.split("\t") for row in rows]
    stems: dict[str, Stem] = {"none": str, "PySastrawi": pysastrawi(), "Telusur": stem}
    print_roots(stems, pairs)
    print()
    print_names(stems)
    print_retrieval(stems)
    print_speed(sorted({word for word, _, _ in pairs}))
    print_start()
    return 0


if __name__ == "__main__":
    sys.exit(main())
