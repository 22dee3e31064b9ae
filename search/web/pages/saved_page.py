"""The page of saved searches: how many articles are new in each, and a feed for each."""

from functools import partial
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.output_format import output_format
from telusur.search.output.reports.saved_output import feed_articles
from telusur.search.saved_searches import NewArticles
from telusur.search.web.address_values import flag
from telusur.search.web.pages.data_addresses import MEDIA_TYPES
from telusur.search.web.pages.rendering import rendered
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import PLAIN, Site, parameters_of


async def saved_page(site: Site, request: Request) -> Response:
    """Answer with the saved searches."""
    address = SearchAddress(language=request.query_params.get("lang", ""))

    def page() -> str:
        searches = site.searches
        found = [searches.check(searches.get(name)) for name in searches.names()]
        rows = [(one, _path(one), urlencode({"name": one.search.name})) for one in found]
        return rendered("saved.html", address=address, rows=rows)

    return HTMLResponse(await site.workers.run(page))


def _path(found: NewArticles) -> str:
    search = found.search
    return SearchAddress(search.query, search.filters, require_all=search.require_all).path()


async def save_from_page(site: Site, request: Request) -> Response:
    """Save the search of a page under the name that was typed, and show what is saved."""
    parameters = parse_qsl((await request.body()).decode("utf-8", "replace"))
    asked, given = SearchAddress.read(parameters), dict(parameters)
    name, replace = given.get("name", "").strip(), flag(given, "replace")
    await site.workers.run(
        lambda: site.searches.save(name, asked.query, asked.options, replace=replace)
    )
    return RedirectResponse("/saved", 303)


async def mark_seen_from_page(site: Site, request: Request) -> Response:
    """Count what is new in a search as seen, and show what is saved."""
    name = dict(parameters_of(request)).get("name", "")

    def mark() -> None:
        searches = site.searches
        searches.mark_seen(searches.check(searches.get(name)))

    await site.workers.run(mark)
    return RedirectResponse("/saved", 303)


async def remove_from_page(site: Site, request: Request) -> Response:
    """Remove a saved search, and show what is saved."""
    name = dict(parameters_of(request)).get("name", "")
    await site.workers.run(partial(site.searches.remove, name))
    return RedirectResponse("/saved", 303)


async def saved_feed(site: Site, request: Request) -> Response:
    """Answer with a feed of a saved search: what is new, and the latest of the others."""
    name = dict(parameters_of(request)).get("name", "")

    def feed() -> str:
        searches = site.searches
        articles = feed_articles(site.library, [searches.check(searches.get(name))])
        listing = Listing(name, map(Entry, articles), len(articles))
        return "\n".join(output_format("atom", PLAIN).articles(listing))

    return Response(await site.workers.run(feed), media_type=MEDIA_TYPES["atom"])
