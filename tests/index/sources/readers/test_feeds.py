import pytest
from samples import SENTENCE, TITLE, atom, rss


def test_rss_and_atom_items_become_articles(read):
    for name, content in (("a.rss", rss()), ("a.xml", rss()), ("b.atom", atom())):
        (article,) = read(name, content)
        assert (article.title, article.text) == (TITLE, f"{SENTENCE}\n\nKedua.")
        assert article.source == "Berita Contoh"
        assert article.url.startswith("https://berita.example/")
        assert "api" not in article.url
        assert str(article.published.interval.start) == "2025-02-27"
        assert article.published.basis == "page"


def test_rss_1_has_items_beside_its_channel(read):
    (article,) = read(
        "a.rdf",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>S</title></channel><item><title>T</title>'
        "<description>Isi &amp;lt;b&amp;gt; &lt;b&gt;tebal&lt;/b&gt;.</description><dc:date>2025-02-27</dc:date></item></rdf:RDF>",
    )
    assert (article.source, article.text) == ("S", "Isi <b> tebal.")
    assert str(article.published.interval.start) == "2025-02-27"


def test_an_item_of_a_collection_of_feeds_names_its_own_site(read):
    item = "<item><title>T</title><source url='https://kompas.com'>Kompas.com</source></item>"
    (article,) = read("a.rss", rss(item))
    assert article.source == "Kompas.com"
    entry = "<entry><title>T</title><source><id>x</id><title>Kompas.com</title></source></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>{entry}</feed>'
    (article,) = read("a.atom", feed)
    assert article.source == "Kompas.com"


def test_the_collections_of_google_name_the_page_and_its_site(read):
    item = (
        f"<item><title>{TITLE} - Kompas.com</title><link>https://news.google.example/x</link>"
        "<source url='https://kompas.com'>Kompas.com</source></item>"
    )
    (article,) = read("a.rss", rss(item))
    assert (article.title, article.source) == (TITLE, "Kompas.com")
    link = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://berita.example/a%3Fb%3D1&amp;ct=ga"
    entry = f'<entry><title>T</title><link href="{link}"/></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - Kursk</title>{entry}</feed>'
    (article,) = read("a.atom", feed)
    assert (article.url, article.source) == ("https://berita.example/a?b=1", "berita.example")


def test_an_item_without_a_text_is_reported_and_stops_no_other(read):
    bad, good = read(
        "a.rss", rss("<item/><item><title>T</title><pubDate>0000-00-00</pubDate></item>")
    )
    assert bad.where.endswith("item 1")
    assert "no text" in bad.why
    assert (good.text, good.published) == ("T", None)


def test_a_date_that_a_person_gives_holds_where_the_feed_names_none(read, tmp_path):
    from telusur.index.ingest.validation import interpret_published

    (article,) = read(
        "a.rss", rss("<item><title>T</title></item>"), published=interpret_published("2024")
    )
    assert article.published.basis == "given"


BOMB = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha' * 10}'>" for n in range(10))

REFUSED = [
    (f"<!DOCTYPE rss [{BOMB}]><rss><channel><title>&e9;</title></channel></rss>", "never expanded"),
    ("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title></item></channel></rss>", "never expanded"),
    ("<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]><rss/>", "never expanded"),
    (f"<!DOCTYPE rss [<!ENTITY a '{'a' * 100_000}'>]><rss><channel><title>{'&a;' * 1000}</title></channel></rss>", "never expanded"),
    ("<rss><channel>", "not a feed that can be read"),
    ("<rss><channel/></rss>", "without items"),
    ("<svg/>", "not an RSS or Atom feed"),
    ("", "not a feed"),
    ("<a>" * 100_000, "not a feed"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why"), REFUSED)
def test_xml_of_strangers_is_refused_in_a_sentence(read, content, why):
    (failure,) = read("a.xml", content)
    assert why in failure.why
    assert "root:" not in failure.why


BROKEN = [
    ("Beras & air&nbsp;bersih &ndash; &#8220;cepat&#8221; &amp; murah", "Beras & air bersih – “cepat” & murah"),
    ("Harga x&y; &LT; 5\x0b ribu", "Harga x&y; < 5 ribu"),
    ("Tanya <![CDATA[jawab & <b>lagi</b>]]> & tutup", "Tanya jawab & lagi & tutup"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "text"), BROKEN)
def test_what_many_feeds_have_that_is_no_xml_is_mended(read, written, text):
    item = f"<item><title>A &copy; B & C</title><description>{written}</description></item>"
    (article,) = read("a.rss", rss(item))
    assert (article.title, article.text.replace("\xa0", " ")) == ("A © B & C", text)


def test_xhtml_that_nests_without_end_stops_no_other_item(read):
    nested = "<div>" * 50_000 + "Isi &lt;dalam&gt;." + "</div>" * 50_000
    entry = '<entry><title>{0}</title><content type="xhtml"><div>{1}</div></content></entry>'
    items = entry.format("Satu", nested) + entry.format("Dua", "<p>Isi <b>dua</b> lagi.</p>Ekor.")
    first, second = read("a.atom", f'<feed xmlns="http://www.w3.org/2005/Atom">{items}</feed>')
    assert (first.title, first.text) == ("Satu", "Isi <dalam>.")
    assert second.text == "Isi dua lagi.\n\nEkor."
