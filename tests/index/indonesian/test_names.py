import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.roots import load_roots
from telusur.index.indonesian.stemming.stemmer import UNSTEMMED_NAMES, Stemmer, stem
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.proper_names import is_name, name_words
from telusur.index.indonesian.wordlists import read_rows

NAMES = """
    Bali bali BALI Mali Bekasi Medan Susi Iran Oman Ukraina Vatikan Kediri Kendari Pasuruan Semarang
    Pekalongan Temanggung Berau Tarakan Banggai Maluku Penajam Merapi Seminyak Berlin Persia Milan
    Taliban Diana Dimas Tambunan Putin Biden Zelensky Netanyahu Curaçao Una-Una Bissau Kuningan
"""


@pytest.mark.parametrize("word", NAMES.split())
def test_names(word):
    assert is_name(word)


@pytest.mark.parametrize(
    ("word", "of"),
    [
        ("Selatan", "Bengkulu Selatan"),
        ("Kepulauan", "Kepulauan Riau"),
        ("Pegunungan", "Pegunungan Arfak"),
        ("Bagian", "Seram Bagian Barat"),
        ("Serangan", "the island"),
        ("Raihan", "the person"),
        ("Lima", "the capital"),
        ("dan", "Bosnia dan Herzegovina"),
        ("Pertahanan", "no place"),
        ("membantah", "no place"),
        ("", "no place"),
    ],
)
def test_ordinary_words_of_names_are_no_names(word, of):
    assert not is_name(word), of


def test_indonesia_is_complete():
    kinds = [kind for _, kind in read_rows("place-names.tsv")]
    assert [kinds.count(kind) for kind in ("province", "regency", "city")] == [38, 416, 98]


def test_every_single_word_name_counts_unless_listed_as_ordinary():
    ordinary = {row[0] for row in read_rows("ordinary-name-words.tsv")}
    for name, *_ in [*read_rows("place-names.tsv"), *read_rows("personal-names.txt")]:
        if " " not in name:
            assert is_name(name) != (fold(name) in ordinary), name


def test_a_word_is_ordinary_only_if_a_name_holds_it():
    names = [
        row[0] for file in ("place-names.tsv", "personal-names.txt") for row in read_rows(file)
    ]
    held = {fold(word) for name in names for word in name.replace("-", " ").split()}
    for word, *_ in read_rows("ordinary-name-words.tsv"):
        assert word in held


@given(st.text())
def test_any_word_may_be_asked(word):
    assert is_name(word) in {True, False}


def test_the_stemmer_knows_every_name_that_it_would_take_apart():
    """If this fails, run `python -m tools.protect_names`."""
    listed = [row[0] for row in read_rows(UNSTEMMED_NAMES)]
    unprotected = Stemmer(load_roots(), Affixes(read_rows("affix-weights.tsv")))
    changed = {name for name in name_words() if unprotected.stem(name) != name}
    assert listed == sorted(changed)
    assert all(stem(name) == name for name in name_words())
