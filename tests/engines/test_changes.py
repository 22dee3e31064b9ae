"""What writers do, what readers see of it, and what is left of them."""

import pytest
from libraries import document, open_engine, state_of
from telusur.index.engines.clauses import AnyTerm, Everything, Numbered


def texts(reader):
    """The word of each document's text, by their numbers."""
    return {
        one.number: word
        for word, _ in reader.terms("root")
        for one in reader.matching(AnyTerm("root", (word,)))
    }


def put(engine, revision, *documents, anew=False):
    with engine.writer(anew=anew) as writer:
        writer.delete([one.number for one in documents])
        for one in documents:
            writer.put(one)
        writer.commit(state_of(engine, revision))


@pytest.fixture
def begun(engine):
    """An index of two documents at the revision 1."""
    put(engine, 1, document(1, "", "kota"), document(2, "", "laut"), anew=True)
    return engine


def test_an_update_replaces(begun):
    put(begun, 2, document(2, "", "damai"), document(3, "", "perang"))
    reader = begun.reader()
    assert texts(reader) == {1: "kota", 2: "damai", 3: "perang"}
    assert reader.document_count() == reader.count(Everything()) == 3
    assert reader.count(AnyTerm("root", ("laut",))) == 0


def test_deleting_spares_what_is_put_afterwards(begun):
    with begun.writer(anew=False) as writer:
        writer.delete([1, 99])
        writer.delete([1, 1])
        writer.delete([])
        writer.put(document(1, "", "damai"))
        writer.commit(state_of(begun, 2))
    assert texts(begun.reader()) == {1: "damai", 2: "laut"}


def test_all_can_be_deleted_and_put_again(begun):
    with begun.writer(anew=False) as writer:
        writer.delete(range(1_000))
        writer.commit(state_of(begun, 2))
    reader = begun.reader()
    assert (reader.document_count(), reader.state.revision) == (0, 2)
    assert reader.count(Everything()) == reader.count(Numbered((1, 2))) == 0
    assert reader.lengths() == (0, 0)
    put(begun, 3, document(2, "", "tua"))
    assert texts(begun.reader()) == {2: "tua"}


def test_nothing_shows_before_the_commit(begun):
    with begun.writer(anew=False) as writer:
        writer.delete([1])
        writer.put(document(3, "", "perang"))
        assert texts(begun.reader()) == {1: "kota", 2: "laut"}
        writer.commit(state_of(begun, 2))
        assert texts(begun.reader()) == {2: "laut", 3: "perang"}


@pytest.mark.parametrize("anew", [False, True])
def test_what_is_not_committed_is_dropped(begun, anew):
    with begun.writer(anew=anew) as writer:
        writer.put(document(3, "", "perang"))
        writer.delete([2])
    with pytest.raises(KeyError), begun.writer(anew=anew) as writer:  # noqa: PT012
        writer.delete([1])
        writer.put(document(4, "", "perang"))
        raise KeyError
    reader = begun.reader()
    assert (texts(reader), reader.state.revision) == ({1: "kota", 2: "laut"}, 1)
    assert reader.count(AnyTerm("root", ("perang",))) == 0
    put(begun, 2, document(5, "", "tua"))
    assert texts(begun.reader()) == {1: "kota", 2: "laut", 5: "tua"}


def test_anew(begun, engine_name, index_folder):
    old = begun.reader()
    with begun.writer(anew=True) as writer:
        writer.delete([7])
        writer.put(document(7, "", "tua"))
        assert texts(begun.reader()) == {1: "kota", 2: "laut"}
        writer.commit(state_of(begun, 5))
    assert texts(old) == {1: "kota", 2: "laut"}
    reader = open_engine(engine_name, index_folder).reader()
    assert (texts(reader), reader.state.revision) == ({7: "tua"}, 5)


def test_a_reader_keeps_its_state(begun, engine_name, index_folder):
    old = begun.reader()
    for revision in range(2, 12):
        put(open_engine(engine_name, index_folder), revision, document(revision, "", "kota"))
    assert old.state.revision == 1
    assert texts(old) == {1: "kota", 2: "laut"}
    assert [one.number for one in old.best(AnyTerm("root", ("laut",)), 5)] == [2]
    assert old.months(Everything()).undated == 2
    assert begun.reader().document_count() == 11
    assert begun.reader().count(AnyTerm("root", ("kota",))) == 11


def test_many_small_commits(begun, engine_name):
    for revision in range(2, 16):
        put(begun, revision, document(revision, "", f"w{revision}"), document(1, "", "damai"))
    reader = begun.reader()
    assert reader.document_count() == 15
    assert reader.count(AnyTerm("root", ("damai",))) == 1
    assert texts(reader) == {1: "damai"} | {n: f"w{n}" for n in range(2, 16)}
    shards = 3 if engine_name == "opensearch" else 1
    assert reader.segments < 15 * shards
    begun.verify()


def test_a_commit_may_change_the_state_alone(begun):
    with begun.writer(anew=False) as writer:
        writer.commit(state_of(begun, 2))
    reader = begun.reader()
    assert (texts(reader), reader.state.revision) == ({1: "kota", 2: "laut"}, 2)
