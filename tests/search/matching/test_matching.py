"""What matches a query, beside a naive evaluator that reads every article, over random corpora and queries."""

import math
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.ingest.making import make_article
from telusur.index.query import AllOf, AnyOf, Every, InCountries, Phrase, Prefix, Without, Word
from telusur.search.matching.lowering import Lowering
from telusur.search.options import SearchOptions
from telusur.search.ranking.bm25f import RankingWeights

from telusur import Library, search

# Names, so that a word is its own root and the naive side need not stem.
WORDS = ["kursk", "moskwa", "kremlin", "pyongyang", "kiev"]
COUNTRIES = ["KP", "RU"]

words = st.lists(st.sampled_from(WORDS), max_size=8)
countries = st.lists(st.sampled_from(COUNTRIES), max_size=2)
corpora = st.lists(st.tuples(words, words, countries), max_size=8)
fields = st.sampled_from([None, "title", "text"])
leaves = (
    st.builds(Word, st.sampled_from(WORDS), fields)
    | st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple), fields)
    | st.builds(Prefix, st.sampled_from(["k", "kr", "m", "z"]), fields)
    | st.builds(InCountries, st.lists(st.sampled_from(COUNTRIES), min_size=1).map(tuple))
    | st.just(Every())
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: AnyOf(tuple(nodes)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda nodes: AllOf(tuple(nodes)))
        | st.builds(Without, inner, inner)
    ),
    max_leaves=6,
)


def matches(node, document):
    title, text, mentioned = document
    if isinstance(node, AnyOf):
        return any(matches(child, document) for child in node.children)
    if isinstance(node, AllOf):
        return all(matches(child, document) for child in node.children)
    if isinstance(node, Without):
        return matches(node.child, document) and not matches(node.excluded, document)
    if isinstance(node, InCountries):
        return bool(set(node.codes) & set(mentioned))
    if isinstance(node, Every):
        return True
    contents = {"title": title, "text": text}
    return any(occurs(node, contents[name]) for name in contents if node.field in {None, name})


def occurs(leaf, content):
    if isinstance(leaf, Word):
        return leaf.text in content
    if isinstance(leaf, Prefix):
        return any(word.startswith(leaf.text) for word in content)
    size = len(leaf.words)
    return any(tuple(content[i : i + size]) == leaf.words for i in range(len(content) - size + 1))


def article(number, document):
    title, text, mentioned = document
    return make_article(
        " ".join(text) or ".", title=" ".join(title) or "-", id=str(number), countries=mentioned
    )


@settings(max_examples=100, deadline=None)
@given(corpora, st.lists(trees, min_size=1, max_size=4), st.sets(st.integers(0, 7)))
def test_finds_what_reading_everything_finds(tmp_path_factory, corpus, queries, removed):
    with Library.open(tmp_path_factory.mktemp("library"), missing="empty") as library:
        half = len(corpus) // 2
        library.add(article(n, document) for n, document in enumerate(corpus[:half]))
        library.add(article(n, document) for n, document in enumerate(corpus[half:], half))
        library.remove(str(number) for number in removed)
        present = {n: document for n, document in enumerate(corpus) if n not in removed}
        for query in queries:
            ids = library.reading(partial(matching_ids, query))
            assert ids == {n for n, doc in present.items() if matches(query, doc)}, str(query)


def matching_ids(query, snapshot):
    clause = Lowering(snapshot.index).clause(query)
    numbers = [candidate.number for candidate in snapshot.index.matching(clause)]
    assert len(numbers) == snapshot.index.count(clause)
    return {int(stored.id) for stored in snapshot.articles(numbers).values()}


def test_scores_are_bm25f(library):
    library.add(
        [
            make_article("kursk kursk moskwa", title="kiev", id="a", countries=[]),
            make_article("moskwa", title="kursk", id="b", countries=[]),
            make_article("moskwa kremlin", title="kremlin", id="c", countries=[]),
        ]
    )
    weight = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    in_text = 2 / (0.25 + 0.75 * 3 / 2)
    in_title = 1 / (0.25 + 0.75 * 1 / 1)
    plain = RankingWeights(window=0, pairs=0, opening=0)
    scores = {
        hit.id: hit.score for hit in search(library, "kursk", SearchOptions(ranking_weights=plain))
    }
    # The same form counts four tenths on top of the root.
    expected = {
        "a": 1.4 * weight * in_text * 2.2 / (in_text + 1.2),
        "b": 1.4 * weight * in_title * 2.2 / (in_title + 1.2),
    }
    assert scores == pytest.approx(expected)


def test_the_same_form_ranks_before_another_form(library):
    library.add(
        [
            make_article("Pasukan mengirim senjata.", id="a"),
            make_article("Pasukan dikirim segera.", id="b"),
        ]
    )
    assert [hit.id for hit in search(library, "dikirim")] == ["b", "a"]
