"""What counts as a version of an article: copies, cut or edited; never the same form of another day."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.index.library import Library
from telusur.index.store.duplicates.resemblance import numbers_differ
from telusur.seeds import seed_paths

SEEDS = [path.read_text(encoding="utf-8") for path in seed_paths()]

GOLD = (
    "Harga emas batangan bersertifikat di Logam Mulia milik PT Aneka Tambang pada {day} tercatat {price} per gram. "
    "Sementara itu harga pembelian kembali emas oleh perusahaan berada pada level {buyback} per gram. Harga tersebut "
    "berlaku di kantor pusat penjualan di Pulo Gadung dan dapat berbeda di gerai lain. Harga jual emas sudah termasuk "
    "pajak penghasilan atas emas batangan sesuai dengan peraturan menteri keuangan. Pembeli yang ingin mendapat "
    "potongan pajak lebih rendah diminta menyertakan nomor pokok wajib pajak saat melakukan transaksi."
)
PRAYER = (
    "Umat muslim di Kota Bandung dan sekitarnya dapat mengikuti jadwal salat berikut yang dikeluarkan oleh bimbingan "
    "masyarakat Islam Kementerian Agama. Jadwal ini berlaku untuk wilayah kota dan kabupaten di sekelilingnya dengan "
    "selisih beberapa menit. Subuh {0}:31 WIB, zuhur {1}:48 WIB, asar {2}:02 WIB, magrib {3}:51 WIB dan isya {4}:01 "
    "WIB. Jangan lupa berdoa setelah salat dan perbanyak membaca kitab suci di waktu luang, demikian imbauan para "
    "ulama kepada warga kota yang setiap hari sibuk bekerja."
)
FIXTURES = (
    "Pertandingan pekan ke-{week} kompetisi liga utama musim ini akan digelar mulai {day} di sejumlah stadion. Seluruh "
    "laga disiarkan langsung oleh stasiun televisi pemegang hak siar dan dapat ditonton lewat aplikasi berbayar. Tuan "
    "rumah bertekad meraih kemenangan di depan pendukung sendiri sedangkan tim tamu mengincar setidaknya hasil imbang. "
    "Pelatih kedua kesebelasan menyatakan para pemain dalam keadaan siap dan tidak ada yang cedera menjelang laga itu."
)
SERIES = [
    [GOLD.format(day="Senin (9/9)", price="Rp 745.000", buyback="Rp 669.000"), GOLD.format(day="Selasa (10/9)", price="Rp 747.000", buyback="Rp 671.000")],
    # one number alone, and no day
    [GOLD.format(day="hari ini", price="Rp 745 ribu", buyback="sama"), GOLD.format(day="hari ini", price="Rp 749 ribu", buyback="sama")],
    [PRAYER.format("04", "11", "15", "17", "19"), PRAYER.format("04", "11", "14", "17", "18")],
    [FIXTURES.format(week=3, day="Jumat"), FIXTURES.format(week=3, day="Sabtu")],
    [FIXTURES.format(week="tiga", day="Jumat"), FIXTURES.format(week="empat", day="Jumat")],
]  # fmt: skip


def families(library):
    def read(snapshot):
        families = set(snapshot.families_of(range(1, 1000)).values())
        return {frozenset(ids) for ids in snapshot.ids_in_families(list(families)).values()}

    return library.reading(read)


def cut(text, share):
    return text[: round(len(text) * (1 - share))].rsplit(" ", 1)[0]


@pytest.mark.parametrize("days", SERIES)
def test_the_same_form_with_other_numbers_or_days_is_another_article(library, days):
    library.add([make_article(text, id=str(day)) for day, text in enumerate(days)])
    assert families(library) == set()


def test_a_copy_joins_the_day_that_it_is_a_copy_of(library):
    days = [
        GOLD.format(day="hari ini", price=f"Rp {700 + n}.000", buyback=f"Rp {650 + n}.000")
        for n in range(60)
    ]
    library.add([make_article(text, id=f"day{n}") for n, text in enumerate(days)])
    library.add([make_article(days[3] + " Demikian dilaporkan kantor berita.", id="copy3"), make_article(cut(days[58], 0.2), id="copy58")])  # fmt: skip
    assert families(library) == {frozenset({"day3", "copy3"}), frozenset({"day58", "copy58"})}


def test_what_leaves_the_numbers_out_brings_no_two_days_together(library):
    days = [
        GOLD.format(day="hari ini", price=price, buyback="tetap")
        for price in ("Rp 745 ribu", "Rp 749 ribu")
    ]
    bare = GOLD.format(day="hari ini", price="naik lagi", buyback="tetap")
    library.add(
        [
            make_article(days[0], id="one"),
            make_article(bare, id="bare"),
            make_article(days[1], id="two"),
        ]
    )
    assert families(library) == {frozenset({"one", "bare"})}


@pytest.mark.parametrize(("share", "fewest"), [(0.2, 5), (0.4, 4)])
def test_a_copy_that_was_cut_is_a_version(library, share, fewest):
    wholes = [make_article(text) for text in SEEDS]
    library.add([make_article(article.text, id=f"whole{n}") for n, article in enumerate(wholes)])
    library.add(
        [make_article(cut(article.text, share), id=f"cut{n}") for n, article in enumerate(wholes)]
    )
    pairs = {frozenset({f"whole{n}", f"cut{n}"}) for n in range(len(SEEDS))}
    assert families(library) <= pairs
    assert len(families(library)) >= fewest


def test_a_short_note_is_no_version_of_the_report_that_quotes_it(library):
    library.add([make_article(SEEDS[4], id="whole"), make_article(cut(SEEDS[4], 0.7), id="note")])
    assert families(library) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("naik menjadi Rp 1.500 per liter", "naik menjadi Rp 1500 per liter"),
        ("sebanyak dua orang tewas", "sebanyak 2 orang tewas"),
        ("pada Selasa (10/9) siang", "pada Selasa (10/09/2019) siang"),
        ("pada Selasa (10/9) siang", "kemarin siang"),
        ("menewaskan 12 orang dan melukai 7 orang", "menewaskan 12 orang"),
        ("terbit 10/09/2019, 13:05 WIB di Jakarta", "terbit 10/09/2019, 15:40 WIB di Jakarta"),
    ],
)
def test_numbers_written_otherwise_or_left_out_do_not_differ(one, other):
    assert not numbers_differ(one, other)
    assert not numbers_differ(other, one)


@given(st.text(), st.text())
def test_any_two_texts_are_compared_alike_both_ways(one, other):
    assert numbers_differ(one, other) == numbers_differ(other, one)
    assert not numbers_differ(one, one)


def test_a_library_grouped_by_an_older_version_is_grouped_anew(tmp_path):
    """Its keys were made by another hash, and its families hid the days of a series."""
    with Library.open(tmp_path / "lib", missing="empty") as library:
        library.add(
            [make_article(text, id=str(n)) for n, text in enumerate((*SERIES[0], SEEDS[0]))]
        )
    with sqlite3.connect(tmp_path / "lib" / "articles.sqlite") as connection:
        connection.execute("DELETE FROM property WHERE name = 'families'")
        connection.execute("UPDATE band SET key = key + 1")
        connection.executemany("INSERT INTO similar VALUES (?, 1)", [(1,), (2,)])
    connection.close()
    with Library.open(tmp_path / "lib") as library:
        library.add([make_article(SEEDS[0] + " Lagi.", id="copy")])
        assert families(library) == {frozenset({"2", "copy"})}
