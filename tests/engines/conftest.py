"""Every test in this folder runs over every engine; see `libraries.ENGINES`."""

import pytest
from libraries import ENGINES, open_engine, state_of


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request):
    return request.param


@pytest.fixture
def index_folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(engine_name, index_folder):
    """An engine over a folder where there is nothing yet."""
    return open_engine(engine_name, index_folder)


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
