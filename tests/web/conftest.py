"""Fixtures: a server over the seeds and a few articles beside them, and one to be changed."""

import pytest
from telusur.index.ingest.validation import interpret_published
from web.servers import Server

from telusur import Library, make_article

NEARLY = "Kursk kembali tenang pada hari Senin. " + " ".join(
    f"Warga desa nomor {number} pulang ke rumah mereka dengan bus kota." for number in range(30)
)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Serves the seeds, two versions of an article, and one that means no good."""
    folder = tmp_path_factory.mktemp("served")
    with Library.open(folder / "library", missing="seeds") as library:
        library.add(
            [
                make_article(NEARLY, id="satu", title="Kursk tenang", source="www.kabar.example"),
                make_article(
                    NEARLY + " Kata gubernur.", id="dua", title="Kursk tenang",
                    source="berita.example", url="https://berita.example/dua",
                ),
                make_article(
                    "<script>alert(1)</script> & \x1b[31mjahat\u202e Kursk",
                    id="../etc/passwd", title='"><img src=x onerror=alert(1)>Kursk',
                    source="<b>tebal</b>", url="javascript:alert(1)", published=interpret_published("2024-10-08"),
                ),
            ]
        )  # fmt: skip
    started = Server(folder)
    yield started
    assert started.stop() == 0


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """A server over a library that tests may change: the seeds, at first."""
    folder = tmp_path_factory.mktemp("changed")
    Library.open(folder / "library", missing="seeds").close()
    started = Server(folder)
    yield started
    started.stop()
