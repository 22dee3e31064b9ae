"""Scores and what matches, over each engine, beside an oracle that reads and scores every article."""

import random
from datetime import date, timedelta

import pytest
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    Every,
    FromSources,
    Fuzzy,
    InCountries,
    Near,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
    Word,
)
from telusur.search.matching.lowering import Lowering
from telusur.search.ranking.scorer import Scorer

from telusur import Library
from tests.search.ranking.exhaustive import Exhaustive

WORDS = [
    "yang",
    "dan",
    "kirim",
    "mengirim",
    "dikirim",
    "pengiriman",
    "Kirim",
    "tentara",
    "Tentara",
    "Kursk",
    "kursk",
    "pasukan",
    "utara",
    "COVID-19",
    "covid19",
    "covid",
    "WHO",
    "who",
    "Dilan",
    "dilan",
    "dil",
    "bandara",
    "pelabuhan",
    "2024",
    "U.S.",
    "as",
    "AS",
    "jalan",
    "berjalan",
    "perjalanan",
    "menjalankan",
    "Korea",
    "korea",
    "kota",
]
COUNTRIES = ["KP", "RU", "ID"]
SOURCES = ["kompas.com", "detik.com", "Antara"]
PATTERNS = ["k*", "*an", "k?ta", "*ri*", "m*ng*m", "ki?i*", "pe*an", "*19"]
FIRST = date(2024, 1, 1)


def draw(chance, most):
    count = int(chance.paretovariate(1.2)) % most
    return chance.choices(WORDS, [1 / (n + 1) for n in range(len(WORDS))], k=count)


def random_article(chance, number):
    start = FIRST + timedelta(chance.randrange(60))
    period = Interval(start, start + timedelta(chance.choice([0, 0, 3])))
    return make_article(
        " ".join(draw(chance, 200)) or ".",
        title=" ".join(draw(chance, 8)) or "-",
        id=str(number),
        published=Published(period, "given") if chance.random() < 0.8 else None,
        countries=chance.sample(COUNTRIES, chance.randrange(3)),
        source=chance.choice(SOURCES),
    )


def random_leaf(chance):
    field = chance.choice([None, None, None, "title", "text"])
    kind = chance.random()
    if kind < 0.5:
        return Word(chance.choice(WORDS), field, chance.random() < 0.1)
    if kind < 0.85:
        return random_operand(chance, field)
    return Near(
        random_operand(chance, field), random_operand(chance, field), chance.randrange(12), field
    )


def random_operand(chance, field):
    kind = chance.random()
    if kind < 0.3:
        words = tuple(chance.choices(WORDS, k=chance.randint(1, 3)))
        return Phrase(words, field, chance.random() < 0.1, chance.choice([0, 0, 1, 4]))
    if kind < 0.4:
        return Prefix(chance.choice(["k", "ki", "me", "z", "d", "co"]), field)
    if kind < 0.5:
        return Wildcard(chance.choice(PATTERNS), field)
    if kind < 0.65:
        return Fuzzy(chance.choice(WORDS), field, chance.randrange(3))
    if kind < 0.8:
        return Word(chance.choice(WORDS), field, chance.random() < 0.1)
    variants = tuple(Word(word, field) for word in chance.sample(WORDS, 2))
    return Alternatives(Word(chance.choice(WORDS), field), variants)


def random_tree(chance, depth=2):
    kind = chance.random()
    if depth == 0 or kind < 0.3:
        return random_leaf(chance)
    children = tuple(random_tree(chance, depth - 1) for _ in range(chance.randint(1, 4)))
    if kind < 0.55:
        return AnyOf(children)
    if kind < 0.65:
        return AllOf(children)
    if kind < 0.75:
        return AndMaybe(children[0], children[-1])
    if kind < 0.85:
        return Weighted(children[0], chance.choice([0.0, 0.3, 2.0, 50.0]))
    if kind < 0.92:
        return Without(children[0], random_leaf(chance))
    start = FIRST + timedelta(chance.randrange(70))
    period = PublishedIn(Interval(start, start + timedelta(chance.randrange(20))))
    countries = InCountries(tuple(chance.sample(COUNTRIES, 2)))
    sources = FromSources(tuple(chance.sample(SOURCES, 2)))
    return AllOf((AnyOf(children), chance.choice([countries, sources, period, Every()])))


@pytest.mark.parametrize("seed", range(4))
def test_scores_are_those_of_reading_everything(tmp_path, seed, engine):
    chance = random.Random(seed)
    articles = [random_article(chance, number) for number in range(chance.choice([90, 300]))]
    with Library.open(tmp_path / "library", missing="empty", engine=engine) as library:
        for part in range(3):
            library.add(articles[part::3])
        expected = Exhaustive(articles[0::3] + articles[1::3] + articles[2::3])
        queries = [random_tree(chance) for _ in range(100)]
        library.reading(lambda snapshot: compare(snapshot.index, expected, queries, chance))


def compare(index, expected, queries, chance):
    for query in queries:
        scores = expected.scores(query)
        lowering = Lowering(index)
        clause = lowering.clause(query)
        assert index.count(clause) == len(scores), str(query)
        candidates = list(index.matching(clause))
        assert {one.number - 1 for one in candidates} == set(scores), str(query)
        scored = Scorer(index, query, lowering).scored(candidates)
        found = {one.number - 1: score for score, one in scored}
        assert found == pytest.approx(scores), str(query)
        assert [score for score, _ in scored] == sorted(found.values(), reverse=True)
        if not scores:
            continue
        limit = chance.choice([1, 10, 60])
        for newest_first in (True, False):
            ordered = index.by_day(clause, limit, newest_first=newest_first)
            keys = [
                (not one.day, -one.day if newest_first else one.day, one.number) for one in ordered
            ]
            assert keys == sorted(keys)
            assert len(ordered) == min(limit, len(scores))


def test_the_best_candidates_hold_the_best_by_exact_scores(tmp_path, engine):
    """Beyond a few words of one query, an engine's own order would be another one."""
    chance = random.Random(5)
    with Library.open(tmp_path / "library", missing="empty", engine=engine) as library:
        library.add(random_article(chance, number) for number in range(600))

        def share(snapshot):
            held = wanted = 0
            for _ in range(60):
                words = chance.sample(WORDS[2:], 3)
                query = AnyOf(tuple(Word(word) for word in words))
                lowering = Lowering(snapshot.index)
                clause, scorer = lowering.clause(query), Scorer(snapshot.index, query, lowering)
                every = scorer.scored(list(snapshot.index.matching(clause)))[:10]
                best = {one.number for one in snapshot.index.best(clause, 50)}
                held += sum(one.number in best for _, one in every)
                wanted += len(every)
            return held / wanted

        assert library.reading(share) > 0.95
