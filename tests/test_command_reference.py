"""The reference of commands and the man page say what help says, and the site has every page."""

import re
from pathlib import Path

import pytest
from test_translations import load

ROOT = Path(__file__).parents[1]
REFERENCE = load(ROOT / "tools" / "command_reference.py")


@pytest.mark.parametrize("path", REFERENCE.PAGES, ids=lambda path: path.name)
def test_what_is_written_of_commands_is_what_help_says(path):
    expected = REFERENCE.PAGES[path]()
    assert path.read_text("utf-8") == expected, "run tools/command_reference.py"


def test_the_site_leads_to_every_page():
    listed = re.findall(r"^ *- (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in (ROOT / "docs").glob("*.md"))
