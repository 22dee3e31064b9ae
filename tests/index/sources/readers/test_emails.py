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
    *_, article = read("a.eml", message)
    assert article.text == text


ATTACHED = """\
--x
Content-Type: text/plain; charset=utf-8

{text}
--x
Content-Type: application/pdf; name="siaran.pdf"
Content-Disposition: attachment; filename="siaran.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--x
Content-Type: image/png
Content-Disposition: inline; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--x
Content-Type: text/plain
Content-Disposition: attachment; filename="ATT00001.txt"

--
--x
Content-Type: text/plain; charset=utf-8

Salam, redaksi.
--x
Content-Type: text/plain; charset=utf-8

_______________________________________________
Berhenti berlangganan
--x--"""


def test_what_is_attached_to_a_message_is_named_and_what_goes_on_below_it_is_read(read):
    message = email(ATTACHED.format(text=SENTENCE), 'Content-Type: multipart/mixed; boundary="x"')
    failure, article = read("a.eml", message)
    assert article.text == f"{SENTENCE}\n\nSalam, redaksi."
    assert failure.where.endswith("a.eml: siaran.pdf")
    assert "attached to the message, and not read" in failure.why
    forwarding = (
        f"--y\nContent-Type: text/plain\n\nLihat ini.\n--y\nContent-Type: message/rfc822\n\n{email()}"
        "\n--y--"
    )
    failure, article = read(
        "b.eml", email(forwarding, 'Content-Type: multipart/mixed; boundary="y"')
    )
    assert (article.text, failure.where.rpartition(": ")[2]) == ("Lihat ini.", TITLE)


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
