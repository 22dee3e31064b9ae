"""Results: what a search found, and of each hit what is shown, computed when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from telusur.index.article import Article
from telusur.index.fields import TEXT, TITLE
from telusur.index.indonesian.dates.publication import Published
from telusur.index.library import Library
from telusur.index.query import Alternatives, Leaf, Node, Phrase, Word
from telusur.search.passages.highlighter import token_matches
from telusur.search.passages.passages import (
    Match,
    Passage,
    TokenMatch,
    best_passages,
    place_matches,
)
from telusur.search.ranking.answer_types import understood
from telusur.search.ranking.bm25f import inverse_document_frequency
from telusur.search.selection import Candidate

if TYPE_CHECKING:
    from telusur.search.assist.filter_hints import Hint
    from telusur.search.assist.spelling import Suggestion
    from telusur.search.ranking.explanation import Part

Duplicates = Literal["hide", "show"]

DEFAULT_PASSAGES = 2

_FEW_HITS = 3
"""Where fewer articles match, other spellings are suggested of words that few articles have."""

_TIMES_AS_FREQUENT = 10
"""A suggested spelling stands in so many times as many articles as the word that was typed."""


class Hit:
    """One article found, with its place in the ranking."""

    def __init__(
        self, rank: int, candidate: Candidate, article: Article, results: "Results"
    ) -> None:
        """Take a place in the results; callers get hits from `Results.hits`."""
        self.rank = rank
        self.score = candidate.score
        self.article = article
        self.duplicates: tuple[str, ...] = ()
        """The ids of the near-identical articles in the library, its other versions."""
        self._candidate = candidate
        self._results = results

    @property
    def hides_duplicates(self) -> bool:
        """Whether it is shown for other versions too."""
        return bool(self.duplicates) and self._results.duplicates == "hide"

    @property
    def article_number(self) -> int:
        """The number under which the index knows the article."""
        return self._candidate.article_number

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

    @property
    def score_parts(self) -> Sequence["Part"]:
        """What the score is made of, where that was asked for; the parts add up to it exactly."""
        return self._results.score_parts.get(self.article_number, ())

    @cached_property
    def passages(self) -> list[Passage]:
        """The sentences that answer best; computed when first asked for."""
        results = self._results
        found = self._matches(TEXT)
        question = understood(results.query)
        return best_passages(
            self.article.text, found, results.passages_per_hit, question, results.context
        )

    @cached_property
    def title_matches(self) -> list[Match]:
        """What matches in the title."""
        return [match for match, _ in place_matches(self.title, self._matches(TITLE))]

    def _matches(self, field: str) -> Iterator[TokenMatch]:
        segment, document = self._candidate.segment, self._candidate.document
        return token_matches(self._results.weights, segment, document, field)


class Results:
    """What a search found: the total, and the hits that were asked for."""

    def __init__(
        self,
        query: str,
        tree: Node | None,
        total: int = 0,
        offset: int = 0,
        weights: dict[Leaf, float] | None = None,
        passages_per_hit: int = DEFAULT_PASSAGES,
        duplicates: Duplicates = "hide",
        context: int = 0,
    ) -> None:
        """Start without hits; callers get results from `search`."""
        self.query = query
        """What was typed."""
        self.tree = tree
        """What it was understood as; None if there is nothing to search for in it."""
        self.total = total
        """How many articles match."""
        self.offset = offset
        """How many of them come before the first hit."""
        self.hits: list[Hit] = []
        self.weights = weights or {}
        """The words, phrases and prefixes searched for, with their weights."""
        self.passages_per_hit = passages_per_hit
        self.context = context
        """How many sentences are added to either side of a passage."""
        self.duplicates = duplicates
        self.hidden = 0
        """How many versions of articles among the hits and before them are not shown."""
        self.notes: tuple[str, ...] = ()
        """Where less was searched for than was asked, a sentence each."""
        self.explained = False
        """Whether it was asked what the scores are made of."""
        self.inverse_document_frequencies: dict[Leaf, float] = {}
        """What `weights` are where no weights are typed."""
        self.score_parts: dict[int, list[Part]] = {}
        """What the scores of the hits are made of, by the numbers of their articles."""
        self._library: Library | None = None
        self.took_ms = 0.0
        """How long the search took, passages not included."""

    @cached_property
    def suggestions(self) -> list["Suggestion"]:
        """What may have been meant, where a word stands in no article, or few articles match.

        The most likely first; looked for when first asked for.
        """
        library = self._library
        if library is None:
            return []
        count = library.index.document_count
        few = min(_FEW_HITS - 1, count // _TIMES_AS_FREQUENT) if self.total < _FEW_HITS else 0
        rare = inverse_document_frequency(few, count)
        words = {
            word: None
            for leaf, weight in self.inverse_document_frequencies.items()
            if weight >= rare
            for word in _words(leaf)
        }
        if not words:
            return []
        from telusur.search.assist.spelling import suggestions

        return library.reading_index(
            lambda index: suggestions(index, self.query, [*words], _TIMES_AS_FREQUENT)
        )

    @cached_property
    def hints(self) -> list["Hint"]:
        """Filters that the query may have been meant to name; looked for when first asked for."""
        if self._library is None or self.tree is None or len(self.query.split()) < 2:
            return []
        from telusur.search.assist.filter_hints import hints

        shown = [hit.article for hit in self.hits]
        return hints(self._library, self.query, self.tree, shown)

    def fill(self, library: Library, best: Iterable[Candidate]) -> None:
        """Take candidates as the hits, in their order; those whose articles are gone are left out.

        Args:
            library: the library.
            best: the candidates from `offset` on.
        """
        self._library = library
        ranked = list(enumerate(best, self.offset + 1))
        articles = library.get_many([candidate.article_number for _, candidate in ranked])
        self.hits = [
            Hit(rank, candidate, articles[candidate.article_number], self)
            for rank, candidate in ranked
            if candidate.article_number in articles
        ]
        families = library.families_of([hit.article_number for hit in self.hits])
        ids = library.ids_in_families(list(set(families.values()))) if families else {}
        for hit in self.hits:
            of_family = ids.get(families.get(hit.article_number, 0), ())
            hit.duplicates = tuple(identity for identity in of_family if identity != hit.id)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        """The number of hits that are here, not of all that match."""
        return len(self.hits)


def _words(leaf: Leaf) -> Sequence[str]:
    """Return the words of a leaf as they were typed, unless they are to be exact."""
    typed = leaf.original if isinstance(leaf, Alternatives) else leaf
    if isinstance(typed, Word | Phrase) and not typed.exact:
        return typed.words if isinstance(typed, Phrase) else (typed.text,)
    return ()
