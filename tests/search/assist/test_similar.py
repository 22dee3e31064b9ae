"""`telusur similar`: articles that share an article's salient terms."""

import json

import pytest

FILLER = " ".join(f"Kalimat nomor kata{number} tentang cuaca." for number in range(40))
ARTICLES = [
    {"id": "satu", "text": "Tentara Kursk dan tentara Pokrovsk menembakkan howitzer di Kursk.", "date": "2024-10"},
    {"id": "dua", "text": "Howitzer ditembakkan tentara dari Pokrovsk.", "countries": ["UA"], "date": "2024-11"},
    {"id": "tiga", "text": "Seorang tentara menembak di Kursk.", "countries": ["RU"], "date": "2025-01"},
    {"id": "empat", "text": "Harga cabai naik di pasar dan di kota.", "date": "2024-10"},
    {"id": "lima", "text": "Harga beras dan cabai turun.", "date": "2024-10"},
    {"id": "enam", "text": "Kursk saja."},
]  # fmt: skip


@pytest.fixture
def articles(telusur):
    telusur("add", "-", stdin="\n".join(map(json.dumps, ARTICLES)))
    return telusur


def ids(run):
    return [hit["id"] for hit in run.json["hits"]]


def test_similar_articles_share_at_least_two_salient_terms_and_say_which(articles):
    found = articles("similar", "satu", "--json").json
    assert found["article"]["id"] == "satu"
    assert [hit["id"] for hit in found["hits"]] == ["dua", "tiga"]
    assert found["total"] == 2
    roots = {term["root"] for term in found["terms"]}
    assert {"kursk", "tentara", "pokrovsk", "tembak"} <= roots
    assert not roots & {"dan", "di"}
    weights = [term["weight"] for term in found["terms"]]
    assert weights == sorted(weights, reverse=True)
    assert set(found["hits"][1]["terms"]) == {"Kursk", "tentara", "menembakkan"}
    assert "passages" not in found["hits"][0]


def test_what_any_report_says_is_not_salient(articles):
    text = "Gubernur mengatakan bahwa tahun ini telah dikatakan waktu panen padi, kata gubernur."
    reports = [{"id": str(n), "text": f"{text} Nomor {n}."} for n in range(2)]
    articles("add", "-", stdin="\n".join(map(json.dumps, reports)))
    roots = {term["root"] for term in articles("similar", "0", "--json").json["terms"]}
    assert "gubernur" in roots
    assert not roots & {"kata", "tahun", "telah", "waktu"}


def test_as_text(articles):
    run = articles("similar", "sat")
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0].startswith("1  Howitzer ditembakkan")
    assert lines[2].startswith("   shares ")
    assert "Pokrovsk" in lines[2]
    for columns in (30, 60):
        shown = articles.in_terminal("similar", "satu", COLUMNS=str(columns), NO_COLOR="1")
        assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--country", "Rusia"], ["tiga"]),
        (["--until", "2024"], ["dua"]),
        (["--since", "2026"], []),
        (["--limit", "1"], ["dua"]),
        (["--offset", "1"], ["tiga"]),
    ],
)
def test_filters(articles, options, expected):
    run = articles("similar", "satu", "--json", *options)
    assert ids(run) == expected
    assert run.code == (0 if expected else 1)


def test_nothing_similar(articles):
    run = articles("similar", "enam", "--country", "Peru")
    assert (run.code, run.out, run.err) == (1, "", "telusur: No similar articles found.\n")
    assert articles("similar", "zzz").code == 1
    telusur = articles
    telusur("add", "-", stdin=json.dumps({"id": "tujuh", "text": "Sendirian."}))
    assert telusur("similar", "tujuh").err == "telusur: No similar articles found.\n"


def test_its_own_versions_are_hidden_or_marked_and_it_is_never_there(telusur):
    lines = [{"id": name, "text": f"Kursk dan Moskwa. {FILLER} {name}"} for name in "abc"]
    lines += [{"id": "d", "text": "Cuaca di Kursk dan di Moskwa."}]
    telusur("add", "-", stdin="\n".join(map(json.dumps, lines)))
    assert ids(telusur("similar", "a", "--json")) == ["d"]
    assert set(ids(telusur("similar", "a", "--duplicates", "show", "--json"))) == {"b", "c", "d"}
    shown = telusur("similar", "a", "--duplicates", "show").out
    assert shown.count("near-identical") == 2
    assert "+2 similar" in telusur("similar", "d").out
    telusur("remove", "b")
    assert set(ids(telusur("similar", "a", "--duplicates", "show", "--json"))) == {"c", "d"}


def test_control_characters_are_harmless(telusur):
    evil = "Berita \x1b]0;pwned\x07 Kursk\x1b[2J Moskwa"
    lines = [{"id": name, "title": f"{evil} {name}", "text": evil} for name in "ab"]
    telusur("add", "-", stdin="\n".join(map(json.dumps, lines)))
    run = telusur("similar", "a", "--duplicates", "show")
    assert not set("\x1b\x07") & set(run.out)
