import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from threading import Thread

import pytest
from telusur.index.article import Failure
from telusur.index.engines.tantivy.engine import TantivyEngine
from telusur.index.engines.tantivy.writer import TantivyWriter
from telusur.index.errors import IndexDamagedError, LibraryError
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import make_article

from telusur import Library, search


def found(library, query):
    return {hit.id for hit in search(library, query)}


def article(identity, text, **more):
    return make_article(text, id=identity, **more)


@pytest.fixture
def remarks():
    return []


@pytest.fixture
def reopen(folder, remarks):
    """Open the test's library again, collecting its remarks."""
    opened = []

    def open_again():
        opened.append(Library.open(folder, remark=remarks.append))
        return opened[-1]

    yield open_again
    for library in opened:
        library.close()


def test_a_missing_default_library_is_made_of_the_seeds_and_says_so(monkeypatch, remarks, folder):
    monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent))
    monkeypatch.delenv("TELUSUR_LIBRARY", raising=False)
    with Library.open(remark=remarks.append) as library:
        assert len(library) == 5
        assert remarks == [f"Made a library of the 5 seed articles in {folder}."]
        assert len(found(library, "Kursk")) == 2


@pytest.mark.parametrize("there", [False, True])
def test_the_environment_names_the_default_place_where_nothing_else_is(telusur, tmp_path, there):
    named = tmp_path / "berita"
    if there:
        named.mkdir()
    run = telusur("search", "Kursk", "--json", TELUSUR_LIBRARY=str(named))
    assert (run.code, run.json["total"]) == (0, 2)
    assert "Made a library of the 5 seed articles" in run.err


@pytest.mark.parametrize("command", ["search", "show", "list", "stats", "facets", "similar"])
def test_no_command_that_reads_makes_anything_in_a_folder_that_was_named(
    telusur, tmp_path, command
):
    named = tmp_path / "Dokumen"
    named.mkdir()
    (named / "surat.txt").write_text("Surat.")
    words = ["Kursk"] if command in {"search", "show", "similar"} else []
    for run in (
        telusur("--library", named, command, *words),
        telusur(command, *words, TELUSUR_LIBRARY=str(named)),
    ):
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith(f"telusur: There is no library in {named}: `telusur add`")
        assert len(run.err.splitlines()) == 1
    assert [path.name for path in named.iterdir()] == ["surat.txt"]


def test_a_demo_is_made_where_it_is_asked_for_and_nowhere_twice(telusur, tmp_path):
    named = tmp_path / "coba"
    assert telusur("demo", "--library", named).code == 0
    assert telusur("search", "Kursk", "--library", named).code == 0
    again = telusur("demo", "--library", named)
    assert again.code == 2
    assert "There is a library in" in again.err


def test_articles_that_are_missing_beside_an_index_are_never_replaced(seeds, folder, telusur):
    seeds.close()
    (folder / ARTICLES_FILE).unlink()
    kept = sorted(path.name for path in (folder / "index").iterdir())
    for run in (telusur("search", "Kursk"), telusur("add", "-", stdin="Isi."), telusur("demo")):
        assert run.code == 2
        assert "telusur restore FILE" in run.err
    assert sorted(path.name for path in (folder / "index").iterdir()) == kept
    assert not (folder / ARTICLES_FILE).exists()


def test_a_folder_of_somebody_else_is_not_taken_for_an_index(telusur, tmp_path):
    project = tmp_path / "proyek"
    (project / "index").mkdir(parents=True)
    (project / "index" / "penting.txt").write_text("Penting.")
    run = telusur("add", "-", "--library", project, stdin="Isi.")
    assert run.code == 2
    assert (project / "index" / "penting.txt").read_text() == "Penting."


def test_a_library_is_readable_by_its_owner_alone(telusur, folder):
    telusur("add", "-", stdin="Isi.")
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / ARTICLES_FILE).stat().st_mode & 0o077 == 0
    assert telusur("backup", folder.parent / "cadangan").code == 0
    assert (folder.parent / "cadangan").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("arguments", [("--library", "", "list"), ("list", "--library", "")])
def test_an_empty_name_is_no_library(telusur, arguments):
    run = telusur(*arguments)
    assert run.code == 2
    assert "an empty name is no folder" in run.err


def test_adding_is_idempotent(library):
    articles = [article("a", "Tentara tiba di Kursk."), article("b", "Rusia membantah.")]
    assert library.add(articles) == {"added": 2}
    assert library.add(articles) == {"unchanged": 2}
    assert len(library) == 2
    changed = [article("a", "Tentara pergi."), Failure("x.txt", "it is empty")]
    assert library.add(changed) == {"updated": 1, "failed": 1}
    assert found(library, "Kursk") == set()
    assert found(library, "pergi") == {"a"}


def test_removed_articles_are_gone_and_others_stay(library):
    library.add([article("a", "Tentara tiba."), article("b", "Tentara pergi.")])
    assert library.remove(["a", "zzz"]) == ["a"]
    assert library.get("a") is None
    assert found(library, "tentara") == {"b"}


def test_an_article_keeps_its_fields(library):
    original = article("x1", "Isi berita.", title="Judul", source="Antara", url="https://a.id/1")
    library.add([original])
    assert library.get("x1") == original
    assert list(library.list()) == [original]


def test_many_additions_leave_few_segments_and_lose_nothing(library):
    for number in range(70):
        library.add([article(f"n{number}", f"Berita nomor{number} tentang Kursk.")])
    assert library.stats().segments < 16
    assert search(library, "Kursk").total == 70
    assert found(library, "nomor33") == {"n33"}


def test_a_missing_index_is_made_again(seeds, folder, reopen, remarks):
    seeds.close()
    for file in (folder / "index").iterdir():
        file.unlink()
    assert len(found(reopen(), "Kursk")) == 2
    assert remarks == ["Made the index again from 5 articles: there was no index."]
    assert len(found(reopen(), "Kursk")) == 2
    assert len(remarks) == 1


@pytest.mark.parametrize("name", ["meta.json", "*.idx", "*.store", "*.term", "*.fast"])
@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x80\x04\x95pickle.", None])
def test_a_damaged_index_is_made_again(seeds, folder, reopen, remarks, name, damage):
    seeds.close()
    file = next((folder / "index").glob(name))
    if damage is None:
        whole = bytearray(file.read_bytes())
        whole[len(whole) // 2] ^= 1
        damage = bytes(whole)
    file.write_bytes(damage)
    assert len(found(reopen(), "Kursk")) == 2
    assert [remark.split(":")[0] for remark in remarks] == ["Made the index again from 5 articles"]


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("name", ["*.idx", "*.pos", "*.store"])
def test_a_flipped_byte_is_noticed(seeds, folder, reopen, remarks, share, name):
    """In a small index, which is verified whenever it is opened."""
    seeds.close()
    flip(next((folder / "index").glob(name)), share)
    assert len(found(reopen(), "Kursk")) == 2
    assert [remark.split(":")[0] for remark in remarks] == ["Made the index again from 5 articles"]


@pytest.mark.parametrize("word", ["record", "indexed", "stored"])
def test_an_index_whose_fields_are_others_is_made_again(seeds, folder, reopen, remarks, word):
    """tantivy takes an option that it does not know for one that was left out."""
    seeds.close()
    meta = folder / "index" / "meta.json"
    meta.write_text(meta.read_text().replace(f'"{word}":', f'"{word[:-1]}_":'))
    assert len(found(reopen(), '"Korea Utara"')) == 5
    assert [remark.split(":")[0] for remark in remarks] == ["Made the index again from 5 articles"]
    assert len(remarks[0]) < 200


def flip(file, share):
    whole = bytearray(file.read_bytes())
    whole[int(len(whole) * share)] ^= 0x10
    file.write_bytes(whole)


@pytest.mark.parametrize("name", ["*.idx", "*.store"])
def test_a_flipped_byte_is_one_line_on_standard_error(seeds, folder, telusur, name):
    seeds.close()
    flip(next((folder / "index").glob(name)), 0.6)
    run = telusur("search", "Kursk")
    assert run.code == 0
    assert len(run.err.splitlines()) == 1
    assert "Made the index again from 5 articles" in run.err
    assert telusur("search", "Kursk") == (0, run.out, "")


def damage_the_stored_terms(folder):
    store = next((folder / "index").glob("*.store"))
    whole = bytearray(store.read_bytes())
    whole[: len(whole) // 2] = os.urandom(len(whole) // 2)
    store.write_bytes(whole)


def test_damage_that_shows_when_searching_is_mended(seeds, folder, reopen, remarks, monkeypatch):
    """In a large index, which is not verified whenever it is opened."""
    monkeypatch.setattr("telusur.index.engines.tantivy.engine._VERIFIED_BYTES", 0)
    seeds.close()
    damage_the_stored_terms(folder)
    again = reopen()
    assert len(found(again, "pasukan Korea Utara")) == 5
    assert [remark.split(":")[0] for remark in remarks] == ["Made the index again from 5 articles"]
    assert again.stats().articles == 5
    assert len(remarks) == 1


def test_a_large_index_is_verified_where_that_is_asked_for(seeds, folder, telusur, monkeypatch):
    monkeypatch.setattr("telusur.index.engines.tantivy.engine._VERIFIED_BYTES", 0)
    seeds.close()
    damage_the_stored_terms(folder)
    with Library.open(folder) as library:
        assert "telusur rebuild" in "".join(library.check().sentences())
    remarks = []
    with Library.open(folder, verify=True, remark=remarks.append) as library:
        assert len(found(library, "Kursk")) == 2
        assert library.check().is_intact
    assert len(remarks) == 1


def test_checking_from_the_command_line(seeds, folder, telusur):
    seeds.close()
    assert telusur("check").out == "All 5 articles and the index are intact.\n"
    assert telusur("rebuild", "--check").out == "The index is intact.\n"
    damage_the_stored_terms(folder)
    run = telusur("check")
    assert run.code == 2
    assert "damaged" in run.out
    assert "telusur rebuild" in run.out
    assert telusur("check", "--json").json["intact"] is False
    assert telusur("rebuild", "--check").out == "Indexed 5 articles.\n"
    assert telusur("check").code == 0


def test_nothing_in_a_library_is_ever_unpickled(seeds, folder):
    """Every file of the library is replaced by a pickle that leaves a mark when it is loaded."""
    seeds.close()
    hostile = b"cposix\nsystem\n(S'touch " + str(folder / "mark").encode() + b"'\ntR."
    index = folder / "index"
    names = ["_MAIN_1.toc", "MAIN_abc.seg", *(f.name for f in index.iterdir())]
    for name in names:
        (index / name).write_bytes(hostile)
    (folder / "articles.pickle").write_bytes(hostile)
    script = """
import sys
loaded = []
sys.addaudithook(lambda event, arguments: event.startswith("pickle.") and loaded.append(arguments))
from telusur import Library, search
with Library.open(sys.argv[1]) as library:
    for query in ("Kursk", '"tentara Korea" DAN title:Kursk', "tentar*"):
        print(search(library, query).total)
    library.rebuild()
    library.stats()
assert not loaded, loaded
"""
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "2"
    assert not (folder / "mark").exists()


@pytest.mark.parametrize(
    "changed",
    [{"format_version": 99}, {"analysis_version": 99}, {"library": "other"}, {"revision": 99}],
)
def test_an_index_of_another_version_or_library_is_made_again(
    seeds, folder, reopen, remarks, changed
):
    seeds.close()
    engine = TantivyEngine(folder / "index")
    state = engine.reader().state
    with engine.writer(anew=False) as writer:
        writer.commit(state._replace(**changed))
    assert len(found(reopen(), "Kursk")) == 2
    assert len(remarks) == 1
    assert remarks[0].startswith("Made the index again from 5 articles: it was ")


def test_an_index_of_the_first_version_is_made_again(seeds, folder, reopen, remarks):
    seeds.close()
    for file in (folder / "index").iterdir():
        file.unlink()
    (folder / "index" / "manifest.json").write_text('{"format": 3, "segments": []}')
    (folder / "index" / "0123456789abcdef.segment").write_bytes(bytes(100))
    assert len(found(reopen(), "Kursk")) == 2
    assert remarks == ["Made the index again from 5 articles: it was of an older version."]
    assert not list((folder / "index").glob("*.segment"))


def test_an_index_behind_the_articles_is_caught_up(library, folder, reopen, remarks):
    library.add([article("a", "Tentara tiba di Kursk."), article("b", "Kursk tenang.")])
    index = folder / "index"
    kept = {file.name: file.read_bytes() for file in index.iterdir()}
    library.add([article("c", "Rusia kehilangan Kursk."), article("b", "Tenang kembali.")])
    library.remove(["a"])
    library.close()
    for file in index.iterdir():
        file.unlink()
    for name, content in kept.items():
        (index / name).write_bytes(content)
    assert found(reopen(), "Kursk") == {"c"}
    assert remarks == ["Caught the index up with the articles: 2 indexed."]


def test_a_backup_of_the_articles_put_back_makes_the_index_again(library, folder, reopen):
    library.add([article("a", "Tentara tiba di Kursk.")])
    with (
        closing(sqlite3.connect(folder / ARTICLES_FILE)) as articles,
        closing(sqlite3.connect(folder / "backup")) as backup,
    ):
        articles.backup(backup)
    library.add([article("b", "Kursk tenang.")])
    library.close()
    (folder / "backup").replace(folder / ARTICLES_FILE)
    assert found(reopen(), "Kursk") == {"a"}


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough" * 50])
def test_a_damaged_library_file_is_an_error_that_touches_nothing(seeds, folder, reopen, content):
    seeds.close()
    file = folder / ARTICLES_FILE
    file.write_bytes(content)
    with pytest.raises(LibraryError, match=r"damaged|not a Telusur library"):
        found(reopen(), "Kursk")
    assert file.read_bytes() == content


def test_a_library_whose_making_was_interrupted_is_made(folder, reopen, remarks):
    folder.mkdir()
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with Library.open(folder, missing="seeds", remark=remarks.append) as library:
        assert len(library) == 5
    assert len(remarks) == 1


def test_a_foreign_database_is_refused(folder, reopen):
    folder.mkdir()
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(LibraryError, match="not a Telusur library"):
        reopen()


def test_readers_see_a_state_before_or_after_a_batch(library, folder):
    stop = False
    seen = set()

    def read():
        with Library.open(folder) as reader:
            while not stop:
                seen.add(search(reader, "Kursk").total % 10)

    thread = Thread(target=read)
    thread.start()
    for batch in range(10):
        library.add([article(f"{batch}-{n}", f"Kursk {batch} {n}.") for n in range(10)])
    stop = True
    thread.join()
    assert seen == {0}


WRITER = """
import sys
from telusur import Library, make_article
with Library.open(sys.argv[1], missing="empty") as library:
    for number in range(1000):
        identity = f"{sys.argv[2]}-{number}"
        library.add([make_article(f"Berita {identity} tentang Kursk.", id=identity)])
        print(identity, flush=True)
"""


def start_writer(folder, name):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2, 0.5])
def test_a_killed_writer_loses_nothing_it_reported(library, folder, reopen, seconds):
    writer = start_writer(folder, "w")
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    reported = {first.strip(), *writer.communicate()[0].split()}
    again = reopen()
    stored = {stored.id for stored in again.list()}
    assert reported <= stored
    assert search(again, "Kursk").total == len(stored)
    again.add([article("later", "Sesudah itu Kursk tenang.")])
    assert search(again, "Kursk").total == len(stored) + 1


def test_two_writers_at_once_both_succeed(library, folder, reopen):
    writers = [start_writer(folder, name) for name in ("a", "b")]
    lines = [[writer.stdout.readline().strip() for _ in range(20)] for writer in writers]
    for writer in writers:
        writer.kill()
        writer.communicate()
    again = reopen()
    stored = {stored.id for stored in again.list()}
    assert {line for written in lines for line in written} <= stored
    assert search(again, "Kursk").total == len(stored)


def test_a_second_writer_says_that_it_waits(library, folder, reopen, remarks):
    second = reopen()
    done = []

    def add():
        with Library.open(folder, remark=remarks.append) as writer:
            done.append(writer.add([article("a", "Isi.")]))

    with library._store.writing():
        thread = Thread(target=add)
        thread.start()
        time.sleep(1.0)
        assert not done
        assert search(second, "Kursk").total == 0
    thread.join()
    assert done == [{"added": 1}]
    assert any("waiting for up to 60 seconds" in remark for remark in remarks)


@pytest.fixture
def interruptible():
    """A suite that runs in the background ignores Ctrl-C, and what it starts would ignore it too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_addition_says_what_went_in(telusur, folder, reopen, interruptible):
    process = subprocess.Popen(
        telusur.command("add", "-"), env=telusur.environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    for number in range(1_500):
        process.stdin.write(json.dumps({"text": f"Berita {number} dari Kursk."}) + "\n")
    process.stdin.flush()
    assert "added" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert "Interrupted: what was added is safe" in err
    told = re.fullmatch(r"([\d,]+) added, 0 updated, 0 unchanged, 0 failed", out.splitlines()[-1])
    assert 0 < int(told[1].replace(",", "")) <= search(reopen(), "Kursk").total


def test_a_full_disk_is_a_sentence_and_loses_nothing(library, folder, telusur, reopen):
    library.add([article("a", "Tentara tiba di Kursk.")])
    library.close()
    # Coverage could not write either what it measured there, and would say so.
    unmeasured = {k: v for k, v in telusur.environment.items() if not k.startswith("COVERAGE_")}
    limited = ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *telusur.command("add", "-")]
    done = subprocess.run(
        limited,
        input="".join(json.dumps({"text": f"Kursk {n} " * 100}) + "\n" for n in range(500)),
        env=unmeasured,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "0 added, 0 updated, 0 unchanged, 0 failed\n"
    assert "a" in found(reopen(), "Kursk")


def test_a_library_that_is_moved_while_its_index_is_written_is_missed(library, folder, tmp_path):
    library.add([make_article("Isi a.", id="a")])

    def move(count):
        folder.rename(tmp_path / "pindah")

    with pytest.raises(LibraryError, match="was moved, removed or replaced"):
        library.rebuild(move)
    with Library.open(tmp_path / "pindah") as moved:
        assert [hit.id for hit in search(moved, "isi")] == ["a"]


@pytest.mark.parametrize(
    "write",
    [lambda library: library.rebuild(), lambda library: library.add([article("b", "Isi b.")])],
    ids=["rebuild", "add"],
)
def test_a_moved_library_is_not_taken_for_a_damaged_index(
    library, folder, tmp_path, monkeypatch, write
):
    """A thread of tantivy that finds the folder gone dies, and says no more than that."""
    library.add([article("a", "Isi a.")])

    def die_of_the_move(writer, document):
        folder.rename(tmp_path / "pindah")
        raise IndexDamagedError("An index writer was killed")

    monkeypatch.setattr(TantivyWriter, "put", die_of_the_move)
    with pytest.raises(LibraryError, match="was moved, removed or replaced"):
        write(library)
    monkeypatch.undo()
    assert not folder.exists()
    with Library.open(tmp_path / "pindah") as moved:
        assert "a" in found(moved, "isi")
