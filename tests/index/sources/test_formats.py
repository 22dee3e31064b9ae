import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SENTENCE, TITLE, email, page, rss, samples
from telusur.index.article import Article, Failure
from telusur.index.sources.content_format import format_of_content
from telusur.index.sources.files import read_paths, total_bytes
from telusur.index.sources.formats import FORMATS, format_of_media_type, format_of_name
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.resource import Resource


def read(content, form=None):
    return list(read_resource(Resource("x", io.BufferedReader(io.BytesIO(content))), Given(), form))


NAMES = [
    ("a.txt", "text"),
    ("A.HTML", "an HTML page"),
    ("a.b.jsonl", "JSON Lines"),
    ("crawl.warc.gz", "a gzip file"),
    ("many.jsonl.gz", "a gzip file"),
    ("unknown.gz", None),
    ("photo.png", None),
    ("README", None),
    (".html", "an HTML page"),
    ("", None),
]


@pytest.mark.parametrize(("name", "form"), NAMES)
def test_a_name_tells_the_format(name, form):
    found = format_of_name(name)
    assert (found and found.name) == form


CONTENTS = [
    (b"", "text"),
    (b"Berita biasa: dari Kursk.\nLagi.", "text"),
    (b"\xef\xbb\xbf\n  {\"text\": \"a\"}\n{", "JSON Lines"),
    (b'{"text": "a"}', "JSON Lines"),
    (b'{\n  "text": "a"\n}', "JSON"),
    (b'[{"text": "a"}]', "JSON"),
    (b"[Jakarta] Berita.", "text"),
    (page().encode(), "an HTML page"),
    (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', "an HTML page"),
    (rss().encode(), "a feed"),
    (email().encode(), "an e-mail"),
    (b"Date: hari ini\n\nBukan surat.", "text"),
    (b"---\ntitle: a\n---\nIsi.", "Markdown"),
    (b"judul;isi\na;b\n", "a table"),
    (b"Judul, isi dan tanggal berita.\n", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "form"), CONTENTS)
def test_content_without_a_name_tells_its_format(content, form):
    assert format_of_content(content).name == form


@pytest.mark.parametrize("name", samples())
def test_each_sample_is_told_and_read_by_its_content_alone(name):
    found = read(samples()[name])
    assert found
    assert all(isinstance(item, Article) for item in found), found
    assert TITLE in {article.title for article in found}
    assert any(SENTENCE[:60] in " ".join(article.text.split()) for article in found)


def test_suffixes_and_media_types_are_of_one_format_each():
    for every in (
        [suffix for form in FORMATS for suffix in form.suffixes],
        [media_type for form in FORMATS for media_type in form.media_types],
    ):
        assert len(every) == len(set(every))
    assert format_of_media_type("Text/HTML; charset=utf-8").name == "an HTML page"
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert format_of_media_type(docx).name == "a DOCX file"
    assert format_of_media_type("image/png") is None


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_change_to_a_sample_gives_articles_or_failures(data):
    name = data.draw(st.sampled_from(sorted(samples())))
    content = samples()[name]
    position = data.draw(st.integers(0, len(content)))
    put = data.draw(st.binary(max_size=40) | st.text(max_size=20).map(str.encode))
    cut = data.draw(st.integers(0, 200))
    form = data.draw(st.sampled_from([format_of_name(f"x.{name}"), None]))
    items = read(content[:position] + put + content[position + cut :], form)
    assert all(isinstance(item, Article | Failure) for item in items)


@given(st.binary(max_size=300), st.sampled_from([*FORMATS, None]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_in_any_format_are_articles_or_failures(content, form):
    for item in read(content, form):
        assert isinstance(item, Article | Failure)
        assert not isinstance(item, Failure) or item.why


def test_a_folder_of_every_format_is_read_and_its_bytes_add_up(tmp_path):
    for name, content in samples().items():
        (tmp_path / f"a.{name}").write_bytes(content)
    counts = []
    items = list(read_paths([tmp_path], on_read=counts.append))
    assert not [item for item in items if isinstance(item, Failure)]
    assert sum(counts) == total_bytes([tmp_path]) == sum(map(len, samples().values()))
    assert min(counts) >= 0


def test_a_long_input_gives_the_same_whoever_reads_it(tmp_path):
    words = [
        "Presiden",
        "Rusia",
        "Amerika",
        "mengunjungi",
        "prajurit",
        "Papua",
        "ekonomi",
        "pasar",
        "5",
        "Maret",
        "2024",
    ]
    lines = []
    for number in range(700):
        chance = random.Random(number)
        text = ". ".join(" ".join(chance.choices(words, k=8)) for _ in range(4))
        lines.append(json.dumps({"judul": f"Berita {number}", "isi": f"JAKARTA, {text}."}))
    lines[5], lines[350], lines[699] = "{", "", '{"isi": [3]}'
    file = tmp_path / "berita.jsonl"
    file.write_text("\n".join(lines))
    alone, shared = (
        [one.replaced(added="") if isinstance(one, Article) else one for one in items]
        for items in (read_paths([file]), read_paths([file], Given(processes=2)))
    )
    assert len(alone) == 699
    assert [one.where for one in alone if isinstance(one, Failure)] == [
        f"{file}, line 6", f"{file}, line 700",
    ]  # fmt: skip
    assert shared == alone
