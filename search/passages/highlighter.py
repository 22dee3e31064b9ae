"""Says where the parts of a query stand in an article's title and text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from telusur.index.article import Article
from telusur.index.fields import TEXT, TITLE
from telusur.index.library import Library
from telusur.index.query import Alternatives, Leaf, leaves
from telusur.index.segments.index import Index
from telusur.index.segments.segment import Segment
from telusur.search.matching import spans
from telusur.search.passages.passages import Match, TokenMatch, place_matches
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
    number = library.number_of(article.id)
    if tree is None or number is None:
        return ArticleMatches([], [])
    weights = dict.fromkeys(leaves(tree), 0.0)

    def read(index: Index) -> ArticleMatches:
        place = index.find(number)
        if place is None:
            return ArticleMatches([], [])
        return ArticleMatches(
            _placed(article.title, token_matches(weights, *place, TITLE)),
            _placed(article.text, token_matches(weights, *place, TEXT)),
        )

    return library.reading_index(read)


def token_matches(
    weights: Mapping[Leaf, float], segment: Segment, document: int, field: str
) -> Iterator[TokenMatch]:
    """Yield where the parts of a query stand in a field of a document.

    Args:
        weights: the words, phrases and prefixes searched for, with their weights.
        segment: where the document is.
        document: the document.
        field: a text field.
    """
    for leaf, weight in weights.items():
        if leaf.field in {None, field}:
            typed = str(leaf.original if isinstance(leaf, Alternatives) else leaf)
            for first, behind in spans(leaf, segment, field, document):
                yield TokenMatch(first, behind, typed, weight)


def _placed(text: str, found: Iterable[TokenMatch]) -> list[Match]:
    return [match for match, _ in place_matches(text, found)]
