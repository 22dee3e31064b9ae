"""When an article was published: by its dateline, by inference, or not told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
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
        "Kamis, 27 Februari 2025 19:13 WIB waktu baca 2 menit",
        "27 Feb 2025 19:13 WIB 3 menit baca",
        "27 Februari 2025, 19:13 WIB Diperbarui 28 Februari 2025",
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


def test_a_text_of_one_line_may_open_as_its_page_did():
    for opening in ("Kamis, 27 Feb 2025 19:13 WIB", "Kompas.com - 27/02/2025, 19:13 WIB", "CNN Indonesia | Kamis, 27 Feb 2025 19:13 WIB"):  # fmt: skip
        assert day_of(f"{opening} Pasukan tambahan dikirim ke Kursk {STORY}") == DAY
    assert day_of(f"Minggu, 2 Maret 2025 laga Persib melawan Persija {STORY}") is None
    assert (
        day_of(f"Jadwal laga - Minggu, 2 Maret 2025 19:00 WIB Persib melawan Persija {STORY}")
        is None
    )


def test_no_dateline_is_later_than_the_day_of_adding():
    text = f"Judul berita\n\nKamis, 27 Februari 2025 19:13 WIB\n\n{STORY}"
    assert published(text, DAY) is not None
    assert published(text, date(2025, 2, 26)) is None


INFERRED = [
    # What was said on a day with its weekday is told in the week after it.
    ("kata dia, Kamis (27/2/2025).", "2025-02-27", "2025-03-06"),
    ('"Kami siap," ujar Budi kepada wartawan di Jakarta, Kamis (27/2/2025) malam.', "2025-02-27", "2025-03-06"),
    ("Hal itu disampaikan dalam keterangan tertulis, Kamis (27/2/2025). Gempa itu terjadi Sabtu (1/2/2025).", "2025-02-27", "2025-03-06"),
    ('"Tidak ada korban," kata Siti di Kupang, Kamis, 27 Februari 2025.', "2025-02-27", "2025-03-06"),
    # ... and so is what happened, in the first sentences.
    ("Rabu (26/2/2025) dan Kamis (27/2/2025)", "2025-02-26", "2025-03-06"),
    ("Gempa mengguncang Lombok, Kamis (27/2/2025) pagi.", "2025-02-27", "2025-03-06"),
    ("Buruh berunjuk rasa di depan gedung DPR, Kamis (27/2/2025).", "2025-02-27", "2025-03-06"),
    ("Gudang terbakar, Kamis (27/2/2025). Sidang akan digelar Senin (3/3/2025).", "2025-02-27", "2025-03-06"),
    # A weekday tells the year, beside a date that has it.
    ("Pada 12 Oktober 2024 perang pecah. Kata dia, Minggu (10/11).", "2024-11-10", "2024-11-17"),
    # A word that counts from the present beside a date tells the day itself.
    ("Tarif naik hari ini, Selasa (10/9/2019). Aturan itu terbit Rabu (13/2/2019).", "2019-09-10", "2019-09-11"),
    ("Pada Selasa (10/9/2019) hari ini, ia dilantik.", "2019-09-10", "2019-09-11"),
    ("Rapat itu digelar siang tadi (10/9/2019).", "2019-09-10", "2019-09-11"),
    ("Ia tiba kemarin, Selasa (10/9/2019).", "2019-09-11", "2019-09-12"),
    ("Ia tiba Selasa (10/9/2019) kemarin.", "2019-09-11", "2019-09-12"),
    ("Pemilu digelar besok, Rabu (17/4/2019).", "2019-04-16", "2019-04-17"),
    ("Pekan lalu, dari 8 hingga 13 Oktober 2024.", "2024-10-14", "2024-10-21"),
    ("Ia dilantik Jumat pekan lalu (7/2/2025).", "2025-02-10", "2025-02-17"),
    # A text that speaks from about then.
    ("Sejak September lalu. Pada awal November 2024 mereka bertemu.", "2024-11-01", "2024-11-30"),
]  # fmt: skip


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
        "Pada 27 Mei 2006 gempa mengguncang kota itu.",
        "Hari ini dikenang. Pada 27 Mei 2006 gempa mengguncang; pada 2024 juga.",
        "Pada 7 Februari 2025 dan pekan lalu mereka bertemu.",  # may be much later
        "Kemarin ia pulang. Pada November 2024 ia pergi.",
        "Sejak tahun 2023 perang berkecamuk. Minggu (10/11) ia pergi.",  # of any year since
        "Pemilu akan digelar Senin (3/3/2025). Kemarin ia pergi.",  # not past
        "Pada Senin (3/3/2025), KPU akan menggelar pemilu.",
        "Timnas menjamu Malaysia di Jakarta, Kamis (27/2/2025).",  # nobody knows
        "Pendaftaran dibuka hingga Kamis (27/2/2025).",
        "Perang berkecamuk sejak 5 November 2024 hingga kini.",
        "Sejak 5 November 2024 ia di sana. Kemarin ia pulang.",
        "Kasus bermula saat korban pergi pada Kamis (27/2/2025).",  # told in passing
        "Tersangka pembunuhan yang terjadi Kamis (27/2/2025) itu ditangkap.",
        "Ia terpilih pada Kamis (27/2/2025) lalu.",
        "Polisi mengatakan kecelakaan itu terjadi Kamis (27/2/2025).",
        "Soeharto mengatakan pada Kamis, 21 Mei 1998, bahwa ia mundur.",  # history's way
        "Bom meledak di Bali, Sabtu (12/10/2002). Pada 2023 korbannya dikenang.",
        "Banjir merendam kota, Minggu (29/9). Bom meledak di Solo, Minggu (25/9/2011).",
        "Kata dia, hari ini, Selasa (10/9/2019). Sidang dibuka Kamis (12/3/2020) oleh hakim.",
        "Kamis (31/2/2025)",
        "Senin (31/12/9999)",
    ],
)
def test_nothing_is_inferred(text):
    assert published(text) is None


def test_nothing_is_inferred_after_the_day_of_adding():
    said = "kata dia, Kamis (27/2/2025). Sebelumnya ia berkata, kata Budi, Jumat (21/2/2025)."
    assert published(said, date(2025, 3, 1)) == Published(
        Interval(DAY, date(2025, 3, 1)), "inferred"
    )
    assert published(said, date(2025, 2, 26)) == Published(
        Interval(date(2025, 2, 21), date(2025, 2, 26)), "inferred"
    )
    assert published("Kemarin, Kamis (27/2/2025).", DAY) is None
    assert make_article("Ia berkata, kata Budi, Kamis (27/2/2098).").published is None
    assert make_article("Judul\n\nKamis, 27 Februari 2098\n\nIsi berita.").published is None


@given(
    st.lists(
        st.sampled_from(
            [
                "Selasa (10/9/2019)",
                "kata dia,",
                "hari ini,",
                "kemarin",
                "akan",
                "2031",
                "10 September 2019",
                ".",
                "(",
                "Jumat pekan lalu",
                "awal Mei 2030",
                "April lalu",
                "\n",
            ]
        )
    ).map(" ".join),
    st.dates(),
)
def test_whatever_is_told_is_not_after_the_day_of_adding(text, until):
    found = published(text, until)
    assert found is None or found.interval.end <= until


def test_the_seeds():
    found = [published(path.read_text(encoding="utf-8")) for path in seed_paths()]
    assert found[0] is None
    assert found[1] is None
    assert found[2] == Published(Interval(date(2024, 11, 1), date(2024, 11, 30)), "inferred")
    assert found[3] == Published(Interval(DAY, DAY), "dateline")
    assert found[4] is None
