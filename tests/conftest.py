"""Fixtures: a library of its own for each test, and the real command in a real process."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import md5
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from telusur.index.engines.selection import ENGINES

from telusur import Library

# What a user's environment seldom has, and what changes how the command behaves.
_UNUSUAL = {
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "TELUSUR_LIBRARY", "PAGER",
    "VTE_VERSION", "TERM_PROGRAM",
}  # fmt: skip

# Machines are noisy: how long an example takes is nothing that a test asserts.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")


_MIN_FREE_BYTES = 2 << 30

_END_OF_OUTPUT = b"\0"

_CLUSTER_VARIABLE = "TELUSUR_TEST_CLUSTER"
"""The hosts of the cluster that tests use."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--opensearch",
        action="store_true",
        help="run over a real OpenSearch, which Java 17 and Maven start",
    )
    parser.addoption(
        "--browser",
        action="store_true",
        help="run what drives the page in a real Chromium: needs the extra telusur[browser]",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Speak English, and keep temporary files in memory where there is room for them.

    Libraries sync whatever they write, thousands of times in this suite. What is killed here are
    processes, not the machine: nothing of what is tested needs a disk.
    """
    os.environ["TELUSUR_LANG"] = "en"
    memory = Path("/dev/shm")
    if config.option.basetemp is not None or not os.access(memory, os.W_OK):
        return
    if shutil.disk_usage(memory).free > _MIN_FREE_BYTES:
        config.option.basetemp = Path(tempfile.mkdtemp(prefix="telusur-tests-", dir=memory))
        config.add_cleanup(lambda: shutil.rmtree(config.option.basetemp, ignore_errors=True))


class Run(NamedTuple):
    """What a finished command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Telusur:
    """The command line, working on one library."""

    def __init__(self, library: Path | str) -> None:
        self.library = library
        usual = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
        named = (
            {
                "XDG_DATA_HOME": str(library.parent),
                "XDG_CONFIG_HOME": str(library.parent / "config"),
            }
            if isinstance(library, Path)
            else {"TELUSUR_LIBRARY": library}
        )
        self.environment = {**usual, **named}

    def __call__(self, *arguments: object, stdin: str | bytes = b"", **environment: str) -> Run:
        done = subprocess.run(
            self.command(*arguments),
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env={**self.environment, **environment},
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    def imported(self, *arguments: object) -> set[str]:
        """Run a command that succeeds, and return the names of the modules that it imported."""
        command = [sys.executable, "-X", "importtime", *self.command(*arguments)[1:]]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True
        )
        return {line.split("|")[-1].strip() for line in done.stderr.splitlines() if "|" in line}

    def in_terminal(self, *arguments: object, remarks: bool = False, **environment: str) -> str:
        """Run a command with a terminal of 60 columns as its standard output; return that.

        There is no pager unless the environment names one.

        Args:
            arguments: the command.
            remarks: whether standard error is that terminal, too.
            environment: variables beside the usual ones.
        """
        pty = pytest.importorskip("pty")
        main, side = pty.openpty()
        variables = {"COLUMNS": "60", "TERM": "xterm", "TELUSUR_PAGER": "", **environment}
        process = subprocess.Popen(
            self.command(*arguments),
            env={**self.environment, **variables},
            stdout=side,
            stderr=side if remarks else None,
        )

        # The output ends with a mark that is written here: what a terminal still holds when the
        # last that writes to it closes it may be lost.
        def end() -> None:
            process.wait()
            os.write(side, _END_OF_OUTPUT)

        ending = Thread(target=end)
        ending.start()
        output = b""
        while not output.endswith(_END_OF_OUTPUT):
            output += os.read(main, 65_536)
        ending.join()
        os.close(side)
        os.close(main)
        return output.removesuffix(_END_OF_OUTPUT).decode().replace("\r\n", "\n")

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "telusur", *map(str, arguments)]


@pytest.fixture(scope="session")
def cluster_hosts(tmp_path_factory):
    """The hosts of a cluster of one node, which is started where none is running."""
    from opensearch.nodes import Cluster

    if _CLUSTER_VARIABLE in os.environ:
        yield os.environ[_CLUSTER_VARIABLE]
        return
    limits = {"indices.query.bool.max_clause_count": "4096"}
    with Cluster(tmp_path_factory.mktemp("cluster"), settings=limits) as cluster:
        shards = {"settings": {"number_of_shards": 3, "number_of_replicas": 0}}
        template = {"index_patterns": ["*"], "template": shards}
        cluster.ask("PUT", "/_index_template/tests", template)
        os.environ[_CLUSTER_VARIABLE] = cluster.hosts
        yield cluster.hosts
        del os.environ[_CLUSTER_VARIABLE]


@pytest.fixture
def folder(tmp_path, request):
    """Where the test's library is, the default one of `telusur`; there is none yet.

    With --opensearch it is in a cluster.
    """
    if not request.config.getoption("--opensearch"):
        yield tmp_path / "telusur"
        return
    from opensearch.nodes import delete_indexes

    hosts = request.getfixturevalue("cluster_hosts")
    name = "f" + md5(str(tmp_path).encode()).hexdigest()
    yield f"opensearch://{hosts}/{name}"
    delete_indexes(hosts, name)


@pytest.fixture
def telusur(folder):
    return Telusur(folder)


@pytest.fixture(scope="session")
def telusur_on():
    """Makes the command on a library, by its address or folder."""
    return Telusur


@pytest.fixture(scope="module")
def library_of(tmp_path_factory):
    """Makes the command on a library of records, for tests of a module that change nothing."""

    def make(records):
        shared = Telusur(tmp_path_factory.mktemp("shared") / "telusur")
        assert shared("add", "-", stdin="\n".join(map(json.dumps, records))).code == 0
        return shared

    return make


@pytest.fixture
def library(folder):
    """An empty library."""
    with Library.open(folder, missing="empty") as opened:
        yield opened


@pytest.fixture
def seeds(folder):
    """A library of the five seed articles."""
    with Library.open(folder, missing="seeds") as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def engine(request, monkeypatch, tmp_path_factory):
    """The name of each engine in turn; what it caches is apart from the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    return request.param
