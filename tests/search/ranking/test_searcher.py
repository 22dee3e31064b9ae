import pytest
from telusur.index.errors import InputError
from telusur.index.ingest.making import make_article
from telusur.index.ingest.validation import interpret_published
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions

from telusur import search


def dated(identity, day):
    published = interpret_published(day) if day else None
    return make_article("Pasukan tiba.", id=identity, published=published, countries=[])


@pytest.fixture
def dates(library):
    days = {"a": "2024-10-08", "b": "2024-11", "c": "2025", "d": None}
    library.add(dated(identity, day) for identity, day in days.items())
    return library


def ids(results):
    return [hit.id for hit in results]


def test_kursk_is_in_two_seeds(seeds):
    results = search(seeds, "Kursk")
    assert results.total == 2
    for hit in results:
        assert all("Kursk" in passage.text for passage in hit.passages)


def test_indonesian_phrasing_finds_every_form(seeds):
    results = search(seeds, "pengiriman pasukan", SearchOptions(passages=9))
    assert results.total == 5
    matched = {
        passage.text[match.start : match.end].lower()
        for hit in results
        for passage in hit.passages
        for match in passage.matches
    }
    assert {"mengirim", "dikirim", "mengirimkan"} <= matched


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"since": "2024-11"}, "bc"),
        ({"until": "2024-10-08"}, "a"),
        ({"until": "2024-10-07"}, ""),
        ({"since": "2024-11-30", "until": "2024-12"}, "b"),
        ({"since": "2025-06-01"}, "c"),
        ({"since": "2024", "until": "2024"}, "ab"),
    ],
)
def test_narrowing_by_date_takes_what_may_have_been_published_then(dates, narrowed, expected):
    assert sorted(
        ids(search(dates, "pasukan", SearchOptions(filters=Filters(**narrowed))))
    ) == list(expected)


def test_sorting_by_date_puts_undated_articles_last(dates):
    assert ids(search(dates, "pasukan", SearchOptions(sort="newest"))) == ["c", "b", "a", "d"]
    assert ids(search(dates, "pasukan", SearchOptions(sort="oldest"))) == ["a", "b", "c", "d"]


def test_narrowing_by_country(seeds):
    assert search(seeds, "pasukan", SearchOptions(filters=Filters(country="Mesir"))).total == 1
    assert (
        search(
            seeds, "pasukan", SearchOptions(filters=Filters(country=["VN", "korea utara"]))
        ).total
        == 5
    )
    assert search(seeds, "pasukan negara:Mesir").total == 1


def test_without_words_the_filters_alone_decide_newest_first(dates):
    assert ids(search(dates, options=SearchOptions(filters=Filters(since="2024")))) == [
        "c",
        "b",
        "a",
    ]
    assert search(dates, "").total == 0


def test_pages_follow_one_another(seeds):
    whole = ids(search(seeds, "Korea", SearchOptions(limit=5)))
    paged = ids(search(seeds, "Korea", SearchOptions(limit=2))) + ids(
        search(seeds, "Korea", SearchOptions(limit=3, offset=2))
    )
    assert whole == paged
    assert [hit.rank for hit in search(seeds, "Korea", SearchOptions(limit=3, offset=2))] == [
        3,
        4,
        5,
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"country": "Rusya"}, "Rusia"),
        ({"since": "2024-02-30"}, "not a date"),
        ({"since": "2025", "until": "2024"}, "ends before it begins"),
    ],
)
def test_what_cannot_be_understood_is_said(seeds, wrong, said):
    with pytest.raises(InputError, match=said):
        search(seeds, "Kursk", SearchOptions(filters=Filters(**wrong)))


@pytest.mark.parametrize(
    "query",
    ["Kursk", "pengiriman pasukan", "tentar*", '"Korea Utara"', "Kim Jong-un KN-23", "judul:Korea"],
)
def test_every_highlight_is_exactly_a_match(seeds, query):
    results = search(seeds, query, SearchOptions(passages=50))
    assert results.hits
    for hit in results:
        whole = hit.article.text
        for passage in hit.passages:
            assert whole[passage.start : passage.start + len(passage.text)] == passage.text
            behind = 0
            for match in passage.matches:
                assert behind <= match.start < match.end <= len(passage.text)
                shown = passage.text[match.start : match.end]
                assert shown == shown.strip(" .,\n")
                behind = match.end
        for match in hit.title_matches:
            assert hit.title[match.start : match.end].strip()


def test_a_phrase_is_highlighted_as_one_span(seeds):
    hit = search(seeds, '"tentara Korea Utara"').hits[0]
    match = hit.passages[0].matches[0]
    assert hit.passages[0].text[match.start : match.end].lower() == "tentara korea utara"


def test_excluded_words_are_not_highlighted(seeds):
    results = search(seeds, "pasukan NOT Kursk")
    assert results.total == 3
    terms = {m.term for hit in results for p in hit.passages for m in p.matches}
    assert terms == {"pasukan"}


def test_passages_are_whole_sentences_best_first_without_repetition(seeds):
    hit = search(seeds, "Kursk pasukan", SearchOptions(passages=5)).hits[0]
    texts = [passage.text for passage in hit.passages]
    assert len(set(texts)) == len(texts) == 5
    assert "Kursk" in texts[0]
    assert "pasukan" in texts[0]
    assert all(
        one.cut_before or one.text[0].isupper() or one.text[0] in "“(" for one in hit.passages
    )


def test_an_article_that_matches_in_its_title_alone_shows_its_lead(library):
    lead = "Isi berita yang panjang dan tidak memuat kata itu."
    library.add([make_article(lead, title="Kursk")])
    (hit,) = search(library, "Kursk")
    assert hit.passages[0].text == lead
    assert hit.passages[0].matches == ()
    assert hit.title_matches[0][:2] == (0, 5)


def test_pages_without_duplicates_follow_one_another(library):
    words = " ".join(f"kata{number}" for number in range(60))
    versions = [make_article(f"Kursk. {words} {'lagi ' * n}", id=f"v{n:02}") for n in range(40)]
    others = [
        make_article(f"Kursk {n} dan banyak kata lain yang panjang", id=f"x{n}") for n in range(5)
    ]
    library.add(versions + others)
    whole = ids(search(library, "Kursk dan", SearchOptions(limit=50)))
    assert len(whole) == 6
    assert [
        ids(search(library, "Kursk dan", SearchOptions(limit=1, offset=n)))[0] for n in range(6)
    ] == whole
    assert search(library, "Kursk dan", SearchOptions(limit=50)).total == 45
    assert len(search(library, "Kursk dan", SearchOptions(limit=50, duplicates="show"))) == 45


DATE_EXPRESSIONS = [
    ({"since": "awal November 2024"}, "bc"),
    ({"since": "oktober 2024", "until": "akhir November 2024"}, "ab"),
    ({"since": "pekan lalu"}, ""),
    ({"query": "pasukan tanggal:2024-10..2024-11"}, "ab"),
    ({"query": 'pasukan tanggal:"kuartal IV 2024"'}, "ab"),
    ({"query": "tanggal:2025"}, "c"),
    ({"query": "pasukan NOT tanggal:2024"}, "cd"),
]


@pytest.mark.parametrize(("asked", "expected"), DATE_EXPRESSIONS)
def test_date_expressions_narrow_in_options_and_in_the_query(dates, asked, expected):
    query = asked.get("query", "pasukan")
    filters = Filters(since=asked.get("since"), until=asked.get("until"))
    assert sorted(ids(search(dates, query, SearchOptions(filters=filters)))) == list(expected)


def test_a_query_of_filters_alone_gives_the_newest_first(dates):
    assert ids(search(dates, "tanggal:2024..")) == ["c", "b", "a"]


def test_about_takes_main_countries_alone(seeds):
    assert search(seeds, "pasukan", SearchOptions(filters=Filters(country="Mesir"))).total == 1
    assert search(seeds, "pasukan", SearchOptions(filters=Filters(about="Mesir"))).total == 0
    assert search(seeds, options=SearchOptions(filters=Filters(about="Korea Utara"))).total == 5
    assert (
        search(seeds, options=SearchOptions(filters=Filters(about=["Mesir", "Rusia"]))).total == 4
    )
    (overview,) = (
        hit
        for hit in search(seeds, "Vietnam", SearchOptions(filters=Filters(country="VN"))).hits[:1]
    )
    assert overview.article.about == ("KP",)


def test_given_countries_are_what_an_article_is_about(library):
    library.add([make_article("Isi.", countries=["ID", "MY", "SG", "TH"])])
    assert search(library, options=SearchOptions(filters=Filters(about="SG"))).total == 1
    assert search(library, options=SearchOptions(filters=Filters(about="TH"))).total == 0
    assert search(library, options=SearchOptions(filters=Filters(country="TH"))).total == 1


def test_a_limit_beyond_all_articles_finds_all(seeds):
    for sort in ("relevance", "newest"):
        results = search(seeds, "Kursk", SearchOptions(limit=1_000_000_000, sort=sort))
        assert len(results) == results.total
