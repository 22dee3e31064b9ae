"""What a cluster can be like, and what is said of it: a sentence, exit code 2, in time."""

from threading import Timer
from time import monotonic

import pytest
from opensearch.nodes import ask, free_ports
from opensearch.proxy import Proxy
from telusur.index.engines.clauses import AnyTerm, AtLeast
from telusur.index.engines.opensearch.mapping import index_body
from telusur.index.opensearch.client import Client

from telusur import Library, LibraryError, search

SECONDS = 2


def fails(run, *parts):
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("telusur: ")
    assert run.err.count("\n") == 1
    for part in parts:
        assert part in run.err
    return True


def test_there_is_none(telusur, folder):
    for command in (["export"], ["remove", "x"], ["rebuild"]):
        assert fails(telusur(*command), "There is no library in", folder)


def test_nobody_listens(telusur):
    (port,) = free_ports(1)
    telusur.environment["TELUSUR_LIBRARY"] = f"opensearch://127.0.0.1:{port}/berita"
    assert fails(telusur("search", "Kursk"), f"127.0.0.1:{port}", "cannot be reached")


def test_another_server_listens(telusur, host):
    telusur.environment["TELUSUR_LIBRARY"] = f"opensearch+https://{host}/berita"
    assert fails(telusur("list"), "does not speak TLS")


def test_the_name_is_of_something_else(telusur, host, name):
    ask(host, "PUT", f"/{name}", {"settings": {"number_of_replicas": 0}})
    try:
        assert fails(telusur("search", "Kursk"), "is not a Telusur library")
        assert fails(telusur("add", "-", stdin="Isi."), "is not a Telusur library")
    finally:
        ask(host, "DELETE", f"/{name}")


def test_it_is_of_a_later_version(begun, host, name):
    later = {"_meta": {"telusur": {"format": 99, "analysis": 1}}}
    ask(host, "PUT", f"/{name}-1/_mapping", later)
    for command in (["search", "Kursk"], ["add", "-"], ["rebuild"], ["stats"]):
        assert fails(begun(*command, stdin="Isi."), "later version", "upgrade")


@pytest.mark.parametrize("version", ["analysis_version", "format_version"])
def test_it_is_of_former_rules(begun, host, name, version):
    state = ask(host, "GET", f"/{name}-1/_doc/%09state")["_source"]["state"]
    state[version] = 1
    ask(host, "PUT", f"/{name}-1/_doc/%09state?refresh=true", {"state": state})
    assert fails(begun("search", "Kursk"), "another version", "telusur rebuild")
    assert begun("rebuild").out == "Indexed 5 articles.\n"
    assert begun("search", "Kursk").code == 0
    assert ask(host, "GET", f"/{name}-*/_alias").keys() == {f"{name}-2"}


def test_its_disk_is_full(begun, host, name):
    ask(host, "PUT", f"/{name}-1/_settings", {"index.blocks.read_only_allow_delete": True})
    run = begun("add", "-", stdin="Isi.")
    assert run.code == 2
    assert "read-only because its disk is full" in run.err
    assert begun("search", "Kursk").code == 0
    ask(host, "PUT", f"/{name}-1/_settings", {"index.blocks.read_only_allow_delete": None})
    assert begun("add", "-", stdin="Isi.").code == 0


def test_it_has_fewer_copies_than_it_waits_for(telusur, host, name):
    settings = {"number_of_replicas": 9, "write.wait_for_active_shards": "9"}
    template = {
        "index_patterns": [f"{name}-*"],
        "priority": 9,
        "template": {"settings": settings},
    }
    ask(host, "PUT", f"/_index_template/{name}", template)
    telusur.environment["TELUSUR_OPENSEARCH_TIMEOUT"] = str(SECONDS)
    try:
        for _ in range(2):
            assert "Not enough active copies" in telusur("add", "-", stdin="Isi.").err
    finally:
        ask(host, "DELETE", f"/_index_template/{name}")
    ask(host, "PUT", f"/{name}-1/_settings", {"index.write.wait_for_active_shards": 1})
    assert telusur("add", "-", stdin="Isi.").code == 0
    assert telusur("list", "--json").json["total"] == 1


def test_its_index_is_closed(begun, host, name):
    ask(host, "POST", f"/{name}-1/_close")
    for command in (["search", "Kursk"], ["rebuild"], ["stats"]):
        assert fails(begun(*command), name, "is closed")


def test_its_index_is_blocked(begun, host, name):
    ask(host, "PUT", f"/{name}-1/_settings", {"index.blocks.read_only": True})
    assert fails(begun("remove", "yrgnus2ru63v", "--yes"), "read-only (api)", "lift the block")
    ask(host, "PUT", f"/{name}-1/_settings", {"index.blocks.read_only": None})


def test_it_does_not_say_what_it_was_made_from(begun, host, name):
    ask(host, "DELETE", f"/{name}-1/_doc/%09state?refresh=true")
    run = begun("check")
    assert (run.code, "Traceback" in run.err) == (2, False)
    assert "telusur rebuild" in run.out + run.err
    assert begun("rebuild").out == "Indexed 5 articles.\n"
    assert begun("check").code == 0


def test_a_node_answers_no_more(begun, host, name):
    begun.environment["TELUSUR_OPENSEARCH_TIMEOUT"] = str(SECONDS)
    with Proxy(host) as proxy:
        begun.environment["TELUSUR_LIBRARY"] = f"opensearch://{proxy.host}/{name}"
        assert begun("search", "Kursk").code == 0
        proxy.stall()
        started = monotonic()
        assert fails(begun("search", "Kursk"), "does not answer within 2 seconds")
        assert monotonic() - started < SECONDS + 3
        # Another node of the cluster is asked instead.
        begun.environment["TELUSUR_LIBRARY"] = f"opensearch://{proxy.host},{host}/{name}"
        assert begun("search", "Kursk").code == 0


def test_a_query_of_more_parts_than_it_takes(begun, folder):
    clause = AtLeast(2, tuple(AnyTerm("root", (f"a{number}",)) for number in range(5_000)))
    with (
        Library.open(folder, missing="error") as library,
        pytest.raises(LibraryError, match="more parts than the cluster accepts"),
    ):
        library.reading(lambda snapshot: snapshot.index.count(clause))


def test_an_interrupted_rebuild_is_done_again(begun, host, name):
    ask(host, "PUT", f"/{name}-1/_block/write")
    unfinished = {**index_body(), "aliases": {f"{name}.2": {}}}
    ask(host, "PUT", f"/{name}-2", unfinished)
    assert begun("rebuild").out == "Indexed 5 articles.\n"
    assert begun("add", "-", stdin="Isi.").code == 0
    assert begun("list", "--json").json["total"] == 6


def test_a_rebuild_whose_answers_come_too_late(folder, monkeypatch):
    """What was asked is done, but nobody told in time: it is asked again."""
    ask = Client.ask
    late = []

    def asked(client, method, path, *rest, **more):
        answer = ask(client, method, path, *rest, **more)
        asked_of = path.partition("?")[0]
        if (method, path) == ("POST", "/_aliases") or (
            method in ("PUT", "DELETE") and "/" not in asked_of[1:]
        ):
            late.append(asked_of)
            return ask(client, method, path, *rest, **more)
        return answer

    with Library.open(folder, missing="seeds") as library:
        monkeypatch.setattr(Client, "ask", asked)
        assert library.rebuild() == 5
        indexes = {path.removeprefix(f"/{library._client.address.name}") for path in late}
        assert {"-2", "/_aliases", "-1"} <= indexes
        assert not indexes & {"-3"}
        assert library.rebuild() == len(library) == 5


def test_a_rebuild_that_is_not_told_in_time_that_writers_are_held_off(folder, monkeypatch):
    ask = Client.ask

    def asked(client, method, path, *rest, **more):
        answer = ask(client, method, path, *rest, **more)
        if path.endswith("/_block/write"):
            raise LibraryError("it does not answer in time")
        return answer

    with Library.open(folder, missing="seeds") as library:
        monkeypatch.setattr(Client, "ask", asked)
        with pytest.raises(LibraryError, match="in time"):
            library.rebuild()
        assert library.remove(["yrgnus2ru63v"]) == ["yrgnus2ru63v"]


def limit_memory(host, size):
    """Limit what searches may take of a node's memory; None is what it comes with."""
    settings = {"persistent": {"indices.breaker.request.limit": size}}
    ask(host, "PUT", "/_cluster/settings", settings)


def test_a_search_outlasts_a_moment_in_which_a_node_has_no_memory(begun, folder, host):
    with Library.open(folder) as library:
        assert search(library, "Kursk").total
        limit_memory(host, "1b")
        relief = Timer(0.5, limit_memory, [host, None])
        relief.start()
        try:
            assert search(library, "Kursk").total
        finally:
            relief.join()


def test_a_node_has_no_memory_for_long(begun, host):
    limit_memory(host, "1b")
    try:
        assert fails(begun("search", "Kursk"), "too busy", "try again later")
    finally:
        limit_memory(host, None)
