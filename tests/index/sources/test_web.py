"""Addresses, against a real server on loopback."""

import gzip
import socket

import pytest
from samples import TITLE, atom, page, pdf, rss
from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.files import read_paths
from telusur.index.sources.http import fetch
from telusur.index.sources.support import connections
from telusur.index.sources.support.connections import is_public
from telusur.index.sources.support.defaults import Given


@pytest.fixture
def public_loopback(monkeypatch):
    """127.0.0.1 counts as an address of the internet; what else is private stays so."""
    real = connections.is_public
    monkeypatch.setattr(
        connections, "is_public", lambda address: address == "127.0.0.1" or real(address)
    )


def read(url, allow_private=True):
    return list(read_paths([url], Given(allow_private=allow_private)))


def test_a_page_is_fetched_by_one_request_that_names_telusur(server):
    (article,) = read(server.put("/kursk", page()) + "#bagian")
    assert (article.title, article.url) == (TITLE, server.url + "/kursk")
    assert article.source.startswith("127.0.0.1")
    ((path, headers),) = server.requests
    assert path == "/kursk"
    assert headers["User-Agent"].startswith("Telusur/")
    assert headers["Host"] == server.url.removeprefix("http://")


FORMATS = [
    ("/feed", rss(), "application/rss+xml"),
    ("/feed", atom(), "text/xml; charset=utf-8"),
    ("/a.pdf", pdf(), "application/octet-stream"),
    ("/a", pdf(), "application/pdf"),
    ("/a.md", f"# {TITLE}\n\nIsi.", "text/plain"),
    ("/a", page(), "text/plain"),
    ("/a", f"judul;isi\n{TITLE};Isi.\n", "text/csv"),
    ("/a", page().replace("Kamis", "“Kamis”").replace("utf-8", "x").encode("cp1252"), "text/html; charset=windows-1252"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "media_type"), FORMATS)
def test_what_a_server_calls_it_or_what_it_is_tells_the_format(server, path, body, media_type):
    (article,) = read(server.put(path, body, media_type))
    assert article.title == TITLE


def test_compressed_answers_are_read_and_bombs_refused(server):
    (article,) = read(server.put("/a", gzip.compress(page().encode()), Content_Encoding="gzip"))
    assert article.title == TITLE
    (failure,) = read(server.put("/b", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"))
    assert "100 times its size" in failure.why


def test_redirects_are_followed_within_bounds(server):
    server.put("/end", page())
    (article,) = read(server.redirect("/1", server.redirect("/2", "end", 308)))
    assert article.url == server.url + "/end"
    (failure,) = read(server.redirect("/loop", "/loop"))
    assert "redirects more than 5 times" in failure.why
    assert sum(path == "/loop" for path, _ in server.requests) == 6


@pytest.mark.parametrize("target", [" /kabar baru ", "/kabar%20baru", "/kabar\tbaru", "/kabár"])
def test_where_a_redirect_leads_is_read_as_browsers_do(server, target):
    for path in ("/kabar%20baru", "/kabarbaru", "/kab%C3%A1r"):
        server.put(path, page())
    (article,) = read(server.redirect("/1", target.encode().decode("latin-1")))
    assert article.title == TITLE


def test_a_redirect_to_no_host_stops_no_other_input(server):
    good = server.put("/baik", page())
    bad = server.redirect("/1", "http://a b.id/")
    failure, article = read_paths([bad, good], Given(allow_private=True))
    assert "its host name has an invalid character" in failure.why
    assert article.title == TITLE


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"]
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(server, public_loopback, host, monkeypatch):
    port = server.server_port
    if host == "2130706433":  # 127.0.0.1 as a number, which is public in this test alone
        monkeypatch.setattr(connections, "is_public", is_public)
        (failure,) = read(f"http://{host}:{port}/", allow_private=False)
    else:
        (failure,) = read(server.redirect("/", f"http://{host}:{port}/"), allow_private=False)
        assert len(server.requests) == 1
    assert "private network, which is not asked without --allow-private" in failure.why


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.id/x", "gopher://127.0.0.1/", "javascript:1"]
)
def test_a_redirect_to_another_scheme_is_refused(server, public_loopback, target):
    (failure,) = read(server.redirect("/", target), allow_private=False)
    assert "only http and https" in failure.why


def test_private_addresses_are_refused_unless_asked_for(server):
    url = server.put("/", page())
    for name in (url, url.replace("127.0.0.1", "[::1]"), url.replace("127.0.0.1", "127.1.2.3")):
        (failure,) = read(name, allow_private=False)
        assert "--allow-private" in failure.why
    assert server.requests == []
    assert isinstance(read(url)[0], Article)


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    server, public_loopback, monkeypatch
):
    """A name that stands for another address on the second look (DNS rebinding) gains nothing."""
    answers = iter(["127.0.0.1", "10.0.0.1"])
    looked_up = []

    def rebinding(host, port, **_):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    server.put("/", page())
    answer = fetch(f"http://berita.example:{server.server_port}/")
    assert TITLE in answer.content.decode()
    assert looked_up == ["berita.example"]
    assert server.requests[0][1]["Host"].startswith("berita.example:")


def test_a_host_is_asked_at_its_public_addresses_only(server, public_loopback, monkeypatch):
    def both(host, port, **_):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("127.0.0.3", "127.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    server.put("/", page())
    assert fetch(f"http://berita.example:{server.server_port}/").content


PUBLIC = [
    ("93.184.216.34", True),
    ("2606:2800:220:1:248:1893:25c8:1946", True),
    ("127.0.0.1", False),
    ("10.1.2.3", False),
    ("172.16.0.1", False),
    ("192.168.1.1", False),
    ("169.254.169.254", False),
    ("100.64.0.1", False),
    ("0.0.0.0", False),
    ("224.0.0.1", False),
    ("255.255.255.255", False),
    ("::1", False),
    ("::", False),
    ("fe80::1%eth0", False),
    ("fd00::1", False),
    ("ff02::1", False),
    ("::ffff:10.0.0.1", False),
    ("::ffff:93.184.216.34", True),
    ("64:ff9b::7f00:1", False),
    ("2002:7f00:1::", False),
    ("2002:0a00:0001::1", False),
    ("bukan alamat", False),
]


@pytest.mark.parametrize(("address", "public"), PUBLIC)
def test_public_addresses_are_told_from_private_ones(address, public):
    assert is_public(address) is public


def test_slow_and_huge_answers_are_given_up(server):
    for url in (f"{server.url}/drip", f"{server.url}/drip".replace("http:", "https:")):
        with pytest.raises(ArticleError, match=r"too long|cannot be read"):
            fetch(url, allow_private=True, total_seconds=0.5)
    with pytest.raises(ArticleError, match="larger than 1 MB"):
        fetch(f"{server.url}/endless", allow_private=True, max_bytes=1_000_000)


def test_a_server_that_never_answers_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        for scheme in ("http", "https"):
            with pytest.raises(ArticleError, match="too long"):
                fetch(f"{scheme}://{host}/", allow_private=True, total_seconds=0.3)


REFUSED = [
    ("http://", "names no host"),
    ("http://[::1", "not a web address"),
    ("http://[::1#bagian", "not a web address"),
    ("http://a.id:99999/", "not a web address"),
    ("http://saya:rahasia@a.id/", "user name"),
    ("http://tidak-ada.invalid/", "no host"),
    ("http://" + "a" * 70 + ".id/", "no host"),
    ("http://xn--\u00e9..id/", "cannot be the name|no host"),
    ("http://127.0.0.1:1/", "cannot be read \\((?!.*Errno)"),
    ("http://127.0.0.1:1/a b?c d", "cannot be read"),
    ("http://127.0.0.1:1/\udcff", "cannot be read"),
    ("http://a b.id/", "not a web address"),
    ("http://a\x01b.id/", "not a web address"),
    ("http://\ud800.id/", "not a web address"),
]


@pytest.mark.parametrize(("url", "why"), REFUSED)
def test_an_address_that_cannot_be_read_is_a_sentence(url, why):
    import re

    (failure,) = read(url)
    assert failure.where == url
    assert re.search(why, failure.why)


def test_what_is_no_article_is_a_sentence(server):
    for url, why in (
        (server.url + "/missing", "answered 404 Not Found"),
        (server.put("/png", b"\x89PNG", "image/png"), '"image/png", which is not an article'),
        (server.put("/empty", ""), "not an HTML page|no HTML"),
        (server.put("/br", "x", Content_Encoding="br"), '"br"'),
    ):
        (failure,) = read(url)
        assert any(part in failure.why for part in why.split("|"))


def test_an_answer_that_ends_early_is_no_article(server):
    url = server.put("/", page(), Content_Length="999999")
    (failure,) = read(url)
    assert isinstance(failure, Failure)


def test_the_command_adds_addresses(server, telusur):
    url = server.put("/a", page())
    assert "--allow-private" in telusur("add", url).err
    run = telusur("add", url, "--allow-private")
    assert (run.code, run.out.splitlines()[-1]) == (0, "1 added, 0 updated, 0 unchanged, 0 failed")
