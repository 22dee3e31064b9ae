"""The real command in a real process."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from telusur import Library

ESCAPE = "\x1b["


def test_the_first_search_builds_the_library_and_says_so(telusur, folder):
    run = telusur("search", "Kursk")
    assert run.code == 0
    assert run.err == f"telusur: Made a library of the 5 seed articles in {folder}.\n"
    assert run.out.count("Kursk") >= 3
    assert "Seoul ungkap Korea Utara semakin banyak kirim pasukan ke Rusia" in run.out
    assert "27 Feb 2025" in run.out
    assert ESCAPE not in run.out
    again = telusur("search", "Kursk")
    assert (again.code, again.out, again.err) == (0, run.out, "")


def test_matches_are_highlighted_when_colours_are_wanted(telusur):
    run = telusur("search", "pengiriman pasukan", "--color", "always", "--passages", "9")
    for word in ("mengirim", "dikirim", "mengirimkan", "pasukan"):
        assert f"\x1b[31m\x1b[1m{word}\x1b[0m" in run.out


def test_json_is_one_object_with_exact_offsets(telusur):
    for query in ("Kursk", "pengiriman pasukan", '"Korea Utara" tentar*'):
        result = telusur("search", query, "--json", "--passages", "9").json
        assert list(result) == [
            "format_version", "query", "total", "offset", "took_ms", "notes", "hits", "suggestions",
            "hints",
        ]  # fmt: skip
        assert result["format_version"] == 1
        assert result["query"]["text"] == query
        for hit in result["hits"]:
            assert list(hit) == [
                "rank", "score", "id", "title", "published", "countries", "source", "url", "duplicates", "passages",
            ]  # fmt: skip
            text = telusur("show", hit["id"], "--json").json["article"]["text"]
            for passage in hit["passages"]:
                end = passage["start"] + len(passage["text"])
                assert text[passage["start"] : end] == passage["text"]
                assert passage["matches"]
                for match in passage["matches"]:
                    assert list(match) == ["start", "end", "term"]
                    assert passage["text"][match["start"] : match["end"]].strip()


def test_that_not_all_words_were_searched_is_said_beside_the_results(telusur):
    letters = "abcdefghijkl"
    words = [f"tentu{a}{b}{c}" for a in letters for b in letters for c in letters]
    telusur("add", "-", stdin=" ".join(words))
    run = telusur("search", "tentu*")
    note = "tentu* matches 1,728 words; the commonest 1,000 were searched."
    assert run.code == 0
    assert run.err == f"telusur: {note}\n"
    assert telusur("search", "tentu*", "--json").json["notes"] == [note]
    assert telusur("search", "tentua*", "--json").json["notes"] == []


def test_what_was_added_is_found_at_once_and_what_was_removed_is_not(telusur, tmp_path):
    telusur("search", "Kursk")
    (tmp_path / "berita.txt").write_text("Warga Kursk mengungsi.\n\nMereka mengungsi ke Moskwa.")
    lines = [
        {"id": "j1", "text": "Kursk sepi.", "date": "2024-08-06", "countries": ["RU"]},
        {"text": "Lain."},
    ]
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, lines)))
    added = telusur("add", tmp_path)
    assert added.code == 0
    assert added.out.splitlines()[-1] == "3 added, 0 updated, 0 unchanged, 0 failed"
    assert telusur("add", tmp_path).out.splitlines()[-1] == (
        "0 added, 0 updated, 3 unchanged, 0 failed"
    )
    assert telusur("search", "Kursk", "--json").json["total"] == 4
    by_date = telusur("search", "Kursk", "--since", "2024-08", "--until", "2024-08", "--json").json
    assert [hit["id"] for hit in by_date["hits"]] == ["j1"]
    assert telusur("remove", "j1").out == "removed    j1\n"
    assert telusur("search", "Kursk", "--json").json["total"] == 3


def test_standard_input_is_text_or_json_lines(telusur):
    assert telusur("add", "-", stdin="Berita dari Kursk.").code == 0
    lines = '{"id": "a", "text": "Kursk satu."}\n{"id": "b", "text": "Kursk dua."}\n'
    run = telusur("add", "-", "--json", stdin=lines)
    assert run.json["added"] == 2
    assert [article["id"] for article in run.json["articles"]] == ["a", "b"]
    assert telusur("search", "Kursk", "--json").json["total"] == 3


def test_one_bad_article_stops_no_other(telusur, tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"text": "Isi."}\n{"text"\n{"text": "Lagi."}\n')
    run = telusur("add", tmp_path / "bad.jsonl", tmp_path / "missing", "--country", "Indonesia")
    assert run.code == 2
    assert run.out.splitlines()[-1] == "2 added, 0 updated, 0 unchanged, 2 failed"
    assert "bad.jsonl, line 2: it is not valid JSON" in run.err
    assert f"{tmp_path / 'missing'}: there is no such file or folder" in run.err
    assert telusur("search", "--country", "ID", "--json").json["total"] == 2


def test_show_list_and_stats_agree(telusur):
    listed = telusur("list", "--json").json
    assert listed["total"] == len(listed["articles"]) == 5
    identity = listed["articles"][3]["id"]
    assert telusur("list").out.count("\n") == 5
    shown = telusur("show", identity[:5])
    assert shown.code == 0
    assert "Pejabat intelijen Ukraina" in shown.out
    stats = telusur("stats", "--json").json
    assert stats["articles"] == 5
    assert stats["countries"]["KP"] == 5
    shown = telusur("stats", TZ="Asia/Jakarta").out
    assert shown.startswith("library")
    assert "from 1 Nov 2024 to 27 Feb 2025" in shown
    assert re.search(r"^last added +\d+ \w{3} \d{4} \d\d:\d\d$", shown, re.MULTILINE)
    assert re.search(r"\d \d\d\.\d\d$", telusur("stats", TELUSUR_LANG="id").out, re.MULTILINE)
    assert telusur("rebuild", "--json").json["indexed"] == 5


def test_nothing_found_is_exit_code_1(telusur):
    for arguments in (
        ["search", "xylofon"],
        ["search", "?!"],
        ["show", "zzzz"],
        ["list", "--offset", "9"],
    ):
        run = telusur(*arguments)
        assert (run.code, run.out) == (1, "")
    assert telusur("search", "xylofon", "--json").json["hits"] == []


BAD_USES = [
    (["serch", "x"], 'did you mean "search"?'),
    (["search", "x", "--lmit", "3"], "--limit"),
    (["search"], "nothing to search for"),
    (["search", ""], "nothing to search for"),
    (["search", "x", "--country", "Rusya"], "did you mean"),
    (["facets", "--country", "Rusya"], "did you mean"),
    (["facets", "--since", "2025", "--until", "2024"], "ends before it begins"),
    (["similar"], "Missing argument"),
    (["similar", "x", "--until", "2024-02-31"], "is not a date"),
    (["search", "x", "--since", "2024-02-31"], "is not a date"),
    (["search", "x", "--since", "2025", "--until", "2024"], "ends before it begins"),
    (["search", "x", "--limit", "0"], "0 is less than 1"),
    (["serve", "--port", "99999"], "99999 is more than 65535"),
    (["add", "-", "--interval", "nan"], "between 0.1 and 86400 seconds"),
    (["add", "--date", "kemarin dulu sekali", "-"], "is not a date"),
    (["add", "--country", "Nowhereland", "-"], "is not a known country"),
    (["remove", "x"], "There is no library in"),
    (["rebuild"], "There is no library in"),
    (["stats", "--library", "/dev/null/x"], "library"),
    (["search", "x", "--library", "/proc/telusur"], "library"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD_USES)
def test_every_failure_is_one_sentence_and_exit_code_2(telusur, arguments, said):
    run = telusur(*arguments, stdin="Isi.")
    assert run.code == 2
    assert said in run.err
    assert run.err.startswith("telusur: ")
    assert run.err.count("\n") == 1
    assert run.out == ""


def test_the_library_can_be_named_before_or_behind_the_command(telusur, tmp_path):
    for number, arguments in enumerate(
        (["--library", "{}", "stats"], ["stats", "--library", "{}"])
    ):
        named = tmp_path / str(number)
        Library.open(named, missing="empty").close()
        assert telusur(*(argument.format(named) for argument in arguments)).code == 0
    assert not Path(telusur.library).exists()


def test_an_empty_library_is_called_empty(telusur, tmp_path):
    Library.open(tmp_path / "empty", missing="empty").close()
    for command in (["search", "Kursk"], ["list"], ["facets"], ["timeline"]):
        run = telusur(*command, "--library", tmp_path / "empty")
        assert (run.code, run.out) == (1, "")
        assert run.err == "telusur: The library is empty: add articles with telusur add.\n"


def test_any_character_can_be_written_whatever_the_locale(telusur):
    search = ["search", "Korut", "--limit", 1]
    usual = telusur(*search).out
    assert "·" in usual
    for encoding in ("ascii", "latin-1", "utf-8:strict"):
        run = telusur(*search, PYTHONIOENCODING=encoding)
        assert (run.code, run.out) == (0, usual)
        run = telusur("search", "\udcff Kursk", "--json", PYTHONIOENCODING=encoding)
        assert (run.code, run.json["total"]) == (0, 2)
    for arguments in (["facets"], ["export"], ["show", "y"]):
        run = telusur(*arguments, PYTHONIOENCODING="ascii")
        assert (run.code, run.out) == (0, telusur(*arguments).out)
    shown = telusur.in_terminal(*search, PYTHONIOENCODING="ascii")
    assert " ? " in shown


def test_a_closed_pipe_is_no_error(telusur):
    telusur("search", "Kursk")
    for command in (
        ["show", "yrgn"], ["list"], ["search", "Korea"], ["search", "Korea", "--json"], ["facets"],
        ["similar", "yrgn"],
    ):  # fmt: skip
        run = subprocess.run(
            ["bash", "-c", '"$@" | true; echo "${PIPESTATUS[0]}"', "bash", *telusur.command(*command)],
            env=telusur.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (run.stdout, run.stderr) == ("0\n", "")


def test_streams_that_the_caller_closed_are_done_without(telusur):
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        for command in ("list", "add /dev/null"):
            line = f"{shlex.join(telusur.command())} {command} {closed}"
            run = subprocess.run(
                line,
                shell=True,
                env=telusur.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert (run.returncode, "Traceback" in run.stderr) == (
                0 if command == "list" else 2,
                False,
            )
    assert telusur("check").code == 0


def test_a_full_standard_output_is_a_sentence(telusur):
    telusur("search", "Kursk")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            telusur.command("search", "Kursk"), env=telusur.environment, stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "telusur: Standard output: No space left on device\n"


def test_a_terminal_gets_colours_and_lines_of_its_width(telusur):
    telusur("search", "Kursk")
    shown = telusur.in_terminal("search", "Kursk")
    assert f"{ESCAPE}31m{ESCAPE}1mKursk{ESCAPE}0m" in shown
    plain = telusur.in_terminal("search", "Kursk", NO_COLOR="1")
    assert ESCAPE not in plain
    assert max(map(len, plain.splitlines())) <= 60
    for quiet in ({"TERM": "dumb"}, {"CLICOLOR": "0"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        assert ESCAPE not in telusur.in_terminal("search", "Kursk", **quiet)
    for forced in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        assert ESCAPE in telusur("search", "Kursk", **{forced: "1"}).out
        assert ESCAPE not in telusur("search", "Kursk", **{forced: "0"}).out
    piped = telusur("search", "Kursk").out
    assert plain.split() == piped.split()


def test_a_passage_of_two_paragraphs_is_shown_as_two(telusur):
    telusur("add", "-", stdin="Judul yang cukup panjang\n\nTentara di Kursk.\n\nMereka di Kursk.")
    lines = telusur("search", "Kursk").out.splitlines()
    assert lines[-2:] == ["   Tentara di Kursk.", "   Mereka di Kursk."]
    assert "Tentara di Kursk.\n\nMereka" in telusur("show", telusur("list").out.split()[0]).out


def test_an_article_cannot_steer_the_terminal(telusur):
    text = "Berita \x1b]0;pwned\x07 dari \u202eKursk\u202c\x9b31m."
    telusur("add", "-", stdin=json.dumps({"id": "evil\u0301", "title": "\x1b[2J", "text": text}))
    for command in (["search", "Berita"], ["list"], ["show", "evil\u0301"]):
        out = telusur(*command).out
        assert not set("\x1b\x07\x9b\u202e\u202c") & set(out)
    found = telusur("search", "Kursk", "--json").json["hits"][0]["passages"][0]
    match = found["matches"][0]
    assert found["text"][match["start"] : match["end"]] == "Kursk"


def test_help_and_version(telusur):
    assert telusur("-h").out.startswith("Usage: telusur")
    for command in (
        "search", "similar", "facets", "add", "show", "list", "remove", "stats", "rebuild",
    ):  # fmt: skip
        run = telusur(command, "-h")
        assert run.code == 0
        assert "--library" in run.out
        assert "--json" in run.out
    assert telusur("--version").out.startswith("telusur ")


def test_show_gives_the_cleaned_text_and_the_original_on_demand(telusur):
    identity = telusur("list", "--json").json["articles"][3]["id"]
    shown = telusur("show", identity)
    assert "Bagikan" not in shown.out
    original = telusur("show", identity, "--original")
    assert original.out.startswith("close icon\n")
    assert "Bagikan :" in original.out
    as_json = telusur("show", identity, "--original", "--json").json["article"]
    assert as_json["original"].rstrip() == original.out.rstrip()
    assert as_json["text"].startswith("Pejabat intelijen Ukraina")


def test_show_lists_all_addresses_of_an_article(telusur):
    lines = [{"text": "Kursk sepi.", "url": f"https://{site}.id/a"} for site in ("satu", "dua")]
    added = telusur("add", "-", stdin="\n".join(map(json.dumps, lines)), NO_COLOR="1")
    assert added.out.splitlines()[-1] == "1 added, 1 updated, 0 unchanged, 0 failed"
    (listed,) = telusur("list", "--json").json["articles"]
    assert listed["urls"] == ["https://satu.id/a", "https://dua.id/a"]
    shown = telusur("show", listed["id"]).out
    assert "https://satu.id/a\nhttps://dua.id/a\n" in shown


def test_versions_of_an_article_are_shown_as_one_or_all(telusur):
    words = " ".join(f"kata{number}" for number in range(100))
    lines = [{"id": name, "text": f"Kursk tenang. {words} {name}"} for name in "abc"]
    lines.append({"id": "d", "text": "Kursk lain sama sekali. Kursk."})
    telusur("add", "-", stdin="\n".join(map(json.dumps, lines)))
    hidden = telusur("search", "Kursk", "--json").json
    assert [(hit["rank"], hit["id"], hit["duplicates"]) for hit in hidden["hits"]] == [
        (1, "d", []), (2, "a", ["b", "c"]),
    ]  # fmt: skip
    assert hidden["total"] == 4
    shown = telusur("search", "Kursk", "--json", "--duplicates", "show").json
    assert [hit["id"] for hit in shown["hits"]] == ["d", "a", "b", "c"]
    run = telusur("search", "Kursk")
    assert "· a · +2 similar\n" in run.out
    assert run.err == ""
    assert "4 found; --offset 1 shows the next." in telusur("search", "Kursk", "--limit", "1").err
    assert "similar" not in telusur("search", "Kursk", "--duplicates", "show").out
