"""What an engine must do, one thing at a time."""

import pytest
from libraries import FIRST_DAY, document, open_engine, token
from telusur.index.engines.clauses import (
    NOTHING,
    Adjacent,
    All,
    AnyTerm,
    AtLeast,
    Boosted,
    But,
    Everything,
    Numbered,
    Preferring,
    Unscored,
)
from telusur.index.engines.engine import IndexState, Lengths, MonthCounts
from telusur.index.errors import IndexDamagedError


def numbers(reader, clause):
    return sorted(one.number for one in reader.matching(clause))


def scores(reader, clause):
    return {one.number: one.score for one in reader.best(clause, 100)}


def root(*terms):
    return AnyTerm("root", terms)


def test_an_empty_index(holding):
    reader = holding()
    assert (reader.document_count(), reader.count(Everything())) == (0, 0)
    assert reader.lengths() == Lengths(0, 0)
    assert reader.best(root("kota"), 10) == []
    assert reader.by_day(Everything(), 10, newest_first=True) == []
    assert list(reader.matching(Adjacent("root", ("kota", "tua")))) == []
    assert reader.terms("root") == []
    assert dict(reader.values(Everything(), "country")) == {}
    assert reader.months(Everything()) == MonthCounts({}, 0, 0)
    assert dict(reader.intervals(Everything())) == {}


@pytest.mark.parametrize("title", ["", "kota"])
@pytest.mark.parametrize("text", ["", "tua"])
def test_an_empty_title_or_text(holding, title, text):
    reader = holding(document(1, title, text), document(2, "damai", "laut"))
    assert numbers(reader, Everything()) == [1, 2]
    assert numbers(reader, root("kota", "tua")) == ([1] if title or text else [])
    assert reader.lengths() == Lengths(1 + bool(title), 1 + bool(text))


def test_what_was_counted_is_no_answer_to_a_clause_of_another_kind(holding):
    reader = holding(document(1, "kota tua"), document(2, "tua kota"), document(3, "kota"))
    words, adjacent = root("kota", "tua"), Adjacent("root", ("kota", "tua"))
    assert (reader.count(words), reader.count(adjacent)) == (3, 1)
    assert reader.counts([words, adjacent, All((words,)), Unscored(adjacent)]) == [3, 1, 3, 1]
    assert (numbers(reader, words), numbers(reader, adjacent)) == ([1, 2, 3], [1])


def test_a_phrase_ends_with_the_title(holding):
    reader = holding(document(1, "damai kota", "tua damai"), document(2, "", "kota tua"))
    assert numbers(reader, Adjacent("root", ("kota", "tua"))) == [2]
    assert numbers(reader, Adjacent("title_root", ("damai", "kota"))) == [1]
    assert numbers(reader, Adjacent("title_root", ("tua", "damai"))) == []


def test_a_phrase_with_a_further_term(holding):
    kasus, covid = token("kasus"), token("covid-19", parts=("covid",))
    reader = holding(
        document(1, [kasus, covid], [covid, kasus, kasus]),
        document(2, "", [kasus, token("covid"), kasus]),
    )
    assert numbers(reader, Adjacent("root", ("kasus", "covid"))) == [1, 2]
    assert numbers(reader, Adjacent("root", ("covid", "kasus", "kasus"))) == [1]
    assert numbers(reader, Adjacent("title_root", ("kasus", "covid-19"))) == [1]
    # They stand at one position, not next to one another.
    assert numbers(reader, Adjacent("root", ("covid-19", "covid"))) == []


def test_a_phrase_with_repeated_terms(holding):
    reader = holding(
        document(1, "", "kota tua kota"), document(2, "", "kota kota tua"),
        document(3, "", "kota kota kota tua kota"), document(4, "kota", "kota"),
    )  # fmt: skip
    assert numbers(reader, Adjacent("root", ("kota", "kota"))) == [2, 3]
    assert numbers(reader, Adjacent("root", ("kota", "kota", "kota"))) == [3]
    assert numbers(reader, Adjacent("root", ("kota", "tua", "kota"))) == [1, 3]
    assert numbers(reader, Adjacent("root", ("kota", "kota", "tua", "kota"))) == [3]


def test_terms_and_their_counts(holding):
    reader = holding(
        document(1, "kota", [token("berjalan", "jalan"), token("kota*")]),
        document(2, "kota", "kota kota jalan"),
    )
    assert reader.terms("root") == [("jalan", 2), ("kota", 2), ("kota*", 1)]
    assert reader.terms("root", "kota") == [("kota", 2), ("kota*", 1)]
    assert reader.terms("form", "") == [("berjalan", 1), ("jalan", 1), ("kota", 2), ("kota*", 1)]
    assert reader.terms("title_only_root") == [("kota", 1)]
    assert reader.terms("title_root", "x") == []


def test_many_terms(holding):
    reader = holding(*(document(n, "", f"w{n}a") for n in range(1, 50)))
    terms = tuple(f"w{n}a" for n in range(10, 10_010))
    assert reader.count(root(*terms)) == 40
    assert numbers(reader, But(Everything(), root(*terms))) == list(range(1, 10))
    assert len(reader.best(All((root(*terms), Boosted(root(*terms), 0.0))), 100)) == 40
    assert reader.count(Numbered(tuple(range(10, 10_010)))) == 40
    assert reader.count(AtLeast(2, tuple(root(term) for term in terms[:1_500]))) == 0


@pytest.mark.parametrize("nothing", [NOTHING, AtLeast(2, ()), root(), Numbered(()), root("none")])
def test_nothing(holding, nothing):
    reader = holding(document(1, "", "kota"), document(2, "", "tua"))
    kota = root("kota")
    for clause in [nothing, All((kota, nothing)), But(nothing, kota), Preferring(nothing, kota),
                   Unscored(nothing), Boosted(nothing, 2.0), AtLeast(2, (kota, nothing)),
                   But(kota, kota)]:  # fmt: skip
        assert (reader.count(clause), reader.best(clause, 9)) == (0, []), clause
    for clause in [AtLeast(1, (kota, nothing)), But(kota, nothing), Preferring(kota, nothing)]:
        assert numbers(reader, clause) == [1], clause


def test_at_least_so_many(holding):
    reader = holding(
        document(1, "", "kota"), document(2, "", "kota tua"), document(3, "", "kota tua laut")
    )
    clauses = (root("kota"), root("tua"), root("laut"))
    for minimum in (1, 2, 3):
        assert numbers(reader, AtLeast(minimum, clauses)) == list(range(minimum, 4))
    assert numbers(reader, AtLeast(4, clauses)) == []


@pytest.fixture
def scored(holding):
    texts = ["kota", "kota kota tua", "tua laut", "kota laut damai damai", "damai"]
    return holding(*(document(n, "", text) for n, text in enumerate(texts, 1)))


def test_what_is_unscored_adds_nothing(scored):
    alone = scores(scored, root("kota"))
    assert all(score > 0 for score in alone.values())
    assert set(scores(scored, Unscored(Unscored(root("kota")))).values()) == {0.0}
    both = scores(scored, All((root("kota"), Unscored(AtLeast(1, (root("tua"), root("laut")))))))
    assert both == pytest.approx({n: alone[n] for n in (2, 4)}, rel=1e-4)
    either = scores(scored, AtLeast(1, (root("kota"), Unscored(root("tua")))))
    assert either == pytest.approx({**alone, 3: 0.0}, rel=1e-4)


def test_boosts_multiply(scored):
    alone = scores(scored, root("kota"))
    three = scores(scored, Boosted(root("kota"), 3.0))
    assert three == pytest.approx({n: 3 * score for n, score in alone.items()}, rel=1e-4)
    none = scores(scored, Boosted(AtLeast(1, (root("kota"), root("tua"))), 0.0))
    assert none == {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0}
    nested = scores(scored, Boosted(Boosted(root("kota"), 3.0), 0.5))
    assert nested == pytest.approx({n: 1.5 * score for n, score in alone.items()}, rel=1e-4)


def test_what_is_preferred_adds(scored):
    alone, tua = scores(scored, root("kota")), scores(scored, root("tua"))
    preferred = scores(scored, Preferring(root("kota"), root("tua")))
    assert preferred == pytest.approx({**alone, 2: alone[2] + tua[2]}, rel=1e-4)


def test_alternatives_add(scored):
    parts = [scores(scored, root(term)) for term in ("kota", "tua")]
    both = scores(scored, AtLeast(1, (root("kota"), root("tua"))))
    assert both == pytest.approx(
        {n: parts[0].get(n, 0) + parts[1].get(n, 0) for n in (1, 2, 3, 4)}, rel=1e-4
    )


def test_what_is_rarer_or_stands_more_often_scores_more(scored):
    alternatives = scores(scored, root("kota", "damai"))
    assert max(alternatives, key=alternatives.get) == 4
    assert list(scores(scored, root("damai"))) == [5, 4]


def test_what_is_longer_scores_less_as_in_bm25(holding):
    texts = ["kota tua tua tua", "kota" + " laut" * 15]
    reader = holding(*(document(number, "", texts[number % 2]) for number in range(1, 41)))
    long, short = (scores(reader, root("kota"))[number] for number in (1, 2))
    expected = [1 / (1 + 1.2 * (1 - 0.75 + 0.75 * length / 10)) for length in (4, 16)]
    assert short / long == pytest.approx(expected[0] / expected[1], rel=0.02)


def test_one_day_and_none(holding):
    day = FIRST_DAY
    reader = holding(
        document(4, "", "a", first_day=day, last_day=day),
        document(3, "", "a"),
        document(2, "", "a", first_day=day - 5, last_day=day),
        document(1, "", "a", first_day=day + 1, last_day=day + 1),
    )

    def in_order(newest_first, limit=9):
        by_day = reader.by_day(Everything(), limit, newest_first=newest_first)
        return [(one.number, one.day) for one in by_day]

    assert in_order(True) == [(1, day + 1), (2, day), (4, day), (3, 0)]
    assert in_order(False) == [(2, day), (4, day), (1, day + 1), (3, 0)]
    assert in_order(False, limit=2) == [(2, day), (4, day)]


def test_the_state_comes_back(engine, engine_name, index_folder):
    state = IndexState("perpustakaan é 漢 😀 9f3a", 1 << 40, 77, engine.format_version)
    with engine.writer(anew=True) as writer:
        writer.commit(state)
    assert engine.reader().state == state
    later = state._replace(revision=state.revision + 1)
    with open_engine(engine_name, index_folder).writer(anew=False) as writer:
        writer.put(document(1, "", "kota"))
        writer.commit(later)
    reader = open_engine(engine_name, index_folder).reader()
    assert (reader.state, reader.document_count()) == (later, 1)
    assert engine.name == engine_name
    assert engine.size() > 0
    assert reader.segments >= 1
    engine.verify()


def test_there_is_none(engine, index_folder):
    for make in (lambda: None, lambda: index_folder.mkdir(exist_ok=True)):
        make()
        with pytest.raises(IndexDamagedError):
            engine.reader()
        with pytest.raises(IndexDamagedError):
            engine.verify()
        with pytest.raises(IndexDamagedError), engine.writer(anew=False):
            pass
