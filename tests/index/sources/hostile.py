"""Files that are made to take time or memory, the worst that is known of each format.

`SHAPES` has, by the name of a file, a function of a size in bytes and of chance that returns what
such a file holds; `tools/hostile_files.py` adds them. What comes out is about as large as was asked for, packed formats before packing.
"""

import gzip
import json
import struct
import zlib
from functools import partial
from itertools import pairwise

from samples import WORD, zipped

_SENTENCE = "Rusia mengirim pasukan ke wilayah Kursk pada hari Kamis, kata seorang pejabat. "

# Each is repeated to make a text: what regular expressions and tables of words stumble over.
_REPEATED = {
    "brackets": "[(", "closed": "[](){}<>", "dots": ".", "hyphens": "-", "slashes": "/",
    "quotes": "\"'", "letters": "a", "capitals": "A", "digits": "7", "initials": "A.B.",
    "joined": "a-", "apostrophes": "a'", "underscores": "_", "camel": "Ab", "spaces": " ",
    "lines": "\n", "returns": "\r", "ideographs": "\u56fd", "marks": "\u0301", "unseen": "\u200b",
    "surrogates": "\U0001f600", "dates": "Kamis (10/9/2019) ", "numbers": "1.500,", "days": "12/",
    "years": "2019 ", "months": "Januari ", "countries": "Korea Utara ", "adjectives": "Rusia-",
    "links": "Baca juga: ", "labels": "Foto: X. ", "roles": "Editor: A B\n", "captions": "Kim. Foto: AP\n",
    "furniture": "ADVERTISEMENT ", "headlines": "Rusia Kirim Pasukan\n", "sentences": _SENTENCE,
    "short": "A. ", "words": "kata ", "glued": "kata.Kata", "sites": "www.a.co.id ", "colons": ": ",
    "bullets": "* ", "bars": "|", "hashes": "#", "stars": "**a", "backticks": "`", "tildes": "~~~\n",
    "images": "![a](", "targets": "[a](b ", "quoted": "> ", "entities": "&amp;", "less": "<",
}  # fmt: skip


def _repeated(piece, size, chance):
    content = piece.encode()
    return content * (size // len(content) + 1)


def _random_words(size, chance):
    """Each word is new, and so is what every word depends on."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ("".join(chance.choices(letters, k=chance.randrange(3, 12))) for _ in range(size // 8))
    return " ".join(words).encode()


def _page(head, body):
    text = "".join(f"<p>{_SENTENCE * 3}</p>" for _ in range(3))
    page = f"<!doctype html><html><head><title>Judul</title>{head}</head><body>{body}"
    return f"{page}<article>{text}</article></body></html>".encode()


def _attributes(size, chance):
    return _page("", f"<p {' '.join(f'a{n}=1' for n in range(size // 9))}>x</p>")


def _page_of(piece, size, chance):
    return _page("", piece * (size // len(piece)))


def _head_of(piece, size, chance):
    return _page(piece * (size // len(piece)), "")


def _json_ld(size, chance):
    inner = '{"a":' * (size // 12) + "1" + "}" * (size // 12)
    return _page(f'<script type="application/ld+json">{inner}</script>', "")


_PAGES = {
    "paragraphs": "<p>", "nested": "<div>", "inline": "<b><i>", "links": "<a href=x>y</a>", "tables": "<table><tr><td>",
    "cells": "<td>x", "lists": "<ul><li>", "comments": "<!-- ", "tags": "<x", "closing": "</p>", "quotes": "<a b='",
    "frames": "<iframe>", "scripts": "<script>", "forms": "<form><select><option>", "cdata": "<![CDATA[", "breaks": "<br>",
    "characters": "&#x110000;&nbsp", "dates": "<time pubdate>2024-01-01</time>", "headings": "<h1>Judul", "fonts": "<font><span>",
}  # fmt: skip

_HEADS = {
    "metas": "<meta property=og:title content=x>",
    "titles": "<title>x",
    "styles": "<link rel=x>",
}


def _unclosed_table(size, chance):
    return b'judul,isi\nA,"' + _repeated("Isi, lalu\n", size, chance)


def _quoted_table(size, chance):
    return b"judul,isi\n" + _repeated('"",', size, chance)


def _wide_table(size, chance):
    return b"isi," * min(size // 4, 20_000) + b"\n" + _repeated("a,", size, chance)


def _bad_rows(size, chance):
    return b"judul,isi\n" + _repeated("a,b,c\n", size, chance)


def _nested_json(size, chance):
    return b'[{"text":' + b"[" * size


def _many_values(size, chance):
    return b'[{"text": "Isi.", "x": [' + b"[]," * (size // 3) + b"[]]}]"


def _many_keys(size, chance):
    return json.dumps({"text": "Isi.", **{f"k{n}": n for n in range(size // 16)}}).encode()


def _escaped(size, chance):
    return b'[{"text": "' + rb"\u00e9" * (size // 6) + b'"}]'


def _bad_items(size, chance):
    return b"[" + b'{"text":""},' * (size // 12) + b"{}]"


def _feed(items, name="rss"):
    opened = f'<?xml version="1.0"?><{name} xmlns:a="b"><channel><title>S</title>'
    return f"{opened}{items}</channel></{name}>".encode()


def _nested_feed(size, chance):
    return _feed(
        "<item><description>" + "<a>" * (size // 7) + "</a>" * (size // 7) + "</description></item>"
    )


def _nested_xhtml(size, chance):
    inner = "<div>" * (size // 11) + "Isi." + "</div>" * (size // 11)
    return f'<feed><entry><title>A</title><content type="xhtml">{inner}</content></entry></feed>'.encode()


def _bad_feed(size, chance):
    return _feed("<item/>" * (size // 7))


def _feed_of_links(size, chance):
    return _feed("<item><title>A</title>" + "<link/>" * (size // 7) + "</item>")


def _wide_xml(size, chance):
    return _feed(
        "<item " + " ".join(f'a{n}=""' for n in range(size // 9)) + "><title>A</title></item>"
    )


def _bomb_xml(size, chance):
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "{"A" * min(size, 9_000)}">{entities}]><rss>&j;</rss>'.encode()


def _email(headers, body=_SENTENCE):
    return f"From: a@b.example\nTo: c@d.example\nDate: x\nMIME-Version: 1.0\n{headers}\n\n{body}\n".encode()


def _email_header(name, piece, size, chance):
    length = min(size, 45_000)
    return _email(f"{name}: {piece * (length // len(piece))}", _SENTENCE * ((size - length) // 80))


def _nested_email(size, chance):
    depth = size // 60
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return _email(parts.partition("\n\n")[0], parts.partition("\n\n")[2] + "\nIsi.")


def _email_of_parts(size, chance):
    return _email("Content-Type: multipart/mixed; boundary=b", "--b\n\nIsi.\n" * (size // 10))


def _email_of_html(size, chance):
    return _email("Content-Type: text/html", "<p <!-- &amp" * (size // 12))


def _email_of_quoted(size, chance):
    return _email("Content-Transfer-Encoding: quoted-printable", "=41=\n" * (size // 5))


def pdf_of(stream, *, filter_name=b"", extra=b""):
    """Return a PDF of one page with this stream of content, without a table of its objects."""
    named = b"/Filter/" + filter_name if filter_name else b""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>> endobj\n"
        b"4 0 obj<</Length %d%s>>stream\n%s\nendstream endobj\n"
        % (len(stream), named, stream)
        + b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
        + extra
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )


def _pdf_of(piece, size, chance):
    return pdf_of(b"BT /F1 10 Tf " + piece * (size // len(piece)) + b" ET")


def _pdf_bomb(size, chance):
    return pdf_of(zlib.compress(bytes(size * 50)), filter_name=b"FlateDecode")


def _pdf_of_objects(size, chance):
    extra = b"".join(b"%d 0 obj<<>>endobj\n" % number for number in range(6, size // 20))
    return pdf_of(b"BT (Isi) Tj ET", extra=extra)


def _pdf_tree(size, chance):
    """Pages that are their own children."""
    return _pdf_of(b"(a) Tj ", size, chance).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R 3 0 R]")


def _pdf_nested(size, chance):
    return pdf_of(b"x", extra=b"6 0 obj" + b"[" * size + b" endobj\n")


def _docx(body):
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(("[Content_Types].xml", b""), ("word/document.xml", document.encode()))


def _docx_of(piece, size, chance):
    return _docx(piece * (size // len(piece)))


def _nested_docx(size, chance):
    return _docx("<w:p>" * (size // 11) + "</w:p>" * (size // 11))


def overlapping_zip(count):
    """Return a ZIP archive whose members, so many, are all the same bytes."""
    content = zipped(("000.txt", b"Isi."))
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry, tail = content[start:end], bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", count, count)
    tail[12:16] = struct.pack("<I", len(entry) * count)
    return content[:start] + entry * count + bytes(tail)


def _overlapping(size, chance):
    return overlapping_zip(min(60_000, size // 53))


def _zip_of_bad(size, chance):
    """Each member has a name of its own and a broken checksum."""
    content = bytearray(zipped(*((f"{n}.txt", b"Isi.") for n in range(min(60_000, size // 110)))))
    position = content.find(b"PK\x01\x02")
    while position >= 0:
        content[position + 16] ^= 1
        position = content.find(b"PK\x01\x02", position + 4)
    return bytes(content)


def _zip_of_names(size, chance):
    return zipped(
        *((f"../\x1b[31m\u202e{n}.txt", b"Isi.") for n in range(min(60_000, size // 130)))
    )


def _zip_bomb(size, chance):
    return zipped(*((f"{n}.jsonl", b"\n" * min(9_900_000, size * 50)) for n in range(20)))


def _gzip_of(piece, size, chance):
    return gzip.compress(piece * (size // len(piece)))


def _many_gzips(size, chance):
    return gzip.compress(b"", 1) * (size // 20)


def _warc(size, chance):
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example\r\nContent-Length: 9\r\n\r\nHTTP/9 x\n\r\n\r\n"
    return record * (size // len(record))


def _warc_headers(size, chance):
    return b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n" + b"X: y\r\n" * (size // 6)


def _front_matter(size, chance):
    return (
        b"---\ntitle: A\nx:\n" + b"  - y\n" * 150 + _repeated('z: "', size, chance) + b"\n---\nIsi."
    )


def _random_bytes(size, chance):
    return chance.randbytes(size)


SHAPES = {
    **{f"{name}.txt": partial(_repeated, piece) for name, piece in _REPEATED.items()},
    **{f"{name}.md": partial(_repeated, _REPEATED[name]) for name in (
        "brackets", "closed", "stars", "images", "targets", "backticks", "tildes", "quoted", "underscores", "less",
        "lines", "bars", "hashes", "hyphens")},
    "random.txt": _random_words, "bytes.txt": _random_bytes, "front.md": _front_matter,
    "attributes.html": _attributes, "ld.html": _json_ld, "bytes.html": _random_bytes,
    **{f"{name}.html": partial(_page_of, piece) for name, piece in _PAGES.items()},
    **{f"{name}.html": partial(_head_of, piece) for name, piece in _HEADS.items()},
    "plain.html": partial(_repeated, _SENTENCE),
    "unclosed.csv": _unclosed_table, "quoted.csv": _quoted_table, "wide.csv": _wide_table, "bad.csv": _bad_rows,
    "nested.json": _nested_json, "values.json": _many_values, "keys.json": _many_keys, "escaped.json": _escaped, "bad.json": _bad_items,
    **{f"{name}.jsonl": make for name, make in (("nested", _nested_json), ("values", _many_values), ("keys", _many_keys))},
    "brackets.jsonl": partial(_repeated, "[{\n"), "blank.jsonl": partial(_repeated, "\n"), "empty.jsonl": partial(_repeated, '{"text":""}\n'),
    "nested.xml": _nested_feed, "xhtml.atom": _nested_xhtml, "bad.rss": _bad_feed, "links.rss": _feed_of_links, "wide.rss": _wide_xml,
    "bomb.xml": _bomb_xml,
    **{f"{name.lower()}-{word}.eml": partial(_email_header, name, piece) for name in ("From", "Subject", "Date", "Content-Type", "To")
       for word, piece in (("quotes", '"'), ("encoded", "=?utf-8?q?a?= "), ("open", "(<"), ("commas", "a@b,"))},
    "messages.mbox": partial(_repeated, "From a\n\n"), "blank.mbox": lambda size, chance: b"From a\n" + b"\n" * size,
    "nested.eml": _nested_email, "parts.eml": _email_of_parts, "html.eml": _email_of_html, "quoted.eml": _email_of_quoted,
    "text.pdf": partial(_pdf_of, b"(Isi berita) Tj "), "operators.pdf": partial(_pdf_of, b"q "), "arrays.pdf": partial(_pdf_of, b"[ "),
    "dictionaries.pdf": partial(_pdf_of, b"<< "), "strings.pdf": partial(_pdf_of, b"(\\( "), "moves.pdf": partial(_pdf_of, b"1 0 0 1 9 9 Tm (a) Tj "),
    "bomb.pdf": _pdf_bomb, "objects.pdf": _pdf_of_objects, "tree.pdf": _pdf_tree, "nested.pdf": _pdf_nested,
    "paragraphs.docx": partial(_docx_of, "<w:p><w:r><w:t>a</w:t></w:r></w:p>"), "runs.docx": partial(_docx_of, "<w:r/>"), "nested.docx": _nested_docx,
    "overlapping.zip": _overlapping, "bad.zip": _zip_of_bad, "names.zip": _zip_of_names, "bomb.zip": _zip_bomb,
    "blank.jsonl.gz": partial(_gzip_of, b"\n"), "dots.txt.gz": partial(_gzip_of, b"."), "rows.csv.gz": partial(_gzip_of, b"judul,isi\n"),
    "members.txt.gz": _many_gzips, "bad.warc": _warc, "headers.warc": _warc_headers, "bad.warc.gz": lambda size, chance: gzip.compress(_warc(size, chance)),
}  # fmt: skip
