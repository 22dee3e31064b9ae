from hypothesis import given
from hypothesis import strategies as st
from telusur.index.engines.levenshtein import near_terms

from tests.search.ranking.exhaustive import edit_distance

words = st.text("abcé", max_size=7)


def distances(word, terms):
    return {
        term: distance for term, distance, _ in near_terms(word, 2, [(term, 1) for term in terms])
    }


def test_letters_may_be_missing_added_wrong_or_swapped():
    terms = sorted(
        ["kota", "kot", "kotak", "koat", "okta", "oktav", "kita", "kata", "mata", "roket"]
    )
    assert distances("kota", terms) == {
        "kota": 0, "kot": 1, "kotak": 1, "koat": 1, "okta": 1, "kita": 1, "kata": 1, "mata": 2, "oktav": 2,
    }  # fmt: skip


@given(words, st.sets(words, max_size=40), st.integers(0, 2))
def test_finds_what_comparing_every_word_finds(word, terms, edits):
    terms = [(term, number) for number, term in enumerate(sorted(terms))]
    every = [(term, edit_distance(word, term), number) for term, number in terms]
    assert near_terms(word, edits, terms) == [one for one in every if one[1] <= edits]


def test_words_with_a_hopeless_beginning_are_passed_over():
    class Counted(list):
        looked_at = 0

        def __getitem__(self, place):
            Counted.looked_at += 1
            return super().__getitem__(place)

    terms = Counted((f"xyz{number:05}", 1) for number in range(50_000))
    assert near_terms("kota", 2, terms) == []
    assert Counted.looked_at < 1_000
