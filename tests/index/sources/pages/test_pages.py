import sys

import pytest
from samples import SENTENCE, STAMP, TEXT, TITLE, json_ld, page
from telusur.index.sources.files import read_paths


def test_a_page_gives_its_main_text_title_date_site_and_address(read):
    head = (
        json_ld(**{"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": "NewsArticle", "datePublished": STAMP}]})
        + '<meta property="og:site_name" content="Berita Contoh">'
        + '<link rel="canonical" href="https://berita.example/kursk">'
    )  # fmt: skip
    (article,) = read("a.html", page(head))
    assert article.title == TITLE
    assert article.text.split("\n") == TEXT.split("\n\n")
    assert "Beranda" not in article.text
    assert "Hak cipta" not in article.text
    assert (article.source, article.url) == ("Berita Contoh", "https://berita.example/kursk")
    assert article.published.basis == "page"


DATES = [
    (json_ld(**{"@type": "NewsArticle", "dateModified": "2025-03-01", "datePublished": STAMP}), "2025-02-27", "page"),
    (f'<script type="application/ld+json">[{{"@type": ["Thing", "BlogPosting"], "datePublished": "{STAMP}"}}];</script>', "2025-02-27", "page"),
    ('<script type="application/ld+json">{broken</script><meta name="date" content="2025-02-27">', "2025-02-27", "page"),
    ('<meta property="article:published_time" content="2025-02-27T12:13:00Z">', "2025-02-27", "page"),
    ('<meta itemprop="datePublished" content="27/02/2025 19:13 WIB">', "2025-02-27", "page"),
    ('<meta name="pubdate" content="Kamis, 27 Februari 2025">', "2025-02-27", "page"),
    ('<meta name="date" content="0000-00-00">', None, None),
    ('<meta name="date" content="1970-01-01">', None, None),
    ('<meta name="date" content="segera">', None, None),
    ("", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "day", "basis"), DATES)
def test_metadata_name_the_day(read, head, day, basis):
    (article,) = read("a.html", page(head))
    found = article.published
    assert (found and str(found.interval.start)) == day
    assert (found and found.basis) == basis


def test_without_metadata_the_dateline_in_the_text_names_the_day(read):
    (article,) = read("a.html", page(body=f"Jakarta, 27 Februari 2025 - {TEXT}"))
    assert str(article.published.interval.start) == "2025-02-27"
    assert article.published.basis == "dateline"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("<h6>Kamis, 27 Februari 2025 – 19:13 WIB</h6>", "2025-02-27"),
        ("<div><span>Budi Santoso</span> <i>27 Feb 2025, 19:13</i></div>", "2025-02-27"),
        ("<p>Gempa 27 Februari 2025 dikenang</p>", None),
        ("", None),
    ],
)
def test_a_day_below_the_headline_dates_a_page_without_metadata(read, shown, day):
    html = (
        page()
        .replace("</h1>", f"</h1><header>{shown}</header>")
        .replace("<nav>", "<nav>1 Januari 2026 ")
    )
    (article,) = read("a.html", html)
    assert (article.published and str(article.published.interval.start)) == day


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told_from_the_page(read, codec):
    text = TEXT.replace("seorang pejabat", "“Pérez”")
    html = page(body=text).replace('"utf-8"', f'"{codec}"')
    (article,) = read("a.html", html.encode(codec))
    assert "“Pérez”" in article.text


NO_ARTICLES = [
    ("", "no HTML|no main text|not an HTML page"),
    ("<html></html>", "no main text|no HTML"),
    ("Hanya teks, tanpa satu pun tag.", "no HTML"),
    (
        page().replace('"utf-8"', '"x"').encode() + b"\xd0\xee\xf1\xf1\xe8\xff" * 9,
        "encoding cannot be determined",
    ),
    ("<div>" * 20_000, "no main text|no HTML|not an HTML page"),
    ("a" * 5_000_001, "larger than 5 MB"),
]


@pytest.mark.parametrize(("content", "why"), NO_ARTICLES)
def test_a_page_without_an_article_is_a_sentence(read, content, why):
    import re

    (failure,) = read("a.html", content)
    assert re.search(why, failure.why)


FRAGMENTS = [
    f"<title>{TITLE}</title><article><p>{SENTENCE}</p></article>",
    f"<!DOCTYPE html>\n<head><title>{TITLE}</title></head><body><p>{SENTENCE}</p></body>",
    f"<div><h1>{TITLE}</h1><p>{SENTENCE}</p></div>",
]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_page_may_leave_out_its_outermost_tag(read, fragment):
    (article,) = read("a.html", fragment)
    assert (article.title, article.text) == (TITLE, SENTENCE)


def test_a_page_may_be_saved_with_its_pictures_in_it(read):
    picture = f'<img src="data:image/jpeg;base64,{"aB+/" * 1_400_000}==" alt="">'
    (article,) = read("a.html", page().replace("<h1>", f"{picture}<h1>"))
    assert (article.title, article.text.split("\n")) == (TITLE, TEXT.split("\n\n"))


ERRORS = [
    "404 Not Found",
    "404",
    "Just a moment...",
    "403 Forbidden",
    "Halaman Tidak Ditemukan - X",
]


@pytest.mark.parametrize("title", ERRORS)
def test_what_a_server_says_instead_of_an_article_is_none(read, title):
    (failure,) = read("a.html", page(body="Maaf, halaman yang Anda cari tidak ada.", title=title))
    assert f'what a server says instead: "{title}"' in failure.why


@pytest.mark.parametrize(
    "title", ["404 Warga Mengungsi", "500 Error dalam Sehari di Kursk", "404 Not Found"]
)
def test_an_article_on_errors_is_one(read, title):
    body = f"{TEXT}\n\n{TEXT}\n\n{TEXT}" if "Error" in title or "Not" in title else TEXT
    (article,) = read("a.html", page(body=body, title=title))
    assert article.title == title


SITES = [
    # What metadata, the page's title and its headings say; the headline and the site.
    (f"{TITLE} - Kompas.com", f"{TITLE} Halaman all - Kompas.com", "Kompas.com"),
    (f"{TITLE} | Republika Online", f"{TITLE} | Republika Online", "Republika Online"),
    (f"{TITLE} : Okezone Economy", "", "Okezone Economy"),
    (f"Catatan Budi: {TITLE}", "", "Catatan Budi"),
]


@pytest.mark.parametrize(("title", "named", "site"), SITES)
def test_a_headline_is_parted_from_the_name_of_the_site(read, title, named, site):
    head = f'<meta property="og:title" content="{named}">' if named else ""
    html = page(head, title=title).replace(f"<h1>{title}</h1>", f"<h1>{TITLE}</h1>")
    (article,) = read("a.html", html)
    assert (article.title, article.source) == (TITLE, site)
    assert article.text.split("\n") == TEXT.split("\n\n")


def test_the_first_heading_of_a_blog_is_its_name(read):
    html = page(title=f"Catatan Budi: {TITLE}").replace(
        f"<h1>Catatan Budi: {TITLE}</h1>", f"<h1>Catatan Budi</h1><h3>{TITLE}</h3>"
    )
    (article,) = read("a.html", html)
    assert (article.title, article.source) == (TITLE, "Catatan Budi")
    assert article.text.split("\n") == TEXT.split("\n\n")


def test_an_amount_of_money_in_the_headline_is_no_site(read):
    title = "Harga Emas Antam Hari Ini Naik Rp5.000"
    html = page(title=f"{title} : Okezone Economy")
    (article,) = read("a.html", html.replace(f"<h1>{title} : Okezone Economy", f"<h1>{title}"))
    assert (article.title, article.source) == (title, "Okezone Economy")


def test_a_text_that_begins_with_the_words_of_its_headline_keeps_them(read):
    html = page(body=f"{TITLE} untuk kedua kalinya, kata pejabat itu.\n\n{TEXT}")
    (article,) = read("a.html", html.replace(f"<h1>{TITLE}</h1>", ""))
    assert article.text.startswith(f"{TITLE} untuk kedua kalinya")


def test_a_dateline_in_bold_stands_before_its_sentence(read):
    html = page().replace("<p>Rusia", "<strong>Jakarta</strong> - <p>Rusia", 1)
    (article,) = read("a.html", html)
    assert article.text.split("\n")[0] == f"Jakarta - {SENTENCE}"


def test_tables_of_layout_show_no_bars(read):
    box = "<table><tr><td><div>Tabel: <a href='/x'>jumlah tentara</a></div></td></tr></table>"
    (article,) = read(
        "a.html", page(body=f"{SENTENCE}\n\n{SENTENCE}").replace("</p><p>", f"</p>{box}<p>")
    )
    assert "Tabel: jumlah tentara" in article.text.split("\n")[1]
    assert "|" not in article.text


def test_scripts_do_not_run_and_do_not_show(read):
    (article,) = read(
        "a.html", page(body=f"{TEXT}\n\n<script>document.write('jahat')</script>{SENTENCE}")
    )
    assert "jahat" not in article.text


def test_without_the_extra_a_page_says_how_to_install_it(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (failure,) = read("a.html", page())
    assert failure.why.endswith('-m pip install "telusur[html]"')


def test_what_word_keeps_beside_an_open_file_is_passed_over(tmp_path):
    for name in ("naskah.txt", "~$naskah.docx", ".naskah.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [article.source for article in read_paths([tmp_path])] == ["naskah.txt"]


def test_a_saved_page_leaves_its_folder_of_images_and_frames_alone(tmp_path):
    from telusur.index.sources.files import article_files

    for name in ("a.html", "a_files/frame.html", "b_files/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page())
    assert sorted(path.name for path in article_files(tmp_path)) == ["a.html", "c.html"]
