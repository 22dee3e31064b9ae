"""What reaches the terminal of a user, however hostile or odd what came in."""

import json
import os
import subprocess

import pytest

STEERING = "\x1b]0;x\x07\x9b31m\u202e\u2066\x85"


def assert_harmless(text):
    assert not set(text) & set("\x1b\x07\x9b\u202e\u2066\x85")


def test_nothing_steers_a_terminal(telusur, tmp_path):
    file = tmp_path / "berita.jsonl"
    record = {"text": f"Tentara {STEERING} di Kursk.", "title": f"Judul {STEERING}"}
    file.write_text(json.dumps(record))
    (tmp_path / f"{STEERING}.jsonl").write_text("{")
    outputs = [telusur("add", file, tmp_path / f"{STEERING}.jsonl")]
    for command in (
        ("search", f"Kursk {STEERING}"),
        ("search", "Kursk", "--json"),
        ("show", STEERING),
        ("search", "--country", STEERING),
        ("list", "--json"),
        ("export",),
        (STEERING,),
        ("--library", tmp_path / STEERING, "list"),
    ):
        outputs.append(telusur(*command))
    for run in outputs:
        assert_harmless(run.out)
        assert_harmless(run.err)
    (exported,) = outputs[6].out.splitlines()
    assert "\u202e" in json.loads(exported)["text"]
    (tmp_path / "lagi.jsonl").write_text(exported)
    assert "1 unchanged" in telusur("add", tmp_path / "lagi.jsonl").out


@pytest.mark.parametrize("command", ["show", "remove", "similar"])
def test_an_id_that_is_no_text_is_not_there(seeds, telusur, command):
    arguments = [os.fsencode(part) for part in telusur.command(command)]
    run = subprocess.run(
        [*arguments, b"\xff\xfe"], env=telusur.environment, capture_output=True, check=False
    )
    assert run.returncode == 1
    assert b"No article has the id" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_word_that_begins_with_a_hyphen_is_explained(seeds, telusur):
    run = telusur("search", "Kursk", "-Donetsk")
    assert run.code == 2
    assert "write -- before them" in run.err
    assert telusur("search", "--", "Kursk", "-Donetsk").code == 0


def test_an_export_follows_no_link_and_leaves_nothing(seeds, telusur, tmp_path, folder):
    target = tmp_path / "penting.txt"
    target.write_text("Penting.")
    names = {"semua.jsonl": target, "semua.jsonl.unfinished": target}
    for name, points_to in names.items():
        (tmp_path / name).symlink_to(points_to)
    assert telusur("export", "--force", "--output", tmp_path / "semua.jsonl").code == 0
    assert target.read_text() == "Penting."
    assert len((tmp_path / "semua.jsonl").read_text().splitlines()) == 5
    before = sorted(tmp_path.iterdir())
    limited = [
        "sh", "-c", 'ulimit -f 2; exec "$@"', "sh",
        *telusur.command("export", "--output", tmp_path / "lagi.jsonl"),
    ]  # fmt: skip
    unmeasured = {k: v for k, v in telusur.environment.items() if not k.startswith("COVERAGE_")}
    run = subprocess.run(limited, env=unmeasured, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_lack_of_permission_is_not_said_to_be_a_lack_of_room(seeds, telusur, folder):
    (folder / "index").rename(folder / "former")
    (folder / "index").write_text("")  # where a folder is to be made
    run = telusur("search", "Kursk")
    assert run.code == 2
    assert "room" not in run.err
    assert len(run.err.splitlines()) == 1
