"""Facet choices: counts beside the results, each to be chosen or excluded by a link."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from telusur.index.indonesian.countries.territories import country_name
from telusur.index.translation import gettext
from telusur.search.counting.facets import Facets
from telusur.search.web.search_address import Many, SearchAddress

_SHOWN: Final = 12


class Choice(NamedTuple):
    """A value of a facet."""

    label: str
    articles: int | None
    """How many there are; None where it is excluded."""
    state: str
    """`chosen`, `excluded`, or empty."""
    choose: str
    """The address that narrows to it, or that no longer does."""
    exclude: str
    """The address that leaves it out, or that no longer does; empty where that cannot be."""


class ChoiceGroup(NamedTuple):
    """A facet, with the values that are shown."""

    heading: str
    choices: list[Choice]
    hidden: int
    """The number of values that are not shown."""


def choice_groups(facets: Facets, address: SearchAddress) -> list[ChoiceGroup]:
    """Return the facets of a search that have any value.

    Args:
        facets: the counts.
        address: the address of the search.
    """
    groups = [
        _group(gettext("Countries"), facets.countries, "country", address, country_name),
        _group(gettext("Mainly about"), facets.about, "about", address, country_name),
        _group(gettext("Sources"), facets.sources, "source", address, str),
        _dates(facets, address),
    ]
    return [group for group in groups if group.choices]


class Chip(NamedTuple):
    """A filter that is applied."""

    label: str
    excludes: bool
    without: SearchAddress
    """The address of the search without it."""


def applied_filters(address: SearchAddress) -> list[Chip]:
    """Return the filters of a search, each with the address that lacks it.

    Args:
        address: the address of the search.
    """
    labels: dict[Many, Callable[[str], str]] = {
        "country": _named_country,
        "about": lambda value: gettext("mainly {country}", country=_named_country(value)),
        "source": str,
    }
    chips = []
    for name, label in labels.items():
        opposite: Many = f"not_{name}"  # type: ignore[assignment]
        for value in address.values(name):
            chips.append(Chip(label(value), False, address.dropping(name, value)))
        for value in address.values(opposite):
            shown = gettext("not {value}", value=label(value))
            chips.append(Chip(shown, True, address.dropping(opposite, value)))
    filters = address.filters
    if filters.since:
        since = gettext("from {day}", day=filters.since)
        chips.append(Chip(since, False, address.narrowed(since=None)))
    if filters.until:
        until = gettext("to {day}", day=filters.until)
        chips.append(Chip(until, False, address.narrowed(until=None)))
    if filters.strict_dates:
        known = gettext("date known")
        chips.append(Chip(known, False, address.narrowed(strict_dates=False)))
    if filters.inferred_dates:
        inferred = gettext("date inferred")
        chips.append(Chip(inferred, False, address.narrowed(inferred_dates=False)))
    return chips


def _named_country(value: str) -> str:
    """Return the name of a country by its code; what is no code stays as it was typed."""
    code = value.upper()
    return country_name(code) if len(code) == len("ID") else value


def _group(
    heading: str,
    counts: Mapping[str, int],
    name: Many,
    address: SearchAddress,
    label: Callable[[str], str],
) -> ChoiceGroup:
    excluded: Many = f"not_{name}"  # type: ignore[assignment]
    chosen, left_out = address.values(name), address.values(excluded)
    shown = dict.fromkeys([*chosen, *left_out, *list(counts)[:_SHOWN]])

    def choices() -> Iterator[Choice]:
        for value in shown:
            is_in, is_out = value in chosen, value in left_out
            yield Choice(
                label(value),
                None if is_out else counts.get(value, 0),
                "chosen" if is_in else "excluded" if is_out else "",
                (address.dropping if is_in else address.adding)(name, value).path(),
                (address.dropping if is_out else address.adding)(excluded, value).path(),
            )

    return ChoiceGroup(heading, list(choices()), len(counts.keys() - shown.keys()))


def _dates(facets: Facets, address: SearchAddress) -> ChoiceGroup:
    known, inferred = address.filters.strict_dates, address.filters.inferred_dates
    values = (
        (gettext("known"), facets.total - facets.undated - facets.inferred, known, "strict_dates"),
        (gettext("inferred from the text"), facets.inferred, inferred, "inferred_dates"),
    )
    choices = []
    for label, count, is_in, name in values:
        other = "inferred_dates" if name == "strict_dates" else "strict_dates"
        choose = address.narrowed(**{name: not is_in, other: False}).path()
        if count or is_in:
            choices.append(Choice(label, count, "chosen" if is_in else "", choose, ""))
    return ChoiceGroup(gettext("Date"), choices if len(choices) > 1 or known or inferred else [], 0)
