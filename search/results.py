"""Results: what a search found, and of each hit what is shown, computed when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from telusur.index.article import Article
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.fields import TEXT, TITLE
from telusur.index.indonesian.dates.publication import Published
from telusur.index.query import Leaf, Node
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.matching.patterns import LeafPattern
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.passages.answer_types import understood
from telusur.search.passages.highlighter import token_matches
from telusur.search.passages.passages import (
    Match,
    Passage,
    TokenMatch,
    best_passages,
    locate_matches,
)
from telusur.search.ranking.reranker import RankedCandidate

if TYPE_CHECKING:
    from telusur.search.assist.filter_hints import Hint
    from telusur.search.assist.spelling import Suggestion
    from telusur.search.ranking.explanation import ScorePart


class QueryWeights:
    """The parts of a query: what looks for each, and how much it says about an article."""

    def __init__(self, patterns: Mapping[Leaf, LeafPattern], weights: Mapping[Leaf, float]) -> None:
        """Take them.

        Args:
            patterns: what looks for each part.
            weights: the weight of each, in the order of the query.
        """
        self._weighted = [(patterns[leaf], weight) for leaf, weight in weights.items()]

    def matches(self, terms: DocumentTerms, field: str) -> Iterator[TokenMatch]:
        """Yield where the parts stand in a text field of a document.

        Args:
            terms: the terms of the document.
            field: the text field.
        """
        return token_matches(self._weighted, terms, field)


class Hit:
    """One article found, with its rank."""

    def __init__(
        self,
        rank: int,
        score: float,
        article: Article,
        terms: DocumentTerms,
        query: str,
        weights: QueryWeights,
        options: SearchOptions,
        duplicates: tuple[str, ...] = (),
        score_parts: "Sequence[ScorePart]" = (),
    ) -> None:
        """Take what is known of it; callers get hits from `search`.

        Args:
            rank: its rank, the best being 1.
            score: its score.
            article: the article.
            terms: its terms, as the index has them.
            query: what was typed.
            weights: the parts of the query, with their weights.
            options: how was searched.
            duplicates: the ids of the near-identical articles in the library, its other versions.
            score_parts: what the score is made of, where that was asked for.
        """
        self.rank = rank
        self.score = score
        self.article = article
        self.duplicates = duplicates
        self.score_parts = score_parts
        self._terms = terms
        self._query = query
        self._weights = weights
        self._options = options

    @property
    def hides_duplicates(self) -> bool:
        """Whether it is shown for other versions too."""
        return bool(self.duplicates) and self._options.duplicates == "hide"

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def title(self) -> str:
        """The article's title."""
        return self.article.title

    @property
    def published(self) -> Published | None:
        """When the article was published, as far as known."""
        return self.article.published

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the article refers to, the weightiest first."""
        return self.article.countries

    @cached_property
    def passages(self) -> list[Passage]:
        """The sentences that answer best; computed when first asked for."""
        matches = self._weights.matches(self._terms, TEXT)
        question = understood(self._query)
        options = self._options
        return best_passages(
            self.article.text, matches, options.passages, question, options.context
        )

    @cached_property
    def title_matches(self) -> list[Match]:
        """What matches in the title."""
        matches = self._weights.matches(self._terms, TITLE)
        return [match for match, _ in locate_matches(self.title, matches)]


def hits_of(
    snapshot: Snapshot,
    ranked: Sequence[RankedCandidate],
    query: str,
    weights: QueryWeights,
    options: SearchOptions,
    score_parts: "Callable[[RankedCandidate], Sequence[ScorePart]]" = lambda ranked: (),
) -> list[Hit]:
    """Return candidates as hits, in their order; those whose articles have changed are left out.

    Args:
        snapshot: holds the articles.
        ranked: the candidates from the offset on.
        query: what was typed.
        weights: the parts of the query, with their weights.
        options: how was searched.
        score_parts: takes a score apart.
    """
    numbers = [one.candidate.number for one in ranked]
    articles = snapshot.articles(numbers)
    families = snapshot.families_of(numbers)
    ids = snapshot.ids_in_families([*set(families.values())]) if families else {}
    hits = []
    for rank, one in enumerate(ranked, options.offset + 1):
        number = one.candidate.number
        if number in articles:
            article = articles[number]
            versions = ids.get(families.get(number, 0), ())
            duplicates = tuple(identity for identity in versions if identity != article.id)
            hits.append(
                Hit(
                    rank, one.score, article, one.candidate.terms, query, weights, options,
                    duplicates, score_parts(one),
                )
            )  # fmt: skip
    return hits


class Results:
    """What a search found: the total, and the hits that were asked for."""

    def __init__(
        self,
        query: str,
        tree: Node | None,
        *,
        options: SearchOptions = DEFAULT_OPTIONS,
        hits: Sequence[Hit] = (),
        total: int = 0,
        hidden: int = 0,
        notes: tuple[str, ...] = (),
        inverse_document_frequencies: Mapping[Leaf, float] | None = None,
        suggest: "Callable[[Results], list[Suggestion]] | None" = None,
        hint: "Callable[[Results], list[Hint]] | None" = None,
        took_ms: float = 0.0,
    ) -> None:
        """Take what was found; callers get results from `search`.

        Args:
            query: what was typed.
            tree: what it was understood as; None if there is nothing to search for in it.
            options: how was searched.
            hits: the hits, the best first.
            total: how many articles match.
            hidden: how many versions of articles among the hits and before them are not shown.
            notes: where less was searched for than was asked, a sentence each.
            inverse_document_frequencies: the rarity of each part of the query, in nats.
            suggest: looks for what may have been meant.
            hint: looks for filters that may have been meant.
            took_ms: how long the search took, in milliseconds, passages not included.
        """
        self.query = query
        self.tree = tree
        self.options = options
        self.hits = list(hits)
        self.total = total
        self.hidden = hidden
        self.notes = notes
        self.inverse_document_frequencies = dict(inverse_document_frequencies or {})
        self.took_ms = took_ms
        self._suggest = suggest
        self._hint = hint

    @property
    def offset(self) -> int:
        """How many articles come before the first hit."""
        return self.options.offset

    @cached_property
    def suggestions(self) -> list["Suggestion"]:
        """What may have been meant, the most likely first; looked for when first asked for.

        There are none unless a word stands in no article, or few articles match.
        """
        return self._suggest(self) if self._suggest else []

    @cached_property
    def hints(self) -> list["Hint"]:
        """Filters that the query may have been meant to name; looked for when first asked for."""
        return self._hint(self) if self._hint else []

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        """The number of hits that are here, not of all that match."""
        return len(self.hits)
