import pytest
from telusur.index.article import Article, Failure
from telusur.index.errors import InputError
from telusur.index.sources.support.records import interpret_columns, match_columns

HEADERS = [
    ("judul,isi", {"title": "judul", "text": "isi"}),
    ("Judul Berita,ISI_BERITA,Tgl. Terbit", {"title": "Judul Berita", "text": "ISI_BERITA", "date": "Tgl. Terbit"}),
    ("headline,articleBody,datePublished,link", {"title": "headline", "text": "articleBody", "date": "datePublished", "url": "link"}),
    ("No,Media,Negara,Konten", {"source": "Media", "countries": "Negara", "text": "Konten"}),
    ("created_at,id_str,full_text,tweet_url", {"date": "created_at", "text": "full_text", "url": "tweet_url"}),
    ("ID,label,tanggal,judul,narasi", {"id": "ID", "date": "tanggal", "title": "judul", "text": "narasi"}),
    ("summary,text", {"text": "text"}),
    ("isi,Isi,text", {"text": "text"}),
    ("Isi,isi", {"text": "Isi"}),
    ("a,b", {}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "columns"), HEADERS)
def test_columns_are_matched_by_their_usual_names(header, columns):
    assert match_columns(header.split(","), {}) == columns


def test_a_given_column_counts_for_more_and_only_for_its_field():
    assert match_columns(["judul", "isi"], {"text": "judul"}) == {"text": "judul"}
    assert (
        match_columns(["isi", "Naskah Lengkap"], {"text": "naskah lengkap"})["text"]
        == "Naskah Lengkap"
    )


@pytest.mark.parametrize("pair", ["title", "=judul", "title=", "tittle=judul"])
def test_a_column_option_that_is_none_is_a_sentence(pair):
    with pytest.raises(InputError, match="names no column"):
        interpret_columns([pair])


TABLES = [
    ("a.csv", "judul,isi\nSatu,Isi satu.\n"),
    ("a.csv", "judul;isi\r\nSatu;Isi satu.\r\n"),
    ("a.csv", "\ufeffjudul|isi\nSatu|Isi satu.\n"),
    ("a.tsv", "judul\tisi\nSatu\tIsi satu.\n"),
    ("a.csv", "judul\tisi\r\nSatu\tIsi satu.\r\n".encode("utf-16")),
    ("a.csv", '\n\n"judul" , "isi"\nSatu,Isi satu.\n'),
    ("a.csv", "judul,isi\rSatu,Isi satu.\r"),
]


@pytest.mark.parametrize(("name", "content"), TABLES)
def test_delimiters_and_encodings_are_detected(read, name, content):
    (article,) = read(name, content)
    assert (article.title, article.text) == ("Satu", "Isi satu.")


def test_a_row_gives_every_field(read):
    (article,) = read(
        "a.csv",
        'id,judul,isi,tanggal,negara,sumber,tautan\nx1,Judul,"Baris satu;\n\n""dua"".",27/02/2025 19:13,Korea Utara; RU,Antara,https://a.id/1\n',
    )
    assert (article.id, article.title, article.text) == ("x1", "Judul", 'Baris satu;\n\n"dua".')
    assert str(article.published.interval.start) == "2025-02-27"
    assert article.published.basis == "given"
    assert article.countries == ("KP", "RU")
    assert (article.source, article.url) == ("Antara", "https://a.id/1")


def test_a_bad_row_is_reported_with_its_line_and_stops_no_other(read):
    rows = b"isi,tanggal\nSatu.,\nDua.,2024-02-31\nTiga.,,lebih\n\xd0\xee\xf1\xf1\xe8\xff,\nPintu kaf\xe9,\n\nEnam.,\n"
    items = read("a.csv", rows)
    assert [i.text for i in items if isinstance(i, Article)] == ["Satu.", "Pintu kafé", "Enam."]
    bad = [i for i in items if isinstance(i, Failure)]
    assert [i.where.rpartition(", ")[2] for i in bad] == ["line 3", "line 4", "line 5"]
    assert "not a date" in bad[0].why
    assert "3 cells where the first row has 2" in bad[1].why
    assert "not UTF-8" in bad[2].why


WHOLE_FAILURES = [
    ("x,y\n1,2\n", {}, '"x", "y": say which one it is with --column text=NAME'),
    ("isi\nSatu.\n", {"title": "judul"}, 'no column "judul"; its columns are "isi"'),
    ("", {}, "its columns are none"),
    (b"isi\n\x00\x01", {}, "binary"),
    ("a\t" * 1_000_000, {}, "first row is too long"),
    (b"\xff\xfei\x00s\x00i\x00\n\x00\x00\xd8\x00\xd8", {}, "UTF-16"),
]


@pytest.mark.parametrize(("content", "columns", "why"), WHOLE_FAILURES)
def test_a_table_that_cannot_be_read_says_why(read, content, columns, why):
    (failure,) = read("a.csv", content, columns=columns)
    assert why in failure.why


def test_columns_that_are_given_are_used(read):
    (article,) = read("a.csv", "x,y\nSatu,Isi satu.\n", columns={"title": "X", "text": "y"})
    assert (article.title, article.text) == ("Satu", "Isi satu.")


def test_the_numbers_of_rows_are_no_ids_unless_they_are_said_to_be(read):
    first, second = (read(name, f"id,isi\n1,Isi {name}\n")[0] for name in ("a.csv", "b.csv"))
    assert first.id != second.id
    (article,) = read("a.csv", "id,isi\n1,Isi\n", columns={"id": "id"})
    assert article.id == "1"


def test_a_cell_without_end_is_no_cell_of_gigabytes(read):
    first, failure = read("a.csv", 'isi\nSatu.\n"' + "x\n" * 5_500_000 + "lagi\n")
    assert first.text == "Satu."
    assert failure.where.endswith("line 3")
    assert "never be closed" in failure.why


def test_a_quotation_mark_that_is_never_closed_makes_no_article_of_the_rest(read):
    first, failure = read("a.csv", 'isi,judul\nSatu.,A\n"Dua.,B\nTiga.,C\nEmpat.,D\n')
    assert first.text == "Satu."
    assert "never be closed" in failure.why
    inches = [
        item.text for item in read("a.csv", 'isi,judul\n"Dua\nbaris 5"" lagi.",B\nLayar 5",C')
    ]
    assert inches == ['Dua\nbaris 5" lagi.', 'Layar 5"']


AMERICAN = [
    (["9/2/2024", "11/13/2024"], ["2024-09-02", "2024-11-13"]),
    (["9/2/2024 2:30 PM", "9/3/2024 8:00 AM"], ["2024-09-02", "2024-09-03"]),
    (["11/13/24 14:30", "9/2/24 14:30"], ["2024-11-13", "2024-09-02"]),
    (["9/2/2024", "13/11/2024"], ["2024-02-09", "2024-11-13"]),
    (["9/2/2024", "10/2/2024"], ["2024-02-09", "2024-02-10"]),
    (["9/2/2024", "13/11/2024", "11/13/2024"], ["2024-02-09", "2024-11-13", "2024-11-13"]),
]


@pytest.mark.parametrize(("dates", "days"), AMERICAN)
def test_a_table_tells_whether_its_dates_have_the_month_first(read, dates, days):
    rows = "".join(f"{date};Berita nomor {number}.\n" for number, date in enumerate(dates))
    articles = read("a.csv", f"tanggal;isi\n{rows}")
    assert [str(article.published.interval.start) for article in articles] == days
