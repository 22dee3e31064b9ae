import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.edit_distance import within

CASES = [
    ("kursk", "kursk", 0),
    ("kursk", "krusk", 1),
    ("zelenksy", "zelensky", 1),
    ("pasukan", "pasuka", 1),
    ("pasukan", "passukan", 1),
    ("pasukan", "pasuken", 1),
    ("pyongyang", "pyonyang", 1),
    ("howitser", "hoitzer", 2),
    ("ca", "abc", 3),  # no letter is edited twice
    ("", "ab", 2),
    ("", "", 0),
]

words = st.text("abc", max_size=6)


def distance(one, other):
    """The definition, without a bound."""
    table = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            if i < 0 or j < 0:
                table[i, j] = max(i, j) + 1
                continue
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i] != other[j]),
            )
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_distances(one, other, expected):
    assert within(one, other, 3) == within(other, one, 3) == expected


@given(words, words, st.integers(0, 4))
def test_is_the_distance_where_that_is_small(one, other, most):
    exact = distance(one, other)
    assert within(one, other, most) == (exact if exact <= most else None)
