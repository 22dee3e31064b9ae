"""Measures the detection of countries: precision, recall and F1 against labels, and speed.

    python benchmarks/countries.py [--errors first|second]

Labels: `gold/countries-dev.jsonl` over `bench/facqa-dev/docs.jsonl` in the shared folder. Figures
are micro-averages over (article, country) pairs, beside exact matching of CLDR's Indonesian names;
the labels of odd and of even lines are reported apart.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from telusur.index.indonesian.countries.detection import detect
from telusur.index.indonesian.countries.gazetteer import territories

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold" / "countries-dev.jsonl"
DOCS = SHARED / "bench" / "facqa-dev" / "docs.jsonl"
WORDS = 250
RUNS = 7


class Labelled(NamedTuple):
    """A passage with the countries that a reader found in it."""

    text: str
    countries: set[str]
    main: set[str]


def read_labels() -> list[Labelled]:
    """The labelled passages; ends the program where the shared folder is absent."""
    if not GOLD.exists() or not DOCS.exists():
        print(f"no labels: {GOLD} and {DOCS} are needed", file=sys.stderr)
        raise SystemExit(2)
    docs = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        docs[doc["id"]] = doc["text"]
    labels = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [Labelled(docs[x["id"]], set(x["countries"]), set(x["main"])) for x in labels]


def by_cldr_names() -> Callable[[str], set[str]]:
    """The baseline: CLDR's Indonesian names, matched exactly at word boundaries."""
    codes = {row.indonesian: row.code for row in territories().values()}
    names = sorted(codes, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    return lambda text: {codes[found] for found in pattern.findall(text)}


def score(pairs: Iterable[tuple[set[str], set[str]]]) -> str:
    """Micro-averaged precision, recall and F1 of (found, wanted) pairs, as text."""
    pairs = list(pairs)
    hits = sum(len(found & wanted) for found, wanted in pairs)
    found_count = sum(len(found) for found, _ in pairs)
    wanted_count = sum(len(wanted) for _, wanted in pairs)
    precision, recall = hits / max(found_count, 1), hits / max(wanted_count, 1)
    f1 = 2 * hits / max(found_count + wanted_count, 1)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def detected(text: str) -> set[str]:
    """The countries that Telusur finds in a text."""
    return {mention.code for mention in detect(text)}


def detected_main(text: str) -> set[str]:
    """The countries that Telusur takes a text to be about."""
    return {mention.code for mention in detect(text) if mention.main}


def articles_per_second(texts: list[str], find: Callable[[str], set[str]]) -> float:
    """Median rate over articles of 250 words made of the passages, by the time of one core."""
    words = " ".join(texts).split(" ")
    articles = [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)]
    rates = []
    for _ in range(RUNS):
        began = time.process_time()
        for article in articles:
            find(article)
        rates.append(len(articles) / (time.process_time() - began))
    return statistics.median(rates)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the detection of countries.")
    parser.add_argument("--errors", choices=["first", "second"], help="show this half's errors")
    options = parser.parse_args()
    labelled = read_labels()
    halves = {"first": labelled[::2], "second": labelled[1::2], "all": labelled}
    cldr = by_cldr_names()
    for name, part in halves.items():
        print(f"{name:<7} ({len(part)} passages)")
        print(f"  CLDR names  {score((cldr(x.text), x.countries) for x in part)}")
        print(f"  Telusur     {score((detected(x.text), x.countries) for x in part)}")
        print(f"  main        {score((detected_main(x.text), x.main) for x in part)}")
    print("articles of 250 words a second")
    texts = [x.text for x in labelled]
    for name, find in (("CLDR names", cldr), ("Telusur", detected)):
        print(f"  {name:<10}  {articles_per_second(texts, find):.0f}")
    for x in halves.get(options.errors or "", []):
        missed, wrong = x.countries - detected(x.text), detected(x.text) - x.countries
        if missed or wrong:
            print(f"\nmissed {sorted(missed)} wrong {sorted(wrong)}: {x.text}")


if __name__ == "__main__":
    main()
