"""How often the day of publication is told from an article's text, and how often that is right.

    python benchmarks/dates.py [--articles 5000] [--news FOLDER] [--show COUNT]

Articles of known days are made: sentences as the press writes them, with the day of what they
report, days of what is past and days of what is to come, each worded in many ways. Some articles
have no date of their own at all, only others. With `--news` the articles are those of a folder of
JSON Lines of which each record has a text and a date (`date`, `published` or `publish_date`, ISO
8601 or Indonesian); nothing else of them is read, and `--show` prints the beginning of those that
are dated wrongly.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.expressions import parse

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_PLACES = ("Jakarta", "Bandung", "Surabaya", "Makassar", "Medan", "Jayapura", "Kupang", "Ambon")
_PEOPLE = ("Budi Santoso", "Siti Aminah", "Yusuf", "Rahmat Hidayat", "Maria Lestari", "Agus")

# {w} a weekday, {n} a date in numbers, {l} one in words, {s} day and month alone; {p} a place,
# {o} a person. A wording of a report has the day on which the article was written, or one just
# before.
_REPORTS = (
    '"Kami sudah memeriksa delapan saksi," kata {o} kepada wartawan di {p}, {w} ({n}).',
    '"Harga beras masih stabil," ujar {o} saat ditemui di kantornya, {w} ({n}).',
    "Hal itu disampaikan {o} dalam keterangan tertulis, {w} ({n}).",
    "{o} mengatakan pembangunan jalan itu sudah selesai, {w}, {l}.",
    '"Tidak ada korban," kata {o} di {p}, {w}, {l}.',
    "Demikian dikutip dari kantor berita setempat, {w} ({n}).",
    "Gempa bermagnitudo 5,4 mengguncang {p}, {w} ({n}) pagi.",
    "Sebuah gudang di {p} terbakar pada {w} ({n}) dini hari.",
    "Polisi menangkap dua pencuri motor di {p}, {w} ({n}) malam.",
    "Rupiah ditutup menguat di pasar spot {p}, {w} ({n}).",
    "Presiden meresmikan bendungan di {p}, {w} ({n}).",
    "Ribuan buruh berunjuk rasa di depan gedung dewan {p}, {w} ({n}).",
)
_TODAY = (
    "Tarif baru mulai dikenakan hari ini, {w} ({n}).",
    "Sidang putusan dibacakan hari ini ({n}) di {p}.",
    "Pada {w} ({n}) hari ini, {o} dilantik sebagai wali kota {p}.",
    "Rapat itu dilakukan siang tadi, {w} ({n}).",
)
_YESTERDAY = (
    "Kebakaran melanda pasar di {p} kemarin, {w} ({n}).",
    "Ia tiba di {p} pada {w} ({n}) kemarin.",
    "Kemarin ({n}), {o} bertemu para nelayan.",
)
_LAST_WEEK = (
    "Pertemuan itu dilakukan pekan lalu, {w} ({n}).",
    "Ia dilantik {w} pekan lalu ({n}).",
    "Pernyataan itu keluar pada {w} ({n}) pekan lalu.",
)
_PAST = (
    "Sebelumnya, korban dilaporkan hilang sejak {w} ({n}).",
    "Kasus ini bermula saat korban pergi dari rumah pada {w} ({n}).",
    "Tersangka dalam pembunuhan yang terjadi {w} ({n}) itu akhirnya ditangkap.",
    "Perjanjian itu ditandatangani di {p} pada {l}.",
    "Ia terpilih pada {w} ({n}) lalu.",
    "Gugatan itu diajukan pada {w}, {l}, oleh warga {p}.",
    "{o} mengatakan kecelakaan itu terjadi {w} ({n}).",
)
_LONG_PAST = (
    "Bom meledak di {p} pada {w} ({n}).",
    "Kerusuhan itu pecah pada {w}, {l}.",
    "Tragedi itu menewaskan ratusan orang, {w} ({n}).",
    "{o} lahir di {p}, {l}.",
    "Undang-undang itu disahkan pada {l}.",
)
_FUTURE = (
    "Sidang lanjutan akan digelar pada {w} ({n}).",
    "Laga melawan tuan rumah berlangsung di stadion {p}, {w} ({n}).",
    "Pendaftaran dibuka hingga {w} ({n}).",
    "Konser itu dijadwalkan di {p}, {w}, {l}.",
    "Pada {w} ({n}), tim itu akan kembali ke {p}.",
    "Pemungutan suara dilakukan serentak pada {w} ({n}) mendatang.",
    "Tim tamu menghadapi juara bertahan, {w} ({n}).",
)
_WITHOUT_YEAR = (
    '"Kami menunggu hasilnya," kata {o} di {p}, {w} ({s}).',
    "Banjir merendam ratusan rumah di {p}, {w} ({s}).",
)
_YEARS = (
    "Aturan itu dibuat pada tahun {y}.",
    "Ia menjabat sejak {y}.",
    "Menjelang pemilu {y}, harga naik.",
)
_UNDATED = (
    "Warga berharap pemerintah segera memperbaiki jembatan yang rusak itu.",
    "Menurut warga, air sungai naik dengan cepat setelah hujan turun semalaman.",
    "Pemerintah daerah menyiapkan bantuan beras dan selimut bagi para pengungsi.",
    "Hingga berita ini diturunkan, petugas masih berada di lokasi.",
    "{o} belum memberikan jawaban ketika ditanya tentang hal itu.",
)
_OPENINGS = ("{p}, Kantor Berita -- ", "{p} - ", "SITUS.COM, {p} - ", "", "")


class _Known(NamedTuple):
    """An article whose day of publication is known."""

    text: str
    day: date


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=5_000, metavar="COUNT")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    parser.add_argument("--show", type=int, default=0, metavar="COUNT")
    arguments = parser.parse_args()
    known = _news(arguments.news) if arguments.news else _made(arguments.articles)
    counts: Counter[str] = Counter()
    days = 0
    for article in known:
        counts["articles"] += 1
        found = published(article.text, date.today())
        if found is None:
            continue
        interval = found.interval
        counts[found.basis] += 1
        days += (interval.end - interval.start).days + 1 if found.basis == "inferred" else 0
        if interval.start <= article.day <= interval.end:
            counts[f"{found.basis}, right"] += 1
        elif counts["shown"] < arguments.show:
            counts["shown"] += 1
            print(f"{article.day} not in {interval.start}..{interval.end} ({found.basis})")
            print("   ", " ".join(article.text.split())[:600])
    total = counts["articles"]
    print(f"{total:,} articles")
    for basis in ("dateline", "inferred"):
        dated, right = counts[basis], counts[f"{basis}, right"]
        share = f"{right / dated:.1%} of them right" if dated else ""
        print(f"  {basis:8} {dated:7,} ({dated / max(total, 1):.1%})  {share}")
    if counts["inferred"]:
        print(f"  an inferred interval has {days / counts['inferred']:.1f} days on average")


def _news(folder: Path) -> Iterator[_Known]:
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                given = next(
                    (record[k] for k in ("date", "published", "publish_date") if record.get(k)), ""
                )
                interval = parse(str(given)) or parse(str(given)[:10])
                if record.get("text") and interval and interval.start == interval.end:
                    yield _Known(str(record["text"]), interval.start)


def _made(count: int) -> Iterator[_Known]:
    dice = random.Random(1)
    for _ in range(count):
        yield _article(dice)


def _article(dice: random.Random) -> _Known:
    day = date(2012, 1, 1) + timedelta(days=dice.randrange(4_700))
    own = day - timedelta(days=dice.choices((0, 1, 2), (80, 17, 3))[0])
    fresh = [
        lambda: _worded(dice, _REPORTS, own),
        lambda: _worded(dice, _TODAY, day),
        lambda: _worded(dice, _YESTERDAY, day - timedelta(days=1)),
        lambda: _worded(dice, _LAST_WEEK, day - timedelta(days=day.weekday() + dice.randint(1, 7))),
        lambda: _worded(dice, _WITHOUT_YEAR, own),
    ]
    others = [
        lambda: _worded(dice, _PAST, day - timedelta(days=dice.randint(2, 60))),
        lambda: _worded(dice, _LONG_PAST, day - timedelta(days=dice.randint(100, 6_000))),
        lambda: _worded(dice, _FUTURE, day + timedelta(days=dice.randint(1, 40))),
        lambda: _worded(dice, _YEARS, day + timedelta(days=dice.randint(-4_000, 700))),
    ]
    sentences = [_worded(dice, _UNDATED, day) for _ in range(dice.randint(1, 6))]
    weights = (60, 6, 4, 4, 10)
    if dice.random() < 0.7:
        reports = dice.choices(fresh, weights, k=dice.choice((1, 1, 2)))
        sentences[:0] = [make() for make in reports]
        if dice.random() < 0.4:
            sentences.insert(0, _worded(dice, _UNDATED, day))
    for make in dice.choices(others, k=dice.choice((0, 0, 1, 1, 2, 3))):
        sentences.insert(dice.randint(0 if dice.random() < 0.25 else 1, len(sentences)), make())
    separator = dice.choice((" ", "\n\n"))
    opening = dice.choice(_OPENINGS).format(p=dice.choice(_PLACES))
    return _Known(opening + separator.join(sentences), day)


def _worded(dice: random.Random, wordings: tuple[str, ...], day: date) -> str:
    zero = dice.random() < 0.3
    numbers = f"{day.day:02}/{day.month:02}" if zero else f"{day.day}/{day.month}"
    return dice.choice(wordings).format(
        w=_WEEKDAYS[day.weekday()],
        n=f"{numbers}/{day.year}",
        s=numbers,
        l=f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        y=day.year,
        p=dice.choice(_PLACES),
        o=dice.choice(_PEOPLE),
    )


if __name__ == "__main__":
    main()
