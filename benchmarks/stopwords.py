"""Prints what dropping stop words does to MRR@10: the list in use beside shorter and longer ones.

BM25 (k1 1.2, b 0.75) over lower-case words, no stemming, on the development sets in `../shared`.
After each figure stands the difference to the list in use with its standard error over questions,
in points.

Run: python benchmarks/stopwords.py
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.wordlists import read_rows

BENCH = Path(__file__).parents[2] / "shared" / "bench"
SETS = ("facqa-dev", "tydiqa-dev")
K1, B = 1.2, 0.75
CUT = 10

# Candidates that the list in use leaves out.
AUXILIARIES = """
ada adalah adanya akan belum bisa boleh bukan bukanlah dapat harus hendak ingin jadi jangan
mampu masih mau menjadi merupakan mesti perlu pernah sedang sudah tak telah tidak tidaklah wajib
"""
ADVERBS = """
agak agaknya akhirnya amat antaranya apalagi barangkali baru benar biasanya contohnya cukup cuma
dahulu dulu hampir hanya hendaknya jarang juga justru kadang kelak kembali khususnya kini kurang
lagi langsung lebih makin malah malahan memang misalnya mungkin nampaknya nanti paling pasti
pula rupanya saja sangat sebaiknya sebenarnya sebetulnya secara segera seharusnya sekadar sekali
sekaligus sekarang sekedar selalu semakin semestinya sering sesungguhnya seterusnya sungguh tadi
tampaknya tentu terlalu ternyata terus terutama tetap umpamanya umumnya
"""
LIGHT_WORDS = """
akhir akibat antar arti artinya awal bagian baik bawah beda begitulah belakang bentuk berada
berakhir berarti berasal berbeda berdasarkan berikut berikutnya berkat berkata berlaku
berlangsung bermula bernama bersifat bertanya berupa besar bulan buruk cara dapatkah dekat depan
diadakan dibentuk diberikan dibuat didapat digunakan dijadikan dikatakan dikenal diketahui
dilakukan dilihat dimaksud dimulai dinamakan disebut ditunjukkan dua hari ikut jauh jawab jelas
jelasnya jenis jumlah kali kata katanya kecil kedua ketiga lama lanjut lanjutnya letak luas
macam maksud masa melakukan melihat meliputi membentuk memberikan membuat memiliki mempunyai
memulai menambahkan mencakup mencapai mendapat mendapatkan menerima mengadakan mengandung
mengatakan mengetahui menggunakan mengungkapkan menjadikan menjawab menjelaskan menunjukkan
menyatakan menyebut menyebutkan mulai nama orang panjang pengertian penting pertama pihak rendah
salah sama samping satu sebanyak sebelah sebelumnya sebesar sejumlah semacam semula serupa
sesuai sesudahnya setelahnya tahu tahun tambah tampak tandas tanggal tanya tegas tempat terdapat
terdiri terjadi terletak terlihat termasuk termasuklah tidakkah tiga tinggi turut tutur ujar
ujarnya umum ungkap ungkapnya utama waktu
"""


class Question(NamedTuple):
    """One question of a set."""

    words: list[str]
    relevant: set[int]


class RetrievalSet(NamedTuple):
    """Documents as bags of words, and the questions asked of them."""

    documents: list[Counter[str]]
    questions: list[Question]


def main() -> int:
    """Print the table; return the exit code."""
    if not BENCH.is_dir():
        print(f"No retrieval sets: {BENCH} is absent.", file=sys.stderr)
        return 2
    sets = [read_set(BENCH / name) for name in SETS]
    in_use = [reciprocal_ranks(one, words_in_use(one)) for one in sets]
    print(f"{'MRR@10':32} {'words':>5}  " + "  ".join(f"{name:>20}" for name in SETS))
    for label, lists in candidates(sets).items():
        cells = []
        for one, stop_words, reference in zip(sets, lists, in_use, strict=True):
            ranks = reciprocal_ranks(one, stop_words)
            cells.append(f"{sum(ranks) / len(ranks):.4f} {difference(ranks, reference):>13}")
        print(f"{label:32} {max(map(len, lists)):5}  " + "  ".join(cells))
    return 0


def read_set(folder: Path) -> RetrievalSet:
    """Read one retrieval set."""
    documents = read_jsonl(folder / "docs.jsonl")
    number = {document["id"]: at for at, document in enumerate(documents)}
    relevant: dict[str, set[int]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, document, _ = line.split("\t")
        relevant[question].add(number[document])
    return RetrievalSet(
        [Counter(words_of(f"{one['title']} {one['text']}")) for one in documents],
        [
            Question(words_of(question["text"]), relevant[question["id"]])
            for question in read_jsonl(folder / "queries.jsonl")
        ],
    )


def read_jsonl(path: Path) -> list[dict[str, str]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words_of(text: str) -> list[str]:
    """Cut a text into lower-case words."""
    return re.findall(r"[^\W_]+", text.lower())


def vocabulary(one: RetrievalSet) -> Counter[str]:
    """Count the documents that hold each word."""
    counts: Counter[str] = Counter()
    for document in one.documents:
        counts.update(document.keys())
    return counts


def words_in_use(one: RetrievalSet) -> set[str]:
    """Return the stop words of the list in use that a set holds."""
    asked = {word for question in one.questions for word in question.words}
    return set(filter(is_stop_word, asked | vocabulary(one).keys()))


def candidates(sets: list[RetrievalSet]) -> dict[str, list[Set[str]]]:
    """Return the lists to compare: a label, and for each retrieval set the stop words."""
    in_use = set().union(*map(words_in_use, sets))
    questions = in_use & {word for word, kind in read_rows("stopwords.txt") if kind == "question"}
    auxiliaries = in_use | set(AUXILIARIES.split())
    adverbs = auxiliaries | set(ADVERBS.split())
    light = adverbs | set(LIGHT_WORDS.split())
    fixed: dict[str, Set[str]] = {
        "none": frozenset(),
        "question words": questions,
        "function words": in_use - questions,
        "function + question (in use)": in_use,
        "... + auxiliaries": auxiliaries,
        "... + adverbs": adverbs,
        "... + light words": light,
        "... + light, less question": light - questions,
        "PySastrawi's": frozenset(StopWordRemoverFactory().get_stop_words()),
    }
    table: dict[str, list[Set[str]]] = {
        label: [words] * len(sets) for label, words in fixed.items()
    }
    for size in (20, 50, 100, 400):
        table[f"{size} most frequent of the set"] = [
            {word for word, _ in vocabulary(one).most_common(size)} for one in sets
        ]
    return table


def reciprocal_ranks(one: RetrievalSet, stop_words: Set[str]) -> list[float]:
    """Rank the documents for each question; return 1 / rank of the first relevant one, or 0."""
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths = []
    for number, document in enumerate(one.documents):
        kept = {word: count for word, count in document.items() if word not in stop_words}
        lengths.append(sum(kept.values()))
        for word, count in kept.items():
            postings[word].append((number, count))
    mean = sum(lengths) / len(lengths)
    norms = [K1 * (1 - B + B * length / mean) for length in lengths]
    # Questions of nothing but stop words are rare: they find nothing here, in every row alike.
    return [reciprocal_rank(question, stop_words, postings, norms) for question in one.questions]


def reciprocal_rank(
    question: Question,
    stop_words: Set[str],
    postings: dict[str, list[tuple[int, int]]],
    norms: list[float],
) -> float:
    """Score by BM25 and return 1 / rank of the first relevant document, 0 below the cut."""
    scores: dict[int, float] = defaultdict(float)
    for word in set(question.words) - stop_words:
        found = postings.get(word, [])
        idf = math.log(1 + (len(norms) - len(found) + 0.5) / (len(found) + 0.5))
        for number, count in found:
            scores[number] += idf * count * (K1 + 1) / (count + norms[number])
    best = sorted(scores, key=lambda number: (-scores[number], number))[:CUT]
    ranks = (1 / rank for rank, number in enumerate(best, 1) if number in question.relevant)
    return next(ranks, 0.0)


def difference(ranks: list[float], reference: list[float]) -> str:
    """Return the mean difference and its standard error, in points."""
    gaps = [one - other for one, other in zip(ranks, reference, strict=True)]
    mean = sum(gaps) / len(gaps)
    error = math.sqrt(sum((gap - mean) ** 2 for gap in gaps)) / len(gaps)
    return f"{100 * mean:+.2f} ± {100 * error:.2f}"


if __name__ == "__main__":
    sys.exit(main())
