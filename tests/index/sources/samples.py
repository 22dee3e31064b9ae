"""A valid sample of every format, made of one article; the fuzz run in tools/ mutates them too."""

import gzip
import io
import json
import zipfile
from functools import cache

TITLE = "Rusia kirim pasukan ke Kursk"
SENTENCE = (
    "Rusia mengirim lebih banyak pasukan ke wilayah Kursk pada hari Kamis, kata seorang pejabat"
    " intelijen di Seoul kepada wartawan yang hadir."
)
TEXT = "\n\n".join(
    [SENTENCE, SENTENCE.replace("Kamis", "Jumat"), SENTENCE.replace("Kursk", "Kyiv")]
)
STAMP = "2025-02-27T19:13:00+07:00"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(head="", body=TEXT, title=TITLE):
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><nav><a href='/'>Beranda</a> <a href='/p'>Politik</a></nav><article>"
        f"<h1>{title}</h1>{paragraphs}</article><footer>Hak cipta 2025</footer></body></html>"
    )


def json_ld(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def rss(items=None):
    items = items or (
        f"<item><title>{TITLE}</title><link>https://berita.example/1</link>"
        f"<pubDate>Thu, 27 Feb 2025 19:13:00 +0700</pubDate><description>Ringkas.</description>"
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p><p>Kedua.</p>]]></content:encoded></item>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Berita Contoh</title><link>https://berita.example</link>{items}</channel></rss>"
    )


def atom():
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Berita Contoh</title><entry>'
        f'<title>{TITLE}</title><link rel="self" href="https://berita.example/api/2"/>'
        f'<link href="https://berita.example/2"/><published>{STAMP}</published>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"<p>{SENTENCE}</p><p>Kedua.</p></div></content></entry></feed>"
    )


def email(body=TEXT, headers=""):
    return (
        f"From: Redaksi Contoh <redaksi@berita.example>\nTo: saya@contoh.example\nSubject: {TITLE}\n"
        f"Date: Thu, 27 Feb 2025 19:13:00 +0700\nMIME-Version: 1.0\n{headers}\n\n{body}\n"
    )


def markdown():
    return (
        f'---\ntitle: "{TITLE}"\ndate: 2025-02-27\nnegara: [Rusia, KR]\ntags:\n  - perang\n---\n\n'
        f"## Latar\n\nIsi **tebal** dan [tautan](https://x.example/a_b).\n\n{TEXT}\n"
    )


def zipped(*members, **named):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*members, *named.items()]:
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(text, style=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body=None):
    body = body or paragraph(TITLE, "Title") + "".join(map(paragraph, TEXT.split("\n\n")))
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document))


def pdf(lines=None, *further, title=""):
    """A PDF of a page with these lines, and of further pages, made by hand."""
    pages = [lines or [TITLE, "", SENTENCE[:70], SENTENCE[70:]], *further]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)>>" % title.encode("cp1252"),
    ]
    for number, page_lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in page_lines)
        stream = f"BT /F1 10 Tf 14 TL 40 800 Td {shown}ET".encode("cp1252")
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (6 + 2 * number),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(out))
    )


def http_answer(body, media_type="text/html; charset=utf-8", headers="", status="200 OK"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n"
    return head.encode() + (body if isinstance(body, bytes) else body.encode())


def warc_record(
    content, url="https://berita.example/3", kind="response", media_type="application/http"
):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def warc():
    info = warc_record(b"software: contoh\r\n", "", "warcinfo", "application/warc-fields")
    plain = http_answer(f"{TITLE}\n\n{TEXT}", "text/plain")
    packed = http_answer(
        gzip.compress(page().encode(), mtime=0), headers="Content-Encoding: gzip\r\n"
    )
    return info + warc_record(plain) + warc_record(packed)


@cache
def samples():
    """Content by the suffix of its format."""
    lines = [{"title": TITLE, "text": TEXT, "date": "2025-02-27", "countries": ["RU"]}] * 2
    table = f'judul,isi,tanggal,negara\n{TITLE},"{TEXT}",27/02/2025,Rusia; KR\nDua,Isi dua.,,\n'
    whole = {
        "txt": f"{TITLE}\n\n{TEXT}\n",
        "md": markdown(),
        "jsonl": "\n".join(map(json.dumps, lines)),
        "json": json.dumps({"articles": lines}),
        "csv": table,
        "tsv": f"title\ttext\turl\n{TITLE}\t{SENTENCE}\thttps://berita.example/4\n",
        "rss": rss(),
        "atom": atom(),
        "html": page(json_ld(**{"@type": "NewsArticle", "datePublished": STAMP})),
        "eml": email(),
        "pdf": pdf(),
        "docx": docx(),
        "warc": warc(),
    }
    encoded = {name: c if isinstance(c, bytes) else c.encode() for name, c in whole.items()}
    inner = zipped(("a.jsonl", encoded["jsonl"]), ("b.md", encoded["md"]))
    encoded["zip"] = zipped(("dir/a.txt", encoded["txt"]), ("b.csv", table), ("c.zip", inner))
    encoded["warc.gz"] = gzip.compress(encoded["warc"], mtime=0)
    return encoded
