"""Lists, exports and removals by a query and filters, and opening the source of an article."""

import json
import os
import sys

import pytest

ARTICLES = [
    {"id": "a", "text": "Kursk sepi.", "date": "2024-08-06", "countries": ["RU"]},
    {
        "id": "b",
        "text": "Kursk ramai.",
        "date": "2025-02-01",
        "countries": ["UA"],
        "url": "https://berita.example/b",
    },
    {"id": "ba", "text": "Vietnam panas.", "countries": ["VN"], "url": "file:///etc/passwd"},
]


@pytest.fixture
def three(telusur):
    telusur("add", "-", stdin="\n".join(map(json.dumps, ARTICLES)))
    return telusur


def ids_in(run):
    return [json.loads(line)["id"] for line in run.out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], ["a", "b", "ba"]),
        (["Kursk"], ["a", "b"]),
        (["--since", "2025"], ["b"]),
        (["Kursk", "--country", "RU"], ["a"]),
        (["Kursk", "Vietnam"], ["a", "b", "ba"]),
        (["Kursk", "Vietnam", "--all"], []),
        (["?!"], []),
    ],
)
@pytest.mark.parametrize("engine_name", ["tantivy", "whoosh"])
def test_list_and_export_take_a_query_and_filters(three, arguments, ids, engine_name, tmp_path):
    environment = {"TELUSUR_ENGINE": engine_name, "XDG_CACHE_HOME": str(tmp_path)}
    assert three("list", *arguments, "--ids", **environment).out.split() == ids
    exported = three("export", *arguments, **environment)
    assert ids_in(exported) == ids
    assert exported.code == (0 if ids else 1)
    listed = three("list", *arguments, "--json", "-n", 1, "--offset", 1, **environment).json
    assert (listed["total"], [one["id"] for one in listed["articles"]]) == (len(ids), ids[1:2])


def test_every_match_is_listed_not_only_the_best(telusur):
    lines = [
        json.dumps({"id": f"n{number:04}", "text": f"Kursk {number}"}) for number in range(1200)
    ]
    telusur("add", "-", stdin="\n".join(lines))
    assert len(telusur("list", "Kursk", "--ids").out.split()) == 1200


def test_an_export_replaces_no_file_unless_forced(three, tmp_path):
    file = tmp_path / "semua.bib"
    file.write_text("penting")
    run = three("export", "--output", file)
    assert (run.code, run.err.count("\n"), file.read_text()) == (2, 1, "penting")
    assert "add --force to replace it" in run.err
    assert three("export", "Kursk", "--output", file, "--force").err.endswith(
        f"Exported 2 articles to {file}.\n"
    )
    assert file.read_text().count("@misc{") == 2
    assert three("export", "--output", tmp_path / "x.bib", "--format", "jsonl").code == 0
    assert (tmp_path / "x.bib").read_text().startswith("{")


def test_a_hyphen_is_standard_output(three, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = three("export", "Kursk", "--output", "-")
    assert (run.code, run.out.count("\n"), run.err) == (0, 2, "")
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("command", [["export"], ["timeline", "Kursk"]])
def test_a_name_whose_end_is_of_no_format_is_refused(three, tmp_path, command):
    file = tmp_path / "kursk.docx"
    run = three(*command, "--output", file)
    assert (run.code, run.err.count("\n"), file.exists()) == (2, 1, False)
    assert "No format has names that end in .docx: end it in ." in run.err
    assert three(*command, "--output", file, "--format", "csv").code == 0


def test_what_matches_is_removed_only_when_that_was_confirmed(three):
    run = three("remove", "--query", "Kursk")
    assert (run.code, run.out) == (2, "")
    assert "This would remove 2 articles: add --yes to remove them." in run.err
    assert three("remove", "--query", "Kursk", "--since", "2025", "--yes").out == "removed    b\n"
    assert three("remove", "--country", "VN", "--yes", "--json").json["removed"] == ["ba"]
    assert three("remove", "--query", "xylofon", "--yes").code == 1
    assert three("list", "--ids").out == "a\n"


def test_a_removal_names_ids_or_a_query(three):
    for arguments in ([], ["a", "--query", "Kursk"], ["--query", " "]):
        run = three("remove", *arguments)
        assert (run.code, run.err.count("\n")) == (2, 1)
        assert "either ids, or --query" in run.err
    assert three("list", "-c").out == "3\n"


def test_where_nobody_can_be_asked_an_id_is_typed_whole(telusur):
    telusur("add", "-", stdin='{"id": "kursk", "text": "Isi."}\n{"id": "seoul", "text": "Lain."}')
    run = telusur("remove", "seoul", "k", stdin="y\n")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert "Only the beginning of the id kursk was typed" in run.err
    assert telusur("list", "-c").out == "2\n"
    assert telusur("remove", "k", "--yes").out == "removed    kursk\n"
    assert telusur("remove", "seoul").out == "removed    seoul\n"


def answer(telusur, arguments, typed):
    """Run a command with a terminal for everything, and type a line; return what is seen."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if not process:
        os.execve(sys.executable, telusur.command(*arguments), telusur.environment)
    seen = b""
    while True:
        try:
            seen += os.read(terminal, 65_536)
        except OSError:
            break
        if seen.endswith(b"[y/N]: "):
            os.write(terminal, typed.encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode()


def test_on_a_terminal_a_removal_asks_first(three):
    code, seen = answer(three, ["remove", "--query", "Kursk"], "n\n")
    assert code == 1
    assert "a  6 Aug 2024    Kursk sepi." in seen
    assert "Remove 2 articles?" in seen
    assert three("list", "-c").out == "3\n"
    code, seen = answer(three, ["remove", "a"], "y\n")
    assert (code, "Remove 1 article?" in seen) == (0, True)
    assert three("list", "--ids").out == "b\nba\n"


def test_open_prints_the_address_without_a_display(three):
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""}
    if sys.platform == "linux":
        assert three("open", "b", **bare).out == "https://berita.example/b\n"
    for identity in ("a", "ba"):
        run = three("open", identity, **bare)
        assert (run.code, run.out) == (1, "")
        assert "has no web address" in run.err


def test_open_starts_the_browser(three, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    run = three("open", "b", BROWSER=str(browser), DISPLAY=":0")
    assert (run.code, run.out, run.err) == (0, "", "")
    assert (tmp_path / "opened").read_text() == "https://berita.example/b\n"
