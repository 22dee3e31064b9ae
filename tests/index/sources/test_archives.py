import gzip
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TITLE, email, http_answer, page, samples, warc_record, zipped
from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.files import read_paths
from telusur.index.sources.support.compression import decompressed
from telusur.index.sources.support.limits import Allowance, unpacked


def test_a_zip_gives_the_articles_in_it_whatever_their_format(read):
    whole = samples()
    formats = [name for name in whole if name not in {"zip", "warc.gz"}]
    items = read("a.zip", zipped(*((f"f/{name}.{name}", whole[name]) for name in formats)))
    assert not [item for item in items if isinstance(item, Failure)]
    assert sum(item.title == TITLE for item in items) >= len(formats)


def test_what_is_no_article_in_a_zip_is_left_alone(read):
    members = [("a.txt", "Isi."), ("b.png", "x"), (".c.txt", "x"), ("__MACOSX/._a.txt", "x"), ("d/", ""), ("d/e.exe", "x")]  # fmt: skip
    (article,) = read("a.zip", zipped(*members))
    assert (article.text, article.source) == ("Isi.", "a.txt")
    (failure,) = read("b.zip", zipped(("b.png", "x")))
    assert "no articles in it" in failure.why


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "..\\a.txt", "C:\\a.txt"]
)
def test_no_path_leads_out_of_an_archive(read, tmp_path, name):
    before = sorted(tmp_path.parent.rglob("*"))
    bad, good = read("a.zip", zipped((name, "Jahat."), ("b.txt", "Isi.")))
    assert "leads out of the archive" in bad.why
    assert good.text == "Isi."
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, tmp_path / "a.zip"])


def test_bombs_are_refused_before_they_unpack_and_stop_no_other(read):
    bomb = bytes(60_000_000)
    bad, good = read("a.zip", zipped(("bomb.jsonl", bomb), ("b.txt", "Isi.")))
    assert "100 times its size" in bad.why
    assert good.text == "Isi."
    (failure,) = read("a.jsonl.gz", gzip.compress(bomb))
    assert "100 times its size" in failure.why
    (failure,) = read("b.zip", zipped(("b.zip", zipped(("b.jsonl", bomb)))))
    assert "100 times its size" in failure.why


def test_members_that_share_their_bytes_are_no_way_around_the_limits(read):
    """One megabyte of zeros under 200 names that all lead to the same bytes."""
    content = bytearray(zipped(("000.jsonl", bytes(9_900_000))))
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = bytes(content[start:end])
    entries = [entry] * 200
    tail = bytearray(content[end:])
    tail[8:12] = (200).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * 200).to_bytes(4, "little")
    (failure,) = read("a.zip", bytes(content[:start]) + b"".join(entries) + bytes(tail))
    assert "its members overlap" in failure.why


def test_archives_in_archives_are_read_to_a_depth(read):
    content = zipped(("a.txt", "Isi."))
    found = []
    for depth in range(1, 6):
        (item,) = read(f"{depth}.zip", content)
        found.append(isinstance(item, Article))
        content = zipped(("inner.zip", content))
    assert found == [True, True, True, False, False]
    assert "archive within 3 others" in item.why


def test_what_an_archive_unpacks_to_is_limited_as_a_whole():
    allowance = Allowance(100)
    unpacked(io.BytesIO(bytes(80)), lambda: 80, allowance).read()
    with pytest.raises(ArticleError, match="more than can be read"):
        unpacked(io.BytesIO(bytes(80)), lambda: 80, allowance).read()


def encrypted():
    """A ZIP whose member says that it is encrypted."""
    content = bytearray(zipped(("a.txt", "Isi.")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def nameless():
    content = zipped(("a", "Isi."))
    position = content.index(b"PK\x01\x02") + 46
    return content[:position] + b"\x00" + content[position + 1 :]


DAMAGED = [
    ("a.zip", b"", "not a ZIP"),
    ("a.zip", b"PK\x03\x04" + b"x" * 100, "not a ZIP"),
    ("a.zip", zipped(("a.txt", "Isi berita. " * 99)).replace(b"\xf3", b"\xf4", 1), "damaged"),
    ("a.zip", encrypted(), "encrypted"),
    ("a.zip", nameless(), "no articles|damaged"),
    ("a.txt.gz", b"", ""),
    ("a.txt.gz", b"x", "damaged"),
    ("a.txt.gz", gzip.compress(b"Isi." * 99, mtime=0)[:-9], "damaged"),
    ("a.warc", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", "headers of its record 1"),
    ("a.warc", b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "headers of its record 1"),
    ("a.warc", b"bukan", "record 1 does not begin"),
    ("a.warc", warc_record(http_answer(page()))[:-400], "in the middle of its record 1"),
    ("a.warc", warc_record(b"HTTP/9 x\r\n"), "damaged"),
    ("a.warc", warc_record(http_answer("x", headers="Content-Encoding: br\r\n")), '"br"'),
    ("a.warc", warc_record(http_answer("x", headers="Content-Encoding: gzip\r\n")), "damaged"),
    ("a.warc", warc_record(http_answer(gzip.compress(bytes(30_000_000), mtime=0), headers="Content-Encoding: gzip\r\n")), "100 times"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "why"), DAMAGED)
def test_a_damaged_archive_is_a_sentence(read, name, content, why):
    import re

    (failure,) = read(name, content)
    assert re.search(why, failure.why)


def test_a_warc_gives_its_pages_and_passes_over_the_rest(read):
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page().encode()), page().encode())
    records = (
        warc_record(
            http_answer(chunked, headers="Transfer-Encoding: chunked\r\n"), "https://a.id/1"
        )
        + warc_record(http_answer(b"\x89PNG", "image/png"))
        + warc_record(http_answer('{"x": 1}', "application/json"))
        + warc_record(http_answer("User-agent: *", "text/plain"), "https://a.id/robots.txt")
        + warc_record(http_answer(page(), status="404 Not Found"))
        + warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + warc_record(email().encode(), "file:///a.eml", "resource", "message/rfc822")
    )
    for name, content in (("a.warc", records), ("a.warc.gz", gzip.compress(records))):
        crawled, mail = read(name, content)
        assert (crawled.title, crawled.url, crawled.source) == (TITLE, "https://a.id/1", "a.id")
        assert mail.source == "Redaksi Contoh"


def test_a_gzip_file_of_a_known_kind_is_read_in_folders(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A."}\n{"text": "B."}\n'))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(b"x"))
    read = []
    assert len(list(read_paths([tmp_path], on_read=read.append))) == 2
    assert sum(read) == (tmp_path / "a.jsonl.gz").stat().st_size


def test_a_zip_or_a_docx_can_come_from_a_pipe(telusur):
    assert telusur("add", "-", "--json", stdin=samples()["docx"]).json["added"] == 1
    run = telusur("add", "-", "--json", stdin=zipped(("a.txt", "Isi."), ("b.md", "# B\n\nIsi b.")))
    assert run.json["added"] == 2


@given(st.binary(max_size=80), st.sampled_from(["gzip", "deflate", "", "br"]))
def test_any_body_decompresses_or_is_refused(body, encoding):
    with suppress(ArticleError):
        assert isinstance(decompressed(body, encoding, Allowance()), bytes)


def test_members_with_known_methods_are_read(read):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("a.txt", "Isi.")
        (article,) = read("a.zip", file.getvalue())
        assert article.text == "Isi."
