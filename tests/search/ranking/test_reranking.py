from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import (
    NEAR_TOKENS,
    TITLED_TOKENS,
    WINDOW_TOKENS,
    best_window,
    closeness,
    near_pairs,
    opening,
    rarities,
)

from telusur import search

occurrences = st.lists(
    st.builds(lambda at, part: (at, at + 1, part), st.integers(0, 80), st.integers(0, 3)),
    max_size=12,
    unique_by=lambda occurrence: occurrence[0],
).map(sorted)
WEIGHTS = [1.0, 2.0, 4.0, 8.0]


@given(occurrences)
def test_the_best_window_is_as_good_as_any(found):
    everywhere = [
        sum(
            WEIGHTS[part]
            for part in {part for at, _, part in found if start <= at <= start + WINDOW_TOKENS}
        )
        for start in range(82)
    ]
    assert best_window(found, WEIGHTS) == max(everywhere, default=0)


@given(occurrences, st.sets(st.integers(0, 3)), st.integers(1, 5_000))
def test_what_the_title_names_is_near_everything(found, in_title, length):
    best = closeness(found, WEIGHTS, in_title, length)
    assert 0 <= closeness(found, WEIGHTS, (), length) <= best * (1 + 1e-9)
    assert best <= sum(WEIGHTS) * (1 + 1e-9)
    assert closeness(found, WEIGHTS, in_title, 2 * length) <= best * (1 + 1e-9)
    if length <= TITLED_TOKENS:
        everywhere = [(at, at + 1, part) for part in in_title for at in range(92)]
        assert (
            best >= best_window(sorted([*found, *everywhere]), WEIGHTS) ** 2 / sum(WEIGHTS) - 1e-9
        )


@given(occurrences)
def test_a_pair_is_two_parts_with_less_than_so_many_tokens_between_them(found):
    expected = {
        (min(one, other), max(one, other))
        for start, end, one in found
        for following, _, other in found
        if one != other and start <= following < end + NEAR_TOKENS
    }
    assert near_pairs(found) == expected


def test_what_stands_for_two_parts_has_them_near():
    assert near_pairs([(7, 8, 0), (7, 8, 1)]) == {(0, 1)}


def test_a_pair_counts_the_more_the_fewer_candidates_have_it():
    everywhere, rare, none = rarities([{(0, 1)}, {(0, 1), (1, 2)}, set()])
    assert rare > 2 * everywhere > 0 == none
    assert rarities([]) == []


def test_a_title_opens_with_what_it_names_without_a_gap():
    assert opening([(0, 1, 2), (1, 2, 3), (3, 4, 0)], WEIGHTS) == WEIGHTS[2] + WEIGHTS[3]
    assert opening([(0, 2, 1), (1, 2, 1), (2, 3, 1)], WEIGHTS) == WEIGHTS[1]
    assert opening([(1, 2, 0)], WEIGHTS) == opening([], WEIGHTS) == 0


def found(library, query, **weights):
    off = {"window": 0.0, "pairs": 0.0, "opening": 0.0}
    hits = search(
        library, query, SearchOptions(ranking_weights=RankingWeights(**{**off, **weights}))
    )
    return [hit.id for hit in hits]


FILLER = " ".join(f"kata{number}" for number in range(40))


def test_words_close_together_count_more_than_scattered_ones(library):
    library.add(
        [
            make_article(f"tentara {FILLER} kursk.", id="scattered", title="x", countries=[]),
            make_article(f"{FILLER} tentara di kursk.", id="close", title="x", countries=[]),
        ]
    )
    assert found(library, "tentara kursk", window=1.0)[0] == "close"


def test_two_words_that_stand_together_in_few_articles_count_more(library):
    library.add(
        [
            make_article("kursk kota sumy desa tentara.", id="apart", title="x", countries=[]),
            make_article("kursk tentara kota sumy desa.", id="together", title="x", countries=[]),
        ]
    )
    assert found(library, "tentara kursk", pairs=1.0)[0] == "together"


def test_what_a_title_begins_with_is_what_it_is_about(library):
    library.add(
        [
            make_article("Gunung itu tinggi.", id="near", title="Warga Merapi", countries=[]),
            make_article("Gunung itu tinggi.", id="about", title="Merapi meletus", countries=[]),
        ]
    )
    assert found(library, "merapi")[0] == "near"
    assert found(library, "merapi", opening=1.0)[0] == "about"
    assert found(library, "gunung merapi", opening=1.0)[0] == "about"
    (hit, other) = search(library, "merapi", SearchOptions(explain=True))
    assert [part.kind for part in hit.score_parts] == ["root", "form", "opening"]
    assert [part.kind for part in other.score_parts] == ["root", "form"]


def test_a_short_text_need_not_repeat_what_its_title_names(library):
    library.add(
        [
            make_article("tentara dikirim ke sana.", id="titled", title="kursk", countries=[]),
            make_article("tentara dikirim ke sana.", id="other", title="sumy", countries=[]),
        ]
    )
    (hit, _) = search(library, "tentara kursk", SearchOptions(explain=True))
    assert hit.id == "titled"
    window = {part.kind: part.points for part in hit.score_parts}["window"]
    assert window > 0
    (scattered,) = search(library, "kursk sana", SearchOptions(limit=1, explain=True))
    assert scattered.id == "titled"
