"""Hints: filters that a plain query may mean, offered where they would change what is seen."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.index.ingest.validation import interpret_published
from telusur.search.assist.filter_hints import hints
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions

from telusur import Library, search

ARTICLES = [
    ("a", "Pasukan tiba di Rusia bulan November.", "2024-11-05", ["RU"]),
    ("b", "Pasukan pulang.", "2024-10", ["KP", "RU"]),
    ("c", "Pasukan tidur.", "2025-02-27", ["KP"]),
    ("d", "Pasukan bangun.", None, []),
]
NOVEMBER = {"since": "2024-11", "until": "2024-11"}
KP, RU = {"country": "KP"}, {"country": "RU"}
CASES = [
    ("pasukan November 2024", [NOVEMBER]),
    ("November 2024 pasukan di mana", [NOVEMBER]),
    ("pasukan 27 Februari 2025", [{"since": "2025-02-27", "until": "2025-02-27"}]),
    ("pasukan tahun 2024", [{"since": "2024", "until": "2024"}]),
    ("pasukan awal November 2024", [{"since": "2024-11-01", "until": "2024-11-10"}]),
    ("pasukan pekan lalu", [{"since": "2025-02-24", "until": "2025-03-02"}]),
    ("pasukan Korea Utara", [KP]),
    ("pasukan korea utara", [KP]),
    ("pasukan Korut", [KP]),
    ("apakah pasukan Rusia tiba?", [RU]),
    ("pasukan Rusia November 2024", [NOVEMBER, RU]),
    # Nothing would be found, or nothing is named, or too much.
    ("pasukan Maret 2019", []),
    ("pasukan Peru", []),
    ("pasukan 2024", []),
    ("pasukan Oktober 2024 Februari 2025", []),
    ("pasukan Korea Utara dan Rusia", []),
    ("pasukan id as di", []),
    # The country alone: there is nothing else to search for.
    ("Korea Utara", []),
    # Not a plain query, or a filter of the kind is there.
    ('"pasukan Rusia"', []),
    ("pasukan negara:Rusia", []),
    ("pasukan tanggal:2024-11", []),
    ("pasukan", []),
]  # fmt: skip


@pytest.fixture
def pasukan(library):
    for identity, text, day, countries in ARTICLES:
        published = interpret_published(day) if day else None
        library.add([make_article(text, id=identity, published=published, countries=countries)])
    return library


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_hints(pasukan, query, expected):
    results = search(pasukan, query)
    shown = [hit.article for hit in results]
    found = hints(pasukan, query, results.tree, shown, date(2025, 3, 5))
    assert [hint.options for hint in found] == expected


def test_what_is_narrowed_already_gets_no_hint(pasukan):
    assert (
        search(pasukan, "pasukan Rusia", SearchOptions(filters=Filters(country="KP"))).hints == []
    )
    assert (
        search(pasukan, "pasukan November 2024", SearchOptions(filters=Filters(since="2024"))).hints
        == []
    )
    assert [
        hint.options
        for hint in search(
            pasukan, "pasukan Rusia", SearchOptions(filters=Filters(since="2024"))
        ).hints
    ] == [RU]
    # All that is shown refers to the country.
    assert search(pasukan, "pasukan Rusia", SearchOptions(require_all=True)).hints == []


def test_hints_are_remarks_and_never_applied(telusur):
    lines = [{"id": i, "text": t, "date": d, "countries": c} for i, t, d, c in ARTICLES]
    telusur("add", "-", stdin="\n".join(map(json.dumps, lines)))
    run = telusur("search", "pasukan", "Korea", "Utara", "November", "2024")
    assert run.code == 0
    assert run.err.splitlines()[-3:] == [
        "telusur: Did you mean --since 2024-11 --until 2024-11?",
        "telusur: Did you mean --country KP? (Korea Utara)",
        'telusur: No article has "Korea", "Utara" or "2024".',
    ]
    as_json = telusur("search", "pasukan Korea Utara November 2024", "--json")
    assert "Did you mean" not in as_json.err
    assert as_json.json["total"] == 4
    assert as_json.json["hints"] == [NOVEMBER, {"country": "KP", "name": "Korea Utara"}]


def test_a_query_that_names_neither_does_not_wait_for_what_reads_them(telusur):
    telusur("list")
    for query in ("Kursk", "pengiriman pasukan"):
        imported = telusur.imported("search", query)
        assert "telusur.search.searcher" in imported
        assert not imported & {
            "telusur.index.indonesian.dates.grammar",
            "telusur.index.indonesian.countries.detection",
        }
        assert ("telusur.search.assist.filter_hints" in imported) == (" " in query)


@settings(max_examples=100, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(["pasukan", "31", "Februari", "2024", "lalu", "Korea", "Utara", "/"])
    ).map(" ".join)
)
def test_any_query_can_be_asked_for_hints(tmp_path_factory, query):
    folder = tmp_path_factory.getbasetemp() / "hints"
    with Library.open(folder, missing="seeds") as library:
        for hint in search(library, query).hints:
            assert search(library, query, SearchOptions(**hint.options)).total > 0
