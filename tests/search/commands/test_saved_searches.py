"""Saved searches: new by what was seen, complete, told at least once, and kept as articles are."""

import json
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from contextlib import closing

import pytest
from click.testing import CliRunner
from telusur.index.errors import InputError, LibraryError
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import make_article
from telusur.search import cli
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.saved_searches import SavedSearches

from telusur import Library

OPTIONS = SearchOptions(
    filters=Filters(country=("RU", "KP"), since="2020", strict_dates=True, source="a"),
    require_all=True,
)


def kursk(*numbers):
    return [make_article(f"Kursk hari ke-{n}.", id=f"k{n}", countries=["RU"]) for n in numbers]


def invoke(folder, *arguments):
    arguments = [*map(str, arguments), "--library", str(folder)]
    run = CliRunner().invoke(cli.telusur, arguments, obj=cli.started(), prog_name="telusur")
    if isinstance(run.exception, InputError | LibraryError):
        return 2, run.stdout, str(run.exception)
    return run.exit_code, run.stdout, run.stderr


@pytest.fixture
def saved(library):
    """A library of two articles about Kursk, and one of something else, with a saved search."""
    library.add([*kursk(1, 2), make_article("Vietnam panas.", id="v")])
    SavedSearches(library).save("kursk", "Kursk")
    return library


def new_in(library, name="kursk"):
    searches = SavedSearches(library)
    return list(searches.check(searches.get(name)).new.values())


def test_what_is_new_is_what_was_not_seen_whatever_its_date(saved):
    assert new_in(saved) == []
    saved.add([*kursk(3), make_article("Kursk dahulu.", id="old")])
    assert new_in(saved) == ["k3", "old"]
    searches = SavedSearches(saved)
    searches.mark_seen(searches.check(searches.get("kursk")))
    assert new_in(saved) == []
    saved.remove(["k3"])
    saved.add([*kursk(3), make_article("Kursk hari ke-1, diubah.", id="k1")])
    assert new_in(saved) == []


def test_a_search_keeps_text_and_options(library):
    searches = SavedSearches(library)
    saved = searches.save("é-1.a_b", 'Kursk "dua kata"', OPTIONS).search
    assert searches.get("é-1.a_b") == saved
    assert saved.options == OPTIONS
    assert searches.names() == ["é-1.a_b"]


def test_a_name_is_replaced_only_where_that_is_wanted(saved):
    searches = SavedSearches(saved)
    with pytest.raises(InputError, match="--force"):
        searches.save("kursk", "Vietnam")
    searches.save("kursk", "Vietnam", replace=True, unseen=True)
    assert new_in(saved) == ["v"]
    assert searches.remove("kursk")
    assert not searches.remove("kursk")
    with pytest.raises(InputError, match="`telusur saved` lists"):
        searches.get("kursk")
    searches.save("kursk", "Vietnam", unseen=True)
    assert new_in(saved) == ["v"]


@pytest.mark.parametrize("name", ["", "-a", "a b", "a/b", "../x", "a\n", "x" * 65, "\x1b"])
def test_what_cannot_be_a_name(library, name):
    with pytest.raises(InputError, match="cannot be the name"):
        SavedSearches(library).save(name, "Kursk")


def test_nothing_to_search_for_and_wrong_filters(library):
    searches = SavedSearches(library)
    assert searches.save("aneh", "?!").matching == {}
    with pytest.raises(InputError):
        searches.save("salah", "Kursk", SearchOptions(filters=Filters(country="Rusland")))
    assert searches.names() == ["aneh"]


def test_check_tells_once_and_says_by_its_exit_code(saved, folder):
    assert invoke(folder, "check", "kursk") == (1, "", "")
    saved.add(kursk(3))
    code, out, _ = invoke(folder, "check", "--all", "--peek")
    assert (code, out.splitlines()[0]) == (0, "kursk: 1 new article")
    found = json.loads(invoke(folder, "check", "kursk", "--json")[1])["searches"]
    assert [(one["name"], one["total"], one["new"]) for one in found] == [("kursk", 3, 1)]
    assert [one["id"] for one in found[0]["articles"]] == ["k3"]
    code, out, _ = invoke(folder, "check", "kursk", "--json")
    assert (code, json.loads(out)["searches"][0]["articles"]) == (1, [])
    code, _, err = invoke(folder, "check", "lain")
    assert (code, "no saved search" in err) == (2, True)


def test_check_without_a_name_still_verifies(saved, folder):
    code, out, _ = invoke(folder, "check")
    assert (code, out) == (0, "All 3 articles and the index are intact.\n")
    code, _, err = invoke(folder, "check", "--peek")
    assert (code, "--all" in err) == (2, True)


def test_several_searches_tell_an_article_each_and_a_table_has_it_once(saved, folder):
    SavedSearches(saved).save("rusia", "", SearchOptions(filters=Filters(country="RU")))
    saved.add(kursk(3))
    _, out, _ = invoke(folder, "check", "--all", "--peek", "--color", "never")
    assert [line[:2] for line in out.splitlines()] == ["ku", "k3", "", "ru", "k3"]
    _, out, _ = invoke(folder, "check", "--all", "--format", "compact")
    assert [line.split()[0] for line in out.splitlines()] == ["k3"]


def test_a_command_reads_what_is_new_and_where_it_fails_it_is_told_again(saved, folder, tmp_path):
    saved.add(kursk(3))
    file = tmp_path / "mail"
    code, _, err = invoke(folder, "check", "kursk", "--exec", f"cat > {file}; false")
    assert (code, "will be told again" in err) == (2, True)
    command = f'{{ echo "$TELUSUR_NAME $TELUSUR_NEW"; cat; }} > {file}'
    assert invoke(folder, "check", "kursk", "--format", "compact", "--exec", command)[0] == 0
    first, second = file.read_text().splitlines()
    assert (first, second.split()[0]) == ("kursk 1", "k3")
    file.unlink()
    assert invoke(folder, "check", "kursk", "--exec", command)[0] == 1
    assert not file.exists()


def test_a_feed_has_what_is_new_and_the_latest_of_the_others(saved, folder, tmp_path):
    saved.add(kursk(*range(10, 160)))
    assert len(new_in(saved)) == 150
    file = tmp_path / "berita.atom"

    def entries():
        space = {"a": "http://www.w3.org/2005/Atom"}
        feed = ElementTree.parse(file).getroot()
        ids = [one.findtext("a:id", namespaces=space) for one in feed.findall("a:entry", space)]
        return [identity.rpartition("/")[2] for identity in ids]

    assert invoke(folder, "check", "kursk", "--atom", file)[0] == 0
    assert entries() == [f"k{n}" for n in range(159, 9, -1)]
    assert invoke(folder, "check", "kursk", "--atom", file)[0] == 1
    assert entries() == [f"k{n}" for n in range(159, 59, -1)]


def test_the_commands(folder, saved):
    code, out, _ = invoke(folder, "save", "korut", "Kursk", "--country", "KP", "--json")
    assert (code, json.loads(out)["total"], json.loads(out)["new"]) == (0, 0, 0)
    assert invoke(folder, "save", "korut", "x")[0] == 2
    _, out, _ = invoke(folder, "saved")
    assert out == "korut  Kursk --country KP\nkursk  Kursk\n"
    found = json.loads(invoke(folder, "saved", "list", "--json")[1])["searches"]
    assert [(one["query"], one["filters"]) for one in found] == [
        ("Kursk", {"country": ["KP"]}), ("Kursk", {}),
    ]  # fmt: skip
    assert "2 articles match, 0 of them are new" in invoke(folder, "saved", "show", "kursk")[1]
    assert invoke(folder, "saved", "remove", "korut", "kursk", "lain")[0] == 1
    assert invoke(folder, "saved")[0] == 1


def test_a_copy_has_the_searches_and_what_was_seen(saved, tmp_path):
    from telusur.index.copying import copy

    saved.add(kursk(3))
    with Library.open(tmp_path / "there", missing="empty") as there:
        assert copy(saved, there, lambda count: None).user_data == 1
        assert new_in(there) == ["k3"]
        SavedSearches(there).save("kursk", "Vietnam", replace=True)
        assert copy(saved, there, lambda count: None).user_data == 0
        assert SavedSearches(there).get("kursk").query == "Vietnam"


class TestFile:
    """What is so of a library in a folder."""

    @pytest.fixture
    def folder(self, tmp_path):
        return tmp_path / "telusur"

    def test_a_backup_has_the_searches(self, saved, tmp_path):
        saved.backup(tmp_path / "backup")
        Library.restore(tmp_path / "backup", tmp_path / "there")
        with Library.open(tmp_path / "there") as there:
            assert new_in(there) == []

    def test_a_library_that_never_had_any_is_not_changed_by_looking(self, library, folder):
        with closing(sqlite3.connect(folder / ARTICLES_FILE)) as file:
            before = file.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
            assert SavedSearches(library).names() == []
            assert not SavedSearches(library).remove("kursk")
            after = file.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
        assert before == after

    def test_a_search_of_the_first_format_is_read(self, library, folder):
        SavedSearches(library).save("kursk", "x")
        written = (
            '{"version": 1, "query": "Kursk", "filters": {"country": ["RU"], "about": [],'
            ' "since": "2020", "until": null, "strict_dates": false}, "require_all": true,'
            ' "saved": "2026-11-28T07:00:00Z"}'
        )
        from telusur.index.store.rows.row_format import checksum_of

        with closing(sqlite3.connect(folder / ARTICLES_FILE)) as file, file:
            checksum = checksum_of(["search", "kursk", written])
            file.execute("UPDATE kept SET content = ?, checksum = ?", (written, checksum))
        search = SavedSearches(library).get("kursk")
        assert search.options.filters == Filters(country=("RU",), about=(), since="2020")
        assert (search.query, search.require_all) == ("Kursk", True)
        later = written.replace('"version": 1', '"version": 2')
        with closing(sqlite3.connect(folder / ARTICLES_FILE)) as file, file:
            checksum = checksum_of(["search", "kursk", later])
            file.execute("UPDATE kept SET content = ?, checksum = ?", (later, checksum))
        with pytest.raises(LibraryError, match="upgrade Telusur"):
            SavedSearches(library).get("kursk")

    def test_damage_is_noticed_and_named(self, saved, folder):
        with closing(sqlite3.connect(folder / ARTICLES_FILE)) as file, file:
            file.execute("UPDATE kept SET content = replace(content, 'Kursk', 'Kursi')")
        with pytest.raises(LibraryError, match="search kursk is damaged"):
            SavedSearches(saved).get("kursk")
        code, out, _ = invoke(folder, "check")
        assert (code, "search kursk is damaged" in out) == (2, True)

    def test_what_was_told_survives_a_kill(self, library, folder):
        program = (
            "import sys; from telusur import Library\n"
            "from telusur.search.saved_searches import SavedSearches\n"
            "with Library.open(sys.argv[1]) as library:\n"
            "    for number in range(100_000):\n"
            "        SavedSearches(library).save(f's{number}', 'Kursk')\n"
            "        print(number, flush=True)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
        ) as writer:
            for _ in range(20):
                last = int(writer.stdout.readline())
            writer.kill()
        names = SavedSearches(library).names()
        assert {f"s{number}" for number in range(last + 1)} <= set(names)
        assert all(new_in(library, name) == [] for name in names[:3])
