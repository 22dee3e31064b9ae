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


LABELS = [
    f"Judul: {TITLE}\nTanggal: 27 Februari 2025\nSumber: Kantor Contoh\nPenulis: Budi Santoso\n\n{SENTENCE}",
    f"JUDUL BERITA : {TITLE}\n\nTgl: 27/02/2025\nMedia: Kantor Contoh\nIsi Berita: {SENTENCE}",
    f"Tanggal: 2025-02-27\nSumber: Kantor Contoh\n\n{TITLE}\n\n{SENTENCE}",
]


@pytest.mark.parametrize("text", LABELS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_lines_at_the_top_may_say_what_a_text_is(read, name, text):
    (article,) = read(name, text)
    assert (article.title, article.text, article.source) == (TITLE, SENTENCE, "Kantor Contoh")
    assert str(article.published.interval.start) == "2025-02-27"
    assert (article.published.basis, article.original) == ("given", text)


NO_LABELS = [
    f"Tanggal: 27 Februari 2025\nTempat: Jakarta\n\n{SENTENCE}",
    f"Judul: {TITLE}\nTanggal: segera\n\n{SENTENCE}",
    f"Judul: {TITLE}",
    f"Berita: {TITLE}\n\n{SENTENCE}",
]


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_head_of_labels_stays_in_the_text(read, text):
    (article,) = read("a.txt", text)
    assert f"{article.title}\n\n{article.text}" == text or article.text == text


def test_the_marks_of_a_messenger_are_not_shown(read):
    text = f"*{TITLE}*\n\n_Jakarta, 27 Februari 2025_ - {SENTENCE} Nilai x*y*z dan nama_file_ini."
    (article,) = read("a.txt", text)
    assert article.title == TITLE
    assert article.text == text.partition("\n\n")[2].replace("_Jakarta", "Jakarta").replace(
        "5_", "5"
    )
    assert article.published.basis == "dateline"
    assert article.original == text


def test_an_id_rests_on_the_text_and_not_on_its_encoding(read):
    ids = {read(f"{name}.txt", TEXT.encode(name))[0].id for name in ENCODINGS}
    assert len(ids) == 1
