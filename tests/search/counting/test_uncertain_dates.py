"""A filter on dates says how many hits have an inferred date, and how many articles have none."""

import pytest
from telusur.index.engines.selection import ENGINES
from telusur.index.ingest.making import make_article
from telusur.search.assist.more_like_this import similar
from telusur.search.counting.facets import facets
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.searcher import search

from telusur import Library

INFERRED = "{} of {} have an inferred date, marked ~; --strict-dates leaves them out."
UNDATED = "{} more would match, but have no date."
TEXTS = {
    "known": "Harga beras naik di pasar Bandung.\n\nKamis, 27 Februari 2025 19:13 WIB\n\nPedagang mengeluh.",
    "said": '"Harga beras naik," kata pedagang di pasar Bandung, Kamis (27/2/2025).',
    "later": '"Harga beras turun," kata pedagang di pasar Bandung, Jumat (28/3/2025).',
    "undated": "Harga beras naik di pasar Bandung, kata pedagang.",
    "other": "Gempa mengguncang Lombok.",
}
FEBRUARY = Filters(since="2025-02", until="2025-02")


@pytest.fixture(params=ENGINES)
def prices(request, tmp_path):
    with Library.open(tmp_path / "library", missing="empty", engine=request.param) as opened:
        opened.add([make_article(text, id=name) for name, text in TEXTS.items()])
        yield opened


def found(library, query, filters=FEBRUARY):
    results = search(library, query, SearchOptions(filters=filters))
    assert len(results) == results.total
    return {hit.id for hit in results}, results.notes


def test_a_filter_says_what_it_could_not_be_sure_of(prices):
    assert found(prices, "beras") == ({"known", "said"}, (INFERRED.format(1, 2), UNDATED.format(1)))
    assert found(prices, "gempa") == (set(), (UNDATED.format(1),))
    assert found(prices, "", FEBRUARY) == (
        {"known", "said"},
        (INFERRED.format(1, 2), UNDATED.format(2)),
    )
    assert found(prices, "mengeluh") == ({"known"}, ())


def test_so_does_a_date_in_the_query(prices):
    notes = (INFERRED.format(1, 2), UNDATED.format(1))
    assert found(prices, "beras tanggal:2025-02", Filters()) == ({"known", "said"}, notes)
    # what matches by its words is not left out by its date
    assert found(prices, "beras OR tanggal:2025-02", Filters())[1] == (
        INFERRED.format(2, 4),
        UNDATED.format(1),
    )
    assert found(prices, "beras -tanggal:2025-02", Filters()) == (
        {"later", "undated"},
        (INFERRED.format(1, 2),),
    )


def test_without_a_date_to_look_for_nothing_is_said(prices):
    assert found(prices, "beras", Filters()) == ({"known", "said", "later", "undated"}, ())
    assert found(prices, "beras", Filters(country="ID"))[1] == ()


def test_strict_dates_leaves_out_what_is_inferred_and_what_has_none(prices):
    assert found(prices, "beras", FEBRUARY._replace(strict_dates=True)) == ({"known"}, ())
    assert found(prices, "", Filters(strict_dates=True)) == ({"known"}, ())
    assert found(prices, "beras tanggal:2025", Filters(strict_dates=True))[0] == {"known"}


def test_an_article_whose_date_becomes_known_is_found_strictly(prices):
    prices.add([make_article(TEXTS["said"] + "\n\nDiterbitkan: 27 Februari 2025", id="said")])
    assert found(prices, "", Filters(strict_dates=True))[0] == {"known", "said"}


def test_facets_and_similar_articles_say_it_too(prices):
    options = SearchOptions(filters=FEBRUARY)
    notes = (INFERRED.format(1, 2), UNDATED.format(1))
    assert facets(prices, "beras", options).notes == notes
    assert similar(prices, prices.get("later"), options).results.notes == notes
    assert similar(prices, prices.get("undated"), options).results.notes == (INFERRED.format(1, 2),)


def test_no_publisher_is_called_as_inferred_dates_are_marked(prices):
    assert found(prices, 'sumber:"\x1finferred-date"', Filters())[0] == set()
    assert found(prices, "sumber:inferred-date", Filters())[0] == set()


def test_the_commands_say_it_and_take_the_option(telusur):
    with Library.open(telusur.library, missing="empty") as opened:
        opened.add([make_article(text, id=name) for name, text in TEXTS.items()])
    run = telusur("search", "beras", "--since", "2025-02", "--until", "2025-02")
    assert run.err == f"telusur: {INFERRED.format(1, 2)}\ntelusur: {UNDATED.format(1)}\n"
    assert "~27 Feb 2025" in run.out
    strict = telusur("search", "beras", "--since", "2025-02", "--strict-dates", "--json")
    assert [hit["id"] for hit in strict.json["hits"]] == ["known"]
    assert strict.json["query"]["parsed"] == "(beras AND published:=2025-02-01..9999-12-31)"
    assert telusur("similar", "later", "--until", "2025-02", "--json").json["notes"] == [
        INFERRED.format(1, 2),
        UNDATED.format(1),
    ]
