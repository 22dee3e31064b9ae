"""What the engine over Whoosh has of its own: the page about it, its field types, and its folder."""

import os
import pickle
import re
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from libraries import document, open_engine, state_of
from telusur.index.engines.whoosh.analyzer import IndonesianAnalyzer
from telusur.index.engines.whoosh.fields import COUNTRY, DAY
from telusur.index.engines.whoosh.schema import index_schema
from telusur.index.errors import IndexDamagedError
from whoosh.fields import ID, TEXT, Schema
from whoosh.highlight import HtmlFormatter
from whoosh.index import create_in
from whoosh.qparser import QueryParser
from whoosh.qparser.common import QueryParserError

PAGE = Path(__file__).parents[2] / "docs" / "whoosh.md"


def test_the_page(tmp_path):
    page = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (output,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "ignore::SyntaxWarning", "-c", code],
        capture_output=True, text=True, cwd=PAGE.parents[1], check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (output, "")


def tokens(text, **options):
    return [
        (one.text, one.pos, one.startchar, one.endchar)
        for one in IndonesianAnalyzer()(text, **options)
    ]


def test_the_analyzer_gives_roots_with_their_offsets():
    assert tokens("Dia mengirim COVID-19", positions=True, chars=True) == [
        ("dia", 0, 0, 3), ("kirim", 1, 4, 12), ("covid19", 2, 13, 21), ("covid", 2, 13, 21),
    ]  # fmt: skip
    assert tokens("COVID-19", mode="query") == [("covid19", 0, 0, 8)]
    assert tokens("mengirim", start_pos=5, start_char=100) == [("kirim", 5, 100, 108)]
    assert tokens("") == []


def test_a_name_means_the_same_in_a_query_as_in_a_sentence():
    """Alone it would stand where a sentence begins, and its capital would say nothing."""
    in_text = [term for term, *_ in tokens("senator Bob Menendez didakwa")]
    in_query = [term for term, *_ in tokens("Menendez", mode="query")]
    assert in_query[0] in in_text


def test_the_schema_can_be_pickled():
    again = pickle.loads(pickle.dumps(index_schema()))
    assert again.names() == index_schema().names()


@pytest.fixture
def hits(tmp_path):
    """Answers a query over some documents of somebody's own schema."""
    schema = Schema(
        path=ID(stored=True), text=TEXT(analyzer=IndonesianAnalyzer(), stored=True),
        country=COUNTRY(), day=DAY(stored=True),
    )  # fmt: skip
    index = create_in(str(tmp_path), schema)
    with index.writer() as writer:
        writer.add_document(
            path="a", text="Mereka mengirim surat.", country=["RU", "KP"], day=date(2024, 2, 29)
        )
        writer.add_document(path="b", text="Surat terkirim lagi.", country=["ID"], day="2024-03-01")
        writer.add_document(path="c", text="Tanpa tanggal.", country=[])
    with closing(index.searcher()) as searcher:
        yield lambda query: searcher.search(QueryParser("text", schema).parse(query))


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("kirim", "ab"), ('"kirim surat"', "a"), ("country:ru", "a"), ("country:Indonesia", "b"),
        ("day:2024", "ab"), ("day:2024-02", "a"), ("day:2024-03-01", "b"), ("day:1999", ""),
        ("day:[2024-02 TO 2024-03]", "ab"), ("day:{2024-02 TO]", "b"), ("day:[TO 2024-03}", "a"),
        ("day:[1 TO 9]", ""), ("surat day:[2024-03-01 TO]", "b"),
    ],
)  # fmt: skip
def test_field_types_in_a_query(hits, query, paths):
    assert sorted(hit["path"] for hit in hits(query)) == sorted(paths)


def test_highlights_in_somebodys_own_index(hits):
    results = hits("dikirim")
    results.formatter = HtmlFormatter(tagname="b")
    assert {re.sub(r' class="[^"]*"', "", hit.highlights("text")) for hit in results} == {
        "Mereka <b>mengirim</b> surat", "Surat <b>terkirim</b> lagi",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["2024-13", "kemarin", "2024-01-01-01", "", "-"])
def test_what_is_no_day(typed):
    with pytest.raises(QueryParserError):
        DAY().parse_query("day", typed)


def test_what_is_no_country():
    with pytest.raises(QueryParserError):
        COUNTRY().parse_query("country", "Wakanda")


@pytest.fixture
def engine(index_folder):
    made = open_engine("whoosh", index_folder)
    with made.writer(anew=True) as writer:
        writer.put(document(1, "", "kota"))
        writer.commit(state_of(made))
    return made


def test_another_format(engine, monkeypatch):
    monkeypatch.setattr("telusur.index.engines.whoosh.reader.FORMAT_VERSION", 99)
    with pytest.raises(IndexDamagedError, match="another format"):
        engine.reader()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_nothing_is_unpickled_that_others_could_have_written(engine, index_folder):
    assert index_folder.stat().st_mode & 0o777 == 0o700
    index_folder.chmod(0o777)
    with pytest.raises(IndexDamagedError, match="somebody else"):
        engine.reader()
    with engine.writer(anew=True) as writer:
        writer.commit(state_of(engine))
    assert engine.reader().document_count() == 0


def test_a_pickle_that_was_put_there_is_not_loaded(engine, index_folder, tmp_path):
    class Malice:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "loaded",))

    (toc,) = index_folder.glob("*.toc")
    content = toc.read_bytes()
    toc.write_bytes(content[:-200] + pickle.dumps(Malice()))
    with pytest.raises(IndexDamagedError):
        engine.reader()
    assert not (tmp_path / "loaded").exists()


def test_a_flipped_bit_shows(engine, index_folder):
    for path in index_folder.iterdir():
        content = path.read_bytes()
        for place in range(0, len(content), max(1, len(content) // 20)):
            changed = bytearray(content)
            changed[place] ^= 1
            path.write_bytes(changed)
            with pytest.raises(IndexDamagedError):
                engine.verify()
        path.write_bytes(content)
    engine.verify()


def test_a_writer_waits_and_gives_up(engine, index_folder, monkeypatch):
    monkeypatch.setattr("telusur.index.engines.whoosh.writer._LOCK_SECONDS", 0.2)
    with (
        engine.writer(anew=False),
        pytest.raises(TimeoutError),
        open_engine("whoosh", index_folder).writer(anew=False),
    ):
        pass
    with engine.writer(anew=False) as writer:
        writer.commit(state_of(engine, 2))
    assert engine.reader().state.revision == 2


def test_nothing_is_committed_after_a_document_that_failed(engine):
    with engine.writer(anew=False) as writer:
        with pytest.raises(AttributeError):
            writer.put(None)
        with pytest.raises(Exception, match="closed"):
            writer.put(document(3, "", "tua"))
    assert engine.reader().document_count() == 1


def test_no_files_are_left(engine, index_folder):
    for revision in range(2, 8):
        with engine.writer(anew=False) as writer:
            writer.put(document(revision, "", "kota"))
            if revision % 2:
                writer.commit(state_of(engine, revision))
    names = {re.sub(r"MAIN_[0-9a-z]{5,}", "segment", path.name) for path in index_folder.iterdir()}
    kinds = {re.sub(r"\d+", "n", name) for name in names}
    assert kinds == {"_MAIN_n.toc", "_MAIN_n.files", "segment.seg", "MAIN_WRITELOCK"}
