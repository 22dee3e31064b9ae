"""The tutorial, word by word: what is typed in it gives what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from telusur.search import cli

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"


@pytest.fixture
def learner(tmp_path, monkeypatch):
    """Someone in a folder of their own, without a library."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELUSUR_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_the_tutorial_is_true(learner):
    typed = 0
    for kind, block in re.findall(
        r"^```(\w+)\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    ):
        if kind == "text":
            Path("berita.txt").write_text(block, encoding="utf-8")
        for line, shown in re.findall(r"^\$ telusur (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            run = CliRunner().invoke(cli.telusur, shlex.split(line), obj=cli.started())
            # A terminal wraps what is longer than its lines; one line an article stays one.
            parts = str.splitlines if "compact" in line else str.split
            assert (run.exit_code, parts(run.stdout)) == (0, parts(shown)), line
            typed += 1
    assert typed > 15
