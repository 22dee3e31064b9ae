import pytest
from telusur.index.ingest.making import make_article

from telusur import search

SOURCES = [
    "detik.com",
    "news.detik.com",
    "www.Detik.com",
    "ANTARA News",
    "kemlu.go.id",
    "berita.txt",
    "",
]


@pytest.fixture
def press(library):
    library.add(make_article(f"Kursk {n}", id=f"a{n}", source=one) for n, one in enumerate(SOURCES))
    return library


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sumber:detik.com", "012"),
        ("source:DETIK.com", "012"),
        ("sumber:www.detik.com", "012"),
        ("sumber:news.detik.com", "1"),
        ("sumber:detik", "012"),
        ("sumber:https://detik.com/", "012"),
        ("sumber:detik.com.", "012"),
        ("sumber:.go.id", "4"),
        ("sumber:etik.com", ""),
        ('sumber:"antara news"', "3"),
        ("sumber:antara", ""),  # of a name, the whole counts
        ("sumber:go.id", "4"),
        ("sumber:berita.txt", "5"),
        ("Kursk sumber:kemlu.go.id", "4"),
        ("Kursk sumber:kemlu.go.id sumber:(berita.txt OR tempo.co)", "45"),
        ("Kursk -sumber:detik", "3456"),
        ("sumber:detik.com -sumber:news.detik.com", "02"),
    ],
)
def test_a_source_is_a_name_as_a_whole_or_a_part_of_a_site(press, typed, expected):
    assert sorted(hit.id for hit in search(press, typed)) == [f"a{n}" for n in expected]
