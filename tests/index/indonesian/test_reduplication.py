"""Halves of reduplicated words are found, and so is what they share."""

import pytest
from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.reduplication import (
    repeated_core,
    sounds_alike,
    split_halves,
)
from telusur.index.indonesian.wordlists import read_rows


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("anak-anaknya", ("anak", "anaknya")),
        ("anak\u2011anak", ("anak", "anak")),
        ("rumah2", ("rumah", "rumah")),
        ("rumah2nya", ("rumah", "rumahnya")),
        ("rumah²", ("rumah", "rumah")),
        ("rumah", None),
        ("-anak", None),
        ("anak-", None),
        ("a-b-c", None),
        ("kn-23", None),
        ("h2o", None),
        ("2", None),
    ],
)
def test_halves(word, halves):
    assert split_halves(word) == halves


@pytest.mark.parametrize(
    ("first", "second", "core"),
    [
        ("vlog", "vlognya", "vlog"),
        ("bergelut", "gelut", "gelut"),
        ("menduduk", "duduknya", "duduk"),
        ("bolak", "balik", None),
    ],
)
def test_the_core_of_halves_that_no_dictionary_knows(first, second, core):
    assert repeated_core(first, second, Affixes(read_rows("affix-weights.tsv"))) == core


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("bolak", "balik", True),
        ("sayur", "mayur", True),
        ("gilang", "gemilang", True),
        ("corat", "coret", True),
        ("tanggung", "jawab", False),
        ("asia", "pasifik", False),
    ],
)
def test_halves_that_sound_alike(first, second, alike):
    assert sounds_alike(first, second) is alike
