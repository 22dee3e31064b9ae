"""Words are found however they are written; the way they were typed comes first."""

import pytest
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions

from telusur import search


@pytest.fixture
def find(library):
    """Add texts, then return the ids of those that a query finds, the best first."""

    def add_and_search(query, *texts):
        library.add(make_article(text, id=str(number)) for number, text in enumerate(texts))
        return [hit.id for hit in search(library, query, SearchOptions(limit=50))]

    return add_and_search


def test_an_abbreviation_finds_its_expansion_and_the_other_way_round(find):
    texts = ("Tentara Korut tiba.", "Tentara Korea Utara tiba.", "Tentara Korsel tiba.")
    assert find("Korut", *texts) == ["0", "1"]
    assert set(find('"Korea Utara"', *texts)) == {"0", "1"}
    assert find("korea utara")[0] == "1"
    assert "0" in find("korea utara")


def test_the_abbreviation_as_is_not_the_word_as(find):
    texts = ("Pejabat AS membantah.", "Mekanik mengganti as roda.", "Amerika Serikat membantah.")
    assert find("AS", *texts) == ["0", "2"]
    assert set(find("Amerika Serikat")) == {"0", "2"}
    # In small letters it may be either.
    assert find("as") == ["1", "0"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Zelensky", "Presiden Zelenskyy berbicara."),
        ("Tiongkok", "Pemerintah China membantah."),
        ("Kiev", "Ledakan di Kyiv."),
        ("Suriah", "Perang di Siria."),
        ("Jum'at", "Hari Jumat kemarin."),
        ("Soekarno", "Pidato Sukarno."),
        ("mendengarkan", "Ia dengerin lagu."),
        ("nangkep", "Polisi menangkap pencuri."),
    ],
)
def test_spellings_and_informal_forms_meet(find, query, text):
    assert find(query, text, "Berita lain.") == ["0"]


@pytest.mark.parametrize(
    ("joined", "parted"),
    [
        ("ibukota", "ibu kota"),
        ("terimakasih", "terima kasih"),
        ("sumberdaya", "sumber daya"),
        ("olahraga", "olah raga"),
        ("menandatangani", "menanda tangani"),
        ("antikorupsi", "anti korupsi"),
        ("pascabanjir", "pasca banjir"),
        ("multipihak", "multi pihak"),
        ("seringkali", "sering kali"),
        ("mikroekonomi", "mikro ekonomi"),
        ("neoliberal", "neo liberal"),
        ("geopolitik", "geo politik"),
        ("ecommerce", "e commerce"),
        ("5km", "5 km"),
        ("Karangkancana", "Karang Kancana"),
    ],
)
def test_what_is_joined_parted_or_hyphenated_is_one(find, library, joined, parted):
    ways = (joined, parted, parted.replace(" ", "-"))
    find("", *(f"Soal {way} itu." for way in ways), "Soal lain itu.")
    for query in (*ways, f'"{joined} itu"', f'"{parted} itu"'):
        hits = search(library, query).hits
        assert {hit.id for hit in hits} == {"0", "1", "2"}, query
    for hit in search(library, joined):
        (match,) = hit.passages[0].matches
        assert hit.passages[0].text[match.start : match.end] == ways[int(hit.id)]
    (first, *_) = [hit.id for hit in search(library, parted)]
    assert first in {"1", "2"}


@pytest.mark.parametrize(
    ("one", "other"), [("keempat", "ke-4"), ("abad ke-21", "abad kedua puluh satu"), ("II", "ke-2")]
)
def test_ordinals_meet(find, one, other):
    texts = (f"Yang {one} itu.", f"Yang {other} itu.", "Yang pertama itu.")
    assert set(find(f'"{one}"', *texts)) == set(find(f'"{other}"')) == {"0", "1"}


def test_figures_behind_a_word_find_the_roman_number(find):
    texts = ("Rapat Komisi III di Senayan.", "Rapat Komisi VII di Senayan.", "Tiga komisi rapat.")
    assert find("komisi 3", *texts)[0] == "0"
    assert find('"komisi 7"') == ["1"]


def test_a_part_of_a_phrase_may_be_written_otherwise(find):
    texts = ("Presiden Korut tiba.", "Presiden Korea Utara tiba.", "Presiden Korsel tiba.")
    assert find('"presiden Korut"', *texts) == ["0", "1"]
    assert find('"presiden Korea Utara tiba"') == ["1", "0"]


def test_a_variant_is_highlighted_like_the_word_itself(find, library):
    find("Korut", "Tentara Korea Utara tiba di Rusia.")
    (hit,) = search(library, "Korut")
    (match,) = hit.passages[0].matches
    assert hit.passages[0].text[match.start : match.end] == "Korea Utara"


def test_only_this_form_counts_where_it_is_asked_for(find):
    texts = ("Pasukan mengirim senjata.", "Senjata dikirim.", "Pengiriman senjata.")
    assert set(find("dikirim", *texts)) == {"0", "1", "2"}
    assert find("=dikirim") == ["1"]
    assert find('="pengiriman senjata"') == ["2"]
    assert set(find('"pengiriman senjata"')) == {"0", "2"}
    assert find('"pengiriman senjata"')[0] == "2"


def test_a_name_is_found_in_any_case_and_place(find):
    texts = ("Atari dijual.", "Perusahaan Atari dijual.", "Ia bermain atari.")
    assert set(find("atari", *texts)) == set(find("Atari")) == {"0", "1", "2"}


def test_phrases_keep_their_stop_words(find):
    texts = ("Bapak yang terhormat.", "Orang terhormat yang datang.")
    assert find('"yang terhormat"', *texts) == ["0"]
    assert set(find("yang terhormat")) == {"0", "1"}
