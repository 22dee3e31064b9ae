"""On a terminal: the pager, hyperlinks, and lines that fit at every width."""

import json
import re
import shlex

import pytest
from telusur.search.output.printable_text import visible, wrapped
from telusur.search.output.terminal import Terminal

LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\")
ARTICLES = [
    {
        "id": "tertaut",
        "title": "Kursk dan pertanggungjawaban kesepahaman antarpemerintah tentang wilayah perbatasan",
        "text": "Kursk tenang sekali. Pasukan Korea Utara mempertanggungjawabkan keberadaannya di Kursk.",
        "countries": ["AE", "BA", "PG", "CF"],
        "url": 'https://berita.example/a?b=\u00e9&c="\x1b]0;x\x07',
    },
    {"id": "tanpa", "text": "Kursk sepi sekali hari ini.", "url": "javascript:x"},
]


@pytest.fixture
def two(telusur):
    added = telusur("add", "-", stdin="\n".join(map(json.dumps, ARTICLES)))
    assert added.code == 0, added.err
    return telusur


@pytest.fixture
def demo(telusur):
    telusur("demo")
    return telusur


@pytest.fixture
def pager(tmp_path):
    """A pager that keeps what it is given."""
    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n")
    script.chmod(0o755)
    return script


def test_what_is_longer_than_the_screen_goes_to_the_pager(telusur, pager, tmp_path):
    paged = tmp_path / "paged"
    short = ["search", "Kursk", "--passages", 0]
    whole = telusur.in_terminal("search", "Korea", LINES="24")
    assert telusur.in_terminal(*short, TELUSUR_PAGER=str(pager), LINES="24")
    assert not paged.exists()
    assert telusur.in_terminal("search", "Korea", TELUSUR_PAGER=str(pager), LINES="24") == ""
    assert paged.read_text() == whole
    paged.unlink()
    for arguments in (["--no-pager", "search", "Korea"], ["search", "Korea", "--no-pager"]):
        assert telusur.in_terminal(*arguments, TELUSUR_PAGER=str(pager)) == whole
    assert telusur("search", "Korea", TELUSUR_PAGER=str(pager)).out.startswith("1  ")
    for unusable in ("cat", "nirgends-xyz"):
        assert telusur.in_terminal("search", "Korea", TELUSUR_PAGER=unusable) == whole
    assert not paged.exists()


def test_a_pager_that_is_left_early_is_no_error(telusur, tmp_path):
    lines = [json.dumps({"id": f"n{number}", "text": "Isi " * 30}) for number in range(2000)]
    telusur("add", "-", stdin="\n".join(lines))
    assert telusur.in_terminal("list", TELUSUR_PAGER="head -n 1").count("\n") == 1


def test_titles_are_hyperlinks_where_there_are_any(two):
    linked = two.in_terminal("search", "Kursk", TELUSUR_HYPERLINKS="always", COLUMNS="40")
    targets = set(LINK.findall(linked)) - {""}
    assert targets == {"https://berita.example/a?b=%C3%A9&c=%22%1B]0;x%07"}
    assert "\x07" not in linked
    plain = two.in_terminal("search", "Kursk", TERM_PROGRAM="")
    assert not LINK.search(plain)
    assert "https://berita.example/a" in plain
    assert LINK.search(two.in_terminal("search", "Kursk", VTE_VERSION="7200"))
    assert not LINK.search(
        two.in_terminal("search", "Kursk", VTE_VERSION="7200", TELUSUR_PAGER="more")
    )
    assert not LINK.search(two("search", "Kursk", TELUSUR_HYPERLINKS="always").out)


@pytest.mark.parametrize("columns", [30, 60, 80, 120, 200])
def test_lines_fit_and_no_word_is_broken(two, columns):
    wide = {"COLUMNS": str(columns), "TELUSUR_HYPERLINKS": "always"}
    words = set(two("search", "Kursk").out.split())
    lines = [visible(line) for line in two.in_terminal("search", "Kursk", **wide).splitlines()]
    assert max(map(len, lines)) <= min(columns, 100)
    assert {word for line in lines for word in line.split()} <= words
    for command in (["list"], ["search", "Kursk", "--format", "compact"]):
        lines = [visible(line) for line in two.in_terminal(*command, **wide).splitlines()]
        assert len(lines) == 2, (command, lines)
        assert max(map(len, lines)) <= columns
        for line in lines:
            kept = line.removesuffix("…").split()
            assert kept[-1].strip(",.") in {word.strip(",.") for word in words}


@pytest.mark.parametrize("columns", [20, 60])
@pytest.mark.parametrize(
    "command", ["list", "stats", "facets", "timeline 'Kursk OR pasukan' --by month", "show x"]
)
def test_every_command_fits_a_narrow_terminal(demo, command, columns):
    arguments = shlex.split(command)
    width = {"COLUMNS": str(columns)}
    shown = demo.in_terminal(*arguments, remarks=True, **width)
    lines = visible(shown).splitlines()
    assert lines
    assert all(len(line) <= columns or " " not in line.strip() for line in lines), lines
    piped = demo(*arguments)
    words = set((piped.out + piped.err).split())
    broken = [word for line in lines for word in line.split() if word not in words]
    # What is cut ends with an ellipsis, and bars are as long as there is room.
    assert all(re.search("…|[█▏▎▍▌▋▊▉]", word) for word in broken), broken


def test_progress_fits_and_a_dumb_terminal_has_none(telusur, tmp_path):
    lines = [
        json.dumps({"id": f"n{number}", "text": f"Isi {number} " * 20}) for number in range(3000)
    ]
    (tmp_path / "banyak.jsonl").write_text("\n".join(lines))
    add = ("add", tmp_path / "banyak.jsonl")
    shown = telusur.in_terminal(*add, remarks=True, COLUMNS="30")
    drawn = [line for line in re.split("\r|\n", shown) if "##]" in line]
    assert drawn, shown[-600:]
    assert all(len(line.removeprefix("\x1b[K")) < 30 for line in drawn), drawn
    dumb = telusur.in_terminal(*add, remarks=True, TERM="dumb")
    assert "\x1b" not in dumb
    assert "##" not in dumb


def test_lines_are_filled_and_those_after_the_first_are_indented():
    assert (
        wrapped("satu dua tiga empat lima", 10, "    ") == "satu dua\n    tiga\n    empat\n    lima"
    )
    assert wrapped("satu dua tiga", 13, "    ") == "satu dua tiga"
    assert wrapped("satu dua tiga", 12, "    ") == "satu dua\n    tiga"


def test_names_of_countries_are_not_parted(two):
    shown = two.in_terminal("search", "Kursk", NO_COLOR="1", COLUMNS="44")
    assert "Uni Emirat Arab," in shown
    assert "Papua Nugini +1" in shown


def test_a_wide_title_is_cut_to_its_columns():
    assert (
        Terminal(color=False, width=20, columns=20).cut("北京 平壤 莫斯科 基辅", 4) == "北京 平壤…"
    )
