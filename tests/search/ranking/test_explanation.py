"""`telusur search --explain`: what a query was understood as, and scores that add up exactly."""

import random
import re
from functools import reduce
from itertools import pairwise
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions
from telusur.search.output.formats.output_format import output_format
from telusur.search.output.terminal import Terminal
from telusur.search.ranking.explanation import rounded_parts, summing_to
from telusur.search.ranking.ranker import Ranker

from telusur import search
from tests.search.ranking.test_scorer import random_article, random_tree

QUERIES = [
    "pengiriman pasukan Korut",
    "mengapa tentara Korea Utara dikirim ke Kursk?",
    '"tentara Korea Utara" tentar* =dikirim',
    "judul:pasukan BUKAN Vietnam",
    "pasukan DAN (Kursk ATAU Vietnam ATAU pasukan)",
    "NIS --country KP",
]


def added(values):
    return reduce(add, values, 0.0)


@pytest.mark.parametrize("seed", range(4))
def test_parts_add_up_to_the_score_of_any_query(library, seed):
    chance = random.Random(seed)
    articles = [random_article(chance, number) for number in range(90)]
    for part in range(2):
        library.add(articles[part::2])
    queries = [random_tree(chance) for _ in range(60)]
    library.reading(lambda snapshot: check_parts(snapshot, queries))


def check_parts(snapshot, queries):
    for query in queries:
        ranker = Ranker(snapshot.index, query, SearchOptions())
        for ranked in ranker.ranked(10):
            parts = ranker.score_parts(ranked)
            assert added(part.points for part in parts) == ranked.score, str(query)
            # They are not made to add up: the last one differs by rounding alone.
            raw = sum(part.by_root + part.by_form for part in ranker.scorer.parts(ranked.candidate))
            raw += sum(points for _, points in ranked.evidence)
            assert raw == pytest.approx(ranked.score, rel=1e-12), str(query)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_parts_add_up_after_ranking_by_evidence_too(seeds, query, sort):
    results = search(seeds, query, SearchOptions(sort=sort, explain=True))
    assert results.hits
    for hit in results:
        assert added(part.points for part in hit.score_parts) == hit.score
        evidence = [part for part in hit.score_parts if part.leaf is None]
        assert not evidence or sort == "relevance"
    assert [(hit.id, hit.score) for hit in search(seeds, query, SearchOptions(sort=sort))] == [
        (hit.id, hit.score) for hit in results
    ]
    assert search(seeds, query).hits[0].score_parts == ()


def test_in_json(telusur):
    run = telusur("search", "pengiriman Korut", "--explain", "--json").json
    explained = run["explanation"]
    assert [(term["term"], term["words"]) for term in explained["terms"]] == [
        ("pengiriman", [{"word": "pengiriman", "root": "kirim"}]),
        ("Korut", [{"word": "Korut", "root": "korut"}]),
    ]
    assert explained["terms"][1]["variants"] == ['"korea utara"']
    for hit, score in zip(run["hits"], explained["scores"], strict=True):
        assert hit["rank"] == score["rank"]
        assert hit["score"] == round(score["score"], 6)
        assert added(part["points"] for part in score["parts"]) == score["score"]
    assert score["parts"][0].keys() == {"kind", "term", "written", "points"}
    assert "explanation" not in telusur("search", "Kursk", "--json").json


def test_as_text(telusur):
    out = telusur("search", "pengiriman Korut BUKAN Vietnam", "--explain").out
    assert out.startswith(
        "any of\n  pengiriman (root kirim; idf 0.087)\n"
        '  Korut (root korut; also "korea utara"; idf 0.087)\nbut not\n  Vietnam (root vietnam'
    )
    scores = out.split("  score\n")
    assert len(scores) > 3
    for before, behind in pairwise(scores):
        total = before.split()[-1]
        parts = re.findall(r"^   (\d+\.\d{3})  (?!score)", behind.split("\n\n")[0], re.MULTILINE)
        assert len(parts) >= 3
        assert f"{sum(map(float, parts)):.3f}" == total
    for columns in (30, 80):
        shown = telusur.in_terminal(
            "search", "Korut", "--explain", COLUMNS=str(columns), NO_COLOR="1"
        )
        assert max(map(len, shown.splitlines())) <= columns
    assert telusur("search", "--country", "KP", "--explain").code == 0
    assert telusur("search", "?!", "--explain").code == 1


def test_it_says_how_the_article_writes_what_was_typed(library):
    library.add(
        make_article(text, id=text.split()[0].lower().strip(":"))
        for text in ("Korut membalas.", "Utara: Korea Utara membalas.", "Dua: Korut, Korea Utara.")
    )
    written = {
        hit.id: [(part.kind, part.written) for part in hit.score_parts]
        for hit in search(library, "Korut", SearchOptions(explain=True))
    }
    assert written == {
        "korut": [("root", ("Korut",)), ("form", ("Korut",)), ("opening", ())],
        "dua": [("root", ("Korut", '"korea utara"')), ("form", ("Korut",))],
        "utara": [("root", ('"korea utara"',))],
    }
    lines = "\n".join(
        output_format("text", Terminal(color=False, width=80, columns=80)).results(
            search(library, "Korut", SearchOptions(explain=True)), None
        )
    )
    assert lines.endswith('Korut, as "korea utara"')
    assert 'Korut, by its root and as "korea utara"\n' in lines


def test_what_is_required_weighted_or_near_is_taken_apart_too(telusur):
    out = telusur("search", "+Kursk^3 pengiriman (Korut NEAR/3 pasukan)^0.5", "--explain").out
    assert re.sub(r"idf \d\.\d{3}", "idf", out).startswith(
        "Kursk (root kursk; idf; times 3)\n"
        "better with\n"
        "  any of\n"
        "    pengiriman (root kirim; idf)\n"
        '    (Korut NEAR/3 pasukan) (root korut pasukan; also "korea utara"; idf; times 0.5)\n'
    )
    assert ", by its root" not in re.findall("NEAR.*", out)[-1]


def test_a_typed_weight_is_not_part_of_the_inverse_document_frequency(telusur):
    def frequencies(query):
        run = telusur("search", query, "--explain", "--json").json
        return [term["inverse_document_frequency"] for term in run["explanation"]["terms"]]

    assert frequencies("Kursk^5 Donetsk") == frequencies("Kursk Donetsk")


positive = st.floats(1e-9, 1e3)


@given(st.lists(positive, max_size=9))
def test_rounded_parts_add_up_as_printed(values):
    total = added(values)
    rounded = rounded_parts(values, total, 3)
    assert sum(round(one * 1000) for one in rounded) == round(round(total, 3) * 1000)
    assert all(abs(one - exact) < 0.002 for one, exact in zip(rounded, values, strict=True))


@given(st.lists(positive, min_size=1, max_size=9))
def test_the_last_number_takes_up_the_rounding(values):
    total = sum(sorted(values))
    found = summing_to(values, total)
    assert added(found) == total
    assert found == pytest.approx(values, rel=1e-9, abs=1e-9)
