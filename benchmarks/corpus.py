"""Articles for measuring speed: made up, the same every time, with a natural vocabulary.

Words are roots under affixes, ranked by how likely the stemmer's weights say they are in ordinary
text; their frequencies follow their ranks as Zipf's law has it. Names, numbers and rare coinages
are mixed in. Each article has words of its own, which it repeats, as articles do.

    python benchmarks/corpus.py COUNT [--news FOLDER] > articles.jsonl

prints them as JSON Lines. With `--news` they are read instead: from the JSON Lines in a folder, of
which each has a text and perhaps a title; Telusur makes articles of them, countries and dates
included, as it would of any input.
"""

import argparse
import heapq
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from telusur.index.article import Article
from telusur.index.errors import ArticleError
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.indonesian.stemming.roots import load_roots
from telusur.index.indonesian.wordlists import read_rows
from telusur.index.ingest.making import make_article

WORDS = 250
"""How many words an article's text has on average."""

_SEED = 20_240_817
_TITLE_WORDS = 8
_OWN_WORDS = 14
_SHARE_OWN, _SHARE_NAMES, _SHARE_NUMBERS, _SHARE_COINED = 0.25, 0.07, 0.02, 0.004
_LEAST_OWN = 120
_KERNEL = 5_000
_LEAST_SCORE = -80
_VOCABULARY = 60_000
_FREQUENT = (
    "yang di dan ini itu dengan pada untuk tidak dari dalam akan ke tersebut juga oleh ada mereka"
    " telah kata bisa menjadi saat karena sebagai atau orang tahun dia hari lebih sudah kami saya"
    " seperti harus bahwa secara masih namun kepada negara setelah banyak hanya satu para hingga"
    " warga pemerintah korban polisi presiden tentara pasukan utara selatan perang kota rumah kerja"
)
_NASAL = {"p": "mem", "b": "mem", "f": "mem", "t": "men", "d": "men", "c": "men", "j": "men",
          "k": "meng", "g": "meng", "h": "meng", "s": "meny"}  # fmt: skip
_LOST = frozenset("ptks")
_COUNTRIES = ("ID", "US", "RU", "UA", "KP", "KR", "CN", "JP", "MY", "SG", "AU", "PS", "IL", "DE")


def articles(count: int, words: int = WORDS) -> Iterator[Article]:
    """Yield the first so many articles of the corpus, or of a like one with shorter texts."""
    chance = random.Random(_SEED)
    first_day = date(2015, 1, 1)
    for number in range(count):
        own = _draw(chance, _OWN_WORDS, [], least_rank=_LEAST_OWN)
        text = _sentences(chance, _draw(chance, max(40, int(chance.gauss(words, 90))), own))
        day = first_day + timedelta(chance.randrange(3_900))
        codes = chance.choices(_COUNTRIES, [1 / n for n in range(1, 15)], k=chance.randint(1, 3))
        yield Article(
            id=f"a{number}",
            title=" ".join(_draw(chance, _TITLE_WORDS, own)).capitalize(),
            title_made=False,
            text=text,
            published=Published(Interval(day, day), "given"),
            countries=tuple(dict.fromkeys(codes)),
            countries_basis="given",
            source="Kantor Berita",
            url="",
            added="2026-01-01T00:00:00Z",
        )


def news(folder: Path, count: int) -> Iterator[Article]:
    """Yield the first so many articles of a folder of JSON Lines; those without text are left out.

    Args:
        folder: the folder; its files are read in the order of their names.
        count: up to how many.
    """
    return islice(_all_news(folder), count)


def _all_news(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                identity = f"{path.stem}-{number}"
                try:
                    yield make_article(
                        str(record.get("text") or ""),
                        title=str(record.get("title") or ""),
                        id=identity,
                    )
                except ArticleError:
                    continue


def _draw(chance: random.Random, count: int, own: list[str], least_rank: int = 0) -> list[str]:
    words, weights = _vocabulary(least_rank)
    names, name_weights = _names()
    drawn_names = chance.choices(names, cum_weights=name_weights, k=count)
    drawn = chance.choices(words, cum_weights=weights, k=count)
    for place in range(count):
        kind = chance.random()
        if own and kind < _SHARE_OWN:
            drawn[place] = chance.choice(own)
        elif kind > 1 - _SHARE_NAMES:
            drawn[place] = drawn_names[place]
        elif kind > 1 - _SHARE_NAMES - _SHARE_NUMBERS:
            drawn[place] = str(int(10 ** (chance.random() * 4)))
        elif kind > 1 - _SHARE_NAMES - _SHARE_NUMBERS - _SHARE_COINED:
            drawn[place] = _coined(chance)
    return drawn


def _sentences(chance: random.Random, words: list[str]) -> str:
    sentences = []
    start = 0
    while start < len(words):
        end = start + chance.randint(8, 22)
        sentence = " ".join(words[start:end])
        sentences.append(sentence[:1].upper() + sentence[1:] + ".")
        start = end
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))


@cache
def _vocabulary(least_rank: int = 0) -> tuple[list[str], list[float]]:
    """The words from a rank on, with the running total of their frequencies."""
    if least_rank:
        words, weights = _vocabulary()
        return words[least_rank:], [
            weight - weights[least_rank - 1] for weight in weights[least_rank:]
        ]
    chains = {
        row[1]: list(map(int, row[2:])) for row in read_rows("affix-weights.tsv")
        if row[0] == "chain" and row[1] in ("", "ber", "di", "ter", "se", "ke", "meN", "peN", "per")
    }  # fmt: skip
    scores: dict[str, int] = {}
    for root, weight in load_roots().items():
        for chain, row in chains.items():
            for suffix, affixes in zip(("", "i", "an", "kan"), row[:4], strict=True):
                if weight + affixes < _LEAST_SCORE:
                    continue
                for clitic, clitic_weight in (("", 0), ("nya", -70)):
                    word = _prefixed(chain, root) + suffix + clitic
                    scores[word] = max(weight + affixes + clitic_weight, scores.get(word, -999))
    ranked = heapq.nsmallest(_VOCABULARY, scores, key=lambda word: (-scores[word], word))
    return _zipfian([*_FREQUENT.split(), *ranked])


def _prefixed(chain: str, root: str) -> str:
    if chain not in {"meN", "peN"}:
        return chain + root
    nasal = _NASAL.get(root[:1], "meng" if root[:1] in "aeiou" else "me")
    joined = nasal + (root[1:] if root[:1] in _LOST else root)
    return joined if chain == "meN" else "p" + joined[1:]


@cache
def _names() -> tuple[list[str], list[float]]:
    personal = [row[0] for row in read_rows("personal-names.txt")]
    places = [
        name.strip().rstrip("?~")
        for file in ("places.tsv", "places-indonesia.tsv")
        for row in read_rows(file)
        for name in row[1].split(",")
    ]
    names = [*personal, *places]
    random.Random(_SEED).shuffle(names)
    names.insert(40, "Kursk")
    return _zipfian(names)


def _zipfian(ranked: list[str]) -> tuple[list[str], list[float]]:
    """Give words frequencies by rank.

    Zipf's law as corrected by Mandelbrot; behind the kernel of some thousand words they fall off
    sooner (Ferrer i Cancho and Sole, "Two regimes in the frequency of words", 2001).
    """
    kernel = [1 / (rank + 2.7) for rank in range(1, min(len(ranked), _KERNEL) + 1)]
    tail = (_KERNEL**0.7 / rank**1.7 for rank in range(_KERNEL + 1, len(ranked) + 1))
    return ranked, list(accumulate([*kernel, *tail]))


def _coined(chance: random.Random) -> str:
    """A word that no dictionary has, as the names of people and firms often are."""
    syllables = (chance.choice("bcdfghjklmnprstwyz") + chance.choice("aeiou") for _ in range(4))
    return "".join(syllables).capitalize()


def main() -> None:
    """Print the articles as JSON Lines."""
    parser = argparse.ArgumentParser(description="Articles for measuring, as JSON Lines.")
    parser.add_argument("count", type=int)
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    chosen = news(arguments.news, arguments.count) if arguments.news else articles(arguments.count)
    for article in chosen:
        record = {"id": article.id, "title": article.title, "text": article.text}
        if not arguments.news:
            record["countries"] = list(article.countries)
            record["date"] = article.published.interval.start.isoformat()
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
