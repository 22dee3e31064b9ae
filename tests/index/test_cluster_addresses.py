"""Where a library in a cluster is, as people write it, and whose password is sent there."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.engines.opensearch.terms import after
from telusur.index.errors import InputError, LibraryError
from telusur.index.opensearch.address import parse_address, password_of
from telusur.index.opensearch.failures import refused, unreachable

from telusur import Library


@pytest.mark.parametrize(
    ("typed", "hosts", "user", "shown"),
    [
        ("opensearch://localhost/berita", [("localhost", 9200)], None,
         "opensearch://localhost:9200/berita"),
        ("opensearch://a:1,b,[::1]:3/arsip-berita/", [("a", 1), ("b", 9200), ("::1", 3)], None,
         "opensearch://a:1,b:9200,[::1]:3/arsip-berita"),
        ("opensearch+https://redaksi@news.example:443/x1", [("news.example", 443)], "redaksi",
         "opensearch+https://news.example:443/x1"),
        ("OpenSearch://h/n", [("h", 9200)], None, "opensearch://h:9200/n"),
        ("opensearch+https://a%40b.id@h/n", [("h", 9200)], "a@b.id", "opensearch+https://h:9200/n"),
    ],
)  # fmt: skip
def test_addresses(typed, hosts, user, shown):
    address = parse_address(typed)
    assert (list(address.hosts), address.user, str(address)) == (hosts, user, shown)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("https://host/berita", '"https://" is not a library'),
        ("opensearch://host", "names no library"),
        ("opensearch://host/", "names no library"),
        ("opensearch://host/Berita", "cannot be the name"),
        ("opensearch://host/a/b", "cannot be the name"),
        ("opensearch://host/berita-2", "cannot be the name"),
        ("opensearch://host/*", "cannot be the name"),
        ("opensearch:///berita", "is not a host"),
        ("opensearch://host:99999/berita", "is not a host"),
        ("opensearch://host:x/berita", "is not a host"),
        ("opensearch://a,/berita", "is not a host"),
        ("opensearch://a..b/berita", "is not a host"),
        (f"opensearch://{'a' * 64}.id/berita", "is not a host"),
        ("opensearch://a b/berita", "is not a host"),
        ("opensearch://a\nb/berita", "is not a host"),
        ("opensearch://redaksi@host/berita", "TLS"),
    ],
)
def test_what_is_no_address(typed, sentence):
    with pytest.raises(InputError, match=re.escape(sentence)):
        parse_address(typed)


@pytest.mark.parametrize("before", ["", "a", "a/", "/", "a@", "a@b/", "#", "?"])
@pytest.mark.parametrize("after", ["", "/b", "@b", "/b@c/"])
def test_a_password_in_an_address_is_refused_and_not_repeated(before, after):
    with pytest.raises(InputError, match="does not belong in a library's address") as refusal:
        parse_address(f"opensearch+https://redaksi:{before}rahasia{after}@host/berita")
    assert "rahasia" not in str(refusal.value)


@pytest.mark.parametrize("typed", ["OPENSEARCH://host/b c", "opensearch://", "opensearch:///b c"])
def test_an_address_is_no_folder(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in (typed, Path(typed)):
        with pytest.raises(InputError, match="cluster"):
            Library.open(path, missing="empty")
        with pytest.raises(InputError, match="cluster"):
            Library.restore(tmp_path / "backup", path)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def netrc(tmp_path, monkeypatch):
    """A netrc file that is the user's."""
    path = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(path))
    monkeypatch.delenv("TELUSUR_OPENSEARCH_PASSWORD", raising=False)
    return path


def test_passwords(netrc, monkeypatch):
    address = parse_address("opensearch+https://redaksi@news.example/berita")
    with pytest.raises(LibraryError, match="no password for the user"):
        password_of(address)
    netrc.write_text("machine news.example login lain password x\n")
    with pytest.raises(LibraryError, match="no password for the user"):
        password_of(address)
    netrc.write_text("machine news.example login redaksi password rahasia\n")
    assert password_of(address) == "rahasia"
    monkeypatch.setenv("TELUSUR_OPENSEARCH_PASSWORD", "dari lingkungan")
    assert password_of(address) == "dari lingkungan"
    assert password_of(parse_address("opensearch://news.example/berita")) is None


def test_a_netrc_file_that_is_none(netrc):
    netrc.write_text("machine rahasia rahasia rahasia\n")
    with pytest.raises(LibraryError, match="netrc") as refusal:
        password_of(parse_address("opensearch+https://redaksi@h/b"))
    assert "rahasia" not in str(refusal.value)
    assert Path(netrc).name in str(refusal.value)


WORDS = st.text(alphabet="ab=.*^-é漢\ud7ff\ue000😀\U0010ffff", max_size=4)


@given(prefix=WORDS, rest=WORDS, other=WORDS)
def test_what_comes_after_a_term(prefix, rest, other):
    """The expression is Lucene's, whose syntax is Python's as far as it goes."""
    term = prefix + rest
    expected = other.startswith(prefix) and other > term
    assert bool(re.fullmatch(after(term, prefix), other, re.DOTALL)) == expected


def test_a_node_that_has_just_died_is_a_part_that_is_not_available():
    lost = {"type": "node_not_connected_exception", "reason": "[n2] Node not connected"}
    error = {"type": "search_phase_execution_exception", "root_cause": [lost]}
    refusal = refused(parse_address("opensearch://localhost/berita"), 500, {"error": error})
    assert "is not available ([n2] Node not connected)" in str(refusal)
    assert refusal.is_lost_snapshot


def test_a_host_that_is_a_number_stands_in_brackets():
    address = parse_address("opensearch://a,[::1]:3/berita")
    refusal = unreachable(address, 1, ConnectionRefusedError(111, "Connection refused"), 30)
    assert "at [::1]:3 cannot be reached" in str(refusal)
