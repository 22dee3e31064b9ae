"""These tests need Java 17 and Maven: they run with --opensearch, as .ci/run does."""

import pytest


def pytest_ignore_collect(collection_path, config):
    """Leave them out where nobody asks for them."""
    return None if config.getoption("--opensearch") else True


@pytest.fixture
def address(folder):
    """The address of a library that there is not yet."""
    return folder
