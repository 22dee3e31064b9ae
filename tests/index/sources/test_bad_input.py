"""Bad input at the command line: a sentence each, whatever else is added stays added."""

import os
from itertools import repeat
from pathlib import Path

import pytest
from telusur.index.ingest.making import make_article
from telusur.index.sources.support.limits import limited_failures


@pytest.mark.parametrize("arguments", [[""], ["", "--watch"], ["a.txt", ""]])
def test_an_empty_name_is_not_the_current_folder(telusur, tmp_path, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Isi.")
    run = telusur("add", *arguments)
    assert (run.code, run.out) == (2, "")
    assert "An input has no name" in run.err
    assert not telusur.library.exists()


def test_an_address_that_is_none_keeps_its_slashes(telusur):
    run = telusur("add", "ftp://a.id/x")
    assert run.code == 2
    assert 'ftp://a.id/x: "ftp:" addresses cannot be read' in run.err


def test_an_address_that_lacks_a_slash_is_not_of_another_kind(telusur):
    for arguments in (["add", "http:/a.id/x"], ["feeds", "add", "kompas"], ["feeds", "add", ""]):
        run = telusur(*arguments)
        assert (run.code, run.out.startswith("0 added") or not run.out) == (2, True)
        assert "it is not a web address: one begins with http:// or https://" in run.err


def test_an_empty_id_is_not_the_beginning_of_the_only_one(telusur):
    telusur("add", "-", stdin="Isi.")
    for command in ("show", "similar", "remove"):
        run = telusur(command, "")
        assert (run.code, run.out) == (1, "")
        assert 'No article has the id ""' in run.err
    assert telusur("list", "--ids").out


def test_an_id_in_bytes_that_are_no_text_is_an_id_that_there_is_not(telusur):
    telusur("add", "-", stdin="Isi.")
    for command in ("show", "similar", "remove"):
        run = telusur(command, os.fsdecode(b"a\xff"))
        assert (run.code, "No article has the id" in run.err) == (1, True)
        assert "Traceback" not in run.err


def test_bytes_that_are_no_text_are_shown_as_a_shell_writes_them(telusur, tmp_path):
    name = os.fsdecode(b"a\xff.jsonl")
    for command, shown in (
        ("show", r'id "a\xff.jsonl"'),
        ("add", r"a\xff.jsonl: there is no such"),
    ):
        assert shown in telusur(command, name).err
    (tmp_path / name).write_text("{")
    run = telusur("add", tmp_path / name, "--json")
    assert run.json["failures"][0]["where"] == rf"{tmp_path}/a\xff.jsonl, line 1"
    assert telusur("search", name, "--json").json["query"]["text"] == r"a\xff.jsonl"
    series = telusur("timeline", name, "--json").json["queries"]
    assert series[0]["query"]["text"] == r"a\xff.jsonl"


def test_failures_are_listed_up_to_a_number_and_counted_all(telusur, tmp_path):
    bad = "".join('{"text": ""}\n' for _ in range(250))
    (tmp_path / "a.jsonl").write_text(bad + '{"text": "Isi."}\n' + bad)
    run = telusur("add", tmp_path / "a.jsonl")
    assert run.out.splitlines()[-1] == "1 added, 0 updated, 0 unchanged, 500 failed"
    assert len(run.err.splitlines()) == 101
    assert "a.jsonl: 400 more of its records cannot be read" in run.err.splitlines()[-1]


def test_an_input_of_one_article_millions_of_times_is_given_up():
    *articles, last = limited_failures(repeat(make_article("Isi.")), "a.csv")
    assert len(articles) == 10_000
    assert last == (
        "a.csv",
        "10,000 of its records in a row say the same: the rest was not read",
        1,
    )


def test_a_file_of_blank_lines_is_given_up(read):
    (failure,) = read("a.jsonl", b"\n" * 100_001 + b'{"text": "Isi."}')
    assert "blank lines in a row" in failure.why


def test_an_input_of_nothing_but_failures_is_given_up(telusur, tmp_path):
    (tmp_path / "a.jsonl").write_text("{\n" * 20_000 + '{"text": "Isi."}\n')
    (tmp_path / "b.txt").write_text("Isi b.")
    run = telusur("add", tmp_path)
    assert (run.code, run.out.splitlines()[-1]) == (
        2,
        "1 added, 0 updated, 0 unchanged, 10,001 failed",
    )
    assert "the rest was not read" in run.err


def test_a_table_that_is_given_up_is_closed_without_a_word(telusur, tmp_path):
    (tmp_path / "a.csv").write_text("judul,isi\n" + "a,b,c\n" * 10_001)
    run = telusur("add", tmp_path)
    assert run.code == 2
    assert run.err.splitlines()[0].startswith("telusur: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_written_needs_no_room(telusur):
    telusur("add", "-", stdin="Isi.")
    index = telusur.library / "index"
    index.chmod(0o500)
    try:
        run = telusur("add", "-", stdin="Isi lain.")
    finally:
        index.chmod(0o700)
    assert run.code == 2
    assert "permissions" in run.err
    assert "room" not in run.err


def test_a_library_is_not_read_as_a_folder(telusur, tmp_path):
    telusur("demo", "--library", tmp_path / "lain")
    run = telusur("add", tmp_path / "lain")
    assert run.code == 2
    assert "it is a library: `telusur copy` takes its articles to another" in run.err
