import sqlite3
import zlib
from contextlib import closing

import pytest
from telusur.index.article import original_of
from telusur.index.errors import LibraryError
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.ingest.making import make_article
from telusur.seeds import seed_paths

from telusur import Library, search

# The tables as version 1 made them, and a row of each kind.
VERSION_1 = """
CREATE TABLE article (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, title_made INTEGER NOT NULL, text TEXT NOT NULL, published_from TEXT,
    published_to TEXT, published_basis TEXT, countries TEXT NOT NULL, countries_basis TEXT NOT NULL,
    source TEXT NOT NULL, url TEXT NOT NULL, added TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE INDEX article_revision ON article (revision);
CREATE TABLE removal (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE INDEX removal_revision ON removal (revision);
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO property VALUES ('identity', '0123456789abcdef0123456789abcdef');
INSERT INTO property VALUES ('revision', '7');
INSERT INTO removal VALUES (2, 6);
INSERT INTO article VALUES (1, 'lama', 'Pasukan tiba di Kursk', 0,
    'Pasukan Korea Utara tiba di Kursk, Rusia.' || char(10) || 'Baca juga: Perang Vietnam' || char(10) || 'BAGIKAN',
    '2024-10-08', '2024-10-08', 'given', 'VN KP', 'detected', 'Antara', 'https://a.id/1',
    '2026-01-02T03:04:05Z', 5);
INSERT INTO article VALUES (3, 'utuh', 'Isi.', 1, 'Isi.', NULL, NULL, NULL, 'ID', 'given', '', '',
    '2026-01-02T03:04:06Z', 7);
PRAGMA application_id = 1413827669;
PRAGMA user_version = 1;
"""


@pytest.fixture
def version_1(folder):
    folder.mkdir()
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection:
        connection.executescript(VERSION_1)
    return folder


def test_a_library_of_version_1_is_upgraded_and_keeps_what_it_held(version_1):
    remarks = []
    with Library.open(version_1, remark=remarks.append) as library:
        old, untouched = library.list()
        assert search(library, "Kursk").hits[0].id == "lama"
        assert library.rebuild() == 2
    assert remarks[0] == f"Upgraded the library {version_1} to this version: 2 articles."
    assert old.text == "Pasukan Korea Utara tiba di Kursk, Rusia."
    assert old.original.endswith("Baca juga: Perang Vietnam\nBAGIKAN")
    assert (set(old.countries), old.about) == ({"KP", "RU"}, ("RU",))
    assert (old.url, old.added, str(old.published.interval.start)) == (
        "https://a.id/1", "2026-01-02T03:04:05Z", "2024-10-08",
    )  # fmt: skip
    assert (untouched.text, untouched.original, untouched.title_made) == ("Isi.", None, True)
    assert (untouched.countries, untouched.countries_basis) == (("ID",), "given")
    remarks.clear()
    with Library.open(version_1, remark=remarks.append) as library:
        assert list(library.list()) == [old, untouched]
    assert remarks == []


def test_a_library_of_a_later_version_is_left_alone(version_1):
    with closing(sqlite3.connect(version_1 / ARTICLES_FILE)) as connection:
        connection.execute("PRAGMA user_version = 4")
    with pytest.raises(LibraryError, match="later version"):
        Library.open(version_1)


def test_the_original_is_kept_where_something_was_taken_away(seeds):
    for path, article in zip(seed_paths(), seeds.list(), strict=True):
        assert original_of(article) == path.read_text(encoding="utf-8").strip()
        assert article.original is None or article.original != article.text


def test_no_original_is_kept_where_title_and_text_are_all_of_it():
    assert make_article("Isi berita.", title="Judul").original is None
    whole = "Judul yang cukup panjang di sini\n\nIsi berita."
    assert make_article("Isi berita.", title=whole.split("\n")[0], content=whole).original is None


def test_a_damaged_original_is_a_sentence(seeds, folder):
    seeds.close()
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection, connection:
        connection.execute("UPDATE article SET original = x'00ff'")
    with Library.open(folder) as library:
        assert list(library.list()) == []
        assert len(library.damaged_articles) == 5
        with pytest.raises(LibraryError, match=r"damaged .*telusur check"):
            library.get(library.damaged_articles[0])


# The tables as version 2, that of Telusur 0.1.0, made them, with articles of every kind.
VERSION_2 = (
    VERSION_1.replace("user_version = 1", "user_version = 2")
    + """
ALTER TABLE article ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN original BLOB;
ALTER TABLE article ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_digest ON article (digest);
CREATE TABLE address (number INTEGER NOT NULL, url TEXT NOT NULL, UNIQUE (number, url));
CREATE TABLE band (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX band_number ON band (number);
CREATE TABLE similar (number INTEGER PRIMARY KEY, family INTEGER NOT NULL);
CREATE INDEX similar_family ON similar (family);
UPDATE article SET about = 'RU', original = x'789c738b0a080000' WHERE id = 'lama';
INSERT INTO address VALUES (1, 'https://b.id/1'), (1, 'https://c.id/1');
INSERT INTO similar VALUES (1, 4), (3, 4);
INSERT INTO article (number, id, title, title_made, text, published_from, published_to,
    published_basis, countries, countries_basis, source, url, added, revision)
    VALUES (5, 'tanggal', 'Judul.', 0, 'Isi tanggal.', 'kemarin', 'besok', 'given', '', 'given', '', '', 'x', 7),
    (6, 'huruf', 'Judul.', 0, CAST(x'ff' AS TEXT), NULL, NULL, NULL, '', 'given', '', '', 'x', 7),
    (9, 'hapus', 'Judul.', 0, 'Isi.', NULL, NULL, NULL, '', 'given', '', '', 'x', 7);
DELETE FROM article WHERE number = 9;
"""
)


@pytest.fixture
def version_2(folder):
    folder.mkdir()
    with closing(sqlite3.connect(folder / ARTICLES_FILE)) as connection:
        connection.executescript(VERSION_2)
        original = zlib.compress(b"Teks sebagaimana datangnya.")
        connection.execute("UPDATE article SET original = ? WHERE id = 'lama'", (original,))
        connection.commit()
    return folder


def test_a_library_of_version_2_is_upgraded_and_keeps_what_it_held(version_2):
    remarks = []
    with Library.open(version_2, remark=remarks.append) as library:
        assert remarks == [f"Upgraded the library {version_2} to this version: 4 articles."]
        old, untouched = library.list()
        assert library.damaged_articles == ["tanggal", "huruf"]
        assert search(library, "Kursk").hits[0].id == "lama"
        assert old.text.endswith("BAGIKAN")  # what was cleaned is not cleaned again
        assert old.original == "Teks sebagaimana datangnya."
        assert old.urls == ("https://a.id/1", "https://b.id/1", "https://c.id/1")
        assert (old.about, str(old.published.interval.start)) == (("RU",), "2024-10-08")
        assert (untouched.text, untouched.added) == ("Isi.", "2026-01-02T03:04:06Z")
        assert library.reading(lambda snapshot: snapshot.families_of([1, 3])) == {1: 4, 3: 4}
        library.add([make_article("Baru.", id="baru")])
        assert library.reading(lambda snapshot: snapshot.number_of("baru")) == 10
        assert library.remove(["tanggal"]) == ["tanggal"]
    remarks.clear()
    with Library.open(version_2, remark=remarks.append) as library:
        assert [article.id for article in library.list()] == ["lama", "utuh", "baru"]
        assert search(library, "Kursk").total == 1
        assert list(library.check().file_damage) == []
    assert remarks[0].startswith(f"The article huruf in {version_2} is damaged ")
