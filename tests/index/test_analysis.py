import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.analyzer import ANALYSIS_VERSION, analyse_text, analyse_word
from telusur.index.indonesian.countries.territories import territories
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.proper_names import is_name
from telusur.index.indonesian.text.tokenizer import CHUNK, chunk_spans, tokenize
from telusur.index.indonesian.wordlists import read_rows
from telusur.seeds import seed_paths


def roots(text):
    return [analysis.root for analysis in analyse_text(text)]


def test_all_forms_meet_in_their_root():
    text = "pengiriman, mengirim, dikirim, mengirimkan, kirim-kirim, Mengirimkannya, KIRIMAN"
    assert set(roots(text)) == {"kirim"}


NAMES = [
    "Bali", "Mali", "Bekasi", "Medan", "Susi", "Iran", "Oman", "Ukraina", "Vatikan", "Maluku",
    "Kediri", "Pekalongan", "Tarakan", "Setiawan", "Megawati", "Taliban", "Berlin",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_whole_in_any_case(name):
    assert analyse_word(name).root == fold(name)
    assert analyse_word(name.lower()).root == fold(name)
    assert roots(f"{name} dan {name.upper()}") == [fold(name), "dan", fold(name)]


def test_names_of_territories_stay_whole():
    for territory in territories().values():
        words = [token.text for token in tokenize(territory.indonesian)]
        for word in words if len(words) == 1 else filter(is_name, words):
            assert analyse_word(word).root == fold(word), word


def test_places_of_indonesia_stay_whole():
    kinds = {"province", "regency", "city"}
    for name, kind in read_rows("place-names.tsv"):
        if kind in kinds and " " not in name and "-" not in name and is_name(name):
            assert analyse_word(name).root == fold(name)


def test_a_capital_in_mid_sentence_keeps_unknown_names_but_not_titles_of_office():
    assert roots("kata Menendez kepada Atari") == ["kata", "menendez", "kepada", "atari"]
    assert roots("kata Menteri Pertahanan di Kementerian")[1:3] == ["menteri", "tahan"]
    # At the beginning of a sentence, a capital says nothing.
    assert roots("Nikmati hidup. Nikmati!") == ["nikmat", "hidup", "nikmat"]


def test_an_abbreviation_in_capitals_is_not_the_word_in_small_letters():
    assert roots("pejabat AS memasang as roda") == ["jabat", "AS", "pasang", "as", "roda"]
    assert roots("kata A.S. kemarin")[1] == "AS"


def test_codes_are_found_by_their_letters_too():
    (covid,) = analyse_text("COVID-19")
    assert (covid.root, covid.parts) == ("covid19", ("covid",))
    assert analyse_text("1980-an")[0].parts == ("1980",)
    assert analyse_text("anak-anak")[0].parts == ()


TEXTS = st.text() | st.text(alphabet="aB1.,-' _\u00ad\u0301Ç\n\"(•\u2003/")


@given(TEXTS)
def test_there_is_one_analysis_for_each_token(text):
    analyses = analyse_text(text)
    assert len(analyses) == len(tokenize(text))
    for analysis in analyses:
        assert analysis.root
        assert analysis.surface
        assert not re.search(r"\s", analysis.root)


BEGINNING = r"[.!?…:;\n\"“”„«»(\[•–—*]"


@given(TEXTS | st.text(alphabet="Dilan Menendez.\n ", max_size=60))
def test_a_text_in_pieces_is_analysed_as_a_whole(text):
    """What begins a sentence is said once more here, on the whole text."""
    chunk_in_place = re.compile(rf"((?:\A|{BEGINNING})\s{{0,4}}{BEGINNING}?)?({CHUNK})")
    expected = []
    for match in chunk_in_place.finditer(text):
        begins = match[1] is not None
        for start, end in chunk_spans(match[2]):
            expected.append(analyse_word(match[2][start:end], begins))
            begins = False
    assert analyse_text(text) == expected


def test_the_analysis_version_goes_up_when_words_get_other_terms():
    """If this fails, raise ANALYSIS_VERSION and put the new digest here, in one commit."""
    words = {word for path in seed_paths() for word in path.read_text(encoding="utf-8").split()}
    words |= {row[0] for row in read_rows("root-weights.tsv")}
    words |= {f"me{word}kan" for word in words} | {f"{word}annya" for word in words}
    analyses = [analyse_text(word) for word in sorted(words)]
    digest = hashlib.sha256(repr(analyses).encode()).hexdigest()[:16]
    assert (ANALYSIS_VERSION, digest) == (10, "171826fdff63dd86")
