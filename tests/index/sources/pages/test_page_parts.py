"""Pages whose article stands in several containers, or partly outside of the one of its text."""

import pytest
from samples import STAMP, TITLE, json_ld

PARAGRAPHS = [
    f"{start} di Kecamatan Ngemplak, yang sawahnya kering sejak pertengahan bulan Juli lalu."
    for start in (
        "Pemerintah menyalurkan beras kepada petani",
        "Bupati meninjau gudang bantuan",
        "“Kami mendahulukan lansia,” ujarnya",
        "Delapan truk tangki membawa air bersih",
        "Seorang petani menunggui sumur bornya",
        "Dewan meminta anggaran darurat",
        "Hujan pertama diperkirakan turun",
        "Warga memperbaiki saluran irigasi",
    )
]
OTHER = "Wali kota meresmikan jembatan di atas Sungai Opak yang menghubungkan dua kelurahan."
AD = '<div class="ads">Iklan</div>'
HEADLINE = f"<h1>{TITLE}</h1>"


def paragraphs(start=0, end=None):
    return "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[start:end])


def site(body, title=f"{TITLE} - Warta Contoh"):
    head = json_ld(**{"@type": "NewsArticle", "datePublished": STAMP})
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Beranda</a></nav>{body}<footer>Hak cipta Warta</footer></body></html>"
    )


def parts(*containers):
    """Each container is a start tag; the paragraphs are shared out among them, in order."""
    size = len(PARAGRAPHS) // len(containers)
    return AD.join(
        f"{start}{paragraphs(i * size, (i + 1) * size)}</{start[1:].split()[0].rstrip('>')}>"
        for i, start in enumerate(containers)
    )


SPLIT = {
    "two of one class": parts(*['<div class="article-content">'] * 2),
    "four of one class": parts(*['<section class="post-content">'] * 4),
    "numbered": parts('<div id="article-body-1">', '<div id="article-body-2">'),
    "by microdata": parts(*['<div itemprop="articleBody">'] * 2),
    "articles": parts(*["<article>"] * 2),
    "a lead and the rest": parts('<article class="lead">', '<article class="rest">'),
    "in rows": "".join(
        f'<div class="row"><div class="col"><div class="post-body">{paragraphs(i, i + 4)}</div>'
        f"</div></div>{AD}"
        for i in (0, 4)
    ),
    "live updates": "".join(
        f'<article class="live"><time>14.{i}0 WIB</time>{paragraphs(i, i + 1)}</article>'
        for i in range(8)
    ),
    "shown twice": "".join(
        f'<div class="{screen}"><div class="article-content">{paragraphs()}</div></div>'
        for screen in ("desktop", "mobile")
    ),
    "lead above, a paragraph": f'<p class="lead">{PARAGRAPHS[0]}</p>'
    f'<div class="date">Kamis, 27 Feb 2025</div><div class="article-content">{paragraphs(1)}</div>',
    "lead above, a container": f'<div class="synopsis">{PARAGRAPHS[0]}</div>'
    f"<figure><figcaption>{OTHER}</figcaption></figure><div>Bagikan</div>"
    f'<div class="article-body">{paragraphs(1)}</div>',
    "lead above, a heading": f'<h2>{PARAGRAPHS[0]}</h2><div class="text">{paragraphs(1)}</div>',
}


@pytest.mark.parametrize("shape", SPLIT)
def test_no_part_of_an_article_is_lost(read, shape):
    (article,) = read("a.html", site(f"<main>{HEADLINE}{SPLIT[shape]}</main>"))
    lines = [line for line in article.text.split("\n") if "WIB" not in line]
    assert (article.title, lines) == (TITLE, PARAGRAPHS)


def test_what_stands_between_the_parts_stays_in_its_place(read):
    between = f"<h2>Sumur kering</h2><blockquote><p>{OTHER}</p></blockquote>"
    body = f'<div class="article-content">{paragraphs(0, 4)}</div>{between}'
    body += f'<div class="article-content">{paragraphs(4)}</div>'
    (article,) = read("a.html", site(f"<main>{HEADLINE}{body}</main>"))
    assert article.text.split("\n") == [*PARAGRAPHS[:4], "Sumur kering", OTHER, *PARAGRAPHS[4:]]


MAIN = f'<article class="post">{HEADLINE}{paragraphs()}</article>'
BESIDE = {
    "another article below": f'{MAIN}<article class="post"><h1>Jembatan</h1><p>{OTHER}</p></article>',
    "teasers with links": MAIN
    + f'<article class="post"><h3><a href="/j">Jembatan</a></h3><p>{OTHER}</p></article>' * 3,
    "teasers within links": MAIN
    + f'<a href="/j"><article class="post"><h3>Jembatan</h3><p>{OTHER}</p></article></a>' * 3,
    "teasers of another class": f'{MAIN}<article class="card"><h3>Jembatan</h3>{OTHER}</article>',
    "another headline between": f'<div>{HEADLINE}<div class="article-content">{paragraphs()}</div>'
    f'</div><div><h1>Jembatan</h1><div class="article-content"><p>{OTHER}</p></div></div>',
    "comments": f'{MAIN}<div id="comments">'
    + f'<div class="comment-body"><p>{OTHER}</p></div>' * 2
    + "</div>",
    "comments in containers of the same name": f'<div class="content">{HEADLINE}{paragraphs()}</div>'
    + f'<div id="komentar"><div class="content"><p>{OTHER}</p></div></div>',
    "a box of the same name": f'<div class="content">{HEADLINE}{paragraphs()}</div>'
    f'<div class="content"><h4>Terpopuler</h4><p>{OTHER}</p></div>',
    "a column of the same name": f'<div class="post-content">{HEADLINE}{paragraphs()}</div>'
    f'<div class="col"><div class="post-content"><h5>Kolom</h5><p>{OTHER}</p></div></div>',
    "an advertisement between parts": f'{HEADLINE}<div class="article-content">{paragraphs(0, 4)}</div>'
    f'<div class="promo"><p>{OTHER}</p></div><div class="article-content">{paragraphs(4)}</div>',
    "a line about the page": f"<article>{HEADLINE}<div>Ditulis oleh Rini pada Kamis pagi di Wamena, "
    f"dibaca 120 kali<p>x</p></div>{paragraphs()}</article>",
    "a linked text above": f'{HEADLINE}<p><a href="/j">{OTHER}</a></p>'
    f'<div class="article-content">{paragraphs()}</div>',
    "a hidden text above": f'{HEADLINE}<p style="display: none">{OTHER}</p>'
    f'<div class="article-content">{paragraphs()}</div>',
}


@pytest.mark.parametrize("shape", BESIDE)
def test_what_stands_beside_an_article_is_no_part_of_it(read, shape):
    (article,) = read("a.html", site(f"<main>{BESIDE[shape]}</main>"))
    assert (article.title, article.text.split("\n")) == (TITLE, PARAGRAPHS)


def test_a_page_of_captions_keeps_its_lines(read):
    figures = "".join(
        f"<figure><img src='{i}.jpg'><figcaption>{paragraph}</figcaption></figure>"
        for i, paragraph in enumerate(PARAGRAPHS)
    )
    (article,) = read("a.html", site(f"<article>{HEADLINE}{figures}</article>"))
    assert article.text.split("\n") == PARAGRAPHS


def test_a_page_that_is_laid_out_in_a_table_keeps_its_lines(read):
    title = "Bantuan Beras untuk 1.250 Keluarga"
    body = (
        f"<table><tr><td><font size='4'><b>{title}</b></font><br><font>Kamis, 27 Februari 2025"
        f"</font><br><br><font>{'<br><br>'.join(PARAGRAPHS)}</font></td></tr></table>"
    )
    html = site(body, title=f"{title} - Warta Contoh")
    (article,) = read("a.html", html.replace("datePublished", "x"))
    assert (article.title, article.text.split("\n")) == (title, PARAGRAPHS)
    assert str(article.published.interval.start) == "2025-02-27"


def test_text_beside_paragraphs_is_kept(read):
    lead, *rest = PARAGRAPHS
    body = f'<div class="detail-text"><strong>Seoul, Warta</strong> -- {lead}' + "".join(
        f"<p>{paragraph}</p>" for paragraph in rest[:-1]
    )
    body += f"{rest[-1].removesuffix('lalu.')}<i>lalu</i>.<div>Bagikan</div></div>"
    (article,) = read("a.html", site(f"<div>{HEADLINE}{body}</div>"))
    assert article.text.split("\n") == [f"Seoul, Warta -- {lead}", *rest]


def test_an_article_in_containers_without_telling_names_keeps_all_that_is_in_it(read):
    """Without a container, paragraphs alone would be taken, and those of teasers as well."""
    listed = "<ul><li>Ngemplak menerima beras.</li><li>Pandanan menerima air.</li></ul>"
    body = (
        f'<div class="read__content"><div class="x1">{paragraphs(0, 4)}<h2>Sumur kering</h2>{listed}'
        f'{paragraphs(4)}</div></div><div class="x2"><div><a href="/j">Jembatan</a><p>{OTHER[:60]}</p>'
        "</div></div>"
    )
    (article,) = read("a.html", site(f"<div>{HEADLINE}{body}</div>"))
    kept = ["Sumur kering", "Ngemplak menerima beras.", "Pandanan menerima air."]
    lines = [line.removeprefix("- ") for line in article.text.split("\n")]
    assert lines == [*PARAGRAPHS[:4], *kept, *PARAGRAPHS[4:]]


WHOLE = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("shown", ["", f"<p>{PARAGRAPHS[0]}</p><p>Lanjutkan membaca</p>"])
def test_a_text_that_only_scripts_or_subscribers_are_shown_is_read_from_the_metadata(read, shown):
    described = json_ld(
        **{
            "@type": "NewsArticle",
            "articleBody": WHOLE.replace("“", "&ldquo;"),
            "datePublished": STAMP,
        }
    )
    html = (
        f"<html><head><title>{TITLE}</title>{described}</head><body>{HEADLINE}{shown}</body></html>"
    )
    (article,) = read("a.html", html)
    assert (article.title, article.text.split("\n")) == (TITLE, PARAGRAPHS)
    assert str(article.published.interval.start) == "2025-02-27"


def test_the_text_of_the_page_is_read_where_the_metadata_have_no_more(read):
    described = json_ld(**{"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
    (article,) = read("a.html", site(f"<article>{HEADLINE}{paragraphs()}</article>{described}"))
    assert article.text.split("\n") == PARAGRAPHS


def test_updates_in_containers_without_telling_names_keep_their_headings(read):
    updates = "".join(
        f'<div class="x{i}"><h3>Kabar {i}</h3>{paragraphs(i, i + 2)}</div>' for i in (0, 2, 4, 6)
    )
    (article,) = read("a.html", site(f"<div>{HEADLINE}<div>{updates}</div></div>"))
    lines = article.text.split("\n")
    assert [line for line in lines if "Kabar" not in line] == PARAGRAPHS
    assert lines.index("Kabar 6") == lines.index(PARAGRAPHS[6]) - 1


def test_the_metadata_of_another_article_are_not_its_text(read):
    described = json_ld(**{"@type": "NewsArticle", "articleBody": f"{OTHER} " * 12})
    (article,) = read("a.html", site(f"<article>{HEADLINE}{paragraphs(0, 2)}</article>{described}"))
    assert article.text.split("\n") == PARAGRAPHS[:2]


FRAMES = [
    '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">{}</div></figure>',
    '<div class="embed-social">{}</div>',
    '<figure class="wp-block-pullquote">{}<figcaption>Rini</figcaption></figure>',
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_quotation_in_a_frame_stays(read, frame):
    tweet = f'<blockquote class="twitter-tweet"><p lang="in">{OTHER}</p>&mdash; Rini</blockquote>'
    body = f"{paragraphs(0, 4)}{frame.format(tweet)}{paragraphs(4)}"
    (article,) = read("a.html", site(f"<article>{HEADLINE}{body}</article>"))
    lines = article.text.split("\n")
    assert lines.index(OTHER) == 4
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
