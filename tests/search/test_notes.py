import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.search.query.remarks import notes_on_fields

CASES = [
    ("negara:Rusia pasukan", 0),
    ("negara:Rusia,Ukraina tanggal:2024-11", 0),
    ("negara:Atlantis pasukan", 1),
    ("-negara:Atlantis pasukan", 1),
    ('country:"Korea Selatn" pasukan', 1),
    ("tanggal:2024-13 pasukan", 1),
    ("tanggal:2024-11..2025-02 date:besar", 1),
    ("judul:Kursk tanggal merah", 0),
    ("https://berita.example", 0),
]


@pytest.mark.parametrize(("query", "count"), CASES)
def test_what_is_marked_as_a_country_or_a_date_and_is_none_is_remarked_on(query, count):
    assert len(notes_on_fields(query)) == count


@pytest.mark.parametrize("command", ["search", "facets"])
def test_the_remark_is_no_result(telusur, command):
    run = telusur(command, "negara:Atlantis pasukan")
    assert run.code == 0
    assert 'No country is known as "Atlantis"' in run.err
    assert "Atlantis" not in run.out
    assert telusur(command, "negara:Atlantis pasukan", "--json").json["notes"]


@settings(max_examples=300)
@given(st.text() | st.text('negaratanggal:" ,()-2024', max_size=40))
def test_any_query_can_be_remarked_on(query):
    assert all(note.endswith(".") for note in notes_on_fields(query))
