import pytest
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
