import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.errors import ArticleError
from telusur.index.sources.support.encodings import declared_in_markup, decode_text

INDONESIAN = "Presiden “Pérez” – katanya – bertemu Gerhard Schröder di kafé. Jum’at, 27 Februari."
RUSSIAN = "Россия направила войска в Курскую область."

READ = [
    (INDONESIAN.encode(), "", INDONESIAN),
    (INDONESIAN.encode("utf-8-sig"), "", INDONESIAN),
    (INDONESIAN.encode("utf-16"), "", INDONESIAN),
    (INDONESIAN.encode("utf-32"), "", INDONESIAN),
    *(
        (INDONESIAN.encode(f"utf-{bits}-{end}"), "", INDONESIAN)
        for bits in (16, 32)
        for end in ("le", "be")
    ),
    (INDONESIAN.encode("cp1252"), "", INDONESIAN),
    (INDONESIAN.encode("cp1252"), "iso-8859-1", INDONESIAN),
    (INDONESIAN.encode(), "iso-8859-1", INDONESIAN),  # declared wrongly, as many pages do
    (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
    (RUSSIAN.encode("koi8-r"), "'KOI8-R'", RUSSIAN),
    ("平壌の発表".encode("shift-jis"), "Shift_JIS", "平壌の発表"),
    ("平壌".encode("iso-2022-jp"), "iso-2022-jp", "平壌"),
]


@pytest.mark.parametrize(("content", "declared", "text"), READ)
def test_text_is_decoded_by_what_it_declares_and_is(content, declared, text):
    assert decode_text(content, declared) == text


REFUSED = [
    (RUSSIAN.encode("cp1251"), "", "encoding cannot be determined"),
    (RUSSIAN.encode("cp1251"), "utf-8", "not the UTF-8 text that it is said to be"),
    (INDONESIAN.encode("cp1252"), "utf-8", "not the UTF-8 text that it is said to be"),
    (b"R\0I\0" + bytes(range(1, 255)), "", "binary"),
    (b"R\0I\0\0\0\1\0", "", "binary"),
    (RUSSIAN.encode("cp1251"), "no-such-encoding", "encoding cannot be determined"),
    ("Presiden Pérez di kafé, kata Schäuble.".encode("cp437"), "", "encoding cannot be determined"),
    ("Wałęsa i żółć".encode("iso-8859-2"), "", "encoding cannot be determined"),
    ("平壌の発表".encode("shift-jis"), "", "encoding cannot be determined"),
    ("한국 정부".encode("euc-kr"), "", "encoding cannot be determined"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "", "binary"),
    (b"PK\x00", "", "binary"),
    (b"\xff\xfea", "", "UTF-16"),
    (b"\x81\xff", "shift-jis", "SHIFT_JIS"),
    (b"\xff", "utf-7", "encoding cannot be determined"),
    (b"\xff", "rot13", "encoding cannot be determined"),
    (b"\xff", "hex", "encoding cannot be determined"),
]


@pytest.mark.parametrize(("content", "declared", "why"), REFUSED)
def test_what_cannot_be_told_is_refused_and_never_mangled(content, declared, why):
    with pytest.raises(ArticleError, match=why):
        decode_text(content, declared)


@given(st.binary(max_size=60), st.text(max_size=12) | st.sampled_from(["utf-16", "cp932", "hz"]))
def test_any_bytes_are_decoded_without_replacements_or_refused(content, declared):
    try:
        text = decode_text(content, declared)
    except ArticleError:
        return
    assert (
        "\ufffd" not in text
        or "\ufffd".encode() in content
        or declared
        or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    )


DECLARATIONS = [
    (b'<meta charset="koi8-r">', "koi8-r"),
    (b"<META http-equiv=Content-Type content='text/html; charset=big5'>", "big5"),
    (b'<?xml version="1.0" encoding="windows-1252"?>', "windows-1252"),
    (b"<p>charset=x</p>", ""),
]


@pytest.mark.parametrize(("content", "declared"), DECLARATIONS)
def test_markup_declares_its_encoding(content, declared):
    assert declared_in_markup(content) == declared
