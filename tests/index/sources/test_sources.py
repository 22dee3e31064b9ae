import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.article import Article, Failure
from telusur.index.cleaning.headlines import split_headline
from telusur.index.errors import ArticleError
from telusur.index.sources.files import article_files, read_paths, total_bytes
from telusur.index.sources.readers.json_lines import read_json_lines
from telusur.index.sources.readers.text import article_from_bytes


def read_lines(text):
    content = text if isinstance(text, bytes) else text.encode()
    return list(read_json_lines(io.BytesIO(content), "berita.jsonl"))


def test_json_lines_keep_what_they_give():
    line = {
        "id": 7,
        "title": "Judul",
        "text": "Isi berita.",
        "date": "2024-10",
        "countries": ["Korea Utara", "ru"],
        "source": "Antara",
        "url": "https://a.id/1",
    }
    (article,) = read_lines(json.dumps(line))
    assert (article.id, article.title, article.text) == ("7", "Judul", "Isi berita.")
    assert article.countries == ("KP", "RU")
    assert str(article.published.interval.start) == "2024-10-01"
    assert str(article.published.interval.end) == "2024-10-31"
    assert article.published.basis == "given"
    assert (article.source, article.url) == ("Antara", "https://a.id/1")


BAD_LINES = [
    ("{", "not valid JSON"),
    ("[1, 2]", "not a JSON object"),
    ('{"text": ""}', "no text"),
    ('{"title": 5.5, "text": "x"}', '"title" is not a string'),
    ('{"text": [1]}', '"text" is not a string'),
    ('{"text": "x", "date": "2024-02-31"}', '"2024-02-31" is not a date'),
    ('{"text": "x", "date": "2024.."}', "open at one end"),
    ('{"text": "x", "countries": ["Rusya"]}', "did you mean"),
    ('{"text": "x", "countries": 5}', "not a list"),
    ('{"text": "x", "id": "a\\nb"}', "printable"),
    ("[" * 100_000, "nesting"),
    ('{"text": ' + "9" * 5_000 + "}", "number"),
    (b'{"text": "\xff"}', "not UTF-8"),
]


@pytest.mark.parametrize(("line", "why"), BAD_LINES)
def test_a_bad_line_is_reported_with_its_number_and_stops_no_other(line, why):
    line = line if isinstance(line, bytes) else line.encode()
    good = b'{"text": "Isi."}\n'
    first, bad, last = read_lines(good + line + b"\n\n" + good)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert bad.where == "berita.jsonl, line 2"
    assert why in bad.why


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_articles_or_failures(content):
    assert all(isinstance(item, Article | Failure) for item in read_lines(content))
    with suppress(ArticleError):
        article_from_bytes(content, source="x")


@given(
    st.dictionaries(
        st.sampled_from(["id", "title", "text", "date", "countries", "url"]),
        st.text(max_size=20) | st.integers() | st.none() | st.lists(st.text()),
    )
)
def test_any_record_is_an_article_or_a_failure(record):
    (item,) = read_lines(json.dumps(record))
    assert isinstance(item, Article | Failure)


HEADLINES = [
    ("Rusia mengirim pasukan ke Kursk\n\nIsi berita.", "Rusia mengirim pasukan ke Kursk", "\nIsi berita."),
    ("menu\ncari\n\nRusia mengirim pasukan ke Kursk\n\nIsi.", "Rusia mengirim pasukan ke Kursk", None),
    ("Paragraf pertama yang panjang. " * 10 + "\n\nSubjudul yang cukup panjang\n\nIsi.", "", None),
    ("Kalimat pendek berakhir dengan titik.\n\nLagi.", "", None),
    ("Satu baris saja tanpa apa-apa", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline", "body"), HEADLINES)
def test_a_headline_stands_apart_near_the_top(text, headline, body):
    found, rest = split_headline(text)
    assert found == headline
    assert rest == (text if body is None else body)


def test_the_id_of_a_text_file_rests_on_all_of_it():
    whole = "Rusia mengirim pasukan ke Kursk\n\nIsi berita."
    article = article_from_bytes(whole.encode(), "a.txt")
    assert article.title == "Rusia mengirim pasukan ke Kursk"
    assert article.id == article_from_bytes(whole.encode("utf-16"), "b.txt").id
    assert article.id != article_from_bytes(b"Isi berita.", "c.txt").id


def test_folders_are_read_through_and_what_is_no_article_is_left_alone(tmp_path):
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    (tmp_path / "sub" / "a.txt").write_text("Isi a.")
    (tmp_path / "b.jsonl").write_text('{"text": "Isi b."}\n{"text": "Isi c."}\n')
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (tmp_path / "sub" / ".git" / "d.txt").write_text("Isi d.")
    (tmp_path / "loop").symlink_to(tmp_path)
    articles = list(read_paths([tmp_path]))
    assert sorted(article.text for article in articles) == ["Isi a.", "Isi b.", "Isi c."]
    read = []
    list(read_paths([tmp_path], on_read=read.append))
    assert sum(read) == total_bytes([tmp_path])
    assert len(list(article_files(tmp_path))) == 2


def test_what_cannot_be_read_is_reported(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "latin.txt").write_bytes("é".encode("latin-1"))
    paths = [tmp_path / name for name in ("missing", "empty", "binary.txt", "latin.txt")]
    whys = [failure.why for failure in read_paths(paths)]
    assert "no such file" in whys[0]
    assert "no articles in it" in whys[1]
    assert "binary" in whys[2]
    assert "not UTF-8 text (byte 0)" in whys[3]
