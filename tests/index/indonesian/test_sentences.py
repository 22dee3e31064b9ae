import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.text.sentences import sentence_spans

CASES = [
    ["Korea Utara mengirim pasukan.", "Rusia membantah."],
    ["Menurut dr. Susi, Prof. A. B. Habibie datang.", "Ia pulang."],
    ["Harganya Rp. 1.500.000,00 per unit.", "Murah!", "Mahal?"],
    ["Ia membeli beras, gula, dll. untuk keluarga.", "Lalu pulang."],
    ["PT. Maju Jaya Tbk. berdiri pada 5 Jan. 1990 di Jl. Sudirman No. 5."],
    ["“Kami mengutuk hal itu.”", "Demikian katanya."],
    ["Judul berita", "Isi berita dimulai di sini."],
    ["membantu perang Rusia di Ukraina.", "Rusia membantah."],
    ["Kim Hong-kyun, S.H., M.H. dan a.n. Menteri hadir."],
    ["Pertumbuhan 5.2 persen…", "Luar biasa."],
]


@pytest.mark.parametrize("sentences", CASES)
def test_cuts_text_into_sentences(sentences):
    text = " ".join(sentences).replace("Judul berita ", "Judul berita\n")
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_sentence_may_be_glued_to_the_one_before():
    text = "untuk membantu perang di Ukraina.Rusia membantah tuduhan."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "untuk membantu perang di Ukraina.",
        "Rusia membantah tuduhan.",
    ]


@given(st.text() | st.text(alphabet="aB. \n!?”“1"))
def test_spans_are_in_order_and_lose_no_letter(text):
    previous_end, covered = 0, set()
    for start, end in sentence_spans(text):
        assert previous_end <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        covered.update(range(start, end))
        previous_end = end
    assert {offset for offset, character in enumerate(text) if character.isalnum()} <= covered
