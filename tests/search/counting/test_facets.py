"""`telusur facets`: counts by country and month, beside a naive count of every article."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.search.counting.facets import facets
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions

from telusur import Library

ARTICLES = [
    {"id": "a", "text": "Kursk sepi.", "date": "2024-08-06", "countries": ["RU"]},
    {"id": "b", "text": "Kursk ramai.", "date": "2024-08", "countries": ["RU", "KP"]},
    {"id": "c", "text": "Kursk lagi.", "date": "2024-08-30..2024-09-02", "countries": ["KP"]},
    {"id": "d", "text": "Kursk saja.", "countries": []},
    {"id": "e", "text": "Moskwa.", "date": "2025-01-01", "countries": ["RU"]},
]

periods = st.none() | st.tuples(
    st.integers(0, 800), st.sampled_from([0, 0, 0, 1, 5, 27, 30, 31, 300])
)
corpora = st.lists(st.tuples(periods, st.sets(st.sampled_from(["KP", "RU", "US"]))), max_size=8)


@pytest.fixture(scope="module")
def kursk(library_of):
    return library_of(ARTICLES)


def test_counts_countries_and_months(kursk):
    found = kursk("facets", "Kursk", "--json").json
    assert found == {
        "format_version": 1,
        "query": {"text": "Kursk", "parsed": "Kursk"},
        "total": 4,
        "notes": [],
        "countries": [
            {"code": "KP", "name": "Korea Utara", "count": 2},
            {"code": "RU", "name": "Rusia", "count": 2},
        ],
        "without_country": 1,
        "months": [{"month": "2024-08", "count": 2}],
        "uncertain_month": 1,
        "undated": 1,
        "inferred": 0,
        "about": [
            {"code": "KP", "name": "Korea Utara", "count": 2},
            {"code": "RU", "name": "Rusia", "count": 2},
        ],
        "sources": [],
    }


def test_says_what_was_not_searched_for_as_a_search_does(kursk):
    patterns = " ".join(f"K{letter}*" for letter in "abcdefghijklmnopqu")
    searched, counted = kursk("search", patterns), kursk("facets", patterns)
    assert "Only 8 words" in searched.err
    assert searched.err == counted.err
    assert kursk("facets", patterns, "--json").json["notes"] == [
        counted.err.splitlines()[-1].removeprefix("telusur: ")
    ]
    assert kursk("search", "?!").err == kursk("facets", "?!").err


def test_without_a_query_all_articles_count_and_filters_narrow_them(kursk):
    assert kursk("facets", "--json").json["total"] == 5
    found = kursk("facets", "--country", "Rusia", "--since", "2025", "--json").json
    assert [month["month"] for month in found["months"]] == ["2025-01"]
    nothing = kursk("facets", "xylofon")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "telusur: Nothing found.\n")
    assert kursk("facets", "--country", "Rusland").code == 2


def test_bars_are_as_long_as_their_share_and_fit_the_terminal(kursk):
    lines = kursk("facets", "Kursk").out.splitlines()
    assert lines[0] == "4 articles"
    bars = {line.split("  ")[0].strip(): line.count("█") for line in lines if "█" in line}
    assert bars["Korea Utara"] == bars["Rusia"] == 2 * bars["no country"]
    assert bars["Aug 2024"] == 2 * bars["uncertain month"] == 2 * bars["no date"]
    for columns in (20, 60, 120):
        shown = kursk.in_terminal("facets", "Kursk", COLUMNS=str(columns), NO_COLOR="1")
        assert max(map(len, shown.splitlines())) <= columns
    assert "and 1 more" in kursk("facets", "--countries", "1").out


def test_many_months_are_shown_as_years(telusur):
    lines = [
        {"id": f"{year}-{month}", "text": "Isi.", "date": f"{year}-{month:02}"}
        for year in range(2010, 2020)
        for month in range(1, 13)
    ]
    telusur("add", "-", stdin="\n".join(map(json.dumps, lines)))
    assert "\n2010" in telusur("facets").out
    assert "Months" in telusur("facets", "--since", "2019").out
    assert len(telusur("facets", "--json").json["months"]) == 120


@settings(max_examples=50, deadline=None)
@given(corpora, st.sets(st.integers(0, 7)))
def test_counts_what_reading_every_article_counts(tmp_path_factory, corpus, removed):
    first = date(2024, 1, 1)
    articles = []
    for number, (period, countries) in enumerate(corpus):
        published = None
        if period:
            start = first + timedelta(days=period[0])
            published = Published(Interval(start, start + timedelta(days=period[1])), "given")
        articles.append(
            make_article(f"Isi {number}.", id=str(number), countries=countries, published=published)
        )
    half = len(articles) // 2
    with Library.open(tmp_path_factory.mktemp("library"), missing="empty") as library:
        library.add(articles[:half])
        library.add(articles[half:])
        library.remove(map(str, removed))
        for filters in (Filters(), Filters(country="KP")):
            kept = [
                one
                for number, one in enumerate(articles)
                if number not in removed and (not filters or "KP" in one.countries)
            ]
            found = facets(library, "isi", SearchOptions(filters=filters))
            months = Counter(
                (
                    one.published.interval.start.replace(day=1),
                    one.published.interval.end.replace(day=1),
                )
                for one in kept
                if one.published
            )
            assert found.total == len(kept)
            assert found.countries == Counter(code for one in kept for code in one.countries)
            assert found.without_country == sum(not one.countries for one in kept)
            assert found.months == {a: n for (a, b), n in months.items() if a == b}
            assert list(found.months) == sorted(found.months)
            assert found.uncertain_month == sum(n for (a, b), n in months.items() if a != b)
            assert found.undated == sum(not one.published for one in kept)
