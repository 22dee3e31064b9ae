"""Which article an incoming one is: nothing is replaced in silence, and nothing edited is doubled."""

import json
import os
import sys
from pathlib import Path

import pytest
from telusur.index.ingest.making import make_article
from telusur.index.sources.files import read_paths

from telusur import Library, search


def lines(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def texts(library):
    return {article.id: article.text for article in library.list()}


def test_an_id_of_another_file_replaces_nothing(library, tmp_path):
    one = lines(tmp_path / "satu.jsonl", {"id": "1", "text": "Banjir melanda Demak."})
    two = lines(
        tmp_path / "dua.jsonl",
        {"id": "1", "text": "Harga cabai naik di Medan."},
        {"id": "2", "text": "Lain."},
    )
    both = {
        "1": "Banjir melanda Demak.",
        "dua:1": "Harga cabai naik di Medan.",
        "2": "Lain.",
    }
    told = []
    assert library.add(read_paths([one])) == {"added": 1}
    assert library.add(read_paths([two]), lambda item, outcome: told.append(item.id)) == {
        "renamed": 1,
        "added": 1,
    }
    assert told == ["dua:1", "2"]
    assert texts(library) == both
    for again in (one, two, one):
        assert set(library.add(read_paths([again]))) == {"unchanged"}
    assert texts(library) == both
    lines(two, {"id": "1", "text": "Harga cabai turun di Medan."})
    assert library.add(read_paths([two])) == {"updated": 1}
    assert texts(library) == {**both, "dua:1": "Harga cabai turun di Medan."}


def test_the_command_counts_ids_of_other_files(telusur, tmp_path):
    one = lines(tmp_path / "satu.jsonl", {"id": "1", "text": "Banjir melanda Demak."})
    two = lines(tmp_path / "dua.jsonl", {"id": "1", "text": "Harga cabai naik di Medan."})
    run = telusur("add", one, two)
    assert run.out.splitlines()[-1] == "1 added, 1 renamed, 0 updated, 0 unchanged, 0 failed"
    assert "1 came with the id of another article and is kept beside it" in run.err
    assert "as dua:1." in run.err
    assert telusur("add", one, two, "--json").json["renamed"] == 0


def test_an_id_that_one_file_gives_twice_hides_nothing(library, tmp_path):
    file = lines(
        tmp_path / "berita.jsonl",
        *(
            {"id": "ekonomi", "text": f"Berita nomor {number} tentang beras."}
            for number in range(5)
        ),
    )
    assert library.add(read_paths([file])) == {"added": 1, "renamed": 4}
    assert len(set(texts(library).values())) == 5
    assert library.add(read_paths([file])) == {"unchanged": 5}


def test_the_same_article_from_another_file_is_updated(library, tmp_path):
    text = "Presiden meresmikan bendungan di Sumba. Warga menyambut dengan tarian. Hujan turun."
    one = lines(tmp_path / "satu.jsonl", {"id": "1", "text": text})
    two = lines(tmp_path / "dua.jsonl", {"id": "1", "text": text + " Acara selesai."})
    at_url = [
        lines(tmp_path / f"{name}.jsonl", {"id": "2", "text": name, "url": "https://a.id/2"})
        for name in ("lama", "baru")
    ]
    assert library.add(read_paths([one, two, *at_url])) == {"added": 2, "updated": 2}
    assert texts(library) == {"1": text + " Acara selesai.", "2": "baru"}


def test_what_is_given_from_python_is_updated_under_its_id(library, tmp_path):
    library.add([make_article("Satu.", id="a")])
    assert library.add([make_article("Dua sekali.", id="a")]) == {"updated": 1}
    (former,) = library.versions("a")
    assert former.article.text == "Satu."


@pytest.mark.parametrize("name", ["catatan.txt", "catatan.md", "halaman.html"])
def test_an_edited_file_is_updated_in_place_and_keeps_what_it_said(library, tmp_path, name):
    file = tmp_path / name
    markup = "<html><body><article><p>{}</p></article></body></html>" if "html" in name else "{}"
    first = "Pasukan tiba di Kursk pada pagi hari dan beristirahat di desa kecil itu."
    second = "Pasukan meninggalkan Kursk pada malam hari setelah pertempuran yang panjang."
    file.write_text(markup.format(first))
    assert library.add(read_paths([file])) == {"added": 1}
    (identity,) = texts(library)
    file.write_text(markup.format(second))
    assert library.add(read_paths([file])) == {"updated": 1}
    assert texts(library) == {identity: second}
    assert [version.article.text for version in library.versions(identity)] == [first]
    assert not search(library, "beristirahat").hits
    assert [hit.id for hit in search(library, "pertempuran")] == [identity]
    file.write_text(markup.format(first))
    assert library.add(read_paths([file])) == {"updated": 1}
    assert [version.article.text for version in library.versions(identity)] == [first, second]
    assert library.add(read_paths([file])) == {"unchanged": 1}
    library.remove([identity])
    assert library.versions(identity) == []


def test_a_text_that_another_file_still_has_stays_its_own(library, tmp_path):
    one, two = tmp_path / "satu.txt", tmp_path / "dua.txt"
    one.write_text("Teks yang sama.")
    two.write_text("Teks yang sama.")
    assert library.add(read_paths([one, two])) == {"added": 1, "unchanged": 1}
    one.write_text("Teks yang lain sama sekali.")
    assert library.add(read_paths([one])) == {"added": 1}
    assert set(texts(library).values()) == {"Teks yang sama.", "Teks yang lain sama sekali."}


def test_an_article_that_changed_does_not_take_in_what_it_was(library, tmp_path):
    """Its id is still derived from the text that it had."""
    one, two = tmp_path / "satu.txt", tmp_path / "dua.txt"
    one.write_text("Teks pertama.")
    library.add(read_paths([one]))
    one.write_text("Teks kedua.")
    library.add(read_paths([one]))
    two.write_text("Teks pertama.")
    assert library.add(read_paths([two])) == {"added": 1}
    assert sorted(texts(library).values()) == ["Teks kedua.", "Teks pertama."]
    assert set(library.add(read_paths([one, two]))) == {"unchanged"}


def test_standard_input_has_no_former_state(telusur):
    telusur("add", "-", stdin="Surat pertama.")
    telusur("add", "-", stdin="Surat kedua yang lain.")
    assert telusur("list", "--json").json["total"] == 2


ITEM = "<item><title>{}</title><link>https://a.id/{}</link><description>{}</description></item>"


def test_entries_of_a_feed_are_known_by_their_links_where_they_are_alike(library, tmp_path):
    feed = tmp_path / "feed.xml"

    def put(*items):
        entries = "".join(ITEM.format(*item) for item in items)
        feed.write_text(f'<rss version="2.0"><channel><title>x</title>{entries}</channel></rss>')
        return library.add(read_paths([feed]))

    assert put(("Banjir", 1, "Air naik."), ("Gempa", 2, "Tanah goyang.")) == {"added": 2}
    assert put(("Banjir", 1, "Air surut lagi."), ("Gempa", 2, "Tanah goyang.")) == {
        "updated": 1,
        "unchanged": 1,
    }
    # All entries of some feeds have one link.
    assert put(
        ("Satu", "x", "Isi satu."), ("Dua", "x", "Isi dua."), ("Tiga", "x", "Isi tiga.")
    ) == {"added": 3}
    assert put(("Empat", "x", "Isi empat.")) == {"added": 1}
    assert len(library) == 6


def test_numbers_are_never_used_again(library, folder):
    library.add([make_article("Satu.", id="a"), make_article("Dua.", id="b")])
    library.remove(["b"])
    library.close()
    with Library.open(folder) as again:
        again.add([make_article("Tiga.", id="c")])
        assert again.reading(lambda snapshot: snapshot.number_of("c")) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_the_name_of_a_file_need_not_be_text(library, tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/berita-\xff.txt"))
    file.write_text("Pasukan tiba di Kursk.")
    assert library.add(read_paths([file])) == {"added": 1}
    file.write_text("Pasukan pergi.")
    assert library.add(read_paths([file])) == {"updated": 1}
    lines(tmp_path / "a.jsonl", {"id": "1", "text": "Satu."})
    table = Path(os.fsdecode(os.fsencode(tmp_path) + b"/tabel-\xff.jsonl"))
    lines(table, {"id": "1", "text": "Dua."})
    library.add(read_paths([tmp_path / "a.jsonl", table]))
    assert "tabel-:1" in texts(library)


PAGES = (
    "Pemerintah menyalurkan beras kepada petani di Ngemplak yang sawahnya kering sejak Juli. "
    "Bupati meninjau gudang bantuan dan menyapa warga yang mengantre di balai desa.",
    "Sementara itu, dewan meminta anggaran darurat untuk membangun dua puluh embung kecil. "
    "Hujan pertama diperkirakan turun pada pertengahan Oktober, kata badan meteorologi.",
)


WARTA_ITEM = ITEM.replace("a.id", "warta.example")


def saved_page(path, text):
    head = '<title>Beras</title><link rel="canonical" href="https://warta.example/1">'
    path.write_text(
        f"<html><head>{head}</head><body><article><h1>Beras untuk petani Ngemplak</h1>"
        f"<p>{text}</p></article></body></html>"
    )
    return path


def test_the_second_page_of_an_article_does_not_replace_the_first(library, tmp_path):
    """Sites name the first page as the address of each, and give all of them one title."""
    first, second = (
        saved_page(tmp_path / f"hal{number}.html", text) for number, text in enumerate(PAGES)
    )
    assert library.add(read_paths([first])) == {"added": 1}
    assert library.add(read_paths([second])) == {"added": 1}
    assert sorted(texts(library).values()) == sorted(PAGES)
    assert library.add(read_paths([first, second])) == {"unchanged": 2}
    saved_page(first, PAGES[0] + " Acara selesai.")
    assert library.add(read_paths([first])) == {"updated": 1}
    again = saved_page(tmp_path / "hal0 (1).html", PAGES[0] + " Acara selesai. Warga pulang.")
    assert library.add(read_paths([again])) == {"updated": 1}
    assert PAGES[1] in texts(library).values()


def test_what_a_feed_says_of_an_article_does_not_replace_it(library, tmp_path):
    page = saved_page(tmp_path / "a.html", " ".join(PAGES))
    feed = tmp_path / "feed.xml"
    item = WARTA_ITEM.format("Beras untuk petani Ngemplak", 1, "Bantuan pangan tiba di sana.")
    feed.write_text(f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>')
    library.add(read_paths([page]))
    library.add(read_paths([feed]))
    assert " ".join(PAGES) in texts(library).values()


def test_an_article_replaces_what_a_feed_said_of_it(library, tmp_path):
    page = saved_page(tmp_path / "a.html", " ".join(PAGES))
    feed = tmp_path / "feed.xml"
    item = WARTA_ITEM.format(
        "Beras untuk petani Ngemplak", 1, "Bantuan pangan tiba di kabupaten itu."
    )
    feed.write_text(f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>')
    library.add(read_paths([feed]))
    assert library.add(read_paths([page])) == {"updated": 1}
    assert list(texts(library).values()) == [" ".join(PAGES)]
