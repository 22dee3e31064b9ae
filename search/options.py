"""What a search, facets and similar articles can be told, beside the query itself."""

from typing import Final, Literal, NamedTuple

from telusur.search.filters import NO_FILTERS, Filters
from telusur.search.ranking.bm25f import DEFAULT_WEIGHTS, RankingWeights

SortOrder = Literal["relevance", "newest", "oldest"]
Duplicates = Literal["hide", "show"]

DEFAULT_LIMIT: Final = 10
DEFAULT_PASSAGES: Final = 2


class SearchOptions(NamedTuple):
    """How to search; each part has the default that the command has."""

    limit: int = DEFAULT_LIMIT
    """The maximum number of hits to return."""
    offset: int = 0
    """The number of hits to skip."""
    filters: Filters = NO_FILTERS
    """Countries and days to narrow to."""
    sort: SortOrder = "relevance"
    """By relevance, or by day of publication: articles of one day in the order in which they were
    added, and those without a day last."""
    require_all: bool = False
    """Whether words that no operator joins must all occur, not just any."""
    duplicates: Duplicates = "hide"
    """Of near-identical articles show the best alone, or all of them; the total counts all."""
    passages: int = DEFAULT_PASSAGES
    """The maximum number of passages of a hit."""
    context: int = 0
    """The number of sentences to add before and after each passage."""
    explain: bool = False
    """Whether each hit comes with the parts of its score."""
    ranking_weights: RankingWeights = DEFAULT_WEIGHTS
    """How much each part of the ranking counts."""


DEFAULT_OPTIONS: Final = SearchOptions()
