from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.errors import ArticleError
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import content_id, make_article, make_title
from telusur.index.ingest.merging import merged

DAY = Interval(date(2024, 10, 8), date(2024, 10, 8))


def test_an_id_rests_on_the_content_not_on_its_white_space():
    assert content_id("Korea  Utara\n") == content_id("Korea Utara")
    assert content_id("Korea Utara") != content_id("Korea Selatan")
    assert content_id("e\u0301") == content_id("\u00e9")


def test_what_is_not_given_is_found_in_the_text():
    article = make_article("Kamis, 27 Februari 2025 19:13\n\nTentara Korea Utara tiba di Rusia.")
    assert article.published == Published(
        Interval(date(2025, 2, 27), date(2025, 2, 27)), "dateline"
    )
    assert set(article.countries) == {"KP", "RU"}
    assert article.countries_basis == "detected"


def test_what_is_given_counts_more_than_what_is_found():
    article = make_article(
        "Tentara Korea Utara tiba di Rusia.", countries=["ID"], published=Published(DAY, "given")
    )
    assert article.countries == ("ID",)
    assert article.published == Published(DAY, "given")


def test_an_article_without_a_title_gets_its_first_sentence_and_says_so():
    article = make_article("Kalimat pertama. Kalimat kedua.")
    assert (article.title, article.title_made) == ("Kalimat pertama.", True)
    assert not make_article("Isi.", title="Judul").title_made


def test_a_made_title_is_cut_at_a_word():
    title = make_title("kata " * 50)
    assert title == "kata " * 18 + "kata kata…"
    assert len(make_title("x" * 500)) <= 100


@pytest.mark.parametrize("text", ["", " \n ", "\ufeff", "\x00"])
def test_without_text_there_is_no_article(text):
    with pytest.raises(ArticleError, match="no text"):
        make_article(text)


@pytest.mark.parametrize("identity", ["a\nb", "x" * 201, " "])
def test_an_id_must_be_printable_and_short(identity):
    with pytest.raises(ArticleError, match="id"):
        make_article("Isi.", id=identity)


@given(st.text(min_size=1), st.text())
def test_any_text_makes_an_article_that_can_be_stored(text, title):
    try:
        article = make_article(text, title=title)
    except ArticleError:
        return
    for value in (article.id, article.title, article.text):
        value.encode()
    assert article.title


def test_what_was_given_is_not_replaced_by_what_was_detected():
    given_first = make_article("Isi.", countries=["ID"], published=Published(DAY, "given"))
    again = make_article("Isi.", source="salinan.txt")
    kept = merged(given_first, again)
    assert (kept.countries, kept.countries_basis) == (("ID",), "given")
    assert kept.published == Published(DAY, "given")
    assert kept.source == "salinan.txt"
    assert kept.added == given_first.added
