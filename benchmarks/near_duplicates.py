"""Recognising edited copies: MinHash as Telusur does it beside SimHash, on edits of real articles.

Texts are the seeds and the passages of ../shared/bench with at least 60 words. Each is edited in
ways in which a second site edits: words replaced, the end cut off, the lead rewritten, a sentence
put in. Recall is the share of copies that are recognised, a false alarm a different text that is
taken for a version: among the texts, and among made articles that fill in the same form for each of
sixty days (prices, fixtures, weather). SimHash (Charikar 2002) is looked up as in Manku, Jain, Das
Sarma 2007: 60 bits over the same shingles, at most k bits apart.

    python benchmarks/near_duplicates.py
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from time import process_time

from telusur.index.sources.readers.text import read_text_file
from telusur.index.store.duplicates.minhash import band_keys, shingles
from telusur.index.store.duplicates.resemblance import ComparedText
from telusur.seeds import seed_paths

BENCH = Path(__file__).parents[2] / "shared" / "bench"
TEXTS = 400


def _texts() -> list[str]:
    found = [read_text_file(path).text for path in seed_paths()]
    for name in ("facqa-dev", "tydiqa-dev"):
        lines = (BENCH / name / "docs.jsonl").read_text(encoding="utf-8").splitlines()
        long_enough = [
            text for line in lines if len((text := json.loads(line)["text"]).split()) >= 60
        ]
        found += long_enough[: TEXTS // 2]
    return found


def _replaced(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, dice: random.Random) -> str:
        return " ".join("kata" if dice.random() < share else word for word in text.split())

    return edit


def _cut(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, dice: random.Random) -> str:
        words = text.split()
        return " ".join(words[: int(len(words) * (1 - share))])

    return edit


def _with_sentence(text: str, dice: random.Random) -> str:
    words = text.split()
    place = dice.randrange(len(words))
    return " ".join(
        [*words[:place], "Berita ini disunting ulang oleh redaksi kami.", *words[place:]]
    )


def _with_other_lead(text: str, dice: random.Random) -> str:
    return " ".join(
        ["Laporan terbaru dari lapangan menyebutkan hal berikut ini.", *text.split()[12:]]
    )


EDITS = {
    "a sentence put in": _with_sentence,
    "another lead": _with_other_lead,
    "2 % of words replaced": _replaced(0.02),
    "5 % of words replaced": _replaced(0.05),
    "10 % cut off": _cut(0.10),
    "20 % cut off": _cut(0.20),
    "30 % cut off": _cut(0.30),
    "40 % cut off": _cut(0.40),
}


_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_FORMS = (
    "Harga emas batangan di Logam Mulia pada {day} tercatat Rp {a}.000 per gram, sedangkan "
    "harga beli kembali Rp {b}.000 per gram. Harga itu berlaku di kantor pusat penjualan dan "
    "dapat berbeda di gerai lain. Harga jual sudah termasuk pajak penghasilan sesuai dengan "
    "peraturan menteri keuangan. Pembeli yang ingin potongan pajak lebih rendah diminta "
    "menyertakan nomor pokok wajib pajak saat melakukan transaksi di gerai maupun lewat "
    "aplikasi perusahaan.",
    "Pertandingan pekan ke-{a} liga utama digelar mulai {day} di sejumlah stadion. Seluruh "
    "laga disiarkan langsung oleh stasiun televisi pemegang hak siar dan dapat ditonton lewat"
    " aplikasi berbayar. Tuan rumah bertekad menang di depan pendukung sendiri sedangkan tim "
    "tamu mengincar setidaknya hasil imbang. Pelatih kedua kesebelasan menyatakan para pemain"
    " dalam keadaan siap dan tidak ada yang cedera menjelang laga yang dijaga {b} petugas "
    "itu.",
    "Badan Meteorologi memperkirakan cuaca ibu kota hari ini cerah berawan pada pagi hari dan"
    " hujan ringan pada siang hari. Suhu udara berkisar antara {a} dan {b} derajat dengan "
    "kelembapan yang tinggi. Warga diminta tetap waspada terhadap hujan yang disertai kilat "
    "dan angin kencang dengan durasi singkat terutama di wilayah selatan dan timur kota, "
    "demikian keterangan resmi yang diperbarui setiap pagi oleh petugas.",
)
_DAYS = 60


def _series(dice: random.Random) -> Iterator[list[str]]:
    """Yield the articles of each form, one for every day."""
    for form in _FORMS:
        days = (date(2024, 1, 1) + timedelta(days=n) for n in range(_DAYS))
        yield [
            form.format(
                day=f"{_WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})",
                a=dice.randrange(20, 1000),
                b=dice.randrange(20, 1000),
            )
            for day in days
        ]


def _are_versions(one: ComparedText, other: ComparedText) -> bool:
    return bool(one.similarity(other)) and not one.differs_in_numbers(other)


def _simhash(text: str) -> int:
    counts = [0] * 60
    for shingle in shingles(text):
        digest = int.from_bytes(blake2b(shingle.to_bytes(4, "big"), digest_size=8).digest(), "big")
        for place in range(60):
            counts[place] += 1 if digest >> place & 1 else -1
    return sum(1 << place for place, count in enumerate(counts) if count > 0)


def _false_alarms(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many pairs of texts there are, are compared, and are taken for versions."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for key in band_keys(text):
            holders[key].append(place)
    candidates = {(j, i) for own in holders.values() for i in own for j in own if i < j}
    compared = list(map(ComparedText, texts))
    alarms = sum(_are_versions(compared[i], compared[j]) for i, j in candidates)
    return len(texts) * (len(texts) - 1) // 2, len(candidates), alarms


def main() -> int:
    """Measure, and return the exit code."""
    if not BENCH.is_dir():
        print(f"{BENCH} is not there: nothing to measure with.")
        return 2
    originals = _texts()
    dice = random.Random(1)
    started = process_time()
    keys = [set(band_keys(text)) for text in originals]
    minhash_ms = (process_time() - started) * 1000 / len(originals)
    started = process_time()
    prints = [_simhash(text) for text in originals]
    simhash_ms = (process_time() - started) * 1000 / len(originals)
    words = sum(len(text.split()) for text in originals) / len(originals)
    print(
        f"{len(originals)} texts of {words:.0f} words; MinHash {minhash_ms:.2f} ms a text, "
        f"SimHash {simhash_ms:.2f}"
    )
    print(f"{'recall':<24} {'MinHash':>8} {'looked up':>10} {'k=3':>6} {'k=6':>6} {'k=10':>6}")
    compared = list(map(ComparedText, originals))
    for name, edit in EDITS.items():
        copies = [edit(text, dice) for text in originals]
        found = [bool(own & set(band_keys(copy))) for own, copy in zip(keys, copies, strict=True)]
        both = [
            looked_up and _are_versions(text, ComparedText(copy))
            for looked_up, text, copy in zip(found, compared, copies, strict=True)
        ]
        apart = [bin(a ^ _simhash(copy)).count("1") for a, copy in zip(prints, copies, strict=True)]
        near = [sum(distance <= k for distance in apart) / len(apart) for k in (3, 6, 10)]
        n = len(originals)
        print(
            f"{name:<24} {sum(both) / n:8.3f} {sum(found) / n:10.3f} {near[0]:6.3f}"
            f" {near[1]:6.3f} {near[2]:6.3f}"
        )
    pairs, looked_up, alarms = _false_alarms(originals)
    print(f"of {pairs} pairs of different texts: {looked_up} are compared, {alarms} grouped")
    for articles in _series(dice):
        pairs, looked_up, alarms = _false_alarms(articles)
        print(f"of {pairs} pairs of days of one form: {looked_up} are compared, {alarms} grouped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
