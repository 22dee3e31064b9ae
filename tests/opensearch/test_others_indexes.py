"""Indexes that others made beside a library's: theirs are left alone, and named where they matter."""

from opensearch.nodes import ask
from opensearch.test_faults import fails


def indexes(host, name):
    return sorted(index.removeprefix(name) for index in ask(host, "GET", f"/{name}*/_alias"))


def test_a_rebuild_leaves_those_whose_names_look_like_its_own(begun, host, name):
    ask(host, "PUT", f"/{name}-2023/_doc/1", {"judul": "Bukan milik Telusur"})
    ask(host, "PUT", f"/{name}-2024", {"aliases": {f"{name}-arsip": {}}})
    for expected in ("-2025", "-2026"):
        assert begun("rebuild").out == "Indexed 5 articles.\n"
        assert indexes(host, name) == ["-2023", "-2024", expected]
    assert ask(host, "GET", f"/{name}-2023/_doc/1")["found"]


def test_one_has_the_name_of_the_first(telusur, host, name):
    ask(host, "PUT", f"/{name}-1/_doc/1", {"judul": "Bukan milik Telusur"})
    assert fails(telusur("add", "-", stdin="Isi."), f"{name}-1", "choose another name")
    assert indexes(host, name) == ["-1"]


def test_a_library_restored_under_another_name_can_be_rebuilt(begun, host, name):
    ask(host, "PUT", f"/{name}-1/_block/write")
    ask(host, "POST", f"/{name}-1/_clone/{name}-kembali?wait_for_active_shards=1", {})
    ask(host, "DELETE", f"/{name}-1")
    ask(host, "PUT", f"/{name}-kembali/_settings", {"index.blocks.write": None})
    named = {"index": f"{name}-kembali", "alias": name}
    ask(host, "POST", "/_aliases", {"actions": [{"add": named}]})
    assert begun("rebuild").out == "Indexed 5 articles.\n"
    assert ask(host, "GET", f"/_alias/{name}") == {f"{name}-1": {"aliases": {name: {}}}}
    assert begun("add", "-", stdin="Isi.").code == 0


def test_a_library_whose_alias_is_an_index_is_not_rebuilt(begun, host, name):
    ask(host, "PUT", f"/{name}-1/_block/write")
    ask(host, "POST", f"/{name}-1/_clone/{name}x-1", {})
    ask(host, "DELETE", f"/{name}-1")
    ask(host, "POST", f"/{name}x-1/_clone/{name}?wait_for_active_shards=1", {})
    assert begun("search", "Kursk").code == 0
    assert fails(begun("rebuild"), f"{name} is an index", "alias")


def test_an_alias_names_others_too(begun, host, name):
    ask(host, "PUT", f"/{name}x", {"aliases": {name: {}}})
    for command in (["search", "Kursk"], ["add", "-"], ["rebuild"]):
        assert fails(begun(*command, stdin="Isi."), "several indexes", f"{name}-1, {name}x")
