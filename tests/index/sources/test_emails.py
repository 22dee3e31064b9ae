import base64

import pytest
from samples import SENTENCE, TEXT, TITLE, email, page


def test_a_message_gives_subject_sender_date_and_text(read):
    (article,) = read("a.eml", email())
    assert (article.title, article.text, article.source) == (TITLE, TEXT, "Redaksi Contoh")
    assert str(article.published.interval.start) == "2025-02-27"
    assert article.published.basis == "page"


HTML = "Content-Type: text/html; charset={}\nContent-Transfer-Encoding: base64"
PARTS = f"""\
--x
Content-Type: text/plain; charset=utf-8

{SENTENCE}
--x
Content-Type: text/html

<p>HTML</p>
--x
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

Lampiran
--x--"""

BODIES = [
    (email(PARTS, 'Content-Type: multipart/alternative; boundary="x"'), SENTENCE),
    (email(base64.b64encode("<p>“Satu”</p><p>Dua</p>".encode("cp1252")).decode(), HTML.format("iso-8859-1")), "“Satu”\n\nDua"),
    (email("Rumah =E2=80=9Csakit=\n=E2=80=9D", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable"), "Rumah “sakit”"),
    (email("Россия".encode("koi8-r").decode("latin-1"), "Content-Type: text/plain; charset=koi8-r").encode("latin-1"), "Россия"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "text"), BODIES)
def test_bodies_are_decoded(read, message, text):
    (article,) = read("a.eml", message)
    assert article.text == text


def test_a_page_saved_as_mhtml_is_read_as_a_page(read):
    headers = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://berita.example/kursk\n"
        f"Subject: Judul\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        f"--x\nContent-Type: text/html\n\n{page()}\n--x--\n"
    )
    (article,) = read("a.mhtml", headers)
    assert (article.title, article.url) == (TITLE, "https://berita.example/kursk")
    assert "Beranda" not in article.text


BROKEN = [
    ("", "no headers"),
    ("Subject: " + "=?utf-8?q?a?= " * 20_000 + "\n\nIsi.", "too many headers"),
    ("From: " + '(<"' * 5_000 + "\n\nIsi.", "not an e-mail"),
    (email("\xd0\xee\xf1\xf1\xe8\xff", "Content-Type: text/plain; charset=utf-8").encode("latin-1"), "not UTF-8|cannot be determined"),
    (email("\x81\xff", "Content-Type: text/plain; charset=shift-jis").encode("latin-1"), "SHIFT_JIS"),
    ("From: a\nDate: kapan\n\n", "no text"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "why"), BROKEN)
def test_a_message_that_cannot_be_read_is_a_sentence(read, message, why):
    import re

    (failure,) = read("a.eml", message)
    assert re.search(why, failure.why)
