"""These tests need Java 17 and Maven: they run with --opensearch, as .ci/run does."""

import pytest


def pytest_ignore_collect(collection_path, config):
    """Leave them out where nobody asks for them."""
    return None if config.getoption("--opensearch") else True


@pytest.fixture
def address(folder):
    """The address of a library that there is not yet."""
    return folder


@pytest.fixture
def host(cluster_hosts):
    """A node, as `host:port`."""
    return cluster_hosts.split(",")[0]


@pytest.fixture
def name(folder):
    """The name of that library."""
    return folder.rpartition("/")[2]


@pytest.fixture
def begun(telusur):
    """The command, on a library of the seeds."""
    assert telusur("demo").code == 0
    return telusur
