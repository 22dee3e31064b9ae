import pytest
from samples import TITLE, markdown
from telusur.index.sources.readers.markdown import plain_text, split_front_matter


def test_front_matter_gives_the_fields(read):
    (article,) = read("a.md", markdown())
    assert article.title == TITLE
    assert str(article.published.interval.start) == "2025-02-27"
    assert article.countries == ("RU", "KR")
    assert article.countries_basis == "given"
    assert article.text.startswith("Latar\n\nIsi tebal dan tautan.\n\nRusia mengirim")


def test_a_heading_is_the_title_where_front_matter_names_none(read):
    (article,) = read("a.md", "# Judul *besar*\n\nIsi.\n")
    assert (article.title, article.text, article.title_made) == ("Judul besar", "Isi.", False)
    (article,) = read("b.md", "---\ndate: 2025-02\n---\n# Judul\n\nIsi.\n")
    assert (article.title, article.text) == ("Judul", "Isi.")
    assert str(article.published.interval.end) == "2025-02-28"


def test_an_id_in_front_matter_is_kept_and_a_bad_date_is_reported(read):
    (article,) = read("a.md", "---\nid: a-1\nurl: https://a.id/1\n---\nIsi.")
    assert (article.id, article.url, article.source) == ("a-1", "https://a.id/1", "a.md")
    (failure,) = read("b.md", "---\ndate: kapan-kapan\n---\nIsi.")
    assert "is not a date" in failure.why


FRONT_MATTER = [
    ("a: 1", {"a": "1"}),
    ("a: 'it''s' \nb: \"x: y\"", {"a": "it's", "b": "x: y"}),
    ("a: [x, 'y z']", {"a": ["x", "y z"]}),
    ("a:\n  - x\n  - y # z", {"a": ["x", "y"]}),
    ('a: "A" # catatan\nb: \'it\'\'s\'  # "x"\nc: "a # b"', {"a": "A", "b": "it's", "c": "a # b"}),
    ('a: "kata \\"x\\"" # "y"', {"a": 'kata "x"'}),
    ("a: [x, 'y z'] # z\nb:\n  - 'x' # y", {"a": ["x", "y z"], "b": ["x"]}),
    ('a: "b" dan "c"', {"a": 'b" dan "c'}),
    ("a: >\n  satu\n  dua", {"a": "satu dua"}),
    ("# catatan\na: x # y\nb: null\nc:", {"a": "x"}),
    ("url: https://a.id/?q=1#x", {"url": "https://a.id/?q=1#x"}),
]


@pytest.mark.parametrize(("head", "record"), FRONT_MATTER)
def test_front_matter_is_read(head, record):
    assert split_front_matter(f"---\n{head}\n---\nIsi.") == (record, "Isi.")


@pytest.mark.parametrize(
    "text", ["Isi.\n---\na: b\n---", "---\nIsi\n---\nLagi", "---\na: b\nIsi.", "----\n", ""]
)
def test_a_rule_of_dashes_is_no_front_matter(text):
    assert split_front_matter(text) == ({}, text)


PLAIN = [
    ("a **b** _c_ __d__ *e*", "a b c d e"),
    ("2 * 3 * 4 dan a_b_c", "2 * 3 * 4 dan a_b_c"),
    ('![foto](x.png)Lihat [ini](https://a.id/x "judul").', "Lihat ini."),
    ("> kutipan\n***\nlagi", "kutipan\n\nlagi"),
    ("```\n**x**\n```", "**x**"),
    ("<https://a.id>", "https://a.id"),
]


@pytest.mark.parametrize(("marked", "plain"), PLAIN)
def test_marks_are_dropped_and_words_kept(marked, plain):
    assert plain_text(marked) == plain


def test_a_source_that_is_an_address_is_the_address(read):
    """As the clipper of Obsidian writes it."""
    (article,) = read("a.md", "---\nsource: https://www.berita.example/1\n---\nIsi berita.\n")
    assert (article.source, article.url) == ("berita.example", "https://www.berita.example/1")
    (article,) = read("a.txt", "Judul: Satu\nSumber: https://www.berita.example/1\n\nIsi berita.\n")
    assert (article.source, article.url) == ("berita.example", "https://www.berita.example/1")
    (article,) = read("a.csv", "isi,sumber,url\nIsi.,https://a.example/,https://b.example/1\n")
    assert (article.source, article.url) == ("https://a.example/", "https://b.example/1")


def test_html_in_markdown_with_front_matter_leaves_its_lines_alone(read):
    (article,) = read(
        "a.md", "---\ntitle: A\n---\nSatu.\n\n1. dua\n2. tiga<br>empat\n\n<div>Lima</div>\n"
    )
    assert article.text == "Satu.\n\n1. dua\n2. tiga\nempat\n\nLima"
