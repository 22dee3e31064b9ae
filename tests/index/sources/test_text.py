import pytest
from samples import SENTENCE, TITLE, zipped
from telusur.index.sources.files import read_paths
from telusur.index.sources.readers.text import read_text_file

TEXT = f"{TITLE}\n\n{SENTENCE} “Jum’at”, kata Gerhard Schröder di kafé – katanya.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]


@pytest.fixture(params=ENCODINGS)
def content(request):
    return TEXT.encode(request.param)


def check(article):
    assert article.title == TITLE
    assert article.text == TEXT.partition("\n\n")[2].strip()


def test_a_text_file_is_read_in_any_encoding_that_can_be_told(read, content):
    (article,) = read("a.txt", content)
    check(article)
    (article,) = read("a", content)
    check(article)


def test_a_text_file_is_read_alike_by_its_path_alone(content, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    article = read_text_file(path)
    check(article)
    (same,) = read_paths([path])
    assert (same.id, same.source, same.original) == (article.id, article.source, article.original)


def test_a_text_in_an_archive_is_read_in_any_encoding_that_can_be_told(read, content):
    (article,) = read("a.zip", zipped(("b.txt", content)))
    check(article)


def test_a_text_on_standard_input_is_read_in_any_encoding_that_can_be_told(telusur, content):
    run = telusur("add", "-", "--json", stdin=content)
    assert run.json["added"] == 1
    (shown,) = telusur("list", "--json").json["articles"]
    assert shown["title"] == TITLE


def test_an_id_rests_on_the_text_and_not_on_its_encoding(read):
    ids = {read(f"{name}.txt", TEXT.encode(name))[0].id for name in ENCODINGS}
    assert len(ids) == 1
