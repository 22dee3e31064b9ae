"""Unknown roots are believed between strong affixes only."""

import pytest
from telusur.index.indonesian.stemming.stemmer import stem


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("dilockdownkan", "lockdown"),
        ("mensubtweetkan", "subtweet"),
        ("webinarnya", "webinar"),
        ("dashboardnya", "dashboard"),
        ("ketaksusilaan", "taksusila"),
        ("keadijenuhan", "adijenuh"),
        ("denganya", "dengan"),
    ],
)
def test_believed(word, root):
    assert stem(word) == root


@pytest.mark.parametrize(
    "word",
    ["melbourne", "mercedes", "diponegoro", "display", "kenya", "berlusconi", "melinda", "terence"],
)
def test_not_believed(word):
    assert stem(word) == word
