"""`telusur show --query`: a whole article with everything in it that a query finds."""

import pytest

TEXT = (
    "Pasukan Korea Utara dikirim ke Kursk.\n\nKorut mengirim tentara Korea\nUtara; Zelenskyy marah."
)
CASES = [
    ("pengiriman", ["dikirim", "mengirim"]),
    ("Zelensky", ["Zelenskyy"]),
    ('"Korea Utara"', ["Korea Utara", "Korut", "Korea\nUtara"]),
    ('"tentara Korea Utara"', ["tentara Korea\nUtara"]),
    ("=dikirim", ["dikirim"]),
    ("Kurs*", ["Kursk"]),
    ("Kursk BUKAN marah", ["Kursk"]),
    ("judul:Kursk", []),
    ("pasukan --country", ["Pasukan"]),
    ("?!", []),
]


@pytest.fixture(scope="module")
def article(library_of):
    return library_of([{"id": "artikel", "title": "Perang di Kursk", "text": TEXT}])


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_all_matches_and_nothing_else(article, query, expected):
    shown = article("show", "art", f"--query={query}", "--json").json["article"]
    for field in ("title", "text"):
        places = [(match["start"], match["end"]) for match in shown["matches"][field]]
        assert places == sorted(places)
        if field == "text":
            assert [TEXT[start:end] for start, end in places] == expected


def test_matches_are_highlighted_where_they_stand(article):
    shown = article("show", "art", "--query", '"Korea Utara" kursk', "--color", "always").out
    assert shown.count("\x1b[31m\x1b[1mKursk\x1b[0m") == 2
    for piece in ("Korea Utara", "Korut", "Korea", "Utara"):
        assert f"\x1b[31m\x1b[1m{piece}\x1b[0m" in shown
    plain = article("show", "art", "--query", "kursk").out
    assert plain == article("show", "art").out


def test_an_article_without_a_match_is_shown_with_a_remark(article):
    run = article("show", "art", "--query", "xylofon")
    assert run.code == 0
    assert "Kursk" in run.out
    assert run.err == "telusur: The query matches nothing in this article.\n"


def test_the_original_cannot_be_searched(article):
    run = article("show", "art", "--query", "Kursk", "--original")
    assert (run.code, run.out) == (2, "")
    assert "--query cannot be combined with --original" in run.err
