"""Key terms: the words that tell what an article is about, by TF-IDF over the library's roots.

A root's salience is its frequency in the article, times its inverse document frequency
(Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval",
1972; Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988). That the
most salient ones make a query for similar articles is what Lucene's `MoreLikeThis` does; the
number of terms is its number, and that a term occurs in the article twice is its rule, which is
not applied where too few do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from telusur.index.analyzer import analyse_text, analyse_word
from telusur.index.article import Article
from telusur.index.engines.clauses import AnyTerm, But, Numbered
from telusur.index.engines.engine import IndexReader
from telusur.index.indonesian.stemming.roots import read_words
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.search.ranking.bm25f import inverse_document_frequency

MAX_TERMS: Final = 25


class KeyTerm(NamedTuple):
    """A root that says much about an article."""

    word: str
    """Its most frequent form in the article."""
    root: str
    weight: float
    """Its TF-IDF in the article."""


def key_terms(
    index: IndexReader, article: Article, excluded: Sequence[int], limit: int = MAX_TERMS
) -> list[KeyTerm]:
    """Return the most salient terms of an article that some other articles have as well.

    Args:
        index: the index, which has the article.
        article: the article.
        excluded: the numbers of the articles that do not count as others.
        limit: the maximum number of terms.

    Returns:
        The terms, the most salient first; function words, numbers and what any report has are none.
    """
    by_root = _forms_by_root(article)
    repeated = {root: forms for root, forms in by_root.items() if forms.total() > 1}
    chosen = repeated if len(repeated) >= limit else by_root
    return sorted(
        _weighted(index, chosen, Numbered(tuple(excluded))),
        key=lambda term: (-term.weight, term.root),
    )[:limit]


def _weighted(
    index: IndexReader, by_root: dict[str, Counter[str]], excluded: Numbered
) -> Iterator[KeyTerm]:
    total = index.document_count()
    for root, forms in by_root.items():
        holding = AnyTerm("root", (root,))
        if index.count(But(holding, excluded)):
            rarity = inverse_document_frequency(index.count(holding), total)
            yield KeyTerm(_representative(root, forms), root, forms.total() * rarity)


def _forms_by_root(article: Article) -> dict[str, Counter[str]]:
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reporting = _reporting_words()
    for text in (article.text,) if article.title_made else (article.title, article.text):
        for token, analysis in zip(tokenize(text), analyse_text(text), strict=True):
            says_much = analysis.root not in reporting and not is_stop_word(token.text)
            if says_much and any(map(str.isalpha, token.text)):
                forms[analysis.root][token.text] += 1
    return forms


@cache
def _reporting_words() -> frozenset[str]:
    """Roots that say nothing, though in a small library they are as rare as others."""
    return frozenset(read_words("reporting-words.txt"))


def _representative(root: str, forms: Counter[str]) -> str:
    """Return the most frequent form that a query for it would reduce to the root."""
    ranked = sorted(forms, key=lambda form: (-forms[form], form[0].isupper()))
    return next((form for form in ranked if analyse_word(form).root == root), ranked[0])
