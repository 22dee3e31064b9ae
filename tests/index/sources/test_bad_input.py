"""Bad input at the command line: a sentence each, whatever else is added stays added."""

import os
from pathlib import Path

import pytest


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
    assert 'ftp://a.id/x: "ftp:" begins no address that can be read' in run.err


def test_an_id_in_bytes_that_are_no_text_is_an_id_that_there_is_not(telusur):
    telusur("add", "-", stdin="Isi.")
    for command in ("show", "similar", "remove"):
        run = telusur(command, os.fsdecode(b"a\xff"))
        assert (run.code, "There is no article with the id" in run.err) == (1, True)
        assert "Traceback" not in run.err


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
