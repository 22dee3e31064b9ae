"""Engines beside a model that is obviously right: random documents, changes and clauses."""

import random
from datetime import date

import pytest
from libraries import (
    FIRST_DAY,
    TEXT_FIELDS,
    open_engine,
    random_clause,
    random_document,
    state_of,
)
from model import Model
from telusur.index.engines.clauses import Everything, OnDays
from telusur.index.engines.document_terms import DocumentTerms, IndexedWord

from tests.search.ranking.exhaustive import edit_distance

LIBRARIES = 6
CLAUSES = 200
LAST = date.max.toordinal()
PREFIXES = ["", "k", "kota", "kota*", "x" * 64, "covid", "AS", "漢", "😀", '"', "missing"]


@pytest.fixture(scope="module", params=range(LIBRARIES))
def both(request, engine_name, tmp_path_factory):
    """A reader of an index after random changes, the model after the same ones, and chance."""
    chance = random.Random(request.param)
    folder = tmp_path_factory.mktemp("random") / "index"
    model = Model()
    for revision in range(chance.choice([1, 2, 5])):
        engine = open_engine(engine_name, folder)
        with engine.writer(anew=revision == 0) as writer:
            change(chance, model, writer)
            writer.commit(state_of(engine, revision))
    return open_engine(engine_name, folder).reader(), model, chance


def change(chance, model, writer):
    """Delete some documents, and put new ones and new versions of others, of these deleted too."""
    known = sorted(model.documents)
    updated = chance.sample(known, len(known) // 4)
    deleted = chance.sample(known, len(known) // 5)
    numbers = {*updated, *chance.sample(range(1, 100), chance.randrange(30))}
    gone = [*deleted, *(number for number in numbers if number in model.documents)]
    writer.delete(gone[:3])
    writer.delete(gone)
    model.delete(gone)
    for number in chance.sample(sorted(numbers), len(numbers)):
        document = random_document(chance, number)
        writer.put(document)
        model.put(document)


def test_the_same_documents(both):
    reader, model, chance = both
    for turn in range(CLAUSES):
        clause = random_clause(chance)
        expected = model.matching(clause)
        if turn % 3 == 0:
            assert reader.count(clause) == len(expected), clause
        assert sorted(reader.numbers(clause)) == sorted(expected), clause
        candidates = list(reader.matching(clause))
        assert sorted(one.number for one in candidates) == sorted(expected), clause
        assert {one.score for one in candidates} <= {0.0}


def test_the_best(both):
    reader, model, chance = both
    for _ in range(CLAUSES // 3):
        clause, limit = random_clause(chance), chance.choice([1, 3, 200])
        expected = model.matching(clause)
        best = reader.best(clause, limit)
        numbers = [one.number for one in best]
        assert len(set(numbers)) == len(numbers) == min(limit, len(expected)), clause
        assert set(numbers) <= expected, clause
        scores = [one.score for one in best]
        assert scores == sorted(scores, reverse=True), clause
        assert [one.number for one in reader.best(clause, limit)] == numbers
        every = [one.score for one in reader.best(clause, 200)]
        assert every[:limit] == pytest.approx(scores, rel=1e-4), clause


def test_by_day(both):
    reader, model, chance = both
    for _ in range(CLAUSES // 3):
        clause, limit = random_clause(chance), chance.choice([1, 4, 200])
        newest_first = chance.random() < 0.5
        expected = model.by_day(clause, newest_first)[:limit]
        by_day = reader.by_day(clause, limit, newest_first=newest_first)
        assert [one.number for one in by_day] == expected, clause
        assert [one.day for one in by_day] == [model.documents[n].last_day for n in expected]


def test_facets(both):
    reader, model, chance = both
    for _ in range(CLAUSES // 4):
        clause = random_clause(chance)
        for field in ("country", "about", "source", "date_basis"):
            assert dict(reader.values(clause, field)) == model.values(clause, field), clause
        months = reader.months(clause)
        assert months == model.months(clause), clause
        assert list(months.months) == sorted(months.months)
        assert dict(reader.intervals(clause)) == model.intervals(clause), clause


def test_intervals_of_many_are_those_of_few(both, monkeypatch):
    reader, model, chance = both
    monkeypatch.setattr("telusur.index.engines.tantivy.reader._FEW", -1)
    for _ in range(30):  # more than are remembered
        clause = random_clause(chance)
        assert dict(reader.intervals(clause)) == model.intervals(clause), clause


def test_all_that_is_kept_of_a_document(both):
    reader, model, _ = both
    assert reader.document_count() == len(model.documents)
    assert tuple(reader.lengths()) == tuple(model.lengths())
    for one in reader.best(Everything(), 200):
        document = model.documents[one.number]
        expected = DocumentTerms(document.terms)
        assert (one.terms.title, one.terms.text) == (expected.title, expected.text)
        word = IndexedWord("covid", "covid")
        assert one.terms.with_word(word) == expected.with_word(word)
        assert one.day == document.last_day


def test_terms(both):
    reader, model, _ = both
    for field in TEXT_FIELDS:
        for prefix in PREFIXES:
            expected = model.terms(field, prefix)
            terms = reader.terms(field, prefix)
            assert [term for term, _ in terms] == sorted({term for term, _ in terms})
            assert all(term.startswith(prefix) for term, _ in terms)
            counts = dict(terms)  # deleted documents may count
            assert all(counts.get(term, 0) >= count for term, count in expected), (field, prefix)


def test_terms_near_a_word(both):
    reader, model, chance = both
    forms = dict(model.terms("form", ""))
    for form in [*forms, "", "kto", "jalanber", "1980", "x" * 63, "😀é"]:
        letters = [*form, chance.choice("akx漢")]
        del letters[chance.randrange(len(letters))]
        for word, edits, same in [(form, 1, 0), (form, 2, 1), ("".join(letters), 2, 0)]:
            found = reader.near_terms(word, edits, same)
            assert [term for term, *_ in found] == sorted({term for term, *_ in found})
            assert all(d == edit_distance(word, term) <= edits for term, d, _ in found)
            assert all(term.startswith(word[:same]) for term, *_ in found)
            counts = {term: count for term, _, count in found}  # deleted documents may count
            for term, count in forms.items():
                near = term.startswith(word[:same]) and edit_distance(word, term) <= edits
                assert not near or counts[term] >= count, (word, term)


def test_periods_without_an_end(both):
    reader, model, _ = both
    for first, last in [(0, LAST), (1, LAST), (-5, 0), (1, FIRST_DAY), (FIRST_DAY, LAST), (9, 3)]:
        clause = OnDays(first, last)
        assert reader.count(clause) == len(model.matching(clause)), clause
