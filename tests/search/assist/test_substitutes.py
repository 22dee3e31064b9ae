"""A word that no article has is searched with what may have been meant, and says so."""

import pytest
from telusur.index.ingest.making import make_article
from telusur.search.counting.facets import facets
from telusur.search.passages.highlighter import article_matches
from telusur.search.selection import select

from telusur import search


@pytest.fixture
def kept(library):
    """A library in which slang, a standard word and a name each stand alone."""
    texts = {
        "bobo": "Adik bobo siang.",
        "tidur": "Ayah tidur malam.",
        "bikin": "Ia bikin kue.",
        "presiden": "Presiden berpidato di kota.",
        "kota": "Kota itu besar.",
    }
    library.add(make_article(text, id=identity) for identity, text in texts.items())
    return library


def ids(library, query):
    return [hit.id for hit in search(library, query)]


def test_slang_reaches_the_standard_word_and_not_the_reverse(kept):
    assert ids(kept, "bobo") == ["bobo", "tidur"]
    assert ids(kept, "tidur") == ["tidur"]
    assert search(kept, "tidur").notes == ()


def test_slang_stands_in_where_it_is_all_there_is(kept):
    found = search(kept, "membuat")
    assert [hit.id for hit in found] == ["bikin"]
    assert found.notes == (
        'No article has "membuat": "bikin" was searched as well; =membuat prevents that.',
    )
    assert ids(kept, "=membuat") == []


def test_the_best_spelling_is_searched_beside_a_word_that_no_article_has(kept):
    found = search(kept, "presdien kota")
    assert [hit.id for hit in found] == ["presiden", "kota"]
    assert found.notes == (
        'No article has "presdien": "presiden" was searched as well; =presdien prevents that.',
    )
    assert ids(kept, "=presdien kota") == ["kota", "presiden"]
    assert search(kept, "presiden kota").notes == ()
    (part, *_) = (match.term for hit in found for match in hit.passages[0].matches)
    assert part == "presdien"


def test_a_spelling_that_is_farther_off_is_offered_and_not_searched(kept):
    kept.add([make_article("Pinter menulis drama.", id="pinter")])
    found = search(kept, "potter")
    assert list(found) == []
    assert [one.query for one in found.suggestions] == ["pinter"]
    assert ids(kept, "brpidsto") == ["presiden"]  # long enough for two edits


def test_a_word_that_nothing_stands_in_for_is_named(kept):
    assert search(kept, "kota xyzzy").notes == ('No article has "xyzzy".',)
    assert search(kept, 'kota plugh "kue kota"').notes == ('No article has "plugh" or "kue kota".',)
    assert search(kept, "kota BUKAN xyzzy").notes == ()
    assert search(kept, "xyzzy").notes == ()
    assert search(kept, "kota judul:xyzzy").notes == ()
    many = " ".join(f"xyzzy{number}" for number in range(6))
    assert search(kept, f"kota {many}").notes == ()


def test_what_must_not_match_or_is_a_phrase_stays_as_it_was_typed(kept):
    assert ids(kept, "kota BUKAN presdien") == ["kota", "presiden"]
    assert ids(kept, '"presdien kota"') == []


def test_facets_and_highlighting_agree_and_a_selection_is_exact(kept):
    assert facets(kept, "presdien").total == 1
    assert facets(kept, "presdien").notes == search(kept, "presdien").notes
    article = next(iter(search(kept, "presiden"))).article
    assert [match[:2] for match in article_matches(kept, article, "presdien").text] == [(0, 8)]
    assert len(select(kept, "presdien")) == 0


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("pasar senggol", "Pasarsenggol itu ramai."),
        ("zorg tech", "Perusahaan Zorgtech untung."),
        ("plughtech", "Perusahaan Plugh Tech untung."),
    ],
)
def test_a_word_is_joined_to_its_neighbour_or_parted_where_articles_have_it_so(kept, query, text):
    kept.add([make_article(text, id="wanted")])
    found = search(kept, query)
    assert next(iter(found)).id == "wanted"
    assert "was searched as well" in found.notes[0]
    assert ids(kept, " ".join(f"={word}" for word in query.split())) == []


def test_words_joined_stand_for_both_where_all_must_match(kept):
    kept.add([make_article("Pasarsenggol itu ramai.", id="wanted")])
    assert ids(kept, "pasar DAN senggol") == ["wanted"]
    assert ids(kept, "kota DAN pasar DAN senggol") == []


def test_a_word_is_not_parted_into_words_that_are_apart(kept):
    kept.add([make_article("Senggol saja pasar itu.", id="other")])
    assert "other" not in ids(kept, "pasarsenggol")


def test_a_name_is_found_by_another_spelling_of_its_sound_and_by_no_other_name(library):
    texts = {"thohir": "Erick Thohir memimpin PSSI.", "rizky": "Rizky bertemu Riza di kota."}
    library.add(make_article(text, id=identity) for identity, text in texts.items())
    assert ids(library, "tohir") == ["thohir"]
    assert ids(library, "Rizki") == ["rizky"]
    assert ids(library, "Reza") == []
