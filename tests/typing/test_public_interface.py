"""Type checkers see the public names as `public_interface.py` uses them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    """The package as it is when installed: type checkers do not follow an editable installation."""
    package = tmp_path_factory.mktemp("mapped") / "telusur"
    package.mkdir()
    for path in (ROOT / "telusur").iterdir():
        if path.is_file():
            (package / path.name).symlink_to(path)
    for folder in ("index", "search", "seeds"):
        (package / folder).symlink_to(ROOT / folder)
    return package.parent


def test_what_callers_write_passes_strict_type_checking_and_mistakes_are_seen(mapped, tmp_path):
    example = tmp_path / "example.py"
    example.write_bytes(Path(__file__).with_name("public_interface.py").read_bytes())
    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--strict", "--config-file", ROOT / "setup.cfg",
            "--cache-dir", ROOT / ".mypy_cache" / "public", example,
        ],
        cwd=mapped, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("Success: no issues found in 1 source file\n", 0)
