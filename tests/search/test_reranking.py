from hypothesis import given
from hypothesis import strategies as st
from telusur.index.making import make_article
from telusur.search.options import SearchOptions
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import WINDOW_TOKENS, Occurrence, adjacent_pairs, best_window

from telusur import search

occurrences = st.lists(
    st.builds(lambda at, part: Occurrence(at, at + 1, part), st.integers(0, 80), st.integers(0, 3)),
    max_size=12,
    unique_by=lambda occurrence: occurrence.start,
).map(sorted)
WEIGHTS = [1.0, 2.0, 4.0, 8.0]


@given(occurrences)
def test_the_best_window_is_as_good_as_any(found):
    best = best_window(found, WEIGHTS)
    everywhere = [
        sum(
            WEIGHTS[part]
            for part in {one.part for one in found if start <= one.start <= start + WINDOW_TOKENS}
        )
        for start in range(82)
    ]
    assert best.weight == max(everywhere, default=0)
    inside = {one.part for one in found if best.start <= one.start < best.end}
    assert best.weight == sum(WEIGHTS[part] for part in inside)


@given(occurrences)
def test_pairs_are_neighbours_in_query_and_text(found):
    parts = {one.start: one.part for one in found}
    pairs = {(part, parts[at + 1]) for at, part in parts.items() if at + 1 in parts}
    expected = sum(min(WEIGHTS[a], WEIGHTS[b]) for a, b in pairs if b == a + 1)
    assert adjacent_pairs(found, WEIGHTS) == expected


def found(library, query, **weights):
    off = {"window": 0.0, "pairs": 0.0, "question": 0.0}
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


def test_a_question_prefers_what_may_answer_it(library):
    library.add(
        [
            make_article("Indonesia merdeka berkat rakyat.", id="a", title="x", countries=[]),
            make_article("Indonesia merdeka Agustus 1945.", id="b", title="x", countries=[]),
        ]
    )
    assert found(library, "Kapan Indonesia merdeka?", question=1.0)[0] == "b"
