import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.index.sources.readers.text import article_from_bytes
from telusur.index.store.duplicates.minhash import band_keys, content_digest
from telusur.index.store.duplicates.resemblance import ComparedText
from telusur.seeds import seed_paths

SEEDS = [path.read_text(encoding="utf-8") for path in seed_paths()]
OTHER_SITE = "menu\ncari\n{}\n\nBaca juga: Harga Minyak Naik\n\nBagikan :\n#perang\nCopyright © Situs Lain 2025"


def without_a_paragraph(text):
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[:3] + paragraphs[4:])


def with_a_sentence(text):
    return text.replace("\n", "\nRedaksi menambahkan bahwa keadaan masih dapat berubah.\n", 1)


def with_other_words(text):
    return text.replace("tentara", "serdadu").replace("mengatakan", "menyebutkan")


EDITS = [without_a_paragraph, with_a_sentence, with_other_words]


def families(library):
    """The ids of the articles that are versions of one another, in sets."""

    def read(snapshot):
        families = set(snapshot.families_of(range(1, 100)).values())
        members = snapshot.ids_in_families(list(families)).values()
        return {frozenset(ids) for ids in members if len(ids) > 1}

    return library.reading(read)


def from_site(text, url):
    return make_article(text, url=url, source=url.split("/")[2])


@pytest.mark.parametrize("text", SEEDS)
def test_the_same_text_with_other_furniture_is_one_article_with_both_addresses(library, text):
    one = from_site(text, "https://satu.id/a")
    other = from_site(OTHER_SITE.format(text), "https://dua.id/b")
    assert one.id != other.id
    told = []
    assert library.add([one, other], lambda item, outcome: told.append((item.id, outcome))) == {
        "added": 1,
        "updated": 1,
    }
    assert told == [(one.id, "added"), (one.id, "updated")]
    (stored,) = library.list()
    assert stored.urls == ("https://satu.id/a", "https://dua.id/b")
    assert (stored.id, stored.text, stored.source) == (one.id, one.text, "satu.id")
    assert library.add([other, one]) == {"unchanged": 2}
    assert families(library) == set()


def test_articles_that_were_given_ids_of_their_own_stay_apart(library):
    library.add([make_article(SEEDS[0], id="a"), make_article(SEEDS[0], id="b")])
    assert len(library) == 2
    assert families(library) == {frozenset("ab")}


def test_the_same_words_under_another_title_are_another_article(library):
    library.add([make_article("Isi.", title="Satu"), make_article("Isi.", title="Dua")])
    assert len(library) == 2


def test_a_copy_adds_what_it_knows_better(library):
    plain = make_article("Isi berita yang sama.")
    titled = make_article("Isi berita yang sama.", title="Judul", countries=["ID"])
    library.add([plain, titled])
    (stored,) = library.list()
    assert (stored.id, stored.title, stored.title_made) == (plain.id, "Judul", False)
    assert (stored.countries, stored.about, stored.countries_basis) == (("ID",), ("ID",), "given")


@pytest.mark.parametrize("edit", EDITS)
def test_edited_copies_of_the_seeds_are_kept_and_grouped_with_theirs_alone(library, edit):
    originals = [article_from_bytes(text.encode(), "a") for text in SEEDS]
    copies = [article_from_bytes(edit(text).encode(), "b") for text in SEEDS]
    library.add(originals)
    assert families(library) == set()
    library.add(copies)
    assert families(library) == {
        frozenset({one.id, copy.id})
        for one, copy in zip(originals, copies, strict=True)
        if one.id != copy.id
    }


def test_families_follow_removals_and_changes(library):
    versions = [make_article(edit(SEEDS[4]), id=edit.__name__) for edit in EDITS]
    library.add(versions)
    first, second, third = (article.id for article in versions)
    assert families(library) == {frozenset({first, second, third})}
    library.remove([first])
    assert families(library) == {frozenset({second, third})}
    library.add([make_article(SEEDS[0], id=second)])
    assert families(library) == set()
    library.add([make_article(SEEDS[0] + " Lagi.", id="x"), make_article(SEEDS[4], id="y")])
    assert families(library) == {frozenset({third, "y"}), frozenset({second, "x"})}


def test_short_texts_are_no_versions_of_one_another(library):
    library.add(
        [make_article(f"Harga emas hari ini naik {n} persen.", id=str(n)) for n in range(9)]
    )
    assert families(library) == set()


def similarity(one, other):
    return ComparedText(one).similarity(ComparedText(other))


def test_similarity_is_the_share_of_common_shingles_where_that_is_enough():
    assert similarity("a b c d", "A b\nC d!") == 1
    assert similarity("a b c d e f", "a b c d e f g") == 4 / 5
    assert similarity("a b c d", "b c d e") == similarity("a b", "a b") == 0
    assert similarity("a b c d e f", "b c d e") == 1 / 2  # all of the shorter one is in the longer


@given(st.text(), st.text())
def test_any_text_has_keys_and_a_digest(one, other):
    assert all(0 <= key < 1 << 63 for key in (*band_keys(one), content_digest(one)))
    assert similarity(one, other) == similarity(other, one)
    assert content_digest(f"  {one}\n") == content_digest(one)


@given(st.lists(st.text(alphabet="abcd", min_size=1, max_size=3), min_size=42, max_size=90))
def test_equal_texts_share_all_their_keys(words):
    assert band_keys(" ".join(words)) == band_keys("\n".join(words).upper())
