"""Date expressions: one table of what is read how, and what is never a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.expressions import find, parse
from telusur.index.indonesian.dates.interval import Interval

ON = date(2025, 3, 1)  # a Saturday

CASES = """
full dates
  27 Februari 2025                         = 2025-02-27
  27 Pebruari 2025                         = 2025-02-27
  5 Nopember 2024                          = 2024-11-05
  27 Feb 2025                              = 2025-02-27
  27 Feb. 2025                             = 2025-02-27
  27-Feb-2025                              = 2025-02-27
  tanggal 27 Februari 2025                 = 2025-02-27
  pada tanggal 27 Februari 2025            = 2025-02-27
  17 Agustus 1945                          = 1945-08-17
  Kamis, 27 Februari 2025                  = 2025-02-27
  Kamis 27 Februari 2025                   = 2025-02-27
  Jum'at, 28 Februari 2025                 = 2025-02-28
  Jum’at 28 Februari 2025                  = 2025-02-28
  Jumat (28/2/2025)                        = 2025-02-28
  Kamis, 27 Februari 2025 19:13            = 2025-02-27
  Kamis, 27 Februari 2025 | 19:13 WIB      = 2025-02-27
  Kamis, 27 Februari 2025 pukul 19.13 WIB  = 2025-02-27
  27 Feb 2025, 19.13 WIB                   = 2025-02-27
  27 Februari 2025 19.13 WITA              = 2025-02-27
  27 Februari 2025, jam 07:00 WIT          = 2025-02-27
  Kamis, 27 Februari 2025 19.13            = 2025-02-27
  27 Februari 2025 dini hari               = 2025-02-27
  27/2/2025                                = 2025-02-27
  27/02/2025                               = 2025-02-27
  27/02/2025, 19:13 WIB                    = 2025-02-27
  27-02-2025                               = 2025-02-27
  27.02.2025                               = 2025-02-27
  27/2/25                                  = 2025-02-27
  27/2/98                                  = 1998-02-27
  (27/2/2025)                              = 2025-02-27
  (27 Februari 2025)                       = 2025-02-27
  27 Februari 2025 pukul 19.13 (WIB)       = 2025-02-27
  2025-02-27                               = 2025-02-27
  2025/02/27                               = 2025-02-27
  20250227                                 = 2025-02-27
  2025-02-27T19:13:00+07:00                = 2025-02-27
  2025-02-27T12:13:00Z                     = 2025-02-27
  2025-02-27 19:13                         = 2025-02-27
  29 Februari 2024                         = 2024-02-29
English
  February 27, 2025                        = 2025-02-27
  27 February 2025                         = 2025-02-27
  27th February 2025                       = 2025-02-27
  Thu, 27 Feb 2025 12:13:00 +0000          = 2025-02-27
  early November 2024                      = 2024-11-01 2024-11-10
  mid-November 2024                        = 2024-11-11 2024-11-20
  October 2024                             = 2024-10-01 2024-10-31
  today                                    = 2025-03-01
  yesterday                                = 2025-02-28
  last week                                = 2025-02-17 2025-02-23
  last month                               = 2025-02-01 2025-02-28
  last Monday                              = 2025-02-24
  3 days ago                               = 2025-02-26
  last 3 months                            = 2024-12-01 2025-03-01
  Q2 2024                                  = 2024-04-01 2024-06-30
  2024 Q2                                  = 2024-04-01 2024-06-30
  next month                               = 2025-04-01 2025-04-30
  this October                             = 2025-10-01 2025-10-31
  next 3 days                              = 2025-03-01 2025-03-04
  February 27th                            = 2025-02-27
  from January to March 2024               = 2024-01-01 2024-03-31
partial dates
  November 2024                            = 2024-11-01 2024-11-30
  bulan November 2024                      = 2024-11-01 2024-11-30
  November tahun 2024                      = 2024-11-01 2024-11-30
  Nov 2024                                 = 2024-11-01 2024-11-30
  2024-11                                  = 2024-11-01 2024-11-30
  11/2024                                  = 2024-11-01 2024-11-30
  Februari 2024                            = 2024-02-01 2024-02-29
  2024                                     = 2024-01-01 2024-12-31
  tahun 2024                               = 2024-01-01 2024-12-31
  2023-2024                                = 2023-01-01 2024-12-31
  2023/24                                  = 2023-01-01 2024-12-31
  2023/2024                                = 2023-01-01 2024-12-31
  tahun 90-an                              = 1990-01-01 1999-12-31
  tahun 1980-an                            = 1980-01-01 1989-12-31
  1980an                                   = 1980-01-01 1989-12-31
  abad ke-20                               = 1901-01-01 2000-12-31
parts
  awal November 2024                       = 2024-11-01 2024-11-10
  pertengahan November 2024                = 2024-11-11 2024-11-20
  akhir November 2024                      = 2024-11-21 2024-11-30
  akhir Februari 2024                      = 2024-02-21 2024-02-29
  awal bulan November 2024                 = 2024-11-01 2024-11-10
  awal 2024                                = 2024-01-01 2024-04-30
  pertengahan tahun 2024                   = 2024-05-01 2024-08-31
  akhir tahun 2024                         = 2024-09-01 2024-12-31
  akhir tahun 1980-an                      = 1987-01-01 1989-12-31
  awal bulan ini                           = 2025-03-01 2025-03-10
  akhir tahun lalu                         = 2024-09-01 2024-12-31
  akhir pekan lalu                         = 2025-02-22 2025-02-23
  akhir pekan ini                          = 2025-03-01 2025-03-02
  akhir pekan                              = 2025-03-01 2025-03-02
  awal kuartal IV 2024                     = 2024-10-01 2024-10-31
  penghujung dekade 1990-an                = 1997-01-01 1999-12-31
quarters and halves
  kuartal II 2024                          = 2024-04-01 2024-06-30
  kuartal II-2024                          = 2024-04-01 2024-06-30
  triwulan III 2024                        = 2024-07-01 2024-09-30
  triwulan pertama tahun 2024              = 2024-01-01 2024-03-31
  kuartal ke-4 2024                        = 2024-10-01 2024-12-31
  kuartal keempat tahun lalu               = 2024-10-01 2024-12-31
  kuartal IV tahun lalu                    = 2024-10-01 2024-12-31
  semester I 2024                          = 2024-01-01 2024-06-30
  semester kedua 2024                      = 2024-07-01 2024-12-31
  kuartal lalu                             = 2024-10-01 2024-12-31
relative to the reference day
  pukul 19.13 WIB                          = 2025-03-01
  hari ini                                 = 2025-03-01
  hari ini pukul 19.13 WIB                 = 2025-03-01
  kemarin                                  = 2025-02-28
  kemarin lusa                             = 2025-02-27
  besok                                    = 2025-03-02
  lusa                                     = 2025-03-03
  sore tadi                                = 2025-03-01
  tadi malam                               = 2025-02-28
  pekan ini                                = 2025-02-24 2025-03-02
  pekan lalu                               = 2025-02-17 2025-02-23
  minggu lalu                              = 2025-02-17 2025-02-23
  Minggu lalu                              = 2025-02-17 2025-02-23
  minggu depan                             = 2025-03-03 2025-03-09
  minggu yang akan datang                  = 2025-03-03 2025-03-09
  bulan ini                                = 2025-03-01 2025-03-31
  bulan lalu                               = 2025-02-01 2025-02-28
  bulan depan                              = 2025-04-01 2025-04-30
  tahun ini                                = 2025-01-01 2025-12-31
  tahun lalu                               = 2024-01-01 2024-12-31
  tahun depan                              = 2026-01-01 2026-12-31
  dua hari lalu                            = 2025-02-27
  dua hari yang lalu                       = 2025-02-27
  2 hari lalu                              = 2025-02-27
  dua pekan lalu                           = 2025-02-10 2025-02-16
  tiga bulan lalu                          = 2024-12-01 2024-12-31
  dua belas tahun lalu                     = 2013-01-01 2013-12-31
  setahun lalu                             = 2024-01-01 2024-12-31
  tiga bulan terakhir                      = 2024-12-01 2025-03-01
  dalam tiga bulan terakhir                = 2024-12-01 2025-03-01
  sepekan terakhir                         = 2025-02-22 2025-03-01
  7 hari terakhir                          = 2025-02-22 2025-03-01
  lima jam lalu                            = 2025-02-28 2025-03-01
  tiga hari lagi                           = 2025-03-04
  lima tahun ke depan                      = 2025-03-01 2030-03-01
  sejam terakhir                           = 2025-02-28 2025-03-01
  dua puluh hari lalu                      = 2025-02-09
  Senin                                    = 2025-02-24
  Sabtu                                    = 2025-03-01
  Senin lalu                               = 2025-02-24
  Sabtu lalu                               = 2025-02-22
  Jum'at lalu                              = 2025-02-28
  hari Minggu lalu                         = 2025-02-23
  Senin depan                              = 2025-03-03
  Senin pekan lalu                         = 2025-02-17
  Jumat pekan depan                        = 2025-03-07
dates without a year
  27 Februari                              = 2025-02-27
  26 Juni                                  = 2024-06-26
  Pada 26 Juni                             = 2024-06-26
  27/2                                     = 2025-02-27
  (27/2)                                   = 2025-02-27
  Kamis (27/2)                             = 2025-02-27
  Kamis (7/11) pekan lalu                  = 2024-11-07
  Minggu (10/11)                           = 2024-11-10
  15 Maret                                 = 2025-03-15
  15 Mei                                   = 2024-05-15
  29 Februari                              = 2024-02-29
  September lalu                           = 2024-09-01 2024-09-30
  Februari lalu                            = 2025-02-01 2025-02-28
  Maret lalu                               = 2024-03-01 2024-03-31
  Februari tahun ini                       = 2025-02-01 2025-02-28
  Oktober tahun lalu                       = 2024-10-01 2024-10-31
  26 Juni tahun lalu                       = 2024-06-26
  Juni mendatang                           = 2025-06-01 2025-06-30
  mei                                      = 2024-05-01 2024-05-31
ranges
  8 hingga 13 Oktober                      = 2024-10-08 2024-10-13
  tanggal 8 hingga 13 Oktober              = 2024-10-08 2024-10-13
  27 dan 28 Februari 2025                  = 2025-02-27 2025-02-28
  2024 hingga kini                         = 2024-01-01 2025-03-01
  periode 2019-2024                        = 2019-01-01 2024-12-31
  8-13 Oktober 2024                        = 2024-10-08 2024-10-13
  8 s/d 13 Oktober 2024                    = 2024-10-08 2024-10-13
  8 s.d. 13 Oktober 2024                   = 2024-10-08 2024-10-13
  8 sampai dengan 13 Oktober 2024          = 2024-10-08 2024-10-13
  28 September hingga 3 Oktober 2024       = 2024-09-28 2024-10-03
  akhir November hingga 5 Desember 2024    = 2024-11-21 2024-12-05
  akhir Desember hingga 5 Januari 2025     = 2024-12-21 2025-01-05
  28 Desember - 3 Januari 2025             = 2024-12-28 2025-01-03
  Januari hingga Maret 2024                = 2024-01-01 2024-03-31
  November-Februari 2025                   = 2024-11-01 2025-02-28
  antara Januari dan Februari              = 2025-01-01 2025-02-28
  antara tahun 1966 dan 1972               = 1966-01-01 1972-12-31
  dari Januari sampai Maret 2024           = 2024-01-01 2024-03-31
  awal 2024 hingga akhir 2025              = 2024-01-01 2025-12-31
  2024-10..2025-02                         = 2024-10-01 2025-02-28
  2024-10-05..2025-02-07                   = 2024-10-05 2025-02-07
  2023..2024                               = 2023-01-01 2024-12-31
  2023 .. 2024                             = 2023-01-01 2024-12-31
  awal November 2024..kemarin              = 2024-11-01 2025-02-28
open ranges
  ..2025                                   = 0001-01-01 2025-12-31
  2024..                                   = 2024-01-01 9999-12-31
  2024-10..                                = 2024-10-01 9999-12-31
  sejak 2024                               = 2024-01-01 9999-12-31
  sejak awal November 2024                 = 2024-11-01 9999-12-31
  setelah 2024                             = 2025-01-01 9999-12-31
  sebelum 2024                             = 0001-01-01 2023-12-31
  hingga Maret 2024                        = 0001-01-01 2024-03-31
no dates
  31 Februari 2025                         = -
  29 Februari 2025                         = -
  31/4/2025                                = -
  2025-13-01                               = -
  32 Januari 2025                          = -
  0 Januari 2025                           = -
  2025-02..2024-10                         = -
  Ramadan                                  = -
  Lebaran                                  = -
  Korea Utara                              = -
  12                                       = -
  1.000                                    = -
  KN-23                                    = -
  ..                                       = -
  Kim Jong-un                              = -
  awal                                     = -
  kuartal V 2024                           = -
  27 dan 29 Februari 2024                  = -
  27 Februari 2025 dan seterusnya          = -
"""


def table():
    rows = [line.strip().split(" = ") for line in CASES.splitlines() if line.startswith("  ")]
    return [(text.strip(), ends.split()) for text, ends in rows]


@pytest.mark.parametrize(("text", "ends"), table())
def test_a_whole_expression(text, ends):
    days = [date.fromisoformat(end) for end in ends if end != "-"]
    assert parse(text, on=ON) == (Interval(days[0], days[-1]) if days else None)


MENTIONS = """
  Pertemuan pada awal November 2024 di Moskow. = [awal November 2024]
  dikirim dari tanggal 8 hingga 13 Oktober dan = [dari tanggal 8 hingga 13 Oktober]
  Pada 26 Juni, Keamanan melaporkan = [26 Juni]
  katanya, Kamis (27/2/2025). = [Kamis (27/2/2025)]
  Minggu (10/11) malam di Kursk = [Minggu (10/11) malam]
  Kamis (7/11) pekan lalu menyatakan = [Kamis (7/11) pekan lalu]
  antara tahun 1966 dan 1972, termasuk = [antara tahun 1966 dan 1972]
  akhir tahun 1980-an, dan tahun 1992. = [akhir tahun 1980-an] [tahun 1992]
  sejak September lalu hingga kini = [sejak September lalu hingga kini]
  sejak 2023, dan pada 2024 lalu = [2023] [2024 lalu]
  pada hari Rabu bahwa = [hari Rabu]
  pada bulan Juni menjanjikan = [bulan Juni]
  dua pekan lalu dan kemarin = [dua pekan lalu] [kemarin]
  Kamis, 27 Februari 2025 19:13 WIB di Jakarta = [Kamis, 27 Februari 2025 19:13 WIB]
  terbit 2025-02-27T19:13:00+07:00 = [2025-02-27T19:13:00+07:00]
  antara Januari dan Februari = [antara Januari dan Februari]
  mi mei itu enak = none
  Juni dan Mei pergi ke pasar = none
  sebanyak 2024 orang, 12.000 tentara = none
  dari 2000 orang di antaranya = none
  skor 3/4 dan 2-1, pasal 27 = none
  rudal KN-23 dan MiG-17 = none
  alamat 192.168.10.2 dan Rp1.500.2024 = none
  Di Lam 5 April. 11 April lagi = [5 April] [11 April]
  pada 07:57 WIB, pada minggu-minggu itu = none
  abad ke-8 SM = none
  tahun 1200 SM dan tahun 1446 H = none
  seminggu setelah itu, dua minggu = none
  31 Februari 2025 = none
"""


def mention_table():
    rows = [line.strip().split(" = ") for line in MENTIONS.splitlines() if line.startswith("  ")]
    return [(text, found.strip("[]").split("] [")) for text, found in rows]


@pytest.mark.parametrize(("text", "found"), mention_table())
def test_dates_in_running_text(text, found):
    mentions = [text[mention.start : mention.end] for mention in find(text, on=ON)]
    assert mentions == ([] if found == ["none"] else found)


def test_without_a_reference_day_only_full_years_are_found():
    text = "Minggu (10/11), kemarin, dan 5 November 2024"
    assert [text[m.start : m.end] for m in find(text)] == ["5 November 2024"]


@pytest.mark.parametrize("text", ["kemarin", "27 Februari", "Senin", "pekan lalu", "27/2"])
def test_relative_expressions_need_a_reference_day(text):
    assert parse(text, on=ON)
    assert parse(text) is None


def test_an_interval_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Interval(date(2025, 3, 2), date(2025, 3, 1))


WORDS = """
    27 2 2025 1980 31 / - .. . , ( ) : 13 Februari Mei Jum'at Minggu hari ini lalu depan pekan
    bulan tahun awal akhir kuartal II hingga s/d antara dan sejak dua belas terakhir ke T WIB an
    9999 19
    abad last next 00000000 ² ٣ 0 sebelum setelah
"""


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=12).flatmap(
        lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
    )
    | st.text(),
    st.dates() | st.none(),
)
def test_any_text_is_read(text, on):
    interval = parse(text, on=on)
    assert interval is None or interval.start <= interval.end
    end = 0
    for mention in find(text, on=on):
        assert end <= mention.start < mention.end <= len(text)
        assert not text[mention.start].isspace()
        assert not text[mention.end - 1].isspace()
        end = mention.end
    published(text)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_in_every_notation(day):
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    name = months.split()[day.month - 1]
    for text in (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        day.isoformat(),
    ):
        assert parse(text) == Interval(day, day)
        assert [m.interval for m in find(f"Pada {text}, mereka pergi.")] == [Interval(day, day)]
