"""The evaluator beside stock Whoosh: the same documents, and for the same formula the same scores.

Both are given the same analysed words. The words are in small letters, so that a word's form says
what its root is: names, which keep their form where a capital gives them away, are `test_best`'s.
"""

import random
from datetime import date, timedelta

import pytest
from telusur.index.analyzer import analyse_text, analyse_word
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Published
from telusur.index.making import make_article
from telusur.index.query import (
    AllOf,
    AnyOf,
    InCountries,
    Phrase,
    Prefix,
    PublishedIn,
    Without,
    Word,
)
from telusur.search.evaluation import Evaluator
from telusur.search.ranking.bm25f import (
    RankingWeights,
    inverse_document_frequency,
    normalised_frequency,
    saturated,
)
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, TEXT, Schema
from whoosh.index import create_in
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext
from whoosh.util.numeric import byte_to_length, length_to_byte

from telusur import Library

_WORDS = """
    tentara kirim kota jalan mengirim dikirim pasukan perang rumah pengiriman berjalan tani
    perjalanan perkotaan petani laut kapal menjalankan pertanian pelaut perumahan ladang mengirimkan
    kiriman senjata bersenjata peladang lautan kapalnya rumahnya
"""
WORDS = _WORDS.split()
COUNTRIES = ["KP", "RU", "ID", "UA"]
FIELDS = ["title", "text"]
FIRST = date(2024, 1, 1)
LENGTHS = [n for n in range(120) if byte_to_length(length_to_byte(n)) == n]
"""The lengths of texts that stock Whoosh does not round."""


def draw(chance, most):
    weights = [1 / (n + 1) for n in range(len(WORDS))]
    return " ".join(chance.choices(WORDS, weights, k=chance.choice(LENGTHS[:most])))


def random_article(chance, number):
    start = FIRST + timedelta(chance.randrange(60))
    return make_article(
        draw(chance, 40) or ".",
        title=draw(chance, 8) or "-",
        id=str(number),
        published=Published(Interval(start, start + timedelta(chance.choice([0, 0, 3]))), "given"),
        countries=chance.sample(COUNTRIES, chance.randrange(3)),
    )


class SameFormula(WeightingModel):
    """Scores one word in one field as `telusur.search.ranking.bm25f` does; filters score nothing."""

    def scorer(self, searcher, fieldname, text, qf=1):
        if fieldname not in FIELDS:
            return Scorer(lambda matcher: 0.0)
        found = searcher.doc_frequency(fieldname, text)
        weight = inverse_document_frequency(found, searcher.doc_count_all())
        average = max(1.0, searcher.avg_field_length(fieldname))

        def score(matcher):
            length = searcher.doc_field_length(matcher.id(), fieldname, 1)
            frequency = normalised_frequency(matcher.weight(), length, average)
            return weight * saturated(frequency)

        return Scorer(score)


class Scorer(BaseScorer):
    def __init__(self, score):
        self.score = score


class Whoosh:
    """The articles in an index of stock Whoosh, by their places."""

    def __init__(self, folder, articles):
        words = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
        schema = Schema(
            title=words,
            text=words,
            title_surface=words,
            text_surface=words,
            country=KEYWORD,
            day=KEYWORD,
        )
        index = create_in(str(folder), schema)
        writer = index.writer()
        for article in articles:
            fields = {}
            for field, text in (("title", article.title), ("text", article.text)):
                analyses = analyse_text(text)
                fields[field] = " ".join(one.root for one in analyses)
                fields[field + "_surface"] = " ".join(one.surface for one in analyses)
            writer.add_document(
                country=" ".join(article.countries),
                day=" ".join(days(article.published.interval)),
                **fields,
            )
        writer.commit()
        self._searcher = index.searcher(weighting=SameFormula())

    def close(self):
        self._searcher.close()

    def scores(self, tree):
        """The score of each article that matches, by its place."""
        if isinstance(tree, Without):  # its own matcher lets one through that is excluded
            excluded = self.scores(tree.excluded)
            return {n: s for n, s in self.scores(tree.child).items() if n not in excluded}
        # Its matchers for contexts that do not need the current document lose those that score 0.
        context = SearchContext(weighting=SameFormula(), needs_current=True)
        matcher = asked(tree).matcher(self._searcher, context)
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.score()
            matcher.next()
        return found


def days(period):
    return map(str, range(period.start.toordinal(), period.end.toordinal() + 1))


def asked(node):
    """A query tree as Whoosh's query classes."""
    if isinstance(node, AnyOf):
        return query.Or([asked(child) for child in node.children])
    if isinstance(node, AllOf):
        return query.And([asked(child) for child in node.children])
    if isinstance(node, InCountries):
        return query.Or([query.Term("country", code) for code in node.codes])
    if isinstance(node, PublishedIn):
        return query.Or([query.Term("day", day) for day in days(node.period)])
    leaves = [in_field(node, field) for field in FIELDS if node.field in {None, field}]
    return leaves[0] if len(leaves) == 1 else query.Or(leaves)


def in_field(leaf, field):
    if isinstance(leaf, Prefix):
        return query.Prefix(field + "_surface", leaf.text)
    if isinstance(leaf, Word):
        return query.Term(field, analyse_word(leaf.text).root)
    roots = [analyse_word(word).root for word in leaf.words]
    return query.Phrase(field, roots) if len(roots) > 1 else query.Term(field, roots[0])


def random_word(chance):
    return Word(chance.choice(WORDS), chance.choice(FIELDS))


def random_leaf(chance):
    field, kind = chance.choice([None, *FIELDS]), chance.random()
    if kind < 0.5:
        return Word(chance.choice(WORDS), field)
    if kind < 0.8:
        return Phrase(tuple(chance.choices(WORDS[:12], k=chance.choice([1, 2, 2, 3]))), field)
    return Prefix(chance.choice(WORDS)[: chance.randint(1, 5)], field)


def random_filter(chance):
    if chance.random() < 0.5:
        return InCountries(tuple(chance.sample(COUNTRIES, chance.randint(1, 2))))
    start = FIRST + timedelta(chance.randrange(70))
    return PublishedIn(Interval(start, start + timedelta(chance.randrange(8))))


def random_tree(chance, leaf, depth=3):
    kind = chance.random()
    if depth == 0 or kind < 0.25:
        return leaf(chance) if chance.random() < 0.8 else random_filter(chance)
    children = tuple(random_tree(chance, leaf, depth - 1) for _ in range(chance.randint(2, 4)))
    return AnyOf(children) if kind < 0.7 else AllOf(children)


def random_query(chance, leaf):
    """A random tree, or one that excludes another."""
    tree = random_tree(chance, leaf)
    return Without(tree, random_tree(chance, leaf)) if chance.random() < 0.2 else tree


@pytest.fixture(scope="module", params=range(4))
def both(request, tmp_path_factory):
    """An index of ours and one of Whoosh's over the same random articles, with their numbers."""
    chance = random.Random(request.param)
    folder = tmp_path_factory.mktemp("whoosh")
    articles = [random_article(chance, number) for number in range(chance.choice([40, 120]))]
    stock = Whoosh(folder, articles)
    with Library.open(tmp_path_factory.mktemp("library"), missing="empty") as library:
        half = len(articles) // 2
        library.add(articles[:half])
        library.add(articles[half:])
        yield library.index, stock, chance
    stock.close()


def test_the_same_documents(both):
    index, stock, chance = both
    for _ in range(300):
        tree = random_query(chance, random_leaf)
        evaluator = Evaluator(index, tree)
        found = {one.article_number - 1 for one in evaluator.best(evaluator.total)}
        assert found == set(stock.scores(tree)), str(tree)


def test_the_same_scores(both):
    weights = RankingWeights(surface=0.0)
    index, stock, chance = both
    for _ in range(300):
        tree = random_query(chance, random_word)
        best = Evaluator(index, tree, weights).best(10_000)
        found = {one.article_number - 1: one.score for one in best}
        assert found == pytest.approx(stock.scores(tree)), str(tree)
        first = Evaluator(index, tree, weights).best(10)
        assert [one.score for one in first] == [one.score for one in best[:10]], str(tree)
