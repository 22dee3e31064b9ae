import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from telusur.index.indonesian.text.folding import fold

CASES = [
    ("KURSK", "kursk"),
    ("Zürich", "zurich"),
    ("Jum'at", "jumat"),
    ("Qur’an", "quran"),
    ("Trump's", "trump"),
    ("U.S.A", "usa"),
    ("KN-23", "kn23"),
    ("1980-an", "1980an"),
    ("anak‑anak", "anak-anak"),
    ("1.500", "1500"),
    ("1.500,75", "1500,75"),
    ("1,500.5", "1500,5"),
    ("2,5", "2,5"),
    ("2.5", "2,5"),
    ("ten\u00adtara", "tentara"),
    ("क्षत्रिय", "क्षत्रिय"),
]


@pytest.mark.parametrize(("word", "folded"), CASES)
def test_folds(word, folded):
    assert fold(word) == folded


@example("¨")
@given(st.text(min_size=1))
def test_never_empty_and_never_with_white_space_inside(word):
    folded = fold(word)
    assert folded
    assert folded == word or not any(map(str.isspace, folded))


@given(st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True))
def test_case_never_matters(word):
    assert fold(word) == fold(word.upper()) == fold(word.lower())
