"""What is browsed: a query and filters as they stand, and the results and facets that they give."""

from typing import NamedTuple

from telusur.index.library import Library
from telusur.search.counting.facets import Facets, facets
from telusur.search.filters import Filters
from telusur.search.options import Duplicates, SearchOptions, SortOrder
from telusur.search.results import Results
from telusur.search.searcher import search

_SORT_ORDERS: tuple[SortOrder, ...] = ("relevance", "newest", "oldest")


class Browsed(NamedTuple):
    """What is asked for; each change is a new value."""

    query: str = ""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 codes; an article that refers to any of them will do."""
    month: str = ""
    """Such as `2024-10`; empty for any time."""
    sort: SortOrder = "relevance"
    duplicates: Duplicates = "hide"

    def with_country(self, code: str) -> "Browsed":
        """Narrow to a country too, or no longer."""
        others = tuple(one for one in self.countries if one != code)
        return self._replace(countries=others if code in self.countries else (*others, code))

    def with_month(self, month: str) -> "Browsed":
        """Narrow to a month, or no longer."""
        return self._replace(month="" if month == self.month else month)

    def with_next_sort_order(self) -> "Browsed":
        """Sort by what comes after the present order: relevance, newest first, oldest first."""
        following = (_SORT_ORDERS.index(self.sort) + 1) % len(_SORT_ORDERS)
        return self._replace(sort=_SORT_ORDERS[following])

    def with_or_without_duplicates(self) -> "Browsed":
        """Show near-identical articles, or no longer."""
        return self._replace(duplicates="show" if self.duplicates == "hide" else "hide")

    def without_filters(self) -> "Browsed":
        """Narrow to nothing."""
        return self._replace(countries=(), month="")

    def options(self, limit: int = 0, offset: int = 0) -> SearchOptions:
        """Return it as options of a search.

        Args:
            limit: the maximum number of hits.
            offset: the number of hits that are skipped.
        """
        filters = Filters(self.countries, since=self.month or None, until=self.month or None)
        return SearchOptions(
            limit=limit,
            offset=offset,
            filters=filters,
            sort=self.sort,
            duplicates=self.duplicates,
            passages=1,
        )

    def results(self, library: Library, limit: int, offset: int = 0) -> Results:
        """Search; where nothing matches, a word being typed stands for all that begin with it.

        Without a query and filters there are no results.

        Args:
            library: the library.
            limit: the maximum number of hits.
            offset: the number of hits that are skipped.

        Raises:
            LibraryError: the library cannot be read.
        """
        options = self.options(limit, offset)
        found = search(library, self.query, options)
        if not found.total and self.query[-2:].isalnum() and len(self.query) > 1:
            return search(library, self.query + "*", options)
        return found

    def facets(self, library: Library, query: str) -> Facets:
        """Count what the query matches, by country and by month.

        Args:
            library: the library.
            query: the query that gave the results.

        Raises:
            LibraryError: the library cannot be read.
        """
        return facets(library, query, self.options(), ["country"])
