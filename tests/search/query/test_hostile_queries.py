"""Queries that nobody means: searched for all the same, and with bounded work."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.query import AllOf, AndMaybe, AnyOf, Near, Weighted, Without, expandables
from telusur.search.passages.answer_types import understood
from telusur.search.query.lexing.costly_parts import MAX_PATTERNS
from telusur.search.query.lexing.lexer import lexemes
from telusur.search.query.parser import parse

from telusur import Library, search
from tests.search.query.queries import PIECES, typed_queries


@pytest.fixture(scope="module")
def seed_library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds") / "library", missing="seeds") as library:
        yield library


@settings(max_examples=150, deadline=None)
@given(typed_queries)
def test_whatever_is_typed_can_be_searched_for(seed_library, typed):
    results = search(seed_library, typed)
    assert results.total >= len(results.hits)
    for hit in results:
        for match in hit.title_matches:
            assert hit.title[match.start : match.end].strip()
        for passage in hit.passages:
            for match in passage.matches:
                assert passage.text[match.start : match.end].strip()


HOSTILE = [
    "(", ")", '"', "“a", "*", "?", "a?", "~", "a~ ", "ab* ", "a NEAR b ", "NEAR ", "(a NEAR ", "+", "-", "+a ", "-a ",
    "^2", "a^2", "a^2^2 ", "(a", "((a)^2 ", "judul:", "judul: ", "judul:(", "tanggal:[", "tanggal:[2024 TO ",
    "tanggal:>", "sumber:(", "sumber:(a ", "sumber:a ", "=", "=a ", "a=", "NOT ", "( AND ", "a AND ", "a OR ", "(+",
    "(+(", "a", "ab?c*", "/", "a/", "'", "a'", "a-", "[", "(-a) ", "+(a ", '"a b"~3 ', "~9", "a,", " ",
]  # fmt: skip


def nodes(tree):
    if isinstance(tree, AnyOf | AllOf | AndMaybe):
        return 1 + sum(map(nodes, tree.children))
    if isinstance(tree, Weighted):
        return 1 + nodes(tree.child)
    if isinstance(tree, Without):
        return 1 + nodes(tree.child) + nodes(tree.excluded)
    return 2 if isinstance(tree, Near) else 1


def steps(typed, call=parse):
    """The lines that run while a query is parsed, or something else is done with it."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call(typed)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_what_is_typed(piece):
    typed = (piece * 4_096)[:4_096]
    assert len(list(lexemes(typed, []))) <= len(typed)
    tree = parse(typed).tree
    assert tree is None or nodes(tree) <= 2 * len(typed)
    assert tree is None or len(set(expandables(tree))) <= MAX_PATTERNS
    parse(piece * 20_000)
    half = steps(typed[:2_048])
    assert steps(typed) <= 2.2 * half + 2_000


@settings(max_examples=15, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_work_is_linear_in_any_pieces(piece):
    typed = (piece + " ") * (2_048 // (len(piece) + 1))
    parse(typed)
    assert steps(typed * 2) <= 2.2 * steps(typed) + 2_000


def test_a_hostile_query_is_searched_too(seed_library):
    for piece in (
        "ke* ",
        "pasukan NEAR tentara NEAR ",
        "rusia~ NEAR ke* ",
        '"di yang"~999 ',
        "(Rusia ",
    ):
        results = search(seed_library, (piece * 4_096)[:4_096])
        assert results.tree is not None


@pytest.mark.parametrize("form", ["{}", '"{}"', "({})", '"{}" OR Kursk'])
def test_of_a_long_query_the_first_words_are_searched_for(seed_library, form):
    words = [f"kata{number}" for number in range(10_000)]
    typed = form.format(" ".join(["Kursk", *words]))
    parsed = parse(typed)
    assert "kata198" in str(parsed.tree)
    assert "kata199" not in str(parsed.tree)
    (remark,) = parsed.remarks
    assert remark.text == "The query is long: only its first 200 words were searched for."
    assert typed[remark.start :].startswith("kata199")
    assert remark.text in search(seed_library, typed).notes


@pytest.mark.parametrize("typed", ["kata " * 200, "(" * 5_000 + "Kursk", "a" * 1_000_000])
def test_what_is_within_limits_is_not_remarked_upon(seed_library, typed):
    assert not any("long" in note for note in search(seed_library, typed).notes)


def test_a_word_that_is_no_word_is_not_compared_with_others(seed_library):
    def suggest(typed):
        return search(seed_library, typed).suggestions

    suggest("Kursq")
    assert steps("kursk" * 1_000, suggest) <= steps("Kursq", suggest)


def test_what_is_no_question_is_not_read_as_one():
    assert understood("Apa penyebab perang?").kind == "reason"
    assert understood("apa " * 200 + "penyebab").kind == "name"


def test_nothing_typed_takes_more_than_its_first_words():
    text = " ".join(f"kata{number}" for number in range(20_000))
    assert steps(text) <= steps(text[:10_000]) + 2_000
