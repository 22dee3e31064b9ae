"""PDF and DOCX."""

import pytest
from samples import SENTENCE, TEXT, TITLE, WORD, docx, paragraph, pdf, zipped
from telusur.index.sources import isolation
from telusur.index.sources.readers.pdf import joined_lines, without_running_lines


def test_a_pdf_gives_its_headline_and_its_lines_joined(read):
    (article,) = read("a.pdf", pdf())
    assert article.title == TITLE
    assert SENTENCE in article.text
    assert (article.source, article.published) == ("a.pdf", None)


LINES = [
    ("Rusia mengirim pasukan ke\nwilayah Kursk pada Kamis.", "Rusia mengirim pasukan ke wilayah Kursk pada Kamis."),
    ("Rusia meng-\nirim pasukan.", "Rusia mengirim pasukan."),
    ("Semua anak-\nanak pulang.", "Semua anak-anak pulang."),
    ("Baris pertama yang sangat panjang sekali.\nPendek.\nBaris lain", "Baris pertama yang sangat panjang sekali. Pendek.\nBaris lain"),
    ("a\n\n\n\nb", "a\n\nb"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), LINES)
def test_lines_are_joined_into_paragraphs(lines, text):
    assert joined_lines(lines).strip() == text


BROKEN_PDFS = [
    (b"", "not a PDF"),
    (b"%PDF-1.7\n" + b"x" * 100, "not a PDF"),
    (pdf([" "]), "no text in it"),
    (pdf().replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "PDF|no text"),
]


@pytest.mark.parametrize(("content", "why"), BROKEN_PDFS)
def test_a_pdf_that_cannot_be_read_is_a_sentence(read, content, why):
    import re

    (failure,) = read("a.pdf", content)
    assert re.search(why, failure.why)


def test_a_pdf_under_a_password_says_so(read):
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("rahasia", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (failure,) = read("a.pdf", out.getvalue())
    assert "password" in failure.why


def test_without_the_extra_a_pdf_says_how_to_install_it(read, monkeypatch, tmp_path):
    (tmp_path / "pypdf.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(isolation, "_idle", [])
    (failure,) = read("a.pdf", pdf())
    isolation._end_all()
    assert failure.why.endswith('-m pip install "telusur[pdf]"')


def test_pages_of_a_newspaper_lose_what_stands_above_and_below_each(read):
    first = [
        "WARTA CONTOH", "Kamis, 27 Februari 2025 | Halaman 3", "Rusia Kirim Pasukan ke Kursk",
        "SEOUL, Warta - Rusia mengirim lebih banyak pasukan ke", "Kursk, kata seorang pejabat.", "wartacontoh.example 3",
    ]  # fmt: skip
    second = [
        "WARTA CONTOH", "Kamis, 27 Februari 2025 | Halaman 4", "Pasukan itu tiba pada malam hari di kota kecil",
        "yang sepi.", "wartacontoh.example 4",
    ]  # fmt: skip
    (article,) = read("a.pdf", pdf(first, second))
    assert article.title == "Rusia Kirim Pasukan ke Kursk"
    assert str(article.published.interval.start) == "2025-02-27"
    assert "SEOUL, Warta - Rusia mengirim lebih banyak pasukan ke Kursk, kata" in article.text
    assert article.text.count("WARTA CONTOH") == 1
    assert "Halaman 4" not in article.text
    assert article.text.count("wartacontoh.example") <= 1
    assert "Pasukan itu tiba pada malam hari di kota kecil yang sepi." in article.text


@pytest.mark.parametrize(
    "pages",
    [["a\nb"], ["a\nb", "c\nd"], ["a", "a"], ["", "a\nb"], ["a\n\nb\nc", "x\nb\ny"], []],
)
def test_what_pages_do_not_share_stays(pages):
    assert without_running_lines(pages) == pages


def test_a_docx_gives_its_title_and_paragraphs(read):
    (article,) = read("a.docx", docx())
    assert (article.title, article.text, article.source) == (TITLE, TEXT, "a.docx")
    (article,) = read("unnamed", docx())
    assert article.title == TITLE


def named(title, *texts):
    """A DOCX without styles whose properties have this title."""
    dc = "http://purl.org/dc/elements/1.1/"
    properties = f'<p xmlns:d="{dc}"><d:title>{title}</d:title></p>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(map(paragraph, texts))}</w:body></w:document>'
    return zipped(
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document),
        ("docProps/core.xml", properties),
    )


def test_the_properties_of_a_docx_name_it_where_its_text_does_not(read):
    for told, texts, title in (
        ("Templat surat 2019", (TITLE, SENTENCE), TITLE),
        ("Templat surat 2019", (SENTENCE, SENTENCE), "Templat surat 2019"),
        (SENTENCE[:14], (TITLE, SENTENCE), SENTENCE[:14]),
    ):
        (article,) = read("a.docx", named(told, *texts))
        assert article.title == title
        assert article.text.startswith(TITLE if title == SENTENCE[:14] else SENTENCE)


def test_a_docx_may_say_what_it_is_at_its_top(read):
    labels = (f"Judul: {TITLE}", "Penulis: Budi Santoso", "Tanggal: 27 Februari 2025")
    (article,) = read("a.docx", named("", *labels, "", SENTENCE))
    assert (article.title, article.text) == (TITLE, SENTENCE)
    assert str(article.published.interval.start) == "2025-02-27"


def test_a_docx_is_read_in_the_order_of_a_reader(read):
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        "<w:p><w:r><w:t>Satu</w:t><w:tab/><w:t>dua</w:t><w:br/><w:delText>x</w:delText><w:t>tiga.</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Sel.')}</w:tc></w:tr></w:tbl>"
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{paragraph("Kotak.")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('Kotak.')}</mc:Fallback></mc:AlternateContent>"
    )
    (article,) = read("a.docx", docx(body))
    assert article.text == "Satu\tdua\ntiga.\n\nSel.\n\nKotak."


ENTITIES = f'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="{WORD}">&b;</w:document>'

BROKEN_DOCX = [
    (b"", "not a DOCX file that can be read, or only part of one"),
    (zipped(("a.txt", "x")), "not a DOCX"),
    (zipped(("word/document.xml", "<w:")), "not a DOCX"),
    (zipped(("word/document.xml", ENTITIES)), "never expanded"),
    (zipped(("word/document.xml", b" " * 60_000_000)), "100 times its size"),
    (docx(paragraph("")), "no text"),
]


@pytest.mark.parametrize(("content", "why"), BROKEN_DOCX)
def test_a_docx_that_cannot_be_read_is_a_sentence(read, content, why):
    (failure,) = read("a.docx", content)
    assert why in failure.why


def test_the_notes_of_a_docx_stand_below_its_text(read):
    def part(kind, text):
        return f'<w:{kind}s xmlns:w="{WORD}"><w:{kind}>{paragraph(text)}</w:{kind}></w:{kind}s>'

    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph(TITLE)}{paragraph(SENTENCE)}</w:body></w:document>'
    content = zipped(
        ("[Content_Types].xml", "<Types/>"), ("word/document.xml", body),
        ("word/footnotes.xml", part("footnote", "Menurut kantor berita.")),
        ("word/endnotes.xml", part("endnote", "Selesai ditulis.")),
    )  # fmt: skip
    (article,) = read("a.docx", content)
    assert (article.title, article.text.split("\n\n")) == (
        TITLE, [SENTENCE, "Menurut kantor berita.", "Selesai ditulis."]
    )  # fmt: skip


def test_a_press_release_is_not_called_by_when_it_may_be_published(read):
    lines = ["KEMENTERIAN PERTANIAN", "SIARAN PERS", "Untuk disiarkan segera", TITLE, SENTENCE]
    (article,) = read("a.docx", docx("".join(map(paragraph, lines))))
    assert article.title == TITLE
