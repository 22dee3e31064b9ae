"""Look-alikes: words around a name in a text that take away, or give, its meaning as a country."""

from functools import cache
from typing import NamedTuple

from telusur.index.indonesian.countries.gazetteer import NameKind, Sense
from telusur.index.indonesian.wordlists import read_rows


class Surroundings(NamedTuple):
    """What stands around a name in a text.

    Attributes:
        before: the word before it, in small letters; empty if more than a space is between.
        after: the first characters right after it.
        capital_before: whether a word that may belong to a personal name stands right before it.
        capital_after: the same, right after it.
        opens: whether the name opens a paragraph as the place in a dateline does.
    """

    before: str
    after: str
    capital_before: bool
    capital_after: bool
    opens: bool


@cache
def context(name: str) -> frozenset[str]:
    """The words of one row in `contexts.tsv`, such as `"currency"`."""
    return frozenset(next(words for row, words in read_rows("contexts.tsv") if row == name).split())


def refers_anywhere(sense: Sense, before: str) -> bool:
    """Tell whether a name refers to its country whatever else stands around it.

    Args:
        sense: what the name means in the gazetteer.
        before: the word before it, as in `Surroundings`.
    """
    return not (
        sense.mark or sense.capitals or sense.kind is NameKind.PEOPLE or before in _taking_away()
    )


def refers(sense: Sense, around: Surroundings) -> bool:
    """Tell whether a name refers to its country.

    Args:
        sense: what the name means in the gazetteer.
        around: what stands around it in the text.
    """
    return not _excluded(sense, around.before, around.after) and _believed(sense, around)


def _excluded(sense: Sense, before: str, after: str) -> bool:
    if sense.capitals and after[:1] == "$":
        return True
    # A gloss: "Chinese: ...".
    if after[:1] == ":" and sense.kind is NameKind.PEOPLE:
        return True
    return before in _taking_away() and _takes_away(before, sense)


@cache
def _taking_away() -> frozenset[str]:
    """All words that take the meaning of some name away; hardly any name has one before it."""
    rows = ("language", "thing", "treaty", "water", "currency", "ancestry")
    return frozenset().union(*map(context, rows))


def _takes_away(before: str, sense: Sense) -> bool:
    if before in context("language") or before in context("thing"):
        return True
    if sense.kind is NameKind.PLACE:
        return before in context("treaty") or (sense.code != "ID" and before in context("water"))
    if sense.kind is NameKind.COUNTRY:
        return (
            before in context("currency")
            or before in context("water")
            or (sense.code == "CN" and before in context("ancestry"))
        )
    return False


def _believed(sense: Sense, around: Surroundings) -> bool:
    """Whether a name with a mark means the place here."""
    if not sense.mark or around.opens:
        return True
    if around.before in context("place"):
        return sense.mark == "~" or not around.capital_after
    return sense.mark == "~" and not (around.capital_before or around.capital_after)
