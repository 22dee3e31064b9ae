"""When an article was published: by its dateline, by inference, or not told."""

from datetime import date

import pytest
from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.seeds import seed_paths

DAY = date(2025, 2, 27)  # a Thursday
STORY = "Pejabat intelijen mengungkapkan bahwa pasukan tambahan telah dikirim ke wilayah itu. " * 3


def day_of(text):
    found = published(text)
    return found.interval.start if found and found.basis == "dateline" else None


@pytest.mark.parametrize(
    "line",
    [
        "Kamis, 27 Februari 2025 19:13",
        "Kamis, 27 Feb 2025 19:13 WIB",
        "Kamis, 27 Februari 2025 | 19.13 WIB",
        "27 Februari 2025",
        "27 Februari 2025 19:13",
        "Thursday, February 27, 2025",
        "27/02/2025, 19:13 WIB",
        "Kompas.com - 27/02/2025, 19:13 WIB",
        "CNN Indonesia | Kamis, 27 Feb 2025 19:13 WIB",
        "Reporter: Budi | Kamis, 27 Februari 2025",
        "Fitra Iskandar - 27 Februari 2025",
        "27 Februari 2025 oleh Admin",
        "Diterbitkan: 27 Februari 2025",
        "Dipublikasikan pada 27 Februari 2025 pukul 19.13 WIB",
        "Posted on February 27, 2025 by admin",
        "Jakarta, 27 Februari 2025",
        "Jakarta, 27/2/2025 - " + STORY,
        "JAKARTA, KOMPAS.com (27/2/2025) – " + STORY,
        "Kamis, 27 Februari 2025 - " + STORY,
    ],
)
def test_datelines_near_the_top(line):
    assert day_of(f"Judul berita\n\n{line}\n\n{STORY}") == DAY


def test_a_line_that_says_so_counts_anywhere():
    text = "\n\n".join(["Judul", *[STORY] * 20, "Diterbitkan pada 27 Februari 2025"])
    assert day_of(text) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Mengenang gempa Aceh 26 Desember 2004",
        "Jadwal Persib vs Persija, Minggu 2 Maret 2025 pukul 19.00 WIB",
        "Prakiraan Cuaca Jakarta Hari Jumat, 28 Februari 2025",
        "Hari/Tanggal: Kamis, 27 Februari 2025",
        "Senin, 27 Februari 2025 19:13",  # it was a Thursday
        "Perjanjian itu ditandatangani di Moskow pada 27 Februari 2025.",
        "Budi Santoso (Jakarta, 27 Februari 1999 – Bandung, 5 Mei 2021) adalah " + STORY,
        "17 Agustus 1945",
        "31 Februari 2025",
        "12 Maret",
        "Maret 2025",
    ],
)
def test_other_dates_are_no_datelines(line):
    assert day_of(f"{line}\n\n{STORY}") is None


def test_a_chronicle_has_no_dateline():
    text = f"Kronologi\n\n5 Mei 1998\n\n{STORY}\n\n12 Mei 1998\n\n{STORY}\n\n21 Mei 1998\n\n{STORY}"
    assert published(text) is None


INFERRED = [
    # News tells of a day with its weekday in the week after it.
    ("kata dia, Kamis (27/2/2025).", "2025-02-27", "2025-03-06"),
    ("Rabu (26/2/2025) dan Kamis (27/2/2025)", "2025-02-27", "2025-03-06"),
    ("Kamis (27/2/2025), pemilu akan digelar Senin (3/3/2025)", "2025-02-27", "2025-03-06"),
    # A weekday tells the year.
    ("Sejak tahun 2023 perang berkecamuk. Minggu (10/11) ia pergi.", "2024-11-10", "2024-11-17"),
    # A text that speaks from its own present.
    ("Sejak September lalu. Pada awal November 2024 mereka bertemu.", "2024-11-01", "2024-11-30"),
    ("Pada 7 Februari 2025 dan pekan lalu mereka bertemu.", "2025-02-07", "2025-02-14"),
    ("Pekan lalu, dari 8 hingga 13 Oktober 2024.", "2024-10-13", "2024-10-20"),
    ("Kemarin ia pulang. Pada November 2024 ia pergi.", "2024-11-01", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), INFERRED)
def test_inferred_from_dates_that_are_past(text, start, end):
    interval = Interval(date.fromisoformat(start), date.fromisoformat(end))
    assert published(text) == Published(interval, "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pekan ini ia pergi. Pada tahun 2023 ia pulang.",  # a year bounds one side only
        "Pada 17 Agustus 1945 proklamasi dibacakan. Hari ini dirayakan.",
        "Pada 27 Mei 2006 gempa mengguncang kota itu.",  # no present of its own
        "Hari ini dikenang. Pada 27 Mei 2006 gempa mengguncang; pada 2024 juga.",  # a later year
        "Pemilu akan digelar Senin (3/3/2025). Kemarin ia pergi.",  # not past
        "Perang berkecamuk sejak 5 November 2024 hingga kini.",
        "Sejak 5 November 2024 ia di sana. Kemarin ia pulang.",
        "Kamis (31/2/2025)",
        "Senin (31/12/9999)",
    ],
)
def test_nothing_is_inferred(text):
    assert published(text) is None


def test_the_seeds():
    found = [published(path.read_text(encoding="utf-8")) for path in seed_paths()]
    assert found[0] is None
    assert found[1] is None
    assert found[2] == Published(Interval(date(2024, 11, 1), date(2024, 11, 30)), "inferred")
    assert found[3] == Published(Interval(DAY, DAY), "dateline")
    assert found[4] is None
