from hypothesis import given
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import (
    TITLED_TOKENS,
    WINDOW_TOKENS,
    adjacent_pairs,
    best_window,
    closeness,
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
def test_pairs_are_neighbours_in_query_and_text(found):
    parts = {start: part for start, _, part in found}
    pairs = {(part, parts[at + 1]) for at, part in parts.items() if at + 1 in parts}
    expected = sum(min(WEIGHTS[a], WEIGHTS[b]) for a, b in pairs if b == a + 1)
    assert adjacent_pairs(found, WEIGHTS) == expected


def test_what_stands_for_two_neighbours_has_them_side_by_side():
    assert adjacent_pairs([(7, 8, 0), (7, 8, 1)], WEIGHTS) == min(WEIGHTS[:2])
    assert adjacent_pairs([(7, 8, 0), (7, 8, 2)], WEIGHTS) == 0


def found(library, query, **weights):
    off = {"window": 0.0, "pairs": 0.0}
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


def test_neighbours_count_more_than_words_merely_close(library):
    library.add(
        [
            make_article("kursk kota tentara sumy.", id="turned", title="x", countries=[]),
            make_article("kota tentara kursk sumy.", id="neighbours", title="x", countries=[]),
        ]
    )
    assert found(library, "tentara kursk", pairs=1.0)[0] == "neighbours"


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
