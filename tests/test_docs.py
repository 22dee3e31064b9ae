"""The pages tell the truth: their Python runs, their links lead somewhere, what they name exists."""

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from telusur import Library

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob(".github/**/*.md")])
CODE_FOLDERS = ("index", "search", "seeds", "telusur", "tests", "benchmarks", "tools", "docs")
NAMES_FORMER_MODULES = {"CHANGELOG.md"}
"""What it says of an older version was true then."""


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def text_of(page):
    return page.read_text(encoding="utf-8")


def prose_of(page):
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text_of(page), flags=re.DOTALL | re.MULTILINE)


def examples():
    for page in PAGES:
        # docs/whoosh.md is run, and what it prints compared, by tests/engines.
        if page.name != "whoosh.md":
            found = re.findall(r"^```python\n(.*?)^```", text_of(page), re.DOTALL | re.MULTILINE)
            for number, code in enumerate(found, 1):
                yield pytest.param(code, id=f"{name_of(page)}-{number}")


@pytest.mark.parametrize("code", list(examples()))
def test_an_example_runs(code, tmp_path):
    library = tmp_path / "library"
    Library.open(library, missing="seeds").close()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore::SyntaxWarning", "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "TELUSUR_LIBRARY": str(library),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        },
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout


def test_the_readme_has_an_example():
    assert any(one.id.startswith("README.md") for one in examples())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    prose = prose_of(page)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r"^\[[^]]+\]: (\S+)", prose, re.M)
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize(
    "page", [one for one in PAGES if one.name not in NAMES_FORMER_MODULES], ids=name_of
)
def test_what_a_page_names_exists(page):
    names = re.findall(r"`([^`\n]+)`", prose_of(page))
    assert [name for name in names if is_path(name) and not (ROOT / name).exists()] == []
    assert [name for name in names if is_module(name) and not is_known(name)] == []
    modules = {path.name for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*.py")}
    modules |= {path.name for path in ROOT.glob("*.py")}
    bare = [name for name in names if re.fullmatch(r"\w+\.py", name)]
    assert [name for name in bare if name not in modules] == []


def is_path(name):
    """Whether it is a file or a folder of ours, and not one that a reader is told to write."""
    inside = re.match(rf"(?:{'|'.join(CODE_FOLDERS)})/[\w./-]*$", name)
    return bool(inside) and "NAME" not in name


def is_module(name):
    return re.fullmatch(r"telusur(\.\w+)+", name) is not None


def is_known(name):
    """Whether it can be imported, or is something in a module that can be."""
    parent, _, last = name.rpartition(".")
    try:
        if find_spec(name) is not None:
            return True
        return hasattr(import_module(parent), last)
    except ModuleNotFoundError:
        return False


def test_the_commands_of_the_formats_page_run(telusur, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    commands = re.findall(r"^    telusur (.+)", page, re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        run = telusur(*shlex.split(command.partition(" > ")[0]))
        assert run.code == 0, run.err
