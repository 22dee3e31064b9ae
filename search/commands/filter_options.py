"""The options that narrow what a command looks at: to countries, publishers and days."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from telusur.search.commands.completers import complete_countries, complete_sources

_Command = TypeVar("_Command", bound=Callable[..., Any])


def filter_options(command: _Command) -> Callable[..., Any]:
    """Add the options that narrow a search to countries and days; together they are `filters`.

    An error in them is reported before the command runs, and so before a library is made.
    """

    @wraps(command)
    def with_filters(
        *arguments: object,
        countries: tuple[str, ...],
        about: tuple[str, ...],
        sources: tuple[str, ...],
        since: str | None,
        until: str | None,
        strict_dates: bool,
        not_countries: tuple[str, ...],
        not_about: tuple[str, ...],
        not_sources: tuple[str, ...],
        inferred_dates: bool,
        **others: object,
    ) -> object:
        # Commands that search nothing need not wait for it.
        from telusur.search.filters import Filters

        filters = Filters(
            countries, about, since, until, strict_dates, sources,
            not_countries, not_about, not_sources, inferred_dates,
        )  # fmt: skip
        filters.nodes()
        return command(*arguments, filters=filters, **others)

    options = (
        click.option(
            "--country",
            "countries",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_countries,
            help="Only articles that refer to this country, a name or a code;"
            " repeat it to allow several.",
        ),
        click.option(
            "--about",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_countries,
            help="Only articles that are mainly about this country; repeat it to allow several.",
        ),
        click.option(
            "--source",
            "sources",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_sources,
            help="Only articles of this publisher or site; repeat it to allow several.",
        ),
        click.option(
            "--since",
            metavar="DATE",
            help="Only articles published on or after this date:"
            ' 2024-10, "awal November 2024", "pekan lalu".',
        ),
        click.option(
            "--until", metavar="DATE", help="Only articles published on or before this date."
        ),
        click.option(
            "--strict-dates",
            is_flag=True,
            help="Only articles whose date is known, not inferred from their text (shown as ~).",
        ),
        click.option(
            "--inferred-dates",
            is_flag=True,
            help="Only articles whose date was inferred from their text.",
        ),
        click.option(
            "--exclude-country",
            "not_countries",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_countries,
            help="No article that refers to this country; repeat it to leave out several.",
        ),
        click.option(
            "--exclude-about",
            "not_about",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_countries,
            help="No article that is mainly about this country; repeat it to leave out several.",
        ),
        click.option(
            "--exclude-source",
            "not_sources",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_sources,
            help="No article of this publisher or site; repeat it to leave out several.",
        ),
    )
    decorated: Callable[..., Any] = with_filters
    for option in reversed(options):
        decorated = option(decorated)
    return decorated
