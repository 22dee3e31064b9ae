"""Kills a real `telusur add` at random moments, and looks at what it left behind."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.sources.files import read_paths
from telusur.search.options import SearchOptions

from telusur import Library, search

KILLS = 32
ARTICLES = 90

# The real command, but with small batches, and telling of every article.
COMMAND = """
import telusur.index.ingest.batches, telusur.search.commands.articles.add
from telusur.search.cli import main
telusur.index.ingest.batches._MAX_ARTICLES = 5
telusur.search.commands.articles.add._OUTCOMES_SHOWN = 1_000_000
main()
"""


@pytest.fixture(scope="module")
def dice():
    """To repeat a failure, set TELUSUR_TEST_SEED to the seed that pytest shows with it."""
    seed = int(os.environ.get("TELUSUR_TEST_SEED") or random.randrange(1 << 32))
    print(f"TELUSUR_TEST_SEED={seed}")
    return random.Random(seed)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Lines with copies at other addresses, versions and updates among them."""
    file = tmp_path_factory.mktemp("corpus") / "berita.jsonl"
    version = " ".join(f"kata{number}" for number in range(50))
    with file.open("w", encoding="utf-8") as lines:
        for number in range(ARTICLES):
            record = {"text": f"Kursk nomor{number}.\nBagikan", "url": f"https://satu.id/{number}"}
            if number % 10 == 3:
                record = {**record, "text": f"nomor{number - 1} sama.", "id": f"n{number - 1}"}
            elif number % 10 == 5:
                record = {"text": f"Kursk nomor{number - 1}.\n\nShare", "url": "https://dua.id/x"}
            elif number % 10 == 7:
                record["text"] = f"{version} nomor{number}."
            lines.write(json.dumps(record) + "\n")
    return file


def start(folder, corpus):
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "add", str(corpus), "--library", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def content(library):
    """All that a library holds, but for the time of adding; families by their members."""
    articles = [
        {**article.as_dict(), "added": "", "id_derived": False} for article in library.list()
    ]

    def read(snapshot):
        families = set(snapshot.families_of(range(1, 2 * ARTICLES)).values())
        return sorted(map(tuple, snapshot.ids_in_families(sorted(families)).values()))

    return articles, library.reading(read)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("undisturbed")
    begun = time.monotonic()
    process = start(folder, corpus)
    assert process.communicate()[0].splitlines()[-1].endswith(" 0 failed")
    seconds = time.monotonic() - begun
    with Library.open(folder) as library:
        return content(library), seconds


def reported(output):
    """The ids that were told to be in the library, whole lines alone."""
    lines = [line for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return {line.split()[1] for line in lines if line.startswith(("added ", "updated "))}


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_add_loses_nothing_and_a_rerun_completes_it(
    tmp_path, corpus, undisturbed, dice, kill
):
    expected, seconds = undisturbed
    process = start(tmp_path, corpus)
    # The first part of its time goes into starting Python.
    time.sleep(seconds * dice.uniform(0.2, 1.0))
    process.kill()
    told = reported(process.communicate()[0])

    if (tmp_path / ARTICLES_FILE).exists():
        with closing(sqlite3.connect(tmp_path / ARTICLES_FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Library.open(tmp_path, missing="empty") as library:
        stored = list(library.list())
        assert told <= {article.id for article in stored}
        for article in stored:
            found = search(
                library, article.text.split()[-1], SearchOptions(duplicates="show", limit=ARTICLES)
            )
            assert article.id in {hit.id for hit in found}
        assert sum(1 for _ in search(library, "Kursk", SearchOptions(limit=ARTICLES))) == sum(
            "Kursk" in article.text for article in stored
        )
        library.add(read_paths([corpus]))
        assert content(library) == expected


@pytest.fixture(scope="module")
def stored(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("stored")
    with Library.open(folder, missing="empty") as library:
        library.add(read_paths([corpus]))
    command = [sys.executable, "-m", "telusur", "rebuild", "--library", str(folder)]
    begun = time.monotonic()
    subprocess.run(command, capture_output=True, check=True)
    return folder, command, time.monotonic() - begun


@pytest.mark.parametrize("kill", range(16))
def test_a_killed_rebuild_does_no_harm(stored, dice, kill):
    folder, command, seconds = stored
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds * dice.uniform(0.2, 1.0))
    process.kill()
    process.communicate()
    remarks = []
    with Library.open(folder, remark=remarks.append) as library:
        found = search(library, "Kursk", SearchOptions(duplicates="show", limit=ARTICLES)).total
        assert found == sum("Kursk" in article.text for article in library.list())
        assert remarks == []  # the old index still held, or the new one did already
    # What it left is swept by the next writer.
    with Library.open(folder) as library:
        library.rebuild()
    assert set(leftovers(folder / "index")) == set()


@pytest.mark.parametrize("kill", range(16))
def test_a_killed_removal_is_done_or_not(stored, dice, kill, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(stored[0], folder)
    with Library.open(folder) as library:
        ids = [article.id for article in library.list()]
    removed = ids[kill : kill + 20]
    command = [sys.executable, "-m", "telusur", "remove", *removed, "--library", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(stored[2] * dice.uniform(0.2, 1.0))
    process.kill()
    process.communicate()
    with Library.open(folder) as library:
        left = {article.id for article in library.list()}
        assert left in (set(ids), set(ids) - set(removed))
        options = SearchOptions(duplicates="show", limit=2 * ARTICLES)
        expected = {article.id for article in library.list() if "Kursk" in article.text}
        assert {hit.id for hit in search(library, "Kursk", options)} == expected
        library.remove(ids[:1])
    assert set(leftovers(folder / "index")) == set()


def leftovers(index):
    """Files of segments that the index does not name."""
    meta = json.loads((index / "meta.json").read_text())
    named = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    for file in index.iterdir():
        if file.name in {"meta.json", ".managed.json"} or file.name.endswith(".lock"):
            continue
        if file.name.partition(".")[0] not in named:
            yield file.name
