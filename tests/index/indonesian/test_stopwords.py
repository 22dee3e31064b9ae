import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.wordlists import read_rows


@pytest.mark.parametrize(
    ("word", "stop", "question"),
    [
        ("yang", True, False),
        ("Yang", True, False),
        ("dan", True, False),
        ("mereka", True, False),
        ("berapa", True, True),
        ("Siapa", True, True),
        ("siapakah", True, True),
        ("apakah", True, True),
        ("kapan", True, True),
        ("mana", True, True),
        ("dimana", True, True),
        ("di", True, False),
        ("siapapun", True, False),
        # Negation and modality change what is said; names and content words say it.
        ("tidak", False, False),
        ("bisa", False, False),
        ("asal", False, False),
        ("Indonesia", False, False),
        ("perang", False, False),
        ("", False, False),
    ],
)
def test_stop_and_question_words(word, stop, question):
    listed = dict(read_rows("stopwords.txt")).get(word.lower())
    assert (is_stop_word(word), listed == "question") == (stop, question)


def test_no_word_is_listed_twice():
    words = [word for word, _ in read_rows("stopwords.txt")]
    assert len(words) == len(set(words))


@given(st.text())
def test_any_word_may_be_asked(word):
    assert is_stop_word(word) in {True, False}
