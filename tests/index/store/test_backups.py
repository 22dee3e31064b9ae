"""Backups, put back beside whatever is there."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from telusur.index.errors import LibraryError
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import make_article

from telusur import Library, search

WRITER = """
import sys
from telusur import Library, make_article
with Library.open(sys.argv[1], missing="empty") as library:
    for number in range(100_000):
        library.add([make_article(f"Berita {number} {n} tentang Kursk.", id=f"{number}-{n}") for n in range(7)])
        print(number, flush=True)
"""


def ids(folder):
    with Library.open(folder) as library:
        return [article.id for article in library.list()]


def test_a_backup_is_consistent_while_others_write(folder, telusur, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    with writer:
        writer.stdout.readline()
        for number in range(3):
            assert telusur("backup", tmp_path / "cadangan").code == 0
            assert list(tmp_path.glob("cadangan*")) == [tmp_path / "cadangan"]
            Library.restore(tmp_path / "cadangan", tmp_path / str(number))
            assert len(ids(tmp_path / str(number))) % 7 == 0
        writer.kill()
    assert telusur("stats", "--library", tmp_path / "0").code == 0
    assert telusur("check", "--library", tmp_path / "0").code == 0


def test_a_backup_is_restored_with_versions_and_what_was_there_is_kept(
    library, folder, telusur, tmp_path
):
    library.add([make_article("Tentara tiba di Kursk.", id="a")])
    library.add([make_article("Tentara pergi.", id="a")])
    telusur("backup", tmp_path / "cadangan")
    library.add([make_article("Kapal di Kursk.", id="b")])
    run = telusur("restore", tmp_path / "cadangan")
    assert (run.code, run.out) == (0, f"Restored 1 article from {tmp_path / 'cadangan'}.\n")
    assert search(library, "kapal").total == 0  # it was open all the while
    assert library.add([make_article("Baru.", id="c")]) == {"added": 1}
    assert ids(folder) == ["a", "c"]
    assert [version.article.text for version in library.versions("a")] == ["Tentara tiba di Kursk."]
    (aside,) = (path for path in folder.glob("*.before-*") if "-wal" not in path.name[-4:]
                and "-shm" not in path.name[-4:])  # fmt: skip
    Library.restore(aside, tmp_path / "lain")
    assert ids(tmp_path / "lain") == ["a", "b"]


def test_a_log_of_what_was_there_never_comes_into_the_backup(library, folder, telusur, tmp_path):
    library.add(make_article(f"Berita {n} di Kursk.", id=str(n)) for n in range(30))
    telusur("backup", tmp_path / "cadangan")
    library.add(make_article(f"Lebih {n} di Kursk. " * 50, id=f"x{n}") for n in range(300))
    crashed = tmp_path / "jatuh"
    shutil.copytree(folder, crashed)  # with the log, as a killed writer leaves it
    assert (crashed / f"{ARTICLES_FILE}-wal").stat().st_size
    library.close()
    assert telusur("restore", tmp_path / "cadangan", "--library", crashed).code == 0
    assert ids(crashed) == [str(n) for n in range(30)]
    assert telusur("check", "--library", crashed).code == 0


def test_a_damaged_library_is_restored(seeds, folder, telusur, tmp_path):
    telusur("backup", tmp_path / "cadangan")
    seeds.close()
    for content in (b"", b"garbage" * 1000, None):
        if content is None:
            (folder / ARTICLES_FILE).unlink()
        else:
            (folder / ARTICLES_FILE).write_bytes(content)
        assert telusur("restore", tmp_path / "cadangan").code == 0
        assert telusur("check").code == 0
        assert len(ids(folder)) == 5


def test_nothing_but_a_backup_is_replaced_or_restored(seeds, folder, telusur, tmp_path):
    precious = tmp_path / "skripsi.txt"
    precious.write_text("Skripsi.")
    for name in (precious, folder / ARTICLES_FILE, tmp_path / "tidak" / "ada"):
        run = telusur("backup", name)
        assert run.code == 2
        assert "Traceback" not in run.err
        assert "room" not in run.err
        assert "space" not in run.err
    assert "an empty name is no file" in telusur("backup", "").err
    assert precious.read_text() == "Skripsi."
    telusur("backup", tmp_path / "cadangan")
    whole = bytearray((tmp_path / "cadangan").read_bytes())
    whole[5_000:9_000] = os.urandom(4_000)
    (tmp_path / "rusak").write_bytes(whole)
    with closing(sqlite3.connect(tmp_path / "asing")) as other:
        other.execute("CREATE TABLE t (x)")
    for name, why in (
        (precious, "not a backup"),
        (tmp_path / "rusak", "backup .* is damaged"),
        (tmp_path / "asing", "not a backup"),
        (tmp_path / "x", "There is no backup"),
        (folder, "is a directory"),
        ("", "an empty name is no file"),
    ):
        run = telusur("restore", name)
        assert run.code == 2
        assert re.search(why, run.err)
    assert len(ids(folder)) == 5


def test_a_writer_that_is_waiting_notices_that_the_library_was_replaced(library, folder, tmp_path):
    library.add([make_article("Isi.", id="a")])
    library.backup(tmp_path / "cadangan")
    with library._store.writing():
        pass
    Library.restore(tmp_path / "cadangan", folder)
    assert library.add([make_article("Isi lain.", id="b")]) == {"added": 1}
    library.close()
    assert ids(folder) == ["a", "b"]


KILLED = """
import os, sys
from telusur import Library, make_article
library = Library.open(sys.argv[1], missing="empty")
library.add([make_article("Tentara tiba di Kursk.", id="a")])
print("ready", flush=True)
os.kill(os.getpid(), 9)
"""


# Root may write whatever permissions say, as long as it has the capability to.
WITHOUT_PRIVILEGES = """
import ctypes, os
if os.geteuid() == 0:
    libc = ctypes.CDLL(None)
    version_3, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capset(version_3, nothing) == 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities of Linux")
@pytest.mark.parametrize("with_shm", [True, False])
def test_a_read_only_library_shows_what_a_killed_writer_stored(tmp_path, with_shm):
    folder = tmp_path / "telusur"
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False, capture_output=True)
    assert (folder / f"{ARTICLES_FILE}-wal").stat().st_size
    if not with_shm:
        (folder / f"{ARTICLES_FILE}-shm").unlink()
    script = f"""
{WITHOUT_PRIVILEGES}
from telusur import Library, search
with Library.open({str(folder)!r}) as library:
    assert [hit.id for hit in search(library, "Kursk")] == ["a"]
    assert [article.id for article in library.list()] == ["a"]
"""
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert done.returncode == 0, done.stderr


def test_a_library_that_was_closed_says_so(seeds):
    seeds.close()
    for use in (lambda: list(seeds.list()), lambda: search(seeds, "Kursk"), lambda: seeds.stats()):
        with pytest.raises(LibraryError, match=r"was closed: open it again"):
            use()
