"""Salient terms: the words that tell what an article is about, by TF-IDF over the library's roots.

A root's salience is how often it stands in the article, times its inverse document frequency
(Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval",
1972; Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988). That the
most salient ones make a query by which similar articles are found is what Lucene's `MoreLikeThis`
does; so many terms are its number, and that a term stands in the article twice is its rule, which
is left aside where too few do.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from telusur.index.analyzer import analyse_text, analyse_word
from telusur.index.article import Article
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.index.segments.index import Index
from telusur.search.ranking.bm25f import inverse_document_frequency

MOST_TERMS = 25


class SalientTerm(NamedTuple):
    """A root that says much about an article."""

    word: str
    """The form in which it stands there most often."""
    root: str
    weight: float
    """Its TF-IDF in the article."""
    documents: tuple[int, ...]
    """For each segment of the index, the documents that hold it, as a set."""


def salient_terms(
    index: Index, article: Article, others: Sequence[int], most: int = MOST_TERMS
) -> list[SalientTerm]:
    """Return the most salient terms of an article that some other articles have as well.

    Args:
        index: the index, which has the article.
        article: the article.
        others: for each segment, the other articles' documents, as a set.
        most: at most so many.

    Returns:
        The terms, the most salient first; function words and numbers are none.
    """
    by_root = _forms_by_root(article)
    repeated = {root: forms for root, forms in by_root.items() if forms.total() > 1}
    found = []
    for root, forms in (repeated if len(repeated) >= most else by_root).items():
        documents = tuple(segment.rooted(root) for segment in index.segments)
        if any(bits & among for bits, among in zip(documents, others, strict=True)):
            frequency = sum(bits.bit_count() for bits in documents)
            specificity = inverse_document_frequency(frequency, index.document_count)
            word = _representative(root, forms)
            found.append(SalientTerm(word, root, forms.total() * specificity, documents))
    return sorted(found, key=lambda term: (-term.weight, term.root))[:most]


def _forms_by_root(article: Article) -> dict[str, Counter[str]]:
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in (article.text,) if article.title_made else (article.title, article.text):
        for token, analysis in zip(tokenize(text), analyse_text(text), strict=True):
            if any(map(str.isalpha, token.text)) and not is_stop_word(token.text):
                forms[analysis.root][token.text] += 1
    return forms


def _representative(root: str, forms: Counter[str]) -> str:
    """Return the most frequent form that is found again under the root when it is asked for."""
    ranked = sorted(forms, key=lambda form: (-forms[form], form[0].isupper()))
    return next((form for form in ranked if analyse_word(form).root == root), ranked[0])
