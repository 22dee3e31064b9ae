"""Clauses: what an engine can be asked, in terms that our own analysis made.

A query (`telusur.index.query`) says what a person wants; `telusur.search.matching` lowers it to
clauses, which say which documents hold which terms. An engine needs no Indonesian to answer them.
Clauses of different kinds are never equal: what an engine answered to one is remembered for it.
"""

from collections.abc import Sequence
from typing import Literal

from telusur.index.values import Value

TextField = Literal[
    "root", "form", "title_root", "title_form", "title_only_root", "title_only_form"
]
"""Fields of terms. `root` holds the roots of title and text, `form` the folded words as they stand;
`title_...` those of the title alone, `title_only_...` those that the text does not have."""

KeywordField = Literal["country", "about", "source", "date_basis"]
"""Fields of whole values; `about` holds the main ones of the countries, `date_basis` what the date
of a dated document was taken from."""

PositionField = Literal["root", "title_root"]
"""Fields that keep positions: what a phrase can be looked up in."""


class Everything(Value):
    """Every document."""


class AnyTerm(Value):
    """Documents that hold one of these terms, or several of them."""

    field: TextField | KeywordField
    terms: tuple[str, ...]


class Adjacent(Value):
    """Documents in which these terms, two or more, stand next to one another in this order."""

    field: PositionField
    terms: tuple[str, ...]


class OnDays(Value):
    """Documents that may have been published on one of these days, both included."""

    first_day: int
    """The proleptic Gregorian ordinal of a day, 1 being 1 January of the year 1."""
    last_day: int


class Numbered(Value):
    """The documents of these numbers."""

    numbers: tuple[int, ...]


class AtLeast(Value):
    """Documents that match several of these clauses; the more, the better."""

    minimum: int
    """How many have to match, at least 1."""
    clauses: tuple["Clause", ...]


class All(Value):
    """Documents that match every one of these clauses."""

    clauses: tuple["Clause", ...]


class Unscored(Value):
    """Documents that match a clause, which adds nothing to their scores."""

    clause: "Clause"


class Boosted(Value):
    """Documents that match a clause, whose scores are multiplied."""

    clause: "Clause"
    factor: float


class But(Value):
    """Documents that match one clause and not another."""

    clause: "Clause"
    excluded: "Clause"


class Preferring(Value):
    """Documents that match one clause; what they match of another adds to their scores."""

    clause: "Clause"
    preferred: "Clause"


Clause = (
    Everything
    | AnyTerm
    | Adjacent
    | OnDays
    | Numbered
    | AtLeast
    | All
    | Unscored
    | Boosted
    | But
    | Preferring
)
"""What an engine can be asked."""

NOTHING = AtLeast(1, ())
"""Matches no document."""


def any_of(clauses: Sequence[Clause]) -> Clause:
    """Join clauses of which one is enough; alternatives among them are taken apart.

    A flat disjunction is what engines answer fastest.
    """
    flat: list[Clause] = []
    for clause in clauses:
        if isinstance(clause, AtLeast) and clause.minimum == 1:
            flat += clause.clauses
        else:
            flat.append(clause)
    return flat[0] if len(flat) == 1 else AtLeast(1, tuple(flat))


def all_of(clauses: Sequence[Clause]) -> Clause:
    """Join clauses that must all match; a single one is itself."""
    return clauses[0] if len(clauses) == 1 else All(tuple(clauses))


def boosted(clause: Clause, factor: float) -> Clause:
    """Multiply what a clause scores, alternative by alternative so that they stay flat."""
    if factor == 1.0:
        return clause
    if isinstance(clause, AtLeast) and clause.minimum == 1:
        return AtLeast(1, tuple(boosted(child, factor) for child in clause.clauses))
    if isinstance(clause, Boosted):
        return Boosted(clause.clause, clause.factor * factor)
    return Boosted(clause, factor)
