import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.errors import ArticleError
from telusur.index.export import MARK, article_from_export, exported_line
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.index.sources.article_records import article_from_record
from telusur.index.sources.files import read_paths
from telusur.index.sources.support.defaults import Given

from telusur import Library

DAYS = Interval(date(2024, 10, 1), date(2024, 10, 31))


@pytest.fixture
def full(seeds):
    """A library with articles of every kind."""
    seeds.add(
        [
            make_article("Isi A.", id="a", title="Bagikan", countries=["AS"], source="Antara"),
            make_article("Isi B.", published=Published(DAYS, "page"), url="https://satu.id/b"),
            make_article("Isi B.", published=Published(DAYS, "page"), url="https://dua.id/b"),
            make_article('Isi\u2028C \u0001 \\ "kutip" 😀.\nBagikan :\nBaca juga: X', countries=[]),
            make_article("Bagikan :", id="furniture"),
        ]
    )
    return seeds


def test_an_export_is_taken_back_field_by_field(full, tmp_path):
    file = tmp_path / "semua.jsonl"
    file.write_text("".join(line + "\n" for line in full.export()), encoding="utf-8")
    articles = list(full.list())
    assert len(articles) == 9
    with Library.open(tmp_path / "new", missing="empty") as new:
        assert new.add(read_paths([file])) == {"added": 9}
        for old, again in zip(articles, new.list(), strict=True):
            assert again.as_dict() == {**old.as_dict(), "id_derived": False}
        assert list(new.export()) == list(full.export())
        assert new.add(read_paths([file])) == {"unchanged": 9}


def test_the_command_writes_a_file_whole_or_not_at_all(telusur, tmp_path):
    assert telusur("export").code == 2
    telusur("search", "Kursk")
    file = tmp_path / "semua.jsonl"
    run = telusur("export", "--output", file)
    assert (run.code, run.out) == (0, "")
    assert run.err == f"telusur: Exported 5 articles to {file}.\n"
    lines = file.read_text(encoding="utf-8")
    assert telusur("export").out == lines
    assert telusur("add", file).out.splitlines()[-1] == "0 added, 0 updated, 5 unchanged, 0 failed"
    missing = telusur("export", "--output", tmp_path / "missing" / "x.jsonl")
    assert missing.code == 2
    assert "Traceback" not in missing.err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["semua.jsonl"]


RECORD = json.loads(exported_line(make_article("Isi.", published=Published(DAYS, "given"))))
WRONG = [
    (MARK, 2, "another version"),
    ("id", "", "id"),
    ("id", 5, '"id"'),
    ("text", " ", "no text"),
    ("text", None, '"text"'),
    ("original", 5, '"original"'),
    ("title_made", "yes", '"title_made"'),
    ("title_made", [], '"title_made"'),
    ("countries", ["Rusia"], '"countries"'),
    ("about", "RU", '"about"'),
    ("countries_basis", "guessed", '"countries_basis"'),
    ("published", "2024", '"published"'),
    ("published", {"from": "2024-10-09", "to": "2024-10-08", "basis": "given"}, '"published"'),
    ("published", {"from": "2024-10-08", "to": "2024-10-08"}, '"basis"'),
    ("urls", [5], '"urls"'),
    ("added", "yesterday", '"added"'),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_an_export_that_was_tampered_with_is_refused(name, value, said):
    with pytest.raises(ArticleError, match=said):
        article_from_record({**RECORD, name: value}, Given())


VALUES = st.text(max_size=5) | st.integers() | st.none() | st.booleans() | st.lists(st.text())


@given(st.dictionaries(st.sampled_from([*RECORD, "other"]), VALUES))
def test_any_export_is_an_article_or_a_sentence(changes):
    try:
        article = article_from_export({**RECORD, **changes})
    except ArticleError:
        return
    assert article_from_record(json.loads(exported_line(article)), Given()) == article


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(seeds, telusur, tmp_path):
    run = telusur("export", "--output", str(tmp_path / "tidak-ada" / "semua.jsonl"))
    assert run.code == 2
    assert "semua.jsonl: No such file or directory" in run.err
