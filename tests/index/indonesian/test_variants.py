from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from telusur.index.indonesian.text import form_table
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.form_table import FormTable, form_key
from telusur.index.indonesian.text.ordinals import ordinal_forms
from telusur.index.indonesian.text.proper_names import is_name
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.variants import (
    informal_forms,
    is_capitals_only,
    variants_of,
)
from telusur.index.indonesian.wordlists import read_rows

ABBREVIATIONS = read_rows("abbreviations.tsv")
GROUP_FILES = ("spellings.tsv", "informal.tsv")
GROUPS = [row for name in GROUP_FILES for row in read_rows(name)]
ROOTS = frozenset(StemmerFactory().get_words())
# Informal words that the dictionary of roots lists too, but in no other sense.
COLLOQUIAL_ROOTS = """
    aja anter banget bencong bentar bikin bilang bini cewek cowok cuma cuman dikit doku duit elu
    emang enggak entar ente fulus gue kagak kalo kece kelar kenapa ketawa ketemu kudu lelet liat
    mesti mewek mintak nebeng nih nyang ato pengin sono tak tapi telpon
"""

# What else the abbreviations marked "case" are in lower case: short, foreign or informal words.
OTHER_WORDS = """
    ad al art as au big dak its koi ma mabar sam se us who wit wita
"""


def variants(query: str) -> set[str]:
    return {" ".join(variant.words) for variant in variants_of(query.split())}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Korut", {"korea utara"}),
        ("korut", {"korea utara"}),
        ("Korea Utara", {"korut", "north korea"}),
        ("KOREA UTARA", {"korut", "north korea"}),
        ("Menlu", {"menteri luar negeri"}),
        ("Kemlu", {"kementerian luar negeri", "kemenlu"}),
        ("RI", {"republik indonesia"}),
        ("Perserikatan Bangsa-Bangsa", {"pbb"}),
        ("Perserikatan Bangsa Bangsa", {"pbb"}),
        ("Badan Meteorologi Klimatologi dan Geofisika", {"bmkg"}),
        ("Tiongkok", {"cina", "china"}),
        ("Kyiv", {"kiev"}),
        ("Siria", {"suriah", "syria", "suria"}),
        ("apotik", {"apotek"}),
        ("wali kota", {"walikota", "walkot"}),
        ("dengerin", {"mendengarkan"}),
        ("ngelupain", {"melupakan"}),
        ("bikin", {"membuat"}),
        ("mendengarkan", set()),
        ("tidur", set()),
        ("Djoeang", {"juang"}),
        ("pemoeda", {"pemuda"}),
        ("Poerwodarminto", {"purwodarminto"}),
        ("Joesoef", {"yusuf", "jusuf"}),
        ("rmh", {"rumah"}),
        ("keempat", {"ke 4", "IV"}),
        ("ke-4", {"keempat", "IV"}),
        ("ke 4", {"keempat", "IV"}),
        ("IV", {"keempat", "ke 4"}),
        ("iv", set()),
        ("komisi 3", {"III"}),
        ("kuartal 1", set()),
        ("12 orang", set()),
        ("ke 45", set()),
        ("perang dunia 2", {"perang dunia ii", "perang dunia kedua", "perang dunia ke-2", "pd ii"}),
        ("komisi 3 4", set()),
        ("kedua puluh satu", {"ke 21", "XXI"}),
        ("kebijakan", set()),
        ("Khomeini", {"khomeiny"}),
        ("North Korea", {"korea utara", "korut"}),
        ("Saudi Arabia", {"arab saudi", "arab saudia"}),
        ("Middle East", {"timur tengah", "timteng"}),
        ("ibukota", {"ibu kota"}),
        ("ibu kota", {"ibukota"}),
        ("ibukotanya", {"ibu kotanya"}),
        ("antikorupsi", {"anti korupsi"}),
        ("lembaga anti korupsi", {"antikorupsi"}),
        ("pascabanjir", {"pasca banjir"}),
        ("Karangkancana", {"karang kancana"}),
        ("Karang Kancana", {"karangkancana"}),
        ("karang kancana", {"karangkancana"}),
        ("rumahsewa", {"rumah sewa"}),
        ("program", set()),
        ("kota Kursk", set()),
        ("Suhardiman", set()),
        ("", set()),
    ],
)
def test_each_query_finds_its_variants(query, expected):
    assert variants(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AS", {"amerika serikat", "usa", "US"}),
        ("as", set()),
        ("As", set()),
        ("Amerika Serikat", {"AS", "usa", "US", "united states"}),
        ("HAM", {"hak asasi manusia"}),
        ("ham", set()),
        ("MA", {"mahkamah agung"}),
        ("Ma", set()),
        ("Sulut", {"sulawesi utara"}),
        ("SULUT", {"sulawesi utara"}),
        ("sulut", set()),
        ("Sulawesi Utara", {"SULUT"}),
        ("Komnas HAM", {"komisi nasional hak asasi manusia"}),
        ("Komisi Nasional Hak Asasi Manusia", {"komnas HAM"}),
    ],
)
def test_capitals_tell_an_abbreviation_from_a_word(query, expected):
    assert variants(query) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("AS", True),
        ("as", False),
        ("As", False),
        ("Sulut", True),
        ("SULUT", True),
        ("sulut", False),
        ("PBB", False),
        ("korut", False),
        ("", False),
    ],
)
def test_is_capitals_only(word, expected):
    assert is_capitals_only(word) is expected


def test_the_longest_span_wins_and_says_where_it_stands():
    found = variants_of(["serangan", "Korea", "Utara", "ke", "Amerika", "Serikat"])
    assert {(one.start, one.end, one.kind, one.capitals_only) for one in found} == {
        (1, 3, "abbreviation", False),
        (1, 3, "spelling", False),
        (4, 6, "spelling", False),
        (4, 6, "abbreviation", False),
        (4, 6, "abbreviation", True),
    }


def test_slang_stands_for_the_standard_word_and_not_the_reverse():
    assert {(one.kind, one.one_way) for one in variants_of(["kayak"])} == {("informal", True)}
    assert variants("nggak") == {"tidak"}
    assert variants("tidak") == set()
    assert informal_forms("tidur") == ["bobo", "tdr"]
    assert informal_forms("kursk") == []


def test_an_ordinal_and_its_figures_find_each_other():
    for number in range(1, 40):
        figures = ("ke", str(number))
        forms = ordinal_forms(figures)
        assert len(forms) == 2 - (number in {1, 5, 10})
        for form in forms:
            assert figures in ordinal_forms(form)
    assert ordinal_forms(["ke", "0"]) == ordinal_forms(["ke", "40"]) == ordinal_forms(["I"]) == []


def test_abbreviations_and_expansions_find_each_other():
    missed = [
        (short, long)
        for short, long, *_ in ABBREVIATIONS
        if fold_words(long) not in map(fold_words, variants(short))
        or fold_words(short) not in map(fold_words, variants(long))
    ]
    assert missed == []


def test_marks_are_known():
    assert {mark for row in ABBREVIATIONS for mark in row[2:]} == {"case", "word"}


def test_forms_of_a_group_find_each_other():
    missed = []
    for group in read_rows("spellings.tsv"):
        listed = {form for form in group if form[0] != ">"}
        for form in group:
            found = set(map(fold_words, variants(form.lstrip(">"))))
            missed += [(form, other) for other in listed - {form} if fold_words(other) not in found]
    assert missed == []


def test_a_group_has_a_standard_form_and_others():
    assert [group for group in GROUPS if len(group) < 2 or group[0][0] == ">"] == []


def test_no_abbreviation_swallows_an_ordinary_word():
    swallowed = {
        short
        for short, _, *marks in ABBREVIATIONS
        if (short.lower() in ROOTS or is_stop_word(short)) and not marks
    }
    assert swallowed == set()


def test_capitals_are_asked_only_where_lower_case_is_another_word():
    marked = {row[0].lower() for row in ABBREVIATIONS if "case" in row}
    words = {word for word in marked if is_stop_word(word) or is_name(word)}
    assert marked - ROOTS - words == set(OTHER_WORDS.split())


def test_the_mark_for_listed_acronyms_is_given_only_to_them():
    assert {
        row[0] for row in ABBREVIATIONS if "word" in row and row[0].lower() not in ROOTS
    } == set()


def test_no_informal_word_swallows_an_ordinary_word():
    two_way = {form for row in read_rows("informal.tsv") for form in row[1:] if form[0] != ">"}
    standard = {row[0] for row in read_rows("informal.tsv")}
    assert (two_way & ROOTS) - set(COLLOQUIAL_ROOTS.split()) - standard == set()


def test_nothing_is_listed_twice_or_as_its_own_variant():
    pairs = [(fold_words(row[0]), fold_words(row[1])) for row in ABBREVIATIONS]
    assert len(set(pairs)) == len(pairs)
    assert [pair for pair in pairs if pair[0] == pair[1]] == []
    for name in GROUP_FILES:
        for group in read_rows(name):
            assert len({fold_words(form) for form in group}) == len(group), group
    spellings = [key for row in read_rows("spellings.tsv") for key in {plain(form) for form in row}]
    assert {key for key in spellings if spellings.count(key) > 1} == set()


def test_informal_forms_find_the_standard_one():
    missed = []
    for standard, *others in read_rows("informal.tsv"):
        for form in others:
            if fold_words(standard) not in map(fold_words, variants(form.lstrip(">"))):
                missed.append((standard, form))
    assert missed == []


def test_keys_have_no_superfluous_spaces():
    assert [row for row in [*ABBREVIATIONS, *GROUPS] if "  " in " ".join(row)] == []
    assert [row for row in [*ABBREVIATIONS, *GROUPS] if any(x != x.strip() for x in row)] == []


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_words_are_taken(words):
    found = variants_of(words)
    assert all(0 <= one.start < one.end <= len(words) for one in found)
    assert all(one.words for one in found)
    listed = [one for one in found if one.kind != "compound"]
    spans = sorted({(one.start, one.end) for one in listed})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(st.text())
def test_any_word_may_be_asked_for_capitals(word):
    assert is_capitals_only(word) in {True, False}


def fold_words(text: str) -> str:
    return " ".join(map(fold, text.replace(",", " ").replace("/", " ").split()))


def plain(form: str) -> str:
    return fold_words(form.lstrip(">").replace("-", " "))


@pytest.mark.parametrize(
    ("name", "columns"), [("abbreviations.tsv", 2), *((name, None) for name in GROUP_FILES)]
)
def test_searching_a_list_is_knowing_it(monkeypatch, name, columns):
    table = FormTable(name, columns)
    keys = [form_key(form) for row in read_rows(name) for form in row[:columns]][::5]
    keys += ["kursk", "case", ""]
    monkeypatch.setattr(form_table, "_FEW_KEYS", len(keys))
    firsts = {key.split(" ")[0] for key in keys if key}
    longest = {word: table.longest(word) for word in firsts}
    searched = [table.rows(key) for key in keys]
    assert searched == [table.rows(key) for key in keys]
    assert {word: table.longest(word) for word in firsts} == longest
    assert all(searched[:-3])
    assert not any(searched[-3:])
