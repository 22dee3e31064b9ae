"""Every output format of the command, with articles of strangers in it."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from telusur.search.output.formats import FORMATS

HOSTILE = {
    "id": "jahat",
    "title": '=HYPERLINK("x") <script>alert(1)</script> {50%} & $Kursk_1$ \x1b]0;a\x07 *tebal* `x`',
    "text": "Kursk <b>sepi</b> & *gelap*.\x1b[31m\n\n# Bukan judul Kursk.\n\n+62 nomor Kursk",
    "date": "2024-10",
    "countries": ["Rusia", "Korea Utara"],
    "source": "@berita & kawan",
    "url": 'https://berita.example/a?b=1&c="><script>x</script>{',
}
UNTITLED = {
    "id": "tanpa",
    "text": "Kursk sepi sekali hari ini. Warga Kursk mengungsi ke Moskwa.",
    "date": "8 Oktober 2024",
    "url": "javascript:alert(1)",
}


@pytest.fixture(scope="module")
def filled(library_of):
    return library_of([HOSTILE, UNTITLED])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "command", [["search", "Kursk"], ["list"], ["list", "Kursk"], ["similar", "j"]]
)
def test_a_format_shows_every_article_and_no_escape_sequence(filled, name, command):
    run = filled(*command, "--format", name)
    assert run.code in (0, 1 if command[0] == "similar" else 0), run.err
    if run.code == 0:
        assert "tanpa" in run.out
        assert command[0] == "similar" or "jahat" in run.out
    assert not set("\x1b\x07") & set(run.out)


def test_json_is_short_for_a_format(filled):
    results = [
        filled("search", "Kursk", *option).json for option in (["--json"], ["--format", "json"])
    ]
    assert [result.pop("took_ms") > 0 for result in results] == [True, True]
    assert results[0] == results[1]


def test_json_lines_hold_the_same_hits_as_json(filled):
    hits = filled("search", "Kursk", "--json").json["hits"]
    lines = list(map(json.loads, filled("search", "Kursk", "--format", "jsonl").out.splitlines()))
    assert lines == [{"format_version": 1, **hit} for hit in hits]


def table(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_csv_is_a_table_without_formulas(filled):
    first, second = sorted(
        table(filled("search", "Kursk", "--format", "csv").out), key=lambda row: row["id"]
    )
    assert list(first) == [
        "rank", "score", "id", "title", "date", "basis", "countries", "source", "url", "passages",
    ]  # fmt: skip
    assert first["title"].startswith("'=HYPERLINK")
    assert (first["date"], first["countries"]) == ("2024-10", "Rusia; Korea Utara")
    assert first["source"] == "'@berita & kawan"
    assert (second["date"], second["basis"]) == ("2024-10-08", "given")
    assert table(filled("search", "xylofon", "--format", "csv").out) == []


def test_exported_csv_can_be_added_again(filled, tmp_path):
    filled("export", "--output", tmp_path / "semua.csv")
    library = tmp_path / "lain"
    assert filled("add", tmp_path / "semua.csv", "--library", library).code == 0
    article = filled("show", "tanpa", "--json", "--library", library).json["article"]
    assert article["text"] == UNTITLED["text"]
    assert article["published"]["from"] == "2024-10-08"
    other = filled("show", "jahat", "--json", "--library", library).json["article"]
    assert other["countries"] == ["RU", "KP"]


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize(
    "command", [["search", "Kursk"], ["list"], ["export"], ["show", "jahat", "--query", "Kursk"]]
)
def test_html_is_one_page_that_loads_nothing(filled, command):
    page = Page(filled(*command, "--format", "html").out)
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "article", "a", "mark", "blockquote",
    }  # fmt: skip
    assert [link["href"] for link in page.all("a")] == [HOSTILE["url"]]
    assert not [attributes for _, attributes in page.elements if "src" in attributes]
    assert "url(" not in page.text
    assert "<script>alert(1)</script>" in page.text
    if command[0] in ("search", "show"):
        assert page.all("mark")
    if command[0] != "search":
        assert "light dark" in page.text


def test_markdown_escapes_what_others_wrote(filled):
    out = filled("search", "Kursk", "--format", "markdown").out
    assert out.startswith("# Kursk\n")
    assert r"\<script\>alert(1)\</script\>" in out
    assert r"\*tebal\* \`x\`" in out
    assert "](<https://berita.example/a?b=1&c=%22%3E%3Cscript%3Ex%3C/script%3E%7B>)" in out
    assert "javascript" not in out
    assert "> **Kursk** sepi sekali" in out or "> \\# Bukan judul **Kursk**" in out
    shown = filled("show", "jahat", "--format", "markdown").out
    assert "\n\\# Bukan judul Kursk.\n" in shown
    assert "\n\\+62 nomor Kursk\n" in shown


def test_bibtex_entries_are_well_formed(filled):
    out = filled("list", "--format", "bibtex").out
    entries = re.findall(r"^@misc\{([^,]+),\n((?:  \w+ = .*,\n)+)\}$", out, re.MULTILINE)
    assert [key for key, _ in entries] == ["jahat", "tanpa"]
    for _, fields in entries:
        bare = re.sub(r"\\[{}]", "", fields)
        assert bare.count("{") == bare.count("}")
    assert r"\{50\%\} \& \$Kursk\_1\$" in out
    assert "year = {2024},\n  month = oct,\n  howpublished" not in out
    assert "  year = {2024},\n  month = oct,\n  url = {https://berita.example/a" in out
    assert "  day = {8},\n" in out


def test_bibtex_keys_are_unique(telusur):
    lines = [json.dumps({"id": name, "text": f"Isi {name}"}) for name in ("a b", "a\u00e9b")]
    telusur("add", "-", stdin="\n".join(lines))
    out = telusur("list", "--format", "bibtex").out
    assert re.findall(r"@misc\{(.+),", out) == ["a-b", "a-b-2"]


def test_ris_records_have_one_line_a_field(filled):
    lines = filled("list", "--format", "ris").out.splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert lines.count("ER  - ") == 2
    assert "DA  - 2024/10//" in lines
    assert "DA  - 2024/10/08/" in lines
    assert "T2  - @berita & kawan" in lines


def test_compact_is_a_line_a_hit_with_the_id_first(filled):
    lines = filled("search", "Kursk", "--format", "compact").out.splitlines()
    assert sorted(line.split()[0] for line in lines) == ["jahat", "tanpa"]
    wide = filled.in_terminal("search", "Kursk", "--format", "compact", NO_COLOR="1").splitlines()
    assert len(wide) == 2
    assert max(map(len, wide)) <= 60
    assert re.search(r"\w…$", wide[[line.startswith("tanpa") for line in wide].index(True)]) is None


def test_ids_and_counts(filled):
    assert sorted(filled("search", "Kursk", "--ids").out.split()) == ["jahat", "tanpa"]
    assert filled("search", "Kursk", "--ids", "-n", 1).out.count("\n") == 1
    assert filled("list", "mengungsi", "--ids").out == "tanpa\n"
    assert filled("search", "Kursk", "-c").out == "2\n"
    assert filled("list", "--count", "--country", "KP").out == "1\n"
    none = filled("search", "xylofon", "-c")
    assert (none.code, none.out) == (1, "0\n")


def test_whole_articles_in_a_format(filled):
    both = filled("show", "jahat", "tanpa", "--json").json["articles"]
    assert [article["id"] for article in both] == ["jahat", "tanpa"]
    lines = filled("show", "jahat", "tanpa", "--format", "jsonl").out
    assert lines == filled("export").out
    shown = filled("show", "tanpa").out
    assert shown.count("Kursk sepi sekali hari ini.") == 1
    text = filled("show", "jahat", "tanpa", "--query", "mengungsi", "--color", "always").out
    assert "mengungsi\x1b[0m" in text
    assert "─" * 80 in text
    missing = filled("show", "tanpa", "zzz")
    assert (missing.code, "mengungsi" in missing.out) == (1, True)


def test_an_untitled_article_does_not_say_its_first_sentence_twice(filled):
    for name in ("text", "html", "markdown"):
        out = filled("search", "sepi sekali", "--format", name).out
        said = re.sub(r"<.*?>|\*|_|\n|\\", "", out)
        assert said.count("Kursk sepi sekali") == 1


def test_options_that_a_format_cannot_show_are_refused(filled):
    for arguments in (["--explain"], ["--group-by", "month"]):
        run = filled("search", "Kursk", "--format", "csv", *arguments)
        assert (run.code, run.out) == (2, "")
        assert "--format text or json" in run.err
