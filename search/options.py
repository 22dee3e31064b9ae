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
    """Return up to so many hits."""
    offset: int = 0
    """Skip the first hits."""
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
    """Show up to so many passages a hit."""
    context: int = 0
    """Add so many neighbouring sentences to either side of each passage."""
    explain: bool = False
    """Whether the hits are to have the parts of their scores."""
    ranking_weights: RankingWeights = DEFAULT_WEIGHTS
    """How much each part of the ranking counts."""


DEFAULT_OPTIONS: Final = SearchOptions()
