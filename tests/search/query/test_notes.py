"""Remarks on what of a typed query was not understood as it was marked."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.query import expandables
from telusur.search.query.lexing.costly_parts import MAX_PATTERNS
from telusur.search.query.parser import parse

from tests.search.query.queries import typed_queries

NO_DATE = "What follows tanggal: or date: is not a date; it was searched for in the text."
TOO_MANY = "Only 8 words with *, ? or ~ are treated as patterns; the rest were searched as typed."
FAR_APART = 'Only 4 NEAR and "..."~ are honoured; of the others, all words had to occur.'


def no_country(name):
    return f'"{name}" is not a known country; it was searched for in the text.'


CASES = [
    # query, what is remarked on and how
    ("negara:Rusia pasukan", []),
    ("negara:Rusia,Ukraina tanggal:2024-11", []),
    ("negara:Atlantis pasukan", [("Atlantis", no_country("Atlantis"))]),
    ("-negara:Atlantis pasukan", [("Atlantis", no_country("Atlantis"))]),
    ('country:"Korea Selatn" pasukan', [('"Korea Selatn"', no_country("Korea Selatn"))]),
    ("negara:Rusia,Atlantis", [("Rusia,Atlantis", no_country("Rusia Atlantis"))]),
    ("negara:(Rusia Atlantis)", [("Atlantis", no_country("Atlantis"))]),
    ("negara:(Rusia OR (=Agartha -Lemuria))", [("Agartha", no_country("Agartha")), ("Lemuria", no_country("Lemuria"))]),
    ("negara:(Rusia judul:Atlantis)", []),
    ("negara:tentar* Kursk", [("tentar*", no_country("tentar*"))]),
    ("negara:Agartha negara:Agartha", [("Agartha", no_country("Agartha"))] * 2),
    ("tanggal:2024-13 pasukan", [("2024-13", NO_DATE)]),
    ("tanggal:2024-11..2025-02 date:besar", [("besar", NO_DATE)]),
    ('tanggal: "hari raya" date:[2025 TO 2024]', [('"hari raya"', NO_DATE), ("[2025 TO 2024]", NO_DATE)]),
    ("tanggal:(2024 ATAU 2025)", [("tanggal:", NO_DATE)]),
    ("tanggal:entah negara:Agartha", [("entah", NO_DATE), ("Agartha", no_country("Agartha"))]),
    ("judul:Kursk tanggal merah", []),
    ("tanggal: ", []),
    ('"tanggal: 2024" Kursk', []),
    ('"negara: Atlantis" Kursk', []),
    ("x.tanggal:entah", []),
    ("negara: pasukan", [("pasukan", no_country("pasukan"))]),
    ("https://berita.example", []),
    (" ".join(f"kata{n}*" for n in range(8)), []),
    (" ".join(f"kata{n}*" for n in range(8)) + " kata0* kata*ku lagi~", [("kata*ku", TOO_MANY)]),
    ("a DEKAT b NEAR/2 c NEAR d NEAR a", []),
    ('a NEAR b "a b"~2 NEAR c NEAR d NEAR/3 e "a b"~1', [("NEAR/3", FAR_APART)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "remarks"), CASES)
def test_what_is_not_understood_as_it_is_marked_is_remarked_on(query, remarks):
    said = [(query[one.start : one.end], one.text) for one in parse(query).remarks]
    assert said == remarks


def test_a_sentence_is_said_once():
    assert parse("negara:Agartha negara:Agartha").notes == (no_country("Agartha"),)


@pytest.mark.parametrize("command", ["search", "facets"])
def test_the_remark_is_no_result(telusur, command):
    run = telusur(command, "negara:Atlantis pasukan")
    assert run.code == 0
    assert '"Atlantis" is not a known country' in run.err
    assert "Atlantis" not in run.out
    assert telusur(command, "negara:Atlantis pasukan", "--json").json["notes"]


@settings(max_examples=300)
@given(st.text() | st.text('negaratanggal:" ,()-2024', max_size=40) | typed_queries)
def test_any_query_can_be_remarked_on(query):
    parsed = parse(query)
    assert parsed == parse(query)
    for remark in parsed.remarks:
        assert 0 <= remark.start < remark.end <= len(query)
        assert remark.text.endswith(".")
    if any(remark.text == TOO_MANY for remark in parsed.remarks):
        assert len(set(expandables(parsed.tree))) <= MAX_PATTERNS


@pytest.mark.parametrize(
    ("query", "unneeded"),
    [
        ("pasukan Kursk", ["lexer", "expression", "country_values", "date_values"]),
        ('"pasukan" AND (Kursk -tent*)', ["country_values", "date_values"]),
        ("negara:RU pasukan", ["date_values"]),
        ("tanggal:2024 pasukan", ["country_values"]),
    ],
)
def test_nothing_is_imported_that_a_query_does_not_need(query, unneeded):
    code = f"""
import sys
from telusur.search.query.lexing.costly_parts import MAX_PATTERNS
from telusur.search.query.parser import parse
parse({query!r})
print(*sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert not imported & {f"telusur.search.query.{module}" for module in unneeded}
    assert "whoosh" not in imported
