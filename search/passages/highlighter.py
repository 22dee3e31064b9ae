"""Says where the parts of a query stand in an article's title and text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from telusur.index.article import Article
from telusur.index.engines.clauses import Numbered
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.fields import TEXT, TITLE
from telusur.index.library import Library
from telusur.index.query import Alternatives, leaves
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.matching.lowering import Lowering
from telusur.search.matching.patterns import LeafPattern
from telusur.search.passages.passages import Match, TokenMatch, locate_matches
from telusur.search.query.parser import parse


class ArticleMatches(NamedTuple):
    """What matches in an article; offsets count the characters of its title and of its text."""

    title: list[Match]
    text: list[Match]


def article_matches(library: Library, article: Article, query: str) -> ArticleMatches:
    """Find everything in an article that a query asks for; whether it matches does not count.

    Args:
        library: the library, which has the article.
        article: the article.
        query: what is searched for, as for `telusur.search.searcher.search`.

    Returns:
        The matches in order, without overlaps: words in all their forms, other ways to write them,
        phrases as one. What the query excludes is none.

    Raises:
        LibraryError: the library cannot be read.
    """
    tree = parse(query).tree
    if tree is None:
        return ArticleMatches([], [])

    from telusur.search.assist.substitutes import substituted

    def read(snapshot: Snapshot) -> ArticleMatches:
        number = snapshot.number_of(article.id)
        known = [] if number is None else [*snapshot.index.matching(Numbered((number,)))]
        if not known:
            return ArticleMatches([], [])
        lowering = Lowering(snapshot.index)
        searched = leaves(substituted(tree, lowering).tree)
        patterns = [(lowering.pattern(leaf), 0.0) for leaf in searched]
        terms = known[0].terms
        return ArticleMatches(
            _placed(article.title, token_matches(patterns, terms, TITLE)),
            _placed(article.text, token_matches(patterns, terms, TEXT)),
        )

    return library.reading(read)


def token_matches(
    patterns: Iterable[tuple[LeafPattern, float]], terms: DocumentTerms, field: str
) -> Iterator[TokenMatch]:
    """Yield where the parts of a query stand in a text field of a document.

    Args:
        patterns: what looks for the parts, each with its weight.
        terms: the terms of the document.
        field: the text field.
    """
    tokens = terms.title if field == TITLE else terms.text
    for pattern, weight in patterns:
        if pattern.field in {None, field}:
            leaf = pattern.leaf
            typed = str(leaf.original if isinstance(leaf, Alternatives) else leaf)
            for start, end in pattern.spans(terms, tokens):
                yield TokenMatch(start, end, typed, weight)


def _placed(text: str, found: Iterable[TokenMatch]) -> list[Match]:
    return [match for match, _ in locate_matches(text, found)]
