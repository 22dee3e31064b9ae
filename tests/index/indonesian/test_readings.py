"""A reading names the affixes; the runners-up follow the root that the stemmer gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.stemming.analyses import analyse
from telusur.index.indonesian.stemming.stemmer import stem


@pytest.mark.parametrize(
    ("word", "root", "prefixes", "suffixes", "clitics", "reduplicated"),
    [
        ("rumah", "rumah", (), (), (), False),
        ("membantah", "bantah", ("meN-",), (), (), False),
        ("memperjuangkannya", "juang", ("meN-", "per-"), ("-kan",), ("-nya",), False),
        ("mengecat", "cat", ("meN-",), (), (), False),
        ("penarikan", "tarik", ("peN-",), ("-an",), (), False),
        ("ketidakadilan", "adil", ("ke-", "tidak-"), ("-an",), (), False),
        ("rumahkulah", "rumah", (), (), ("-ku", "-lah"), False),
        ("berbalas-balasan", "balas", ("ber-",), ("-an",), (), True),
        ("rumah2nya", "rumah", (), (), ("-nya",), True),
        ("segala-galanya", "segala", (), (), ("-nya",), True),
        ("dedaunan", "daun", (), ("-an",), (), True),
        ("KPK-nya", "kpk", (), (), ("-nya",), False),
    ],
)
def test_the_best_reading(word, root, prefixes, suffixes, clitics, reduplicated):
    best = analyse(word)[0]
    assert (best.root, best.prefixes, best.suffixes) == (root, prefixes, suffixes)
    assert (best.clitics, best.reduplicated) == (clitics, reduplicated)


def test_the_runners_up_are_less_likely():
    candidates = analyse("berikan")
    assert [candidates[0].root, "ikan" in {one.root for one in candidates[1:]}] == ["beri", True]
    scores = [one.score for one in candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_root_comes_first_however_likely_its_other_readings():
    assert analyse("kebaya")[0].root == "kebaya"


def test_an_unknown_word_is_its_own_only_candidate():
    assert analyse("Kyiv") == [("kyiv", (), (), (), False, 0.0)]


@given(st.text(alphabet="abdeghiklmnprstuy-", max_size=16))
def test_the_first_candidate_is_the_root(word):
    assert analyse(word)[0].root == stem(word)
