"""The affix grammar allows what Indonesian allows, and no more."""

import pytest
from telusur.index.indonesian.stemming.morphology import LETTERS, prefix_rules


def allowed(word, remainder):
    """The chains of prefixes that make `word` of `remainder`."""
    return {
        chain
        for surface, chain, restored, before in prefix_rules()
        if word.startswith(surface)
        and restored + word[len(surface) :] == remainder
        and word[len(surface)] in before
    }


@pytest.mark.parametrize(
    ("word", "remainder", "chain"),
    [
        ("memukul", "pukul", "meN"),
        ("mempunyai", "punyai", "meN:kept"),
        ("menyapu", "sapu", "meN"),
        ("mengecat", "cat", "meN:nge"),
        ("mempersatukan", "satukan", "meN:kept+per"),
        ("mengetengahkan", "tengahkan", "meN+ke"),
        ("menyeragamkan", "ragamkan", "meN+se"),
        ("mempelajari", "ajari", "meN:kept+per"),
        ("keberhasilan", "hasilan", "ke+ber"),
        ("pengetahuan", "tahuan", "peN+ke"),
        ("sepengetahuan", "tahuan", "se+peN+ke"),
        ("dedaunan", "daunan", "redup"),
    ],
)
def test_an_allowed_chain(word, remainder, chain):
    assert chain in allowed(word, remainder)


@pytest.mark.parametrize(
    ("word", "remainder"),
    [
        ("merbaca", "baca"),  # no prefix mer-
        ("membukul", "pukul"),  # p is lost, not voiced
        ("belarus", "arus"),  # bel- stands before ajar only
        ("belanda", "anda"),
        ("berrumah", "rumah"),  # ber- loses its r
        ("dibermain", "main-"),  # nothing is invented
    ],
)
def test_a_forbidden_form(word, remainder):
    assert allowed(word, remainder) == set()


def test_the_letters_of_the_rules_are_plain():
    for surface, chain, restored, before in prefix_rules():
        assert surface
        assert chain
        assert before
        assert set(surface + restored + before) <= set(LETTERS)
