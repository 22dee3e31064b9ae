"""These tests need Java 17 and Maven: they run with --opensearch, as .ci/run does."""

import pytest
from telusur.index.opensearch.address import parse_address
from telusur.index.opensearch.client import Client


def pytest_ignore_collect(collection_path, config):
    """Leave them out where nobody asks for them."""
    return None if config.getoption("--opensearch") else True


@pytest.fixture
def address(cluster_hosts, tmp_path, request):
    """The address of a library that there is not yet."""
    from hashlib import md5

    name = "c" + md5(str(tmp_path).encode()).hexdigest()
    yield f"opensearch://{cluster_hosts}/{name}"
    from telusur.index.engines.opensearch.generations import delete, indexes_of

    client = Client(parse_address(f"opensearch://{cluster_hosts}/{name}"))
    for index in indexes_of(client):
        delete(client, index)
    client.close()
