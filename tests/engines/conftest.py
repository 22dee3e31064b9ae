"""Every test in this folder runs over every engine of folders, or over a cluster."""

import os

import pytest
from libraries import ENGINES, open_engine, state_of

_OF_FILES = {"test_damage.py", "test_whoosh_engine.py"}
"""What is about files, which a cluster keeps as it likes."""


def pytest_ignore_collect(collection_path, config):
    """Leave out what a cluster is not asked for."""
    over_cluster = config.getoption("--opensearch")
    return True if over_cluster and collection_path.name in _OF_FILES else None


def pytest_generate_tests(metafunc):
    """Choose the engines."""
    if "engine_name" in metafunc.fixturenames:
        opensearch = metafunc.config.getoption("--opensearch")
        names = ["opensearch"] if opensearch else ENGINES
        metafunc.parametrize("engine_name", names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine_name(request):
    if request.param == "opensearch":
        request.getfixturevalue("cluster_hosts")
    return request.param


@pytest.fixture
def index_folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(engine_name, index_folder):
    """An engine over a folder where there is nothing yet."""
    made = open_engine(engine_name, index_folder)
    yield made
    if engine_name == "opensearch":
        from opensearch.nodes import delete_indexes

        made.client.close()
        delete_indexes(os.environ["TELUSUR_TEST_CLUSTER"], made.client.address.name)


@pytest.fixture
def holding(engine):
    """Makes an index of some documents anew, and returns its reader."""

    def make(*documents):
        with engine.writer(anew=True) as writer:
            for document in documents:
                writer.put(document)
            writer.commit(state_of(engine))
        return engine.reader()

    return make
