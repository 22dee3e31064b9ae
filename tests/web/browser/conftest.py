"""Fixtures: a real Chromium, and pages in it that must ask for nothing beyond this machine.

Without the option --browser nothing here is collected; with it, a browser that is missing is a
failure. Chromium is the system's own: nothing is downloaded.
"""

import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from web.servers import Server

from telusur import Library

MADE = 20_000
WORDS = 40
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
"""Containers have neither a user that is not root nor much shared memory."""


def pytest_ignore_collect(collection_path, config):
    return None if config.getoption("--browser") else True


@pytest.fixture(scope="session")
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright):
    """Starts the Chromium of this machine, with further arguments."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "there is no Chromium: apt-get install chromium"

    def start(*arguments):
        return playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *arguments])

    return start


@pytest.fixture(scope="session")
def chromium(launch):
    started = launch()
    yield started
    started.close()


@pytest.fixture(scope="session")
def large_folder(tmp_path_factory):
    """A folder with a library of made articles."""
    file = Path(__file__).parents[3] / "benchmarks" / "corpus.py"
    spec = spec_from_file_location("corpus", file)
    corpus = module_from_spec(spec)
    spec.loader.exec_module(corpus)
    folder = tmp_path_factory.mktemp("large")
    with Library.open(folder / "library", missing="empty") as library:
        library.add(corpus.articles(MADE, WORDS))
    return folder


@pytest.fixture(scope="session")
def large(large_folder):
    """A server over many articles."""
    started = Server(large_folder)
    yield started
    assert started.stop() == 0


@pytest.fixture
def own(tmp_path):
    """A server over a library of the seeds that the test may change."""
    Library.open(tmp_path / "library", missing="seeds").close()
    started = Server(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def visit(chromium):
    """Opens a page of a server in a window of its own; whatever a page complains of fails a test."""
    contexts, faults = [], []

    def open_page(server, path="/", *, width=1400, dark=False, scripts=True, token=False):
        context = chromium.new_context(
            base_url=f"http://127.0.0.1:{server.port}",
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: complains(said) and faults.append(said.text))
        page.on("request", lambda asked: inside(asked.url, server) or faults.append(asked.url))
        page.on("response", lambda given: is_lacking(given) and faults.append(given.url))
        if token:
            page.goto(f"/?token={server.token}")
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def complains(said):
    """Tell whether what a page wrote to the console is an error; `is_lacking` tells those of loading."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def is_lacking(response):
    """Tell whether part of a page is missing; a page itself may be the answer that something is."""
    return response.status >= 400 and not response.request.is_navigation_request()


def inside(address, server):
    """Tell whether an address leads nowhere but to the server."""
    return address.startswith((f"http://127.0.0.1:{server.port}/", "data:", "blob:"))
