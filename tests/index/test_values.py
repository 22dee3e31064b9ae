from copy import copy
from pickle import dumps, loads

import pytest
from telusur.index.ingest.making import make_article
from telusur.index.query import AllOf, AnyOf, Prefix, Word


def test_values_are_equal_where_class_and_attributes_are():
    assert Word("kota") == Word("kota", None, exact=False) != Word("kota", exact=True)
    assert AnyOf((Word("kota"),)) != AllOf((Word("kota"),))
    assert Word("kota") != Prefix("kota")
    assert len({Word("kota"), Word("kota", "title"), Word(text="kota", field="title")}) == 2


def test_values_do_not_change():
    with pytest.raises(AttributeError, match="Word does not change"):
        Word("kota").text = "desa"


def test_values_say_what_they_are():
    assert repr(Prefix("kot", "title")) == "Prefix(text='kot', field='title')"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), {}),
        (("kota", None, False, 1), {}),
        (("kota",), {"colour": "red"}),
        (("kota",), {"text": "desa"}),
    ],
)
def test_values_take_their_attributes_and_no_others(given, named):
    with pytest.raises(TypeError):
        Word(*given, **named)


def test_what_an_article_is_read_from_does_not_count_when_it_is_compared():
    article = make_article("Tentara tiba di Kursk.", url="https://satu.id/1")
    elsewhere = article.replaced(origin="satu.txt", is_whole=True)
    assert elsewhere == article != article.replaced(title="Tentara")
    with pytest.raises(TypeError, match="Article takes id, "):
        article.replaced(colour="red")
    assert hash(elsewhere) == hash(article)
    assert (elsewhere.origin, elsewhere.url) == ("satu.txt", article.url)
    assert elsewhere.as_dict() == {**article.as_dict(), "origin": "satu.txt", "is_whole": True}


def test_values_are_copied_whole_and_between_processes():
    article = make_article("Tentara tiba di Kursk.").replaced(origin="satu.txt")
    hash(article)
    for other in (copy(article), loads(dumps(article))):
        assert other.as_dict() == article.as_dict()
        assert vars(other).keys() == vars(article).keys() - {"_hash"}
