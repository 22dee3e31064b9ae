import json

import pytest
from telusur.index.article import Article, Failure

ONE = {
    "judul": "Judul",
    "isi": "Isi berita.",
    "tanggal": "27 Februari 2025",
    "tautan": "https://a.id/1",
}

SHAPES = [
    [ONE],
    ONE,
    {"articles": [ONE]},
    {"status": "ok", "totalResults": 1, "articles": [ONE]},
    {"title": "Antara", "items": [ONE]},
    [{"title": "Judul", "text": "Isi berita.", "date": "2025-02-27", "url": "https://a.id/1"}],
    [{"title": "Judul", "text": None, "content": "Isi berita.", "datePublished": "2025-02-27T19:13:00Z", "link": "https://a.id/1"}],
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_and_objects_of_articles_are_read(read, shape, indent):
    (article,) = read("a.json", json.dumps(shape, indent=indent))
    assert (article.title, article.text, article.url) == ("Judul", "Isi berita.", "https://a.id/1")
    assert str(article.published.interval.start) == "2025-02-27"


def test_columns_name_the_fields_of_json_too(read):
    columns = {"title": "kepala", "text": "badan"}
    for name in ("a.json", "a.jsonl"):
        (article,) = read(name, '{"kepala": "K", "badan": "B."}', columns=columns)
        assert (article.title, article.text) == ("K", "B.")


def test_a_bad_item_is_reported_with_its_number_and_stops_no_other(read):
    first, bad, last = read("a.json", '[{"text": "A."}, {"text": 5.5}, {"text": "B."}]')
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert bad.where.endswith("a.json, item 2")


def test_json_lines_by_another_name_are_read(read):
    assert len(read("a.json", '{"text": "A."}\n{"text": "B."}\n')) == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_are_read_in_any_encoding_that_can_be_told(read, codec):
    lines = '{"text": "Kata “Pérez” di Bali."}\r\n' * 2
    assert [item.text for item in read("a.jsonl", lines.encode(codec))] == [
        "Kata “Pérez” di Bali."
    ] * 2


BROKEN = [
    "",
    "{",
    "[1",
    "[]",
    "5",
    '"x"',
    "null",
    "[" * 100_000,
    '{"text": ' + "9" * 5_000 + "}",
    b"\xff\x00",
]


@pytest.mark.parametrize("content", BROKEN)
def test_broken_json_is_a_sentence(read, content):
    (failure,) = read("a.json", content)
    assert isinstance(failure, Failure)
    assert "Traceback" not in failure.why


def test_what_a_service_says_of_an_error_is_no_article(read):
    answer = {"status": "error", "code": "apiKeyInvalid", "message": "Your API key is invalid."}
    (failure,) = read("a.json", json.dumps(answer))
    assert failure.why == "it has no text"
