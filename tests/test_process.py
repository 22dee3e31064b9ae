"""The process of a command ends at once, and as whole as Python would have ended it."""

import subprocess
import sys

import pytest

RUN = """
import sys
from telusur.__main__ import run
sys.argv = ["telusur", *sys.argv[1:]]
run()
"""


def run(telusur, before, *arguments):
    """Run a command in a process that does something else first."""
    return subprocess.run(
        [sys.executable, "-c", before + RUN, *arguments],
        env=telusur.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("command", "code"), [(["stem", "pengiriman"], 0), (["stem", "-x"], 2)])
def test_it_does_what_is_to_be_done_at_its_end(telusur, command, code):
    done = run(telusur, "import atexit\natexit.register(print, 'the end')", *command)
    assert done.returncode == code
    assert done.stdout.splitlines()[-1] == "the end"


def test_it_waits_for_threads(telusur):
    code = "from threading import Timer\nTimer(0.2, print, ['the thread']).start()"
    done = run(telusur, code, "stem", "pengiriman")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "the thread"


def test_what_it_cannot_say_any_more_is_no_failure(telusur):
    with subprocess.Popen(
        telusur.command("stem", *["pengiriman"] * 20_000),
        env=telusur.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
