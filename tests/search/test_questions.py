import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.search.passages.answer_types import Question, understood

QUESTIONS = [
    ("Kapan Indonesia merdeka?", "time"),
    ("tahun berapakah Kursk didirikan", "time"),
    ("Siapa presiden Ukraina?", "person"),
    ("Siapa itu Kim Jong-un?", "definition"),
    ("Berapa jumlah tentara?", "number"),
    ("Di mana Kursk?", "place"),
    ("dimanakah ia lahir", "place"),
    ("Apa yang dimaksud dengan sanksi?", "definition"),
    ("Mengapa tentara dikirim?", "reason"),
    ("Apa penyebab perang itu?", "reason"),
    ("Apa nama kota itu?", "name"),
    ("pengiriman pasukan", None),
    ("sebab pasukan dikirim", None),
    ("", None),
]


@pytest.mark.parametrize(("query", "kind"), QUESTIONS)
def test_a_question_says_what_it_asks_for(query, kind):
    question = understood(query)
    assert (question and question.kind) == kind


ANSWERS = [
    ("time", "pada 17 Agustus 1945", True),
    ("time", "Selasa (5/11) malam", True),
    ("time", "sejak 2014", True),
    ("time", "pada masa itu", False),
    ("time", "ada 12.000 orang", False),
    ("person", "kata Vladimir Putin kemarin", True),
    ("person", "kata Putin kemarin", False),
    ("number", "sekitar 12.000 tentara", True),
    ("number", "tiga orang tewas", True),
    ("number", "banyak orang tewas", False),
    ("place", "lahir di Pasuruan", True),
    ("place", "lahir di desa", False),
    ("place", "lahir di Kursk", False),
    ("definition", "Kursk adalah sebuah kota", True),
    ("definition", "Kursk diserang", False),
    ("reason", "ditunda karena hujan", True),
    ("reason", "ditunda kemarin", False),
    ("name", "Kota itu bernama Sudzha", True),
    ("name", "Kota itu bernama Kursk", False),
]


@pytest.mark.parametrize(("kind", "text", "answers"), ANSWERS)
def test_a_stretch_of_text_may_answer(kind, text, answers):
    tokens = [token.text for token in tokenize(text)]
    assert Question(kind, frozenset({"kursk"})).may_be_answered_by(tokens) is answers


@given(st.text(), st.sampled_from([query for query, kind in QUESTIONS if kind]))
def test_any_text_can_be_asked_whether_it_answers(text, query):
    question = understood(query)
    assert question.may_be_answered_by([token.text for token in tokenize(text)]) in {True, False}
