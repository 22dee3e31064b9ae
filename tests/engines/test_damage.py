"""Damaged files: nothing but `IndexDamagedError`, and a new index cures it."""

import random
import shutil
from contextlib import suppress

import pytest
from libraries import open_engine, random_document, state_of
from telusur.index.engines.clauses import Adjacent, AnyTerm, Everything, OnDays
from telusur.index.errors import IndexDamagedError

CLAUSES = [
    Everything(),
    AnyTerm("root", ("kota", "jalan")),
    Adjacent("root", ("kota", "tua")),
    OnDays(1, 3_000_000),
]


def rewrite(path, content):
    """Write another file of the name: whoever has the old one mapped must not be hit by it."""
    path.unlink()
    path.write_bytes(content)


def delete(path):
    path.unlink()


def empty(path):
    rewrite(path, b"")


def truncate(path):
    rewrite(path, path.read_bytes()[: path.stat().st_size // 2])


def replace(path):
    rewrite(path, random.Random(1).randbytes(path.stat().st_size))


DAMAGES = [delete, empty, truncate, replace]


def use(engine):
    """Ask for everything that can be asked for."""
    reader = engine.reader()
    assert reader.state
    reader.document_count()
    reader.lengths()
    for clause in CLAUSES:
        reader.count(clause)
        reader.best(clause, 5)
        reader.by_day(clause, 5, newest_first=True)
        list(reader.matching(clause))
        reader.numbers(clause)
        reader.values(clause, "country")
        reader.months(clause)
        reader.intervals(clause)
    reader.terms("root")
    reader.terms("form", "k")
    engine.verify()


def make(engine, seed=1):
    chance = random.Random(seed)
    with engine.writer(anew=True) as writer:
        for number in range(1, 30):
            writer.put(random_document(chance, number))
        writer.commit(state_of(engine))
    with engine.writer(anew=False) as writer:
        writer.delete([1])
        writer.put(random_document(chance, 30))
        writer.commit(state_of(engine, 2))


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file(engine, engine_name, index_folder, tmp_path, damage):
    make(engine)
    for path in files(index_folder):
        copy = tmp_path / "copy" / path.name
        shutil.copytree(index_folder, copy)
        damage(copy / path.relative_to(index_folder))
        damaged = open_engine(engine_name, copy)
        try:
            use(damaged)
        except IndexDamagedError:
            continue
        # What is not of the index itself, such as a lock, may be damaged without harm.
        assert damaged.reader().document_count() == 29


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_all_files_damaged(engine, engine_name, index_folder, damage):
    make(engine)
    for path in files(index_folder):
        damage(path)
    with pytest.raises(IndexDamagedError):
        use(open_engine(engine_name, index_folder))
    with pytest.raises(IndexDamagedError), engine.writer(anew=False):
        pass
    make(engine)
    use(engine)
    assert engine.reader().document_count() == 29


def test_a_changed_byte(engine, index_folder):
    make(engine)
    chance = random.Random(2)
    for path in files(index_folder):
        content = path.read_bytes()
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        rewrite(path, bytes(changed))
        with suppress(IndexDamagedError):
            engine.verify()
        rewrite(path, content)
    use(engine)
