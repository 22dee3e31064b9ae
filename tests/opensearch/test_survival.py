"""Three nodes, of which some are killed: what was told is there, and no part is taken for all."""

import json
import subprocess
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from opensearch.nodes import Cluster

from telusur import Library, LibraryError, search

WRITER = """
import sys
from telusur import Library, make_article
with Library.open(sys.argv[1], missing="empty") as library:
    number = 0
    while True:
        articles = []
        for number in range(number, number + 40):
            text = f"Kapal {number} berlayar dari Surabaya ke Ambon."
            articles.append(make_article(text, id=f"a{number}"))
        number += 1
        library.add(articles, lambda item, outcome: print(item.id, outcome, flush=True))
"""


@pytest.fixture
def cluster(tmp_path):
    """Three nodes whose indexes have three shards, each twice."""
    with Cluster(tmp_path / "three", count=3) as made:
        shards = {"number_of_shards": 3, "number_of_replicas": 1}
        # A killed node's copies are made again at once, and not after a minute.
        shards["index.unassigned.node_left.delayed_timeout"] = "0"
        template = {"index_patterns": ["*"], "template": {"settings": shards}}
        made.ask("PUT", "/_index_template/tests", template)
        yield made


class Writer:
    """A process that adds articles until it is stopped; what it tells is acknowledged."""

    def __init__(self, python, library):
        self.told = {}
        self.process = subprocess.Popen(
            [python, "-c", WRITER, library], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self.thread = Thread(target=self._read)
        self.thread.start()

    def _read(self):
        for line in self.process.stdout:
            identity, outcome = line.split()
            self.told[identity] = outcome

    def wait_for_more(self, count=200, seconds=60):
        wanted, deadline = len(self.told) + count, monotonic() + seconds
        while len(self.told) < wanted:
            assert self.process.poll() is None, self.process.stderr.read()
            assert monotonic() < deadline
            sleep(0.05)

    def stop(self):
        self.process.kill()
        self.process.communicate()
        self.thread.join()


def manager(cluster):
    (row,) = cluster.ask("GET", "/_cat/cluster_manager?format=json")
    return int(row["node"].removeprefix("node"))


def ids(address):
    with Library.open(address, missing="error") as library:
        return {article.id for article in library.list()}


def test_nodes_are_killed_while_articles_are_added(cluster, python):
    address = f"opensearch://{cluster.hosts}/berita"
    writer = Writer(python, address)
    try:
        writer.wait_for_more()
        answers, failures = [], []

        def searching():
            while writer.process.poll() is None:
                before = len(writer.told)
                try:
                    with Library.open(address, missing="error") as library:
                        answers.append((before, search(library, "kapal").total))
                except LibraryError as error:
                    failures.append(str(error))

        searcher = Thread(target=searching)
        searcher.start()
        first = manager(cluster)
        cluster.kill(first)
        writer.wait_for_more()
        cluster.start(first)
        cluster.wait("green")
        second = (manager(cluster) + 1) % 3
        cluster.kill(second)
        writer.wait_for_more()
    finally:
        writer.stop()
    searcher.join()
    assert set(writer.told.values()) == {"added"}
    assert all(found >= before for before, found in answers)
    assert len(answers) > 5
    told = set(writer.told)
    assert told <= ids(address)
    cluster.start(second)
    cluster.wait("green")
    assert told <= ids(address)
    with Library.open(address, missing="error") as library:
        assert len(library) == len(ids(address))


def test_a_part_that_is_lost_is_not_taken_for_all(cluster, telusur):
    template = {"settings": {"number_of_shards": 3, "number_of_replicas": 0}}
    body = {"index_patterns": ["*"], "template": template}
    cluster.ask("PUT", "/_index_template/tests", body)
    telusur.environment["TELUSUR_LIBRARY"] = f"opensearch://{cluster.hosts}/berita"
    assert telusur("demo").code == 0
    telusur.environment["TELUSUR_OPENSEARCH_TIMEOUT"] = "5"
    cluster.kill(2)
    for command in (["search", "Kursk"], ["list"], ["facets"], ["stats"], ["rebuild"]):
        run = telusur(*command)
        assert (run.code, run.err.count("\n")) == (2, 1), run
        assert "not available" in run.err
    assert "not available" in telusur("add", "-", stdin="Isi lain.").err
    cluster.start(2)
    cluster.wait("green")
    assert telusur("search", "Kursk").code == 0
    assert json.loads(telusur("list", "--json").out)["total"] in (5, 6)


@pytest.fixture
def python():
    import sys

    assert Path(sys.executable).exists()
    return sys.executable
