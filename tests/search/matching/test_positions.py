import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.search.matching.positions import near_spans, phrase_spans

streams = st.text("abcx", max_size=14)


@pytest.mark.parametrize(
    ("words", "stream", "between", "expected"),
    [
        ("ab", "abxab", 0, [(0, 2), (3, 5)]),
        ("ab", "axb", 0, []),
        ("ab", "axb", 1, [(0, 3)]),
        ("ab", "axxb", 1, []),
        ("ab", "bxa", 5, []),  # the order counts
        ("ab", "aab", 1, [(1, 3)]),  # the shortest alone
        ("abc", "axbxc", 2, [(0, 5)]),  # all together
        ("abc", "axbxc", 1, []),
        ("aa", "axa", 1, [(0, 3)]),
        ("a", "xa", 3, [(1, 2)]),
    ],
)
def test_phrases(words, stream, between, expected):
    assert sorted(phrase_spans(words, stream, between)) == expected


@pytest.mark.parametrize(
    ("one", "other", "distance", "expected"),
    [
        ([(0, 1)], [(3, 4)], 2, ([(0, 1)], [(3, 4)])),
        ([(0, 1)], [(3, 4)], 1, ([], [])),
        ([(3, 4)], [(0, 1)], 2, ([(3, 4)], [(0, 1)])),
        ([(0, 2)], [(1, 3)], 9, ([], [])),  # the same words
        ([(0, 1), (9, 10)], [(1, 2), (20, 21)], 3, ([(0, 1)], [(1, 2)])),
    ],
)
def test_near(one, other, distance, expected):
    assert near_spans(one, other, distance) == expected


@given(st.text("abc", min_size=1, max_size=3), streams, st.integers(0, 5))
def test_phrases_are_the_shortest_of_all_ways_to_read_them(words, stream, between):
    ways = {(n, n) for n in range(len(stream) + 1)}
    for word in words:
        ways = {
            (start if start < behind else place, place + 1)
            for start, behind in ways
            for place in range(behind, len(stream))
            if stream[place] == word and (start < behind or start == place)
        }
    ways = {(a, b) for a, b in ways if b - a <= len(words) + between}
    shortest = {
        (start, behind)
        for start, behind in ways
        if not any(start <= a and b <= behind for a, b in ways - {(start, behind)})
    }
    assert set(phrase_spans(words, stream, between)) == shortest
