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
    ("Siapakah Kim Jong-un?", "definition"),
    ("Siapakah presiden Ukraina", "person"),
    ("Apakah Kursk?", "definition"),
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
    ("time", "pada 17 Agustus 1945", 3),
    ("time", "pada bulan Agustus", 1),
    ("time", "Selasa (5/11) malam", 1),
    ("time", "sejak 2014", 1),
    ("time", "(384 SM – 322 SM)", 2),
    ("time", "pada masa itu", 0),
    ("time", "ada 12.000 orang", 0),
    ("person", "kata Vladimir Putin kemarin", 1),
    ("person", "kata Putin kemarin", 0),
    ("person", "kata Susilo Bambang Yudhoyono dan Joko Widodo", 2),
    ("number", "sekitar 12.000 tentara", 1),
    ("number", "tiga orang tewas", 1),
    ("number", "banyak orang tewas", 0),
    ("number", "pada 17 Agustus 1945", 0),
    ("place", "lahir di Pasuruan", 1),
    ("place", "lahir di desa", 0),
    ("place", "lahir di Kursk", 0),
    ("definition", "Kursk adalah sebuah kota", 1),
    ("definition", "Kursk diserang", 0),
    ("reason", "ditunda karena hujan", 1),
    ("reason", "ditunda kemarin", 0),
    ("name", "Kota itu bernama Sudzha", 1),
    ("name", "Kota itu bernama Kursk", 0),
    ("name", "Kota itu bernama Sudzha Lama", 1),
]


@pytest.mark.parametrize(("kind", "text", "count"), ANSWERS)
def test_a_stretch_of_text_has_so_many_candidates(kind, text, count):
    tokens = [token.text for token in tokenize(text)]
    assert Question(kind, frozenset({"kursk"})).answer_count(tokens) == count


@given(st.text(), st.sampled_from([query for query, kind in QUESTIONS if kind]))
def test_any_text_can_be_asked_whether_it_answers(text, query):
    question = understood(query)
    tokens = [token.text for token in tokenize(text)]
    assert 0 <= question.answer_count(tokens) <= len(tokens)
