"""Result pages: the page that one begins on, and what a search found."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from telusur.index.translation import gettext
from telusur.search.counting.grouping import Group, grouped
from telusur.search.options import DEFAULT_LIMIT
from telusur.search.output.entry import Entry
from telusur.search.output.formats.text import group_heading
from telusur.search.results import Results
from telusur.search.web.pages.data_addresses import MEDIA_TYPES
from telusur.search.web.pages.facet_choices import applied_filters, choice_groups
from telusur.search.web.pages.overview import overview
from telusur.search.web.pages.rendering import rendered
from telusur.search.web.pages.timeline_chart import timeline_chart
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site, parameters_of


async def home(site: Site, request: Request) -> Response:
    """Answer with the page that one begins on."""
    address = SearchAddress.read(parameters_of(request))

    def page() -> str:
        return rendered("home.html", address=address, stats=site.library.stats())

    return HTMLResponse(await site.workers.run(page))


async def results_page(site: Site, request: Request) -> Response:
    """Answer with the results of a search, or with the home page where nothing is asked for."""
    address = SearchAddress.read(parameters_of(request))
    if not address.query and not address.filters:
        return await home(site, request)
    if address.limit is None:
        address = address._replace(limit=DEFAULT_LIMIT)
    return HTMLResponse(await site.workers.run(lambda: _results(site, address)))


def _results(site: Site, address: SearchAddress) -> str:
    results, counted, over_time = overview(
        site.library, address.query, address.options, address.compare
    )
    return rendered(
        "results.html",
        address=address,
        results=results,
        entries={hit.id: Entry(hit.article, hit).without_repetition() for hit in results},
        groups=_groups(results, address),
        facets=choice_groups(counted, address),
        suggestions=[
            (one.query, address._replace(query=one.query, offset=0).path())
            for one in results.suggestions
        ],
        hints=_hints(results, address),
        pages=_pages(results, address),
        chips=applied_filters(address),
        chart=timeline_chart(over_time, address),
        formats=MEDIA_TYPES,
    )


def _groups(results: Results, address: SearchAddress) -> list[tuple[str, Group]]:
    if address.group_by is None:
        return [("", Group(None, results.hits))] if results.hits else []
    by = address.group_by
    return [(group_heading(group, by), group) for group in grouped(results.hits, by)]


def _hints(results: Results, address: SearchAddress) -> list[tuple[str, str]]:
    """Return filters that may have been meant, each with the address that applies it."""
    hints = []
    for hint in results.hints:
        if "country" in hint.options:
            label = gettext("only articles that refer to {country}", country=hint.name)
            link = address.adding("country", hint.options["country"]).path()
        else:
            since, until = (hint.options.get(name) for name in ("since", "until"))
            label = gettext("only {since} to {until}", since=since or "…", until=until or "…")
            link = address.narrowed(since=since, until=until).path()
        hints.append((label, link))
    return hints


def _pages(results: Results, address: SearchAddress) -> dict[str, str]:
    """Return the addresses of the pages before and after this one, where there are such."""
    limit = address.limit or DEFAULT_LIMIT
    pages = {}
    if address.offset:
        pages["previous"] = address._replace(offset=max(0, address.offset - limit)).path()
    # Versions that are not shown have no place of their own among the hits.
    if len(results) == limit and address.offset + limit + results.hidden < results.total:
        pages["next"] = address._replace(offset=address.offset + limit).path()
    return pages
