"""What a search is narrowed to, beside the words that are searched for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from telusur.index.fields import ABOUT, COUNTRY
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.query import Every, FromSources, InCountries, Node, PublishedIn, Without, all_of
from telusur.search.query.parsed import ParsedQuery
from telusur.search.query.parser import parse


class Filters(NamedTuple):
    """Countries, publishers and a period, as a person gives them."""

    country: str | Sequence[str] | None = None
    """Only articles that refer to this country, or to any of these: codes or names."""
    about: str | Sequence[str] | None = None
    """Only articles that are about this country, or about any of these: it is one of their main
    ones, at most three."""
    since: str | None = None
    """Only articles that may have been published on this day or later."""
    until: str | None = None
    """Only articles that may have been published on this day or earlier."""
    strict_dates: bool = False
    """Only articles whose date is known, not inferred from what their texts mention."""
    source: str | Sequence[str] | None = None
    """Only articles of this publisher or site, or of any of these; see `sumber:` in a query."""
    not_country: str | Sequence[str] | None = None
    """No article that refers to this country, or to any of these."""
    not_about: str | Sequence[str] | None = None
    """No article that is about this country, or about any of these."""
    not_source: str | Sequence[str] | None = None
    """No article of this publisher or site, or of any of these."""
    inferred_dates: bool = False
    """Only articles whose date was inferred from what their texts mention."""

    def __bool__(self) -> bool:
        """Whether they narrow anything."""
        return any(self[:])

    def nodes(self) -> list[Node]:
        """Return them as parts of a query that must all match.

        Raises:
            InputError: a country or a date cannot be understood.
        """
        if not self:
            return []
        from telusur.index.ingest.validation import interpret_period

        narrowing = _named(self.country, self.about, self.source)
        period = interpret_period(self.since, self.until)
        if period or self.strict_dates:
            narrowing.append(PublishedIn(period or _ALL_DAYS, strict=self.strict_dates))
        excluded = _named(self.not_country, self.not_about, self.not_source)
        narrowing += [Without(Every(), one) for one in excluded]
        if self.inferred_dates:
            known = PublishedIn(_ALL_DAYS, strict=True)
            narrowing.append(Without(PublishedIn(_ALL_DAYS), known))
        return narrowing


NO_FILTERS = Filters()


_Names = str | Sequence[str] | None


def _named(country: _Names, about: _Names, source: _Names) -> list[Node]:
    """Return what matches articles by the countries and publishers that were named."""
    from telusur.index.ingest.validation import interpret_countries

    nodes: list[Node] = []
    for field, names in ((COUNTRY, country), (ABOUT, about)):
        if names:
            nodes.append(InCountries(interpret_countries(_several(names), regions=True), field))
    if source:
        nodes.append(FromSources(tuple(_several(source))))
    return nodes


def _several(names: str | Sequence[str]) -> Sequence[str]:
    return [names] if isinstance(names, str) else names


_ALL_DAYS = Interval(date.min, date.max)


def narrowed(query: str, filters: Filters, *, require_all: bool = False) -> ParsedQuery:
    """Parse what was typed, and narrow it; where nothing was typed, every article is meant.

    Args:
        query: what a person typed; see `telusur.search.query.parser.parse`.
        filters: what it is narrowed to.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, None where something was typed that has nothing to search for in it; and
        remarks on what of it was not understood as it was marked.

    Raises:
        InputError: a country or a date cannot be understood.
    """
    narrowing = filters.nodes()
    if not query.strip():
        return ParsedQuery(all_of([Every(), *narrowing]))
    parsed = parse(query, require_all=require_all)
    if parsed.tree is None or not narrowing:
        return parsed
    return ParsedQuery(all_of([parsed.tree, *narrowing]), parsed.remarks)
