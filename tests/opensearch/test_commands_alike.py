"""Every command says the same of a library in a cluster as of one in a folder."""

import re
from hashlib import md5

import pytest
from opensearch.nodes import delete_indexes

NEW = '{"id": "baru", "title": "Kapal", "text": "Kapal tiba di Ambon.", "date": "2024-05-01"}\n'
CHANGED = NEW.replace("Ambon", "Ternate").replace("tiba", "sudah berangkat dari sini dan tiba")

READING = [
    ["search", "Kursk"], ["search", "siapa presiden Ukraina", "--json"], ["search", "pengirman"],
    ["search", '"tentara Korea Utara"', "--explain"], ["search", "tentara NEAR Rusia", "--explain"],
    ["search", "zelenski~ kota* ke*an", "--explain", "--json"], ["search", "=mengirim", "--json"],
    ["search", "judul:pasukan OR isi:rudal", "--explain"], ["search", "nuklir -rudal", "--json"],
    ["search", "tentara", "--sort", "oldest", "--json"], ["search", "tidakada"],
    ["search", "tanggal:2024-10..2025-03 Kursk", "--group-by", "month"],
    ["search", "Rusia", "--country", "KP", "--since", "2025", "--json"],
    ["search", "Rusia", "--limit", "2", "--offset", "1", "--duplicates", "show"],
    ["search", "sumber:003_aefd8fe8c9c0908f.txt"], ["search", "Kursk Rusia 2025"],
    ["similar", "yrgn"], ["similar", "yrgnus2ru63v", "--json"], ["facets"], ["facets", "senjata"],
    ["list"], ["list", "--json", "--offset", "2"], ["show", "yrgn", "--query", "pengiriman", "--json"],
    ["show", "or4f", "--original"], ["show", "tidakada"], ["show", "3"], ["export"],
    ["show", "p" * 1_500], ["show", "\udcff"], ["list", "--source", "\udcff"],
]  # fmt: skip

CHANGING = [
    (["add", "-"], NEW), (["add", "-"], NEW), (["add", "-"], CHANGED), (["add", "-"], "Isi lain."),
    (["show", "baru", "--versions", "--json"], ""), (["search", "kapal", "--json"], ""),
    (["add", "-", "--json"], '{"text": ""}\n' + NEW), (["list", "--json"], ""), (["rebuild"], ""),
    (["remove", "baru", "yrgn", "--yes"], ""), (["remove", "baru"], ""), (["search", "kapal"], ""),
    (["facets", "--json"], ""), (["list"], ""), (["export"], ""), (["rebuild", "--check"], ""),
    (["save", "aneh", "Kursk \udcff"], ""), (["saved", "--json"], ""), (["check", "aneh"], ""),
]  # fmt: skip


def made(telusur_on, cluster_hosts, tmp_path):
    """The command on a library of the seeds in a folder, and on one in a cluster."""
    name = "b" + md5(str(tmp_path).encode()).hexdigest()
    address = f"opensearch://{cluster_hosts}/{name}"
    both = []
    for library in (str(tmp_path / "library"), address):
        one = telusur_on(library)
        assert one("demo").code == 0
        both.append(one)
    yield both
    delete_indexes(cluster_hosts, name)


@pytest.fixture(scope="module")
def both(telusur_on, cluster_hosts, tmp_path_factory):
    yield from made(telusur_on, cluster_hosts, tmp_path_factory.mktemp("both"))


@pytest.fixture
def own(telusur_on, cluster_hosts, tmp_path):
    yield from made(telusur_on, cluster_hosts, tmp_path)


def told(telusur, *arguments, stdin=""):
    """What a command leaves, without what time does."""
    run = telusur(*arguments, stdin=stdin)
    timeless = re.sub(r'"took_ms": [0-9.]+|20\d\d-\d\d-\d\dT[0-9:]{8}Z', "", run.out)
    return run.code, timeless.splitlines(), run.err.replace(telusur.library, "LIBRARY").splitlines()


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_reads(both, arguments):
    folder, cluster = (told(one, *arguments) for one in both)
    assert cluster == folder


def test_what_changes(own):
    for arguments, stdin in CHANGING:
        folder, cluster = (told(one, *arguments, stdin=stdin) for one in own)
        assert cluster == folder, arguments


def test_what_says_where_it_is(both):
    folder, cluster = both
    one, other = folder("stats", "--json").json, cluster("stats", "--json").json
    for field in ("articles", "characters", "dated", "earliest", "latest", "countries"):
        assert one[field] == other[field]
    assert (other["engine"], other["library"]) == ("opensearch", cluster.library)
    assert cluster("check").out == "All 5 articles and the index are intact.\n"
    refused = cluster("backup", "file")
    assert (refused.code, "telusur copy" in refused.err) == (2, True)
    assert "leave --engine out" in cluster("list", "--engine", "whoosh").err
    assert cluster("search", "a", "--library", "https://host/berita").code == 2
