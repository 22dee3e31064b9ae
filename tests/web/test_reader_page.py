"""The reader: the whole article, every match in it, and what stands beside it."""

import re

from hypothesis import given
from hypothesis import strategies as st
from telusur.search.passages.passages import Match
from telusur.search.web.pages.comparison import differences
from telusur.search.web.pages.rendering import lines_of

ID = "yrgnus2ru63v"


def test_all_matches_are_marked_and_lead_on_in_a_ring(server, telusur_on):
    html = server.get("/article", id=ID, q="pasukan Kursk").text
    told = telusur_on(server.library)(
        "show", ID, "--query", "pasukan Kursk", "--json", "--library", server.library
    ).json["article"]
    count = len(told["matches"]["title"]) + len(told["matches"]["text"])
    steps = re.findall(r'<mark id="m(\d+)"><a href="#m(\d+)"', html)
    assert [int(one) for one, _ in steps] == list(range(1, count + 1))
    assert [int(following) for _, following in steps] == [*range(2, count + 1), 1]
    assert f"{count} matches" in html
    assert "3 of" in html
    paragraphs = re.findall(
        r"<p>(.+?)</p>", html.partition("<article")[2].partition("</article")[0]
    )
    lines = [line for line in told["text"].split("\n") if line.strip()]
    assert len(paragraphs) == len(lines)


def test_what_is_known_of_it_stands_beside_it(server):
    html = server.get("/article", id=ID, q="Kursk").text
    for shown in (
        "from the dateline",
        "/search?country=KP",
        "<strong>Rusia</strong>",
        ID,
        "Similar",
    ):
        assert shown in html
    assert 'href="/search?q=Kursk"' in html
    assert "Nothing in this article" in server.get("/article", id=ID, q="xyzzy").text


def test_versions_side_by_side(server):
    html = server.get("/article", id="dua").text
    link = re.search(r'href="(/compare[^"]+)"', html)[1].replace("&amp;", "&")
    compared = server.ask(link).text
    assert re.findall(r"<mark>([^<]*)</mark>", compared) == ["Kata gubernur"]
    assert server.get("/compare", id="dua", version="7").status == 404
    assert server.get("/compare", id="dua", **{"with": "tiada"}).status == 404


def test_an_article_that_there_is_not(server):
    answer = server.get("/article", id="tiada")
    assert answer.status == 404
    assert "No article has the id" in answer.text


def test_a_source_is_linked_only_on_the_web(server):
    assert 'href="https://berita.example/dua"' in server.get("/article", id="dua").text
    assert 'href="javascript' not in server.get("/article", id="../etc/passwd").text


@given(st.text("ab \n\t\x1b", max_size=60), st.lists(st.integers(0, 60), max_size=12))
def test_lines_hold_the_text_and_the_matches(text, cuts):
    ends = sorted({cut for cut in cuts if cut <= len(text)})
    matches = [Match(*pair, "a") for pair in zip(ends[::2], ends[1::2], strict=False)]
    lines = lines_of(text, matches)
    shown = [line for line in text.split("\n") if line.strip()]
    assert len(lines) == len(shown)
    for runs, line in zip(lines, shown, strict=True):
        assert len("".join(run.text for run in runs)) == len(line)
        assert all(run.text for run in runs)
    opened = [run.match for runs in lines for run in runs if run.match and run.opens]
    assert opened == sorted(set(opened))


@given(
    st.lists(st.sampled_from("abcd"), max_size=20), st.lists(st.sampled_from("abcd"), max_size=20)
)
def test_what_is_not_marked_is_the_same_on_both_sides(one, other):
    sides = differences(" ".join(one), " ".join(other))
    unmarked = [
        re.findall(r"\w", "".join(run.text for line in side for run in line if run.match is None))
        for side in sides
    ]
    assert unmarked[0] == unmarked[1]
