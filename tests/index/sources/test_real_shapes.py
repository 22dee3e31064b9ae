"""Shapes that files have in practice: each written here as the programs write it."""

import json

import pytest
from samples import (
    SENTENCE,
    TEXT,
    TITLE,
    email,
    http_answer,
    page,
    pdf,
    rss,
    warc_record,
    zipped,
)
from telusur.index.article import Failure
from telusur.index.sources.files import read_paths

QUOTED = "Presiden “Pérez” bertemu Gerhard Schröder – di kafé.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]

IN_ENCODINGS = {
    "a.txt": QUOTED,
    "a.md": QUOTED,
    "a.jsonl": json.dumps({"text": QUOTED}, ensure_ascii=False) + "\n",
    "a.json": json.dumps([{"text": QUOTED}], ensure_ascii=False),
    "a.csv": f'judul,isi\n,"{QUOTED}"\n',
    "a.rss": rss(f"<item><description>{QUOTED}</description></item>").replace(
        ' encoding="UTF-8"', ""
    ),
    "a.html": page(body=f"{QUOTED}\n{SENTENCE}").replace("charset", "x"),
    "a.eml": email(QUOTED),
    "unnamed": QUOTED,
    "table": f'judul,isi\n,"{QUOTED}"\n',
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", IN_ENCODINGS)
def test_every_reader_decodes_alike(read, name, encoding):
    (article,) = read(name, IN_ENCODINGS[name].encode(encoding))
    assert QUOTED.strip() in article.text


def test_text_that_breaks_off_within_a_character_is_told(read):
    for encoding in ("utf-16", "utf-32"):
        for name in ("a.txt", "a.csv", "a.jsonl"):
            *_, failure = read(name, (IN_ENCODINGS[name] * 2).encode(encoding)[:-1])
            assert f"not {encoding.upper()} text throughout" in failure.why


NEWSAPI = {
    "status": "ok",
    "totalResults": 2,
    "articles": [
        {
            "source": {"id": None, "name": "Berita Contoh"},
            "author": "Redaksi",
            "title": TITLE,
            "description": "Ringkas.",
            "url": "https://berita.example/1",
            "urlToImage": None,
            "publishedAt": "2025-02-27T12:13:00Z",
            "content": f"{SENTENCE} [+1200 chars]",
        },
        {
            "source": {"id": "x", "name": None},
            "title": "Dua",
            "description": "Isi.",
            "content": None,
        },
    ],
}


def test_newsapi(read):
    for name in ("a.json", "unnamed"):
        first, second = read(name, json.dumps(NEWSAPI))
        assert (first.title, first.text, first.source) == (TITLE, SENTENCE, "Berita Contoh")
        assert (str(first.published.interval.start), first.url) == (
            "2025-02-27",
            "https://berita.example/1",
        )
        assert (second.title, second.text, second.source) == ("Dua", "Isi.", "")
    lines = "\n".join(map(json.dumps, NEWSAPI["articles"]))
    assert [item.source for item in read("a.jsonl", lines)] == ["Berita Contoh", ""]


def test_what_newsapi_says_was_removed_is_no_article(read):
    removed = {
        "source": {"id": None, "name": "[Removed]"},
        "author": None,
        "title": "[Removed]",
        "description": "[Removed]",
        "url": "https://removed.com",
        "publishedAt": "1970-01-01T00:00:00Z",
        "content": "[Removed]",
    }
    answer = {**NEWSAPI, "articles": [removed, *NEWSAPI["articles"]]}
    failure, *articles = read("a.json", json.dumps(answer))
    assert failure.where.endswith("a.json, item 1")
    assert failure.why == "its source has removed it"
    assert [article.text for article in articles] == [SENTENCE, "Isi."]


def test_wordpress(read):
    post = {
        "id": 7,
        "date": "2025-02-27T19:13:00",
        "guid": {"rendered": "https://berita.example/?p=7"},
        "link": "https://berita.example/rusia",
        "title": {"rendered": "Rusia &#8220;kirim&#8221; pasukan"},
        "content": {"rendered": f"<p>{SENTENCE}</p>\n<p>Kedua.</p>", "protected": False},
        "excerpt": {"rendered": "<p>Ringkas.</p>"},
    }
    (article,) = read("posts.json", json.dumps([post]))
    assert (article.title, article.text) == ("Rusia “kirim” pasukan", f"{SENTENCE}\n\nKedua.")
    assert article.url == "https://berita.example/rusia"


def test_json_feed(read):
    item = {
        "id": "https://a.id/1",
        "title": TITLE,
        "content_html": "<p>Isi <b>dua</b>.</p>",
        "date_published": "2025-02-27T19:13:00+07:00",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Berita", "items": [item]}
    (article,) = read("feed.json", json.dumps(feed, indent=2))
    assert (article.title, article.text) == (TITLE, "Isi dua.")
    assert str(article.published.interval.start) == "2025-02-27"


CHAT = {
    "name": "Kabar Contoh",
    "type": "public_channel",
    "id": 1234567890,
    "messages": [
        {
            "id": 1,
            "type": "service",
            "date": "2025-02-26T08:00:00",
            "action": "create_channel",
            "text": "",
        },
        {
            "id": 2,
            "type": "message",
            "date": "2025-02-27T19:13:00",
            "date_unixtime": "1740658380",
            "from": "Kabar Contoh",
            "from_id": "channel1234567890",
            "text": [
                {"type": "bold", "text": TITLE},
                "\n\n" + SENTENCE + " Baca ",
                {"type": "text_link", "text": "di sini", "href": "https://a.id"},
                ".",
            ],
            "text_entities": [],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2025-02-27T20:00:00",
            "photo": "photos/1.jpg",
            "text": "",
        },
        {"id": 4, "type": "message", "date": "2025-02-28T20:00:00", "text": "Rusia mengirim lagi."},
    ],
}


@pytest.mark.parametrize("export", [CHAT, {"about": "x", "chats": {"about": "y", "list": [CHAT]}}])
def test_telegram(read, export):
    first, second = read("result.json", json.dumps(export, indent=1))
    assert (first.title, first.title_made) == (TITLE, False)
    assert first.text == f"{SENTENCE} Baca di sini."
    assert (first.source, str(first.published.interval.start)) == ("Kabar Contoh", "2025-02-27")
    assert first.published.basis == "page"
    assert second.text == "Rusia mengirim lagi."


PAGE_OF_A_CHAT = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Kabar Contoh
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">27 February 2025</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="27.02.2025 19:13:00 UTC+07:00">19:13</div>
<div class="from_name">Kabar Contoh</div><div class="text">
<strong>{TITLE}</strong><br><br>{SENTENCE} Baca <a href="https://a.id">di sini</a>.</div></div></div>
<div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details"
 title="27.02.2025 20:00:00 UTC+07:00">20:00</div><div class="media_wrap clearfix"></div></div></div>
<div class="message default clearfix joined" id="message4"><div class="body"><div class="pull_right date details"
 title="28.02.2025 20:00:00 UTC+07:00">20:00</div><div class="text">Rusia mengirim lagi.</div></div></div>
</div></div></div></body></html>"""


@pytest.mark.parametrize("padding", ["joined", "joined " * 3_000])
def test_the_pages_of_an_export_of_telegram_are_its_messages(read, padding):
    first, second, *further = read("messages.html", PAGE_OF_A_CHAT.replace("joined", padding))
    assert not further
    assert (first.title, first.text) == (TITLE, f"{SENTENCE} Baca di sini.")
    assert (first.source, str(first.published.interval.start)) == ("Kabar Contoh", "2025-02-27")
    assert (second.text, str(second.published.interval.start)) == (
        "Rusia mengirim lagi.",
        "2025-02-28",
    )
    assert first.origin == second.origin
    assert [first.is_whole, second.is_whole] == [False, False]


def test_a_chat_that_lacks_its_id_and_its_dates_is_one_all_the_same(read):
    messages = [{"type": "message", "text": f"Kabar {number}."} for number in range(3)]
    articles = read("result.json", json.dumps({"name": "Kabar", "messages": messages}))
    assert [(one.text, one.source) for one in articles] == [
        (f"Kabar {number}.", "Kabar") for number in range(3)
    ]


def test_an_archive_of_wget_gives_its_pages_alone(read):
    own = "metadata://gnu.org/software/wget/warc"
    content = (
        warc_record(b"software: Wget/1.21 (linux-gnu)\r\n", "", "warcinfo", "application/warc-fields")
        + warc_record(b"GET / HTTP/1.1\r\n\r\n", "<https://a.id/1>", "request", "application/http")
        + warc_record(http_answer(page()), "<https://a.id/1>", "response", "application/http;msgtype=response")
        + warc_record(b"<urn:uuid:1>\n", f"<{own}/MANIFEST.txt>", "resource", "text/plain")
        + warc_record(b'"--warc-file=a" "https://a.id/1"\n', f"<{own}/wget_arguments.txt>", "resource", "text/plain")
        + warc_record(b"--2025-02-27 19:13:00--  https://a.id/1\n", f"<{own}/wget.log>", "resource", "text/plain")
        + warc_record(TEXT.encode(), "urn:text:https://a.id/1", "resource", "text/plain")
    )  # fmt: skip
    (article,) = read("a.warc", content)
    assert (article.title, article.url) == (TITLE, "https://a.id/1")


FRONT_MATTER = [
    'title: "A" # note',
    "title: 'A' # note",
    "title: A # note",
    '"title": "A"   # "note"',
    "title: >-\n  A",
    'title: "A"\r',
    "title: A\ntitle_en: B",
]


@pytest.mark.parametrize("line", FRONT_MATTER)
def test_front_matter_as_people_write_it(read, line):
    (article,) = read("a.md", f"---\n{line}\ntags: [a, b] # c\n---\nIsi.\n")
    assert (article.title, article.text) == ("A", "Isi.")


def sheet(number, lines):
    top = [f"27/2/25, 19.13 {TITLE} - Berita Contoh"]
    return [*top, "", *lines, "", f"https://berita.example/dunia/1 {number}/2"]


PRINTED = [
    sheet(1, ["Berita Contoh", "Beranda", "Politik", "Dunia", "", TITLE, "Kamis, 27 Februari 2025 | 19:13 WIB", "", SENTENCE[:70], SENTENCE[70:], "", "Baca juga: Korea Utara Kirim Pasukan Lagi", "", "Kalimat kedua dari berita ini cukup panjang untuk sebuah paragraf."]),
    sheet(2, ["Kalimat ketiga dari berita ini juga cukup panjang untuk paragraf.", "", "Bagikan:", "Facebook", "Twitter", "", "Copyright 2025 Berita Contoh"]),
]  # fmt: skip


@pytest.mark.parametrize("title", [f"{TITLE} - Berita Contoh", ""])
def test_a_page_that_a_browser_printed(read, title):
    (article,) = read("cetak.pdf", pdf(*PRINTED, title=title))
    assert article.title == TITLE
    assert (article.url, article.source) == ("https://berita.example/dunia/1", "berita.example")
    assert article.text.startswith(SENTENCE)
    assert "Kalimat ketiga dari berita ini" in article.text
    assert str(article.published.interval.start) == "2025-02-27"
    for furniture in ("Beranda", "Baca juga", "19.13", "1/2", "2/2", "https"):
        assert furniture not in article.text


LONG_TITLE = "Rusia kirim lebih banyak pasukan ke Kursk dan mengganti panglimanya"


@pytest.mark.parametrize("is_printed", [True, False])
def test_a_headline_that_the_width_of_a_page_ended(read, is_printed):
    lines = [LONG_TITLE[:35], LONG_TITLE[36:], "", "Seoul -", SENTENCE[:70], SENTENCE[70:], "", "x"]
    lines = sheet(1, lines) if is_printed else lines
    title = f"{LONG_TITLE} Halaman all - Berita Contoh"
    (article,) = read("a.pdf", pdf(lines, title=title))
    assert article.title == LONG_TITLE
    assert article.text.startswith(f"Seoul - {SENTENCE}")


def test_a_pdf_that_names_addresses_is_no_printed_page(read):
    lines = [TITLE, "", SENTENCE[:70], SENTENCE[70:], "", "https://berita.example/1"]
    (article,) = read(
        "a.pdf", pdf(lines, ["Kalimat lain dari Kursk.", "", "1/2"], title="Judul Lain - Situs")
    )
    assert article.title == TITLE
    assert "https://berita.example/1" in article.text


def letter(subject, body):
    return f"From redaksi@berita.example Thu Feb 27 19:13:00 2025\n{email(body).replace(TITLE, subject)}\n"


def test_a_mailbox_gives_each_of_its_messages(read):
    box = letter("Satu", "Isi satu.\n\n>From sini mulai.\nFrom situ.") + letter("Dua", "Isi dua.")
    for name in ("kotak.mbox", "unnamed"):
        first, second = read(name, box)
        assert (first.title, first.text) == ("Satu", "Isi satu.\n\nFrom sini mulai.\nFrom situ.")
        assert (second.title, second.text, second.source) == ("Dua", "Isi dua.", "Redaksi Contoh")
        assert first.origin == second.origin
        assert not first.is_whole
    bad, good = read("b.mbox", "From x\n\n\n" + letter("Dua", "Isi dua."))
    assert (bad.where.rpartition("/")[2], good.title) == ("b.mbox, message 1", "Dua")
    (failure,) = read("c.mbox", "Isi.")
    assert "does not begin as a mailbox" in failure.why


def test_a_message_that_only_forwards_another_has_its_text(read):
    forwarded = f"--x\nContent-Type: message/rfc822\n\n{email('Isi surat di dalam.')}\n--x--"
    (article,) = read("a.eml", email(forwarded, "Content-Type: multipart/mixed; boundary=x"))
    assert article.text == "Isi surat di dalam."
    (article,) = read("b.eml", email(email(forwarded), "Content-Type: message/rfc822"))
    assert "Isi surat di dalam." in article.text
    twice = email(email("Paling dalam."), "Content-Type: message/rfc822")
    (article,) = read("c.eml", email(twice, "Content-Type: message/rfc822"))
    assert article.text == "Paling dalam."


def test_of_a_blogs_export_posts_and_pages_are_articles(read):
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
    entries = "".join(
        f"<entry>{kind.format(name)}<title>{name}</title><content>Isi {name}.</content></entry>"
        for name in ("template", "settings", "post", "comment", "page")
    )
    articles = read("blog.xml", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")
    assert [article.title for article in articles] == ["post", "page"]
    items = "".join(
        f"<item><title>{name}</title><content:encoded>Isi {name}.</content:encoded><wp:post_type>{name}</wp:post_type></item>"
        for name in ("post", "attachment", "berita", "nav_menu_item")
    )
    wordpress = rss(items).replace("<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" ')
    assert [article.title for article in read("wp.xml", wordpress)] == ["post", "berita"]


def test_a_source_with_fields_of_its_own_is_called_by_its_name(read):
    head = "source:\n  name: Kompas\n  url: https://a.id\nmap:\n  x: 1\ntitle: >\n  A: b"
    (article,) = read("a.md", f"---\n{head}\n---\nIsi.\n")
    assert (article.source, article.title, article.text) == ("Kompas", "A: b", "Isi.")


def test_an_array_over_many_lines_is_read_whatever_it_is_called(read):
    for opening in ("[\n{", "[{\n", "[\n  {\n"):
        array = f'{opening}"isi": "Satu."}},\n{{"isi": "Dua."}}]'
        assert [article.text for article in read("a.jsonl", array)] == ["Satu.", "Dua."]
    (article,) = read("tweets.js", 'window.YTD.tweets.part0 = [{"tweet": {"full_text": "Isi."}}]')
    assert article.text == "Isi."


def test_front_matter_of_hugo(read):
    head = 'title = "Judul"\ndate = 2025-02-27T19:13:00+07:00\ncountries = ["Rusia"]\n[menu]\nx = 1'
    (article,) = read("a.md", f"+++\n{head}\n+++\n\nIsi.\n")
    assert (article.title, article.text, article.countries) == ("Judul", "Isi.", ("RU",))
    assert str(article.published.interval.start) == "2025-02-27"
    (failure,) = read("b.md", "+++\ntitle = A\n+++\nIsi.\n")
    assert "not valid TOML" in failure.why


@pytest.mark.parametrize(
    "value",
    [
        {"data": {"articles": [{"isi": "Isi."}]}},
        {"response": {"docs": [{"isi": ["Isi."]}]}},
        [{"tweet": {"id": "1", "full_text": "Isi.", "created_at": "Thu Feb 27 12:13:00 2025"}}],
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"isi": "Isi."}}]}},
        {"isi": "Isi.", "data": {"items": [{"text": "Komentar."}]}},
    ],
)
def test_articles_are_found_in_objects_in_objects(read, value):
    (article,) = read("a.json", json.dumps(value))
    assert article.text == "Isi."


STAMPS = [
    1740658380, 1740658380.5, "1740658380000", "20250227T121300Z", "Thu Feb 27 12:13:00 +0000 2025",
    "Thu Feb 27 12:13:00 2025", "27-Feb-25", "27 Feb 25", "2/27/2025 7:13 PM",
    "Thu Feb 27 2025 19:13:00 GMT+0700 (Western Indonesia Time)", {"$date": "2025-02-27T12:13:00Z"},
    {"$date": {"$numberLong": "1740658380000"}},
]  # fmt: skip


@pytest.mark.parametrize("stamp", STAMPS)
def test_days_as_programs_write_them(read, stamp):
    (article,) = read("a.jsonl", json.dumps({"text": "Isi.", "created": 1, "date": stamp}))
    assert str(article.published.interval.start) == "2025-02-27"


def test_what_stands_for_no_date_and_no_country_is_none(read):
    record = {"text": "Isi.", "date": "0000-00-00 00:00:00", "negara": ["Rusia", ""]}
    (article,) = read("a.jsonl", json.dumps(record))
    assert (article.published, article.countries) == (None, ("RU",))


@pytest.mark.parametrize("none", ["-", "N/A", "nan", "NaT", "null", []])
def test_what_tables_write_for_no_date_is_none(read, none):
    (article,) = read("a.jsonl", json.dumps({"text": "Isi.", "date": none}))
    assert article.published is None


@pytest.mark.parametrize(
    "date",
    ["Kompas.com - 27/02/2025, 19:13 WIB", "Diterbitkan 27 Feb 2025, 19.13 WIB", ["27 Feb 2025"]],
)
def test_a_date_may_stand_as_it_did_on_the_page(read, date):
    (article,) = read("a.jsonl", json.dumps({"text": "Isi.", "date": date}))
    assert str(article.published.interval.start) == "2025-02-27"
    assert article.published.basis == "given"


@pytest.mark.parametrize("date", ["31 Februari 2025", "segera", "Gempa 27 Februari 2025 di Maluku"])
def test_what_is_no_date_is_not_taken_for_one(read, date):
    (failure,) = read("a.jsonl", json.dumps({"text": "Isi.", "date": date}))
    assert 'its "date" cannot be used' in failure.why


def test_what_a_scraper_found_is_a_list(read):
    record = {"title": ["Satu", "Dua"], "text": ["A.", "B."], "url": ["https://berita.example/1"]}
    (article,) = read("a.jsonl", json.dumps(record))
    assert (article.title, article.text) == ("Satu Dua", "A.\n\nB.")
    assert article.url == "https://berita.example/1"


def test_a_table_that_excel_saved(read):
    table = 'sep=;\r\njudul;isi;tanggal\r\nSatu;"Kafé “Pérez” – di Bali";27-Feb-25\r\n'
    (article,) = read("a.csv", table.encode("cp1252"))
    assert (article.title, article.text) == ("Satu", "Kafé “Pérez” – di Bali")
    assert str(article.published.interval.start) == "2025-02-27"


OFFICE = [
    ("a.odt", zipped(("mimetype", "x"), ("content.xml", "<x/>")), "OpenDocument"),
    ("a.xlsx", zipped(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")), "save its table as CSV"),
    ("a.pptx", zipped(("[Content_Types].xml", "<x/>"), ("ppt/presentation.xml", "<x/>")), "PowerPoint"),
    ("a.rtf", r"{\rtf1\ansi Isi.}", "rich text"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word or Excel file: save it as DOCX"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "why"), OFFICE)
def test_what_other_office_files_are_is_said_in_a_sentence(read, name, content, why):
    (failure,) = read(name, content)
    assert why in failure.why


def test_documents_that_cannot_be_read_are_told_in_a_folder_and_in_an_archive(tmp_path):
    kept = [(name, content) for name, content, _ in OFFICE if not name.endswith("pptx")]
    for name, content in [*kept, ("a.jpg", "x"), ("a.txt", "Isi.")]:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "b.zip").write_bytes(zipped(*kept, ("a.jpg", "x"), ("a.txt", "Isi dua.")))
    items = list(read_paths([tmp_path]))
    failed = sorted(item.where.rpartition("a.")[2] for item in items if isinstance(item, Failure))
    assert failed == sorted(["doc", "odt", "rtf", "xlsx"] * 2)
    assert len(items) == len(failed) + 2


def test_a_book_gives_its_chapters(read):
    members = [("mimetype", "x"), ("META-INF/container.xml", "<x/>"), ("OEBPS/1.xhtml", page())]
    (article,) = read("a.epub", zipped(*members))
    assert article.title == TITLE


WRAPPED = {
    "The Guardian": {
        "response": {
            "results": [
                {
                    "webTitle": TITLE,
                    "webPublicationDate": "2025-02-27T12:13:00Z",
                    "webUrl": "https://berita.example/1",
                    "fields": {"bodyText": SENTENCE},
                }
            ]
        }
    },
    "Strapi": {
        "data": [
            {
                "id": 1,
                "attributes": {"title": TITLE, "content": SENTENCE, "publishedAt": "2025-02-27"},
            }
        ]
    },
    "Reddit": {
        "kind": "Listing",
        "data": {
            "children": [
                {
                    "kind": "t3",
                    "data": {"title": TITLE, "selftext": SENTENCE, "created_utc": 1740658380.0},
                }
            ]
        },
    },
    "GraphQL": {
        "data": {
            "posts": {
                "nodes": [{"title": TITLE, "content": f"<p>{SENTENCE}</p>", "date": "2025-02-27"}]
            }
        }
    },
    "GDELT": {"articles": [{"title": TITLE, "seendate": "20250227T121300Z", "text": SENTENCE}]},
}


@pytest.mark.parametrize("service", WRAPPED)
def test_what_services_wrap_an_article_in(read, service):
    (article,) = read("a.json", json.dumps(WRAPPED[service]))
    assert (article.title, article.text) == (TITLE, SENTENCE)
    assert str(article.published.interval.start) == "2025-02-27"


def test_comments_on_an_article_are_no_articles(read):
    value = {"title": TITLE, "text": SENTENCE, "children": [{"text": "Setuju!"}]}
    (article,) = read("a.json", json.dumps(value))
    assert (article.title, article.text) == (TITLE, SENTENCE)


MARKED = [
    (f"<p>{SENTENCE}</p>\n<p>Kedua &amp; ketiga.</p>", f"{SENTENCE}\n\nKedua & ketiga."),
    ("Satu<br/>dua.", "Satu\ndua."),
    ("Satu<br />\ndua.\n\nTiga.", "Satu\ndua.\n\nTiga."),
    ("Satu.\n\n<h2>Dua</h2>\nTiga.\nEmpat.", "Satu.\n\nDua\n\nTiga.\nEmpat."),
    ("<p>Satu\nbaris.</p>\n<p>Dua.</p>\r\n\r\nTiga.", "Satu baris.\n\nDua.\n\nTiga."),
    ("<b>Jakarta</b> - Satu.\n\nDua.", "Jakarta - Satu.\n\nDua."),
    ("Kata &#8220;damai&#8221; itu.", "Kata “damai” itu."),
    ("Jika a < b, maka c > d & e.", "Jika a < b, maka c > d & e."),
]


@pytest.mark.parametrize(("content", "text"), MARKED)
def test_the_markup_that_a_program_left_in_a_field_is_not_shown(read, content, text):
    (article,) = read("a.json", json.dumps({"judul": "A &#8211; B", "isi": content}))
    assert (article.title, article.text) == ("A – B", text)
    quoted = content.replace('"', '""')
    (article,) = read("a.csv", f'judul,isi\nA &amp; B,"{quoted}"\n')
    assert (article.title, article.text) == ("A & B", text)
