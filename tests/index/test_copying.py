"""Copying a library into another."""

import json

from telusur import Library


def lines(library):
    return [json.loads(line) for line in library.export()]


def test_copies_are_the_same(telusur, folder, tmp_path):
    there = tmp_path / "there"
    telusur("demo")
    expected = telusur("export").out
    run = telusur("copy", folder, there)
    assert (run.code, run.out, run.err) == (
        0, "Copied 5 articles: 5 added, 0 updated, 0 unchanged, 0 failed.\n", ""
    )  # fmt: skip
    assert telusur("export", "--library", there).out == expected
    assert telusur("copy", folder, there, "--json").json["unchanged"] == 5
    here = f"{folder}back"
    assert telusur("copy", there, here).code == 0
    assert telusur("export", "--library", here).out == expected
    query = ("search", "pasukan Korea Utara di Kursk", "--json")
    hits, copies = (telusur(*query, "--library", one).json["hits"] for one in (folder, here))
    assert hits == copies


def test_an_empty_name_is_no_library(seeds, folder, telusur, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for names in ((folder, ""), ("", folder)):
        run = telusur("copy", *names)
        assert (run.code, run.out) == (2, "")
        assert "An empty name is no library" in run.err
    assert not (tmp_path / "articles.sqlite").exists()


def test_what_was_interrupted_is_completed(seeds, tmp_path):
    expected = lines(seeds)
    with Library.open(tmp_path / "there", missing="empty") as other:
        other.add(list(seeds.list())[:2])
        from telusur.index.copying import copy

        told = []
        copied = copy(seeds, other, told.append)
        assert (copied.articles, sum(told)) == (5, 5)
        assert copied.outcomes == {"unchanged": 2, "added": 3}
        assert lines(other) == expected


def test_there_is_nothing_to_copy(telusur, tmp_path):
    run = telusur("copy", tmp_path / "none", tmp_path / "there")
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert not (tmp_path / "there").exists()
