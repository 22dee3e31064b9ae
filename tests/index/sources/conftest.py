"""Fixtures: reads content as a file of that name would be read."""

import threading

import pytest
from loopback import Server
from telusur.index.sources.files import read_paths
from telusur.index.sources.support.defaults import Given


@pytest.fixture
def read(tmp_path):
    """A function of a file's name and content that returns its articles and failures."""

    def read_as(name, content, **given):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_paths([path], Given(**given)))

    return read_as


@pytest.fixture
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()
