import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.text.tokenizer import is_reduplication, token_spans, tokenize

CASES = [
    ("Ke Kursk, Rusia.", "Ke Kursk Rusia"),
    # reduplication is one token, other hyphens part words
    ("anak-anaknya berbalas-balasan kehijau-hijauan", "anak-anaknya berbalas-balasan kehijau-hijauan"),
    ("tulis-menulis rumah2 Bangsa-Bangsa", "tulis-menulis rumah2 Bangsa-Bangsa"),
    ("Rusia-Ukraina, Indo-Pasifik, Kim Jong-un", "Rusia Ukraina Indo Pasifik Kim Jong un"),
    # apostrophes
    ("Jum'at dan Qur’an 'kutipan'", "Jum'at dan Qur’an kutipan"),
    # numbers
    ("1.500 tentara, 2,5 persen, 1.000,75", "1.500 tentara 2,5 persen 1.000,75"),
    ("Rp1.500 US$540 juta", "Rp 1.500 US 540 juta"),
    ("pukul 19.13 pada 27/2/2025", "pukul 19.13 pada 27 2 2025"),
    ("tahun 1980-an dan 2023-2024, ke-3", "tahun 1980-an dan 2023 2024 ke 3"),
    # codes
    ("KN-23, MiG-17, COVID-19, Su-35S", "KN-23 MiG-17 COVID-19 Su-35S"),
    # dots
    ("a.n. S.H. U.S.A. Alinea.id", "a.n S.H U.S.A Alinea id"),
    # lost spaces
    ("di Ukraina.Rusia dan", "di Ukraina Rusia dan"),
    ("Poin-Poin PentingUkraina diNigeria", "Poin-Poin Penting Ukraina di Nigeria"),
    ("WhatsApp YouTube DeepSeek McDonald iPhone", "WhatsApp YouTube DeepSeek McDonald iPhone"),
    # scripts and marks
    ("e\u0301tude क्षत्रिय ꦗꦮ 中文", "e\u0301tude क्षत्रिय ꦗꦮ 中文"),
    ("ten\u00adtara _a_b_ 😀 \u202e!", "ten\u00adtara a b"),
    ("_\u00ad _\u03010", "0"),
    ("ratusJuta5.0", "ratus Juta 5.0"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cuts_text_into_tokens(text, expected):
    assert [token.text for token in tokenize(text)] == expected.split()


@given(st.text() | st.text(alphabet="aB1.,-' _\u00ad\u0301Ç"))
def test_offsets_reproduce_the_text_and_do_not_overlap(text):
    previous_end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.text
        assert token.start >= previous_end
        previous_end = token.end


@given(st.text(alphabet="aB1.,-' _\u00ad\u0301Ç"))
def test_every_letter_and_digit_is_in_a_token(text):
    covered = {offset for token in tokenize(text) for offset in range(token.start, token.end)}
    assert {offset for offset, character in enumerate(text) if character.isalnum()} <= covered


@pytest.mark.parametrize("piece", ["a", "a.", "1,", "a-", "a'", "aB", "abcDefg", "_", "\u0301"])
def test_a_very_long_word_is_no_problem(piece):
    tokens = tokenize(piece * 50_000)
    assert all(token.end > token.start for token in tokens)


def test_reduplication_needs_the_same_word():
    assert is_reduplication("anak", "anaknya")
    assert is_reduplication("pukul", "memukul")
    assert not is_reduplication("rusia", "ukraina")
    assert not is_reduplication("jong", "un")


@given(st.text(alphabet="aB1.,-' _\u00ad\u0301Ç"), st.integers(0, 20))
def test_offsets_alone_are_those_of_the_tokens(text, limit):
    spans = [(token.start, token.end) for token in tokenize(text)]
    assert token_spans(text, len(text)) == spans
    first = token_spans(text, limit)
    assert first == spans[: len(first)]
    assert len(first) >= min(limit, len(spans))
