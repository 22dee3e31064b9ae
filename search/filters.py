"""What a search is narrowed to, beside the words that are searched for."""

from collections.abc import Sequence
from typing import NamedTuple

from telusur.index.fields import ABOUT, COUNTRY
from telusur.index.query import Every, InCountries, Node, PublishedIn, all_of
from telusur.search.query.keywords import DATE_NAMES, FIELD_NAMES
from telusur.search.query.parser import parse


class Filters(NamedTuple):
    """Countries and a period, as a person gives them."""

    country: str | Sequence[str] | None = None
    """Only articles that refer to this country, or to any of these: codes or names."""
    about: str | Sequence[str] | None = None
    """Only articles that are about this country, or about any of these: it is one of their main
    ones, at most three."""
    since: str | None = None
    """Only articles that may have been published on this day or later."""
    until: str | None = None
    """Only articles that may have been published on this day or earlier."""

    def __bool__(self) -> bool:
        """Whether they narrow anything."""
        return any(self[:])

    def nodes(self) -> list[Node]:
        """Return them as parts of a query that must all match.

        Raises:
            InputError: a country or a date cannot be understood.
        """
        narrowing: list[Node] = []
        if not self:
            return narrowing
        from telusur.index.validation import interpret_countries, interpret_period

        for field, wanted in ((COUNTRY, self.country), (ABOUT, self.about)):
            if wanted:
                names = [wanted] if isinstance(wanted, str) else wanted
                narrowing.append(InCountries(interpret_countries(names), field))
        period = interpret_period(self.since, self.until)
        if period:
            narrowing.append(PublishedIn(period))
        return narrowing


NO_FILTERS = Filters()

_REMARKED = (*(name for name, field in FIELD_NAMES.items() if field == COUNTRY), *DATE_NAMES)
"""What a person may call the fields of which not every value is understood."""


def narrowed(query: str, filters: Filters, *, require_all: bool = False) -> Node | None:
    """Parse what was typed, and narrow it; where nothing was typed, every article is meant.

    Args:
        query: what a person typed; see `telusur.search.query.parser.parse`.
        filters: what it is narrowed to.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, or None where something was typed that has nothing to search for in it.

    Raises:
        InputError: a country or a date cannot be understood.
    """
    narrowing = filters.nodes()
    tree = parse(query, require_all=require_all) if query.strip() else Every()
    return None if tree is None else all_of([tree, *narrowing])


def remarks_on(query: str) -> tuple[str, ...]:
    """Say in sentences what of a typed query was not understood as it was marked."""
    if ":" not in query or not any(f"{name}:" in query.lower() for name in _REMARKED):
        return ()
    from telusur.search.query.remarks import notes_on_fields

    return notes_on_fields(query)
