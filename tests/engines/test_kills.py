"""A process that writes is killed; the index is as it was before, or as it is after a commit."""

import os
import random
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from libraries import document, settle, state_of
from telusur.index.engines.clauses import AnyTerm, Everything

KILLS = 4

WRITING = """
import sys
from pathlib import Path
from libraries import document, open_engine
engine = open_engine(sys.argv[1], Path(sys.argv[2]))
with engine.writer(anew=sys.argv[3] == "anew") as writer:
    writer.delete([1, 2])
    for number in range(10, 1_000_000):
        writer.put(document(number, "judul", "kota tua " * 30))
        if number == 400:
            print("writing", flush=True)
"""

COMMITTING = """
import sys
from pathlib import Path
from libraries import document, open_engine, state_of
engine = open_engine(sys.argv[1], Path(sys.argv[2]))
for revision in range(engine.reader().state.revision + 1, 1_000_000):
    with engine.writer(anew=False) as writer:
        writer.put(document(revision, "judul", f"kota w{revision}"))
        writer.commit(state_of(engine, revision))
    print(revision, flush=True)
"""


def start(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])},
        text=True,
    )


def stop(process):
    process.kill()
    rest = process.communicate()[0]
    return rest.split()


@pytest.fixture
def begun(engine):
    with engine.writer(anew=True) as writer:
        writer.put(document(1, "", "damai"))
        writer.commit(state_of(engine, 1))
    return engine


@pytest.mark.parametrize("how", ["anew", "further"])
def test_killed_before_the_commit(begun, engine_name, index_folder, how):
    process = start(WRITING, engine_name, index_folder, how)
    assert process.stdout.readline() == "writing\n"
    stop(process)
    reader = begun.reader()
    assert (reader.state.revision, reader.document_count()) == (1, 1)
    assert reader.count(AnyTerm("root", ("damai",))) == 1
    begun.verify()
    with begun.writer(anew=False) as writer:
        writer.put(document(2, "", "damai"))
        writer.commit(state_of(begun, 2))
    assert begun.reader().document_count() == 2


def test_killed_at_any_moment(begun, engine_name, index_folder):
    chance = random.Random(3)
    for _ in range(KILLS):
        process = start(COMMITTING, engine_name, index_folder)
        known = int(process.stdout.readline())
        sleep(chance.random() * 0.2)
        known = int((stop(process) or [known])[-1])
        settle(begun)
        reader = begun.reader()
        assert reader.state.revision in (known, known + 1)
        assert reader.count(Everything()) == reader.document_count() == reader.state.revision
        begun.verify()
