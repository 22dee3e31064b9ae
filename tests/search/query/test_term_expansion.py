"""Words that stand for others: prefixes, wildcards, fuzzy words; how many, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.index.query import expandables
from telusur.search.matching.term_expansion import MAX_WORDS, wildcard
from telusur.search.options import SearchOptions
from telusur.search.query.parser import parse

from telusur import search

TEXT = "Zelenskyy menemui Zelensky. Zelenski tiba. Kekuatan dan keamanan kota; tembok, teman, KN-23, Zürich."


@pytest.fixture
def cities(library):
    library.add([make_article(TEXT, title="Kekuasaan", id="a")])
    return library


FOUND = [
    ("ke*an", ["Kekuatan", "keamanan"]),
    ("*uat*", ["Kekuatan"]),
    ("te?an", ["teman"]),
    ("t?m*k", ["tembok"]),
    ("z?rich", ["Zürich"]),
    ("ZÜR*", ["Zürich"]),
    ("Ke*AN", ["Kekuatan", "keamanan"]),
    ("*an", ["Kekuatan", "dan", "keamanan", "teman"]),
    ("kn?3", ["KN-23"]),
    ("zelenski~1", ["Zelensky", "Zelenski"]),
    ("zelenski~", ["Zelenskyy", "Zelensky", "Zelenski"]),
    ("kotta~", ["kota"]),
    ("tmebok~", ["tembok"]),
    ("kota~0", ["kota"]),
    ("kota NEAR/2 kea*", ["keamanan", "kota"]),
    ("ke*an DEKAT/0 ke*an", []),
    ("zelenski~ NEAR/2 menemui", ["Zelenskyy", "menemui", "Zelensky", "Zelenski"]),
    ('"kekuatan kota"~2', ["Kekuatan dan keamanan kota"]),
    ('"kekuatan kota"~1', []),
    ('="dan kota"~1', ["dan keamanan kota"]),
    ("kotta~ -zelenski~", []),
    ("judul:*an tembok", ["tembok"]),
    ("+kota^0 tembok^9", ["kota", "tembok"]),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_what_is_found_is_highlighted_and_nothing_else(cities, query, expected):
    shown = [
        hit.article.text[passage.start + match.start : passage.start + match.end]
        for hit in search(cities, query, SearchOptions(passages=9))
        for passage in sorted(hit.passages, key=lambda passage: passage.start)
        for match in passage.matches
    ]
    assert shown == expected


def test_titles_are_highlighted_too(cities):
    for query in ("judul:ke*an", "kekuasan~", "kek*"):
        (hit,) = search(cities, query)
        assert hit.title_matches[0][:2] == (0, 9)
    assert search(cities, "isi:kekuasaan~0").total == 0


def test_closer_words_count_more(library):
    texts = {"near": "kotak", "nearer": "kota", "far": "kotaku", "other": "desa"}
    library.add(make_article(text, id=id) for id, text in texts.items())
    assert [hit.id for hit in search(library, "kota~2")] == ["nearer", "near", "far"]


def many(count):
    """Articles with so many words that begin alike, each commoner than the next."""
    words = [
        f"tentu{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(count)
    ]
    return [
        make_article(" ".join(words), id="all"),
        make_article(" ".join(words[:MAX_WORDS]), id="common"),
        make_article(words[-1], id="rare"),
    ]


@pytest.mark.parametrize("query", ["tentu*", "*ntu*", "te?tu*"])
def test_of_too_many_words_the_commonest_are_searched_and_that_is_said(library, query):
    library.add(many(MAX_WORDS + 7))
    results = search(library, query, SearchOptions(duplicates="show"))
    assert results.notes == (f"{query} matches 1,007 words; the commonest 1,000 were searched.",)
    assert sorted(hit.id for hit in results) == ["all", "common"]


def test_of_too_many_fuzzy_words_the_closest_are_searched(library, monkeypatch):
    monkeypatch.setattr("telusur.search.matching.term_expansion.MAX_WORDS", 3)
    texts = ["kota kotak kotaku kotaku", "kotaku koran", "kotaku koran kopaja", "kotas kotan"]
    library.add(make_article(text, id=f"a{n}") for n, text in enumerate(texts))
    results = search(library, "kota~2")
    assert results.notes == ("kota~2 matches 6 words; the closest 3 were searched.",)
    assert sorted(hit.id for hit in results) == ["a0", "a3"]


def test_where_there_are_not_too_many_nothing_is_said(library):
    library.add(many(MAX_WORDS))
    assert search(library, "tentu* NOT tentuaaa~").notes == ()


def test_words_that_stand_for_others_are_bounded_in_a_query(cities):
    typed = " ".join(f"kata{n}* kata{n}~" for n in range(100))
    assert len(list(expandables(parse(typed).tree))) == 8
    assert "Only 8" in search(cities, typed).notes[-1]
    repeated = "tent* tent~ " * 99
    assert search(cities, repeated).notes == ()


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=10))
def test_wildcards_match_as_letter_by_letter(pattern, word):
    reachable = {0}
    for sign in pattern:
        if sign == "*":
            reachable = {n for start in reachable for n in range(start, len(word) + 1)}
        else:
            reachable = {n + 1 for n in reachable if n < len(word) and sign in {"?", word[n]}}
    assert bool(wildcard(pattern)[1].fullmatch(word)) == (len(word) in reachable)
