"""Countries: lookups by any usual name, and what an article refers to and does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.countries.detection import (
    country_code,
    detect,
    nearest_names,
)
from telusur.index.indonesian.countries.gazetteer import gazetteer
from telusur.index.indonesian.countries.regions import countries_called
from telusur.index.indonesian.countries.scanner import references
from telusur.index.indonesian.countries.territories import country_name, territories
from telusur.index.indonesian.wordlists import read_rows
from telusur.seeds import seed_paths


def codes(text, title=""):
    return {mention.code for mention in detect(text, title)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KP", "KP"),
        ("kp", "KP"),
        ("Korea Utara", "KP"),
        ("korut", "KP"),
        ("North Korea", "KP"),
        ("KORSEL", "KR"),
        ("AS", "US"),
        ("as", "US"),
        ("Amerika", "US"),
        ("Paman Sam", "US"),
        ("Inggris", "GB"),
        ("Britania Raya", "GB"),
        ("uk", "GB"),
        ("Tiongkok", "CN"),
        ("Cina", "CN"),
        ("China", "CN"),
        ("UEA", "AE"),
        ("Birma", "MM"),
        ("Timor Timur", "TL"),
        ("Swaziland", "SZ"),
        ("Cote d'Ivoire", "CI"),
        ("Pantai Gading", "CI"),
        ("  arab   saudi ", "SA"),
        ("Guinea Bissau", "GW"),
        ("Perancis", "FR"),
        ("RI", "ID"),
        ("id", "ID"),
        ("ri", "ID"),
    ],
)
def test_a_country_by_any_usual_name(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "XX", "Korea", "Rusya", "Eropa", "Moskow"])
def test_no_country(name):
    assert country_code(name) is None


def test_every_country_answers_to_its_names():
    for code, indonesian, english in territories().values():
        assert country_code(indonesian) == code
        assert country_code(english) == code
        assert country_name(code) == indonesian


def test_the_nearest_names_are_offered():
    assert nearest_names("Rusya")[0] == "Rusia"
    assert nearest_names("Belnda")[0] == "Belanda"
    assert set(nearest_names("Korea")) >= {"Korea Utara", "Korea Selatan"}
    assert len(nearest_names("Korea", limit=1)) == 1
    assert nearest_names("qqqqqq") == []
    # A place is in its country, and what is unlike is not offered.
    assert nearest_names("Gaza") == ["Wilayah Palestina"]
    assert nearest_names("Korea") == ["Korea Utara", "Korea Selatan"]
    assert nearest_names("Atlantis") == []


def test_a_region_stands_for_its_countries():
    for name in ("ASEAN", "asia tenggara", "South-East Asia"):
        assert {"ID", "TL", "VN"} < set(countries_called(name))
    assert len(countries_called("Uni Eropa")) == 27
    assert countries_called("North Korea") == countries_called("Korut") == ("KP",)
    assert countries_called("Atlantis") == ()
    regions = read_rows("regions.tsv")
    assert {code for _, codes in regions for code in codes.split()} <= set(territories())
    assert [name for names, _ in regions for name in names.split(",") if country_code(name)] == []


MENTIONS = """
names
  Amerika Serikat dan AS dan Amerika = US
  Presiden RI bertemu Kaisar Jepang = ID JP
  Tiongkok, Cina dan China = CN
  Korut dan Korsel = KP KR
  tim dari UEA = AE
  Papua Nugini = PG
  Nigeria = NG
  Niger dan Nigeria = NE NG
  Guinea Khatulistiwa = GQ
  Republik Dominika = DO
  Sudan Selatan = SS
  Timor Leste = TL
  Irlandia Utara = GB
  mobil buatan Korea = KR
  pasukan korea utara di rusia = KP RU
  Ekspor ke Selandia Baru, Swiss, Yunani dan Mesir = NZ CH GR EG
  hubungan Rusia-Ukraina = RU UA
  kelompok pro-Rusia dan anti-Amerika = RU US
people and governments
  pasukan Rusia menyerang warga Jepang = RU JP
  Kremlin dan Gedung Putih = RU US
  Pentagon membantah = US
  Seoul dan Beijing sepakat = KR CN
  pejuang Hamas dan Hizbullah = PS LB
  juru bicara Taliban = AF
places
  wilayah Kursk = RU
  Donetsk dan Luhansk = UA
  Jalur Gaza dan Tepi Barat = PS
  dari Teheran ke Damaskus = IR SY
  konferensi di Jenewa = CH
  Kota Lima = PE
  terbang ke Lima dari Madrid = PE ES
  warga Kecamatan Ngantang mengungsi = ID
  Kabupaten Sidoarjo, Jawa Timur = ID
  gempa di Palu dan Donggala = ID
  Sydney Morning Herald = AU
  The Bangkok Post = TH
  di Atlanta, Georgia = US
  Tbilisi, ibu kota Georgia = GE
datelines
  seoul: Korea Utara dituduh = KR KP
  london, rabu-Para pemimpin bertemu = GB
  BATU, KOMPAS - Hujan lebat = ID
  JAKARTA - Hujan lebat = ID
glued words
  ledakan diNigeria utara = NG
  PentingUkraina dan Korea SelatanRusia = UA KR RU
  di Ukraina.Rusia membantah = UA RU
look-alikes
  dalam bahasa Inggris, berbahasa Jepang = -
  seharga 150 dollar AS atau 200 dolar Singapura = -
  US$540 juta = -
  topan di Teluk Meksiko dan Laut Jepang = -
  Samudera Hindia, Laut Cina Selatan, Selat Malaka = -
  Protokol Kyoto dan Konvensi Jenewa = -
  bekas Uni Soviet, Hindia Belanda, Jerman Timur = -
  PBB, Uni Eropa, NATO dan ASEAN = -
  pertandingan AS Roma = -
  tersangka berinisial AS (45) = -
  AS (27), warga setempat = -
  Polisi menangkap AS (45). AS mengaku menyesal = -
  Medali emas: Tiongkok (51), AS (36), Rusia (23) = CN US RU
  Kabupaten Qinan di Gansu = CN
  Pangeran Turki bin Faisal = -
  Oman Sukmana dan Mali Rahman = -
  IGK Manila, manajer tim = -
  bintang basket Michael Jordan = -
  George Washington = -
  Amerika Latin dan Amerika Selatan = -
  as roda dan mali yang patah = -
  padang yang luas di medan perang = -
  Batu itu besar. Lima orang pergi = -
  menurut NIS dan TNI = -
  TNI, DPR dan KPK = -
  CNN Indonesia melaporkan = -
  penganut Katolik Roma = -
  keturunan Cina = -
  Miyazaki, yang juga menyutradarai film = -
  Lima (65), warga = -
  (French: Alpes; Chinese:福德正神) = -
  St. Petersburg, Florida = US
  St. Petersburg di tepi Sungai Neva = RU
"""


def table():
    rows = [line.strip().split(" = ") for line in MENTIONS.splitlines() if line.startswith("  ")]
    return [(text, set(found.split()) - {"-"}) for text, found in rows]


@pytest.mark.parametrize(("text", "expected"), table())
def test_what_a_text_refers_to(text, expected):
    assert codes(text) == expected


def read_seed(number):
    return seed_paths()[number].read_text(encoding="utf-8")


def test_the_first_seed_is_about_north_korea():
    mentions = detect(read_seed(0))
    assert {m.code for m in mentions} >= {"RU", "UA", "KR", "VN", "EG", "LY", "SY", "IR", "KP"}
    assert mentions[0].code == "KP"
    assert mentions[0].main


def test_the_seeds_on_soldiers_are_about_both_countries():
    for number in (1, 2, 3, 4):
        assert {"KP", "RU"} <= {m.code for m in detect(read_seed(number)) if m.main}


def test_weights_are_shares_and_at_most_three_are_main():
    mentions = detect("Iran, Irak, Israel, Suriah dan Yaman. Iran menolak.", title="Iran")
    assert sum(m.weight for m in mentions) == pytest.approx(1)
    assert [m.weight for m in mentions] == sorted((m.weight for m in mentions), reverse=True)
    assert mentions[0].code == "IR"
    assert sum(m.main for m in mentions) <= 3


def test_a_title_counts_for_more():
    text = "Prancis menang. Kroasia kalah."
    assert detect(text, title="Kroasia")[0].code == "HR"
    assert detect(text, title="Prancis")[0].code == "FR"


def test_no_name_means_two_things():
    senses = {}
    for first, entries in gazetteer().items():
        for rest, sense in entries:
            assert senses.setdefault((first, *rest), sense) == sense, (first, rest)


@given(st.text())
def test_any_text_is_read(text):
    for mention in detect(text, title=text[:20]):
        assert mention.code in territories()
        assert 0 < mention.weight <= 1
    country_code(text)
    nearest_names(text[:30])


PIECES = (
    "Korea Utara Selatan AS Roma Laut Jepang Kecamatan Lima di dan Papua diNigeria U.S. , . - ("
)


@given(st.lists(st.sampled_from(PIECES.split())), st.sampled_from(["", " ", "\n"]))
def test_any_mixture_of_names_is_read(pieces, space):
    mentions = detect(space.join(pieces))
    assert len({mention.code for mention in mentions}) == len(mentions)


SCANNED = [
    "Rusia", "rusia", "Kursk", "AS", "(AS)", "Korea", "Utara", "laut", "BATU", "Batu", "x1", "di",
    "diNigeria", "“Rusia”", "Kim_Jong", "Niš", "Dilan", "bahasa", "Kabupaten",
]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(SCANNED)
        | st.sampled_from([" ", "\n\n", " - ", ", ", "–", ". ", "_", "$", "\t", "\u00a0"])
    ).map("".join)
)
def test_a_letter_beyond_ascii_changes_nothing_elsewhere(text):
    assert list(references(text)) == list(references(text + "\n\né"))
