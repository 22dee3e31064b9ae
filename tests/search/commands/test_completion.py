"""Completion, in the real shells as far as they are installed."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

CASES = {
    "telusur comp": ["completion"],
    "telusur search --since 2024 --pass": ["--passages"],
    "telusur search --country indo": ["Indonesia"],
    "telusur search --country korea": ["Korea-Selatan", "Korea-Utara"],
    "telusur show kurs": ["kursk-1", "kursk-2"],
    "telusur list --source ber": ["berita.example"],
    "telusur search --format mark": ["markdown"],
    "telusur completion f": ["fish"],
    "telusur help sim": ["similar"],
    "telusur help feeds im": ["import"],
    "telusur saved show ku": ["kursk"],
}
ARTICLES = [
    {"id": "kursk-1", "text": "Kursk satu.", "title": "Satu: dua", "source": "berita.example"},
    {"id": "kursk-2", "text": "Kursk dua.", "source": "$(touch jahat)"},
    {"id": "kursk$(touch jahat)", "text": "Kursk tiga."},
]


def shell(name):
    return pytest.param(
        name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"there is no {name}")
    )


@pytest.fixture
def environment(telusur, tmp_path):
    telusur("add", "-", stdin="\n".join(map(json.dumps, ARTICLES)))
    telusur("save", "kursk", "Kursk")
    scripts = str(Path(sys.executable).parent)
    return {
        **telusur.environment,
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "TELUSUR_LIBRARY": str(telusur.library),
        "HOME": str(tmp_path),
        "TERM": "xterm",
    }


IN_BASH = """
eval "$(telusur completion bash)"
while read -r line; do
    read -ra COMP_WORDS <<< "$line"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
    _telusur_completion telusur; echo "${COMPREPLY[*]}"
done
"""
IN_FISH = """
telusur completion fish | source
while read -l line; echo (complete -C $line | string replace -r '\\t.*' ''); end
"""
SHELLS = {"bash": ["--norc", "-c", IN_BASH], "fish": ["--no-config", "-c", IN_FISH]}


@pytest.mark.parametrize("complete", [shell(name) for name in SHELLS])
def test_a_shell_completes(environment, complete):
    done = subprocess.run(
        [complete, *SHELLS[complete]],
        input="\n".join(CASES) + "\n",
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    answers = [sorted(line.split()) for line in done.stdout.splitlines()]
    assert dict(zip(CASES, answers, strict=True)) == CASES
    assert not (Path(environment["HOME"]) / "jahat").exists()


@pytest.mark.parametrize("complete", [shell("zsh")])
def test_zsh_completes(environment, complete):
    """Type lines and tabs into a real zsh, and wait for what it offers."""
    import pty

    process, terminal = pty.fork()
    if not process:
        os.chdir(environment["HOME"])
        os.execvpe(complete, [complete, "-f", "-i"], environment)
    setup = "PS1='READY> '; autoload -U compinit; compinit -u; setopt no_beep"
    os.write(terminal, f'{setup}; eval "$(telusur completion zsh)"; echo SET""UP\n'.encode())
    wait_for(terminal, ["SETUP\r\n", "READY> "])
    for line in ("telusur search --country korea", "telusur show kurs"):
        os.write(terminal, line.encode() + b"\t\t")
        wait_for(terminal, CASES[line])
        os.write(terminal, b"\x15")
    os.write(terminal, b"exit\n")
    os.close(terminal)
    os.waitpid(process, 0)


def wait_for(terminal, words, limit=30):
    """Read what a terminal shows until all words are in it."""
    seen, end = "", time.monotonic() + limit
    while not all(word in seen for word in words):
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65_536).decode(errors="replace")


def test_a_missing_library_completes_nothing_and_is_not_made(telusur, tmp_path):
    run = telusur(_TELUSUR_COMPLETE="bash_complete", COMP_WORDS="telusur show a", COMP_CWORD="2")
    assert (run.code, run.out.strip(), run.err) == (0, "", "")
    assert not telusur.library.exists()
