"""Damaged articles are named and set aside, wherever they are read; the rest goes on."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from telusur.index.errors import LibraryError
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import make_article

from telusur import Library, search

OPEN_FILES = Path("/proc/self/fd")


def change(folder, statement):
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection, connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


DAMAGES = [
    "UPDATE article SET text = replace(text, 'Kursk', 'Kurks') WHERE id = 'b'",
    "UPDATE article SET title = 'Lain' WHERE id = 'b'",
    "UPDATE article SET published_from = 'kemarin', published_to = 'besok' WHERE id = 'b'",
    "UPDATE article SET url = 'https://jahat.id' WHERE id = 'b'",
    "UPDATE article SET text = CAST(x'ff' AS TEXT) WHERE id = 'b'",
    "UPDATE article SET countries = 'ID' WHERE id = 'b'",
    "UPDATE article SET checksum = 7 WHERE id = 'b'",
    "UPDATE article SET original = x'00ff' WHERE id = 'b'",
    "UPDATE article SET original = NULL WHERE id = 'b'",
]


@pytest.fixture
def articles(library):
    texts = {name: f"Tentara {name} tiba di Kursk.\nBagikan :" for name in "abc"}
    library.add(make_article(text, id=name) for name, text in texts.items())
    library.close()
    return library


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_article_is_set_aside(articles, folder, damage):
    change(folder, damage)
    remarks = []
    with Library.open(folder, remark=remarks.append) as library:
        assert [article.id for article in library.list()] == ["a", "c"]
        (told,) = remarks
        assert "is damaged" in told
        assert "telusur check" in told
        assert {hit.id for hit in search(library, "Kursk")} <= {"a", "b", "c"}
        assert "b" not in {article.id for article in library.list()}
        assert len(library.check().damaged) == 1


def test_every_command_goes_on_beside_a_damaged_article(articles, folder, telusur):
    change(folder, DAMAGES[2])
    run = telusur("export", "--output", folder.parent / "semua.jsonl")
    assert run.code == 2
    assert "Exported 2 articles" in run.err
    assert "is damaged" in run.err
    run = telusur("check")
    assert run.code == 2
    assert "telusur restore FILE" in run.out
    assert telusur("show", "a").code == 0
    assert "is damaged" in telusur("show", "b").err
    assert telusur("rebuild").code == 0
    run = telusur("search", "Kursk")
    assert run.code == 0
    assert "tiba" in run.out
    for name in ("add", "list", "stats", "facets", "similar"):
        arguments = {"add": ["-"], "similar": ["a"]}.get(name, [])
        assert "Traceback" not in telusur(name, *arguments, stdin="Isi baru.").err
    assert "kemarin" not in telusur("stats", "--json").out


@pytest.mark.parametrize("damage", [DAMAGES[1], DAMAGES[4]])
def test_a_damaged_article_is_healed_by_adding_it_again_or_removed(
    articles, folder, telusur, damage
):
    change(folder, damage)
    line = '{"id": "b", "text": "Tentara b tiba di Kursk.\\nBagikan :"}'
    assert telusur("add", "-", stdin=line).out.startswith("updated    b")
    assert telusur("check").code == 0
    change(folder, damage)
    assert telusur("remove", "b").code == 0
    assert telusur("check").code == 0
    assert telusur("list", "--json").json["total"] == 2


def test_a_damaged_former_text_is_named(articles, folder, telusur):
    with Library.open(folder) as library:
        library.add([make_article("Tentara b pergi.", id="b")])
    change(folder, "UPDATE version SET line = substr(line, 1, 40)")
    assert "b (a former text of it)" in telusur("check").out
    run = telusur("show", "b", "--versions")
    assert run.code == 2
    assert "Traceback" not in run.err


def test_an_article_that_vanished_is_missed(articles, folder, telusur):
    change(folder, "DELETE FROM article WHERE id = 'b'")
    for command in ("export", "list", "check"):
        run = telusur(command)
        assert "damaged" in run.err + run.out
    assert telusur("export").code == 2


def test_a_flip_in_the_file_is_noticed_by_an_export_or_changes_nothing(articles, folder):
    with Library.open(folder) as library:
        expected = list(library.export())
    change(folder, "DELETE FROM band")  # all in the file, nothing in the log
    whole = (folder / ARTICLES_FILE).read_bytes()
    for position in range(0, len(whole), 1_009):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << position % 8
        (folder / ARTICLES_FILE).write_bytes(flipped)
        remarks = []
        try:
            with Library.open(folder, remark=remarks.append) as library:
                lines = list(library.export())
        except LibraryError:
            continue
        assert lines == expected or remarks


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="needs Linux")
def test_what_cannot_be_opened_is_not_held_open(articles, folder):
    change(folder, "DROP TABLE property")
    with pytest.raises(LibraryError, match="is damaged") as refused:
        Library.open(folder)
    held = [file for file in OPEN_FILES.iterdir() if file.exists()]
    assert not any(file.samefile(folder / ARTICLES_FILE) for file in held), refused


def test_two_copies_that_were_changed_apart_are_told_from_each_other(library, folder, tmp_path):
    library.add([make_article("Tentara tiba di Kursk.", id="a")])
    library.close()
    copy = tmp_path / "salinan"
    shutil.copytree(folder, copy)
    for place, text in ((folder, "Kapal di Kursk."), (copy, "Pesawat di Kursk.")):
        with Library.open(place) as opened:
            opened.add([make_article(text, id="b")])
    (folder / ARTICLES_FILE).write_bytes((copy / ARTICLES_FILE).read_bytes())
    remarks = []
    with Library.open(folder, remark=remarks.append) as opened:
        assert not search(opened, "kapal").hits
        assert [hit.id for hit in search(opened, "pesawat")] == ["b"]
    assert remarks == ["Made the index again from 2 articles: it was made of other articles."]


def test_an_older_copy_of_the_index_of_the_other_copy_is_not_caught_up(library, folder, tmp_path):
    """Both copies have the revision that the index has, and not the same articles at it."""
    library.add([make_article("Tentara tiba di Kursk.", id="a")])
    library.close()
    copy = tmp_path / "salinan"
    shutil.copytree(folder, copy)
    for place, text in ((folder, "Kapal di Kursk."), (copy, "Pesawat di Kursk.")):
        with Library.open(place) as opened:
            opened.add([make_article(text, id="b")])
    with Library.open(copy) as opened:
        opened.add([make_article("Lain di Kursk.", id="c")])
    shutil.rmtree(copy / "index")
    shutil.copytree(folder / "index", copy / "index")
    with Library.open(copy) as opened:
        assert not search(opened, "kapal").hits
        assert [hit.id for hit in search(opened, "pesawat")] == ["b"]


def test_a_flipped_count_in_the_index_is_noticed(library, folder):
    library.add(make_article(f"Tentara {n} di Kursk.", id=str(n)) for n in range(8))
    library.close()
    meta = folder / "index" / "meta.json"
    meta.write_text(meta.read_text().replace('"max_doc": 9', '"max_doc": 8').replace(
        '"max_doc":9', '"max_doc":8'))  # fmt: skip
    with Library.open(folder) as opened:
        assert search(opened, "Kursk").total == 8
