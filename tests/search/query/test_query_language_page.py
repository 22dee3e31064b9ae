"""Runs every example of docs/query-language.md on the seeds, and checks what the page says of it."""

import re
import shlex
from pathlib import Path

import pytest
from telusur.search.options import SearchOptions
from telusur.search.query.parser import parse

from telusur import Library, search

PAGE = (Path(__file__).parents[3] / "docs" / "query-language.md").read_text("utf-8")
HEADERS = {
    "found": "| you type | you find | of the seeds |",
    "twins": "| Indonesian | English |",
    "same": "| you type | it means the same as |",
}


def rows(header):
    """The cells of each row of the tables with a header."""
    tables = PAGE.split(header + "\n")[1:]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for table in tables
        for line in table.split("\n\n")[0].splitlines()[1:]
    ]


def code(cell):
    return re.fullmatch(r"`(.+)`", cell)[1]


@pytest.fixture(scope="module")
def seed_library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds") / "library", missing="seeds") as library:
        yield library


@pytest.mark.parametrize(
    ("example", "said"), [(code(row[0]), row[2]) for row in rows(HEADERS["found"])]
)
def test_an_example_finds_what_the_page_says(seed_library, example, said):
    results = search(seed_library, example, SearchOptions(passages=99))
    total, first = re.match(r"\d+", said), re.search(r"first `(.+)`", said)
    assert results.total == int(total[0])
    shown = {hit.title[m.start : m.end] for hit in results for m in hit.title_matches}
    shown |= {p.text[m.start : m.end] for hit in results for p in hit.passages for m in p.matches}
    shown = {text.lower() for text in shown}
    named = {text.lower() for text in re.findall(r"\*(.+?)\*", said)}
    assert named <= shown if said.endswith("…") else named == shown
    assert not first or results.hits[0].id == first[1]


@pytest.mark.parametrize("row", rows(HEADERS["twins"]))
def test_an_indonesian_example_means_the_same_as_its_english_twin(row):
    assert parse(code(row[0])).tree == parse(code(row[1])).tree


@pytest.mark.parametrize("row", rows(HEADERS["same"]))
def test_what_is_not_well_formed_means_what_the_page_says(row):
    assert parse(code(row[0])).tree == parse(code(row[1])).tree


def test_every_example_is_in_a_table_that_is_checked():
    checked = {code(row[0]) for header in HEADERS.values() for row in rows(header)}
    assert set(re.findall(r"^\| `(.+?)` \|", PAGE, re.MULTILINE)) == checked
    assert len(checked) > 60


def test_the_commands_of_the_page_run(telusur):
    commands = re.findall(r"^    telusur (.+)", PAGE, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert telusur(*shlex.split(command)).code == 0
