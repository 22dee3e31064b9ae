"""Did you mean: spellings that the library has, offered where a word finds little or nothing."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article

from telusur import Library, search

CASES = [
    # A letter left out, added, replaced, swapped, at the beginning too.
    ("pengirman", ["pengiriman"]),
    ("Kurks", ["Kursk"]),
    ("mkursk", ["kursk"]),
    ("ukrsk", ["kursk"]),
    ("Yursk", ["Kursk"]),
    ("Pyonyang", ["Pyongyang"]),
    ("pasukaan", ["pasukan"]),
    ("KURKS", ["KURSK"]),
    # Two edits in a long word, one in a short one.
    ("Pyonyangg", ["Pyongyang"]),
    ("Krks", []),
    # Syntax stays as it was typed.
    ('judul:"tentara Kroea" BUKAN Kursk', ['judul:"tentara Korea" BUKAN Kursk']),
    ("+(tentara Kroea) Kurs*", ["+(tentara Korea) Kurs*"]),
    ("Zelenksy  Kroea", ["Zelensky  Korea"]),
    ("kroea:kroea", ["korea:korea"]),
    # Words that are right, though the library does not have them; names; what is too short.
    ("kucing", []),
    ("Bekasi", []),
    ("Kin", []),
    ("xylofon", []),
    ("KN-24", []),
    # What was to be exact, and what is found.
    ("=kurks", []),
    ("Kursk", []),
    ("tentara Korea Utara di Kursk", []),
    ("?!", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_suggestions(seeds, query, expected):
    assert [one.query for one in search(seeds, query).suggestions[:1]] == expected


def test_what_is_there_by_another_name_needs_no_spelling(library):
    filler = [make_article(f"Warga Afrika nomor {number}.", countries=[]) for number in range(12)]
    library.add([*filler, make_article("Afrika Selatan menggugat Israel.", countries=[])])
    assert search(library, "South Africa israel").suggestions == []


def test_offered_on_standard_error_and_in_json(telusur):
    telusur("list")
    run = telusur("search", "Zelenksy", "Kursk")
    assert run.code == 0
    assert run.err.startswith("telusur: Did you mean: telusur search Zelensky Kursk\n")
    quoted = telusur("search", '"tentara Kroea"')
    assert quoted.code == 1
    assert quoted.err.splitlines() == [
        "telusur: Nothing found.", """telusur: Did you mean: telusur search '"tentara Korea"'""",
    ]  # fmt: skip
    as_json = telusur("search", "Zelenksy Kursk", "--json")
    assert as_json.json["notes"][0].startswith('No article has "Zelenksy": "Zelensky"')
    assert as_json.json["suggestions"][0] == {
        "query": "Zelensky Kursk",
        "replaced": [{"word": "Zelenksy", "by": "Zelensky"}],
    }
    assert telusur("search", "Kursk", "--json").json["suggestions"] == []


def test_the_more_frequent_word_is_suggested_first_and_a_frequent_one_never_corrected(library):
    texts = ["Kapal karam."] * 5 + ["Kapas putih."] * 20 + ["Kapan xkapalx."] + ["Kapalx."]
    library.add(make_article(f"{text} {n}", id=str(n)) for n, text in enumerate(texts))
    assert [one.query for one in search(library, "kapaz").suggestions] == ["kapas", "kapal"]
    assert search(library, "kapas").suggestions == []
    # One article has it: what is suggested must be much more frequent.
    assert "kapal" not in [one.query for one in search(library, "kapalx").suggestions]
    library.add(make_article(f"Kapal lain {n}.", id=f"l{n}") for n in range(9))
    assert search(library, "kapalx").suggestions[0].query == "kapal"


def test_a_spelling_forty_times_as_frequent_is_offered_beside_many_hits(library):
    texts = ["Ekonmi naik."] + ["Pasar sepi."] * 3
    library.add(make_article(f"{text} {n}", id=str(n)) for n, text in enumerate(texts))
    library.add(make_article(f"Ekonomi turun lagi {n}.", id=f"e{n}") for n in range(39))
    found = search(library, "ekonmi pasar")
    assert found.total == 4
    assert found.suggestions == []
    library.add([make_article("Ekonomi stabil.", id="e39")])
    (suggestion,) = search(library, "ekonmi pasar").suggestions
    assert suggestion.query == "ekonomi pasar"


def test_a_slip_in_a_word_that_is_left_out_anyway_is_no_other_word(library):
    texts = ["Ia jalan melalui pasar."] * 9 + ["Ia malu."]
    library.add(make_article(f"{text} {n}", id=str(n)) for n, text in enumerate(texts))
    assert search(library, "mlalui pasar").notes == ('No article has "mlalui".',)


def test_a_search_that_finds_its_words_does_not_wait_for_spelling(telusur):
    telusur("list")
    imported = telusur.imported("search", "Kursk")
    assert "telusur.search.searcher" in imported
    assert not imported & {"telusur.search.assist.spelling", "telusur.index.engines.levenshtein"}


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text('aeiknrstu "*()=:', max_size=30))
@example("AAAS:")
def test_any_query_can_be_asked_for_suggestions(tmp_path_factory, query):
    folder = tmp_path_factory.getbasetemp() / "suggestions"
    with Library.open(folder, missing="seeds") as library:
        for one in search(library, query).suggestions:
            assert one.query != query
            assert json.dumps(one.query)
