"""A small run of each tool that disturbs libraries; docs/reliability.md has the figures of large ones."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent / "tools"

needs_recording = pytest.mark.skipif(
    sys.platform != "linux", reason="system calls are recorded on Linux alone"
)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kill.py --kills 1", id="kills"),
        pytest.param(
            "power_cuts.py --cuts 10 --scenario add", id="power cuts", marks=needs_recording
        ),
        pytest.param("faults.py --faults 2 --scenario add", id="faults", marks=needs_recording),
        pytest.param("readers.py --seconds 6", id="readers"),
        pytest.param("flips.py --flips 10", id="flips"),
        pytest.param("hostile_files.py 50 7 --size 1500 --together", id="hostile files"),
        pytest.param("hostile_server.py 12 7 --quick", id="hostile server"),
    ],
)
def test_nothing_is_wrong_after(command):
    tool, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, TOOLS / tool, *arguments], capture_output=True, text=True, check=False
    )
    if "x86-64 alone" in done.stderr:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
