"""Queries that nobody means: searched for all the same, and with bounded work."""

import pytest
from hypothesis import given, settings
from telusur.index.query import AllOf, AndMaybe, AnyOf, Near, Weighted, Without, expandables
from telusur.search.query import tidying
from telusur.search.query.lexer import MOST_EXPANDED, lexemes
from telusur.search.query.parser import parse

from telusur import Library, search
from tests.search.queries import typed_queries


@pytest.fixture(scope="module")
def seed_library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds") / "library", missing="seeds") as library:
        yield library


@settings(max_examples=400, deadline=None)
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


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_what_is_typed(piece, monkeypatch):
    typed = (piece * 4_096)[:4_096]
    passes = []
    balance = tidying._balance
    monkeypatch.setattr(tidying, "_balance", lambda pieces: passes.append(1) or balance(pieces))
    assert len(list(lexemes(typed))) <= len(typed)
    tree = parse(typed)
    # Each pass removes what lost its operand one bracket further in, and 30 brackets are the most.
    assert len(passes) <= 70
    assert tree is None or nodes(tree) <= 2 * len(typed)
    assert tree is None or len(set(expandables(tree))) <= MOST_EXPANDED
    parse(piece * 20_000)


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
