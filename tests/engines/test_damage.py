"""Damaged files: nothing but `IndexDamagedError`, and a new index cures it."""

import random
from contextlib import suppress

import pytest
from libraries import open_engine, random_document, state_of
from telusur.index.engines.clauses import Adjacent, AnyTerm, Everything, Published
from telusur.index.errors import IndexDamagedError

CLAUSES = [
    Everything(),
    AnyTerm("root", ("kota", "jalan")),
    Adjacent("root", ("kota", "tua")),
    Published(1, 3_000_000),
]


def delete(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def replace(path):
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


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
        reader.countries(clause)
        reader.months(clause)
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
def test_a_damaged_file(engine, engine_name, index_folder, damage):
    make(engine)
    for name in [path.name for path in files(index_folder)]:
        make(engine)
        # Names of files may be different each time: then another one of its kind.
        alike = [
            path for path in files(index_folder) if path.suffix == (index_folder / name).suffix
        ]
        damage(next((path for path in alike if path.name == name), alike[0]))
        try:
            use(open_engine(engine_name, index_folder))
        except IndexDamagedError:
            continue
        # What is not of the index itself, such as a lock, may be damaged without harm.
        assert engine.reader().document_count() == 29


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


def test_one_byte(engine, index_folder):
    make(engine)
    chance = random.Random(2)
    for path in files(index_folder):
        content = path.read_bytes()
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        with suppress(IndexDamagedError):
            engine.verify()
        path.write_bytes(content)
    use(engine)
