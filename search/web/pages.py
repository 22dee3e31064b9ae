"""Pages: the home page, the results of a search, and an article to be read."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from telusur.index.article import Article
from telusur.index.translation import gettext
from telusur.search.facets import facets
from telusur.search.grouping import Group, grouped
from telusur.search.more_like_this import similar
from telusur.search.options import DEFAULT_LIMIT, SearchOptions
from telusur.search.output.entry import Entry
from telusur.search.output.formats.text import group_heading
from telusur.search.passages.highlighter import article_matches
from telusur.search.results import Results
from telusur.search.searcher import search
from telusur.search.web.data_addresses import MEDIA_TYPES
from telusur.search.web.facet_choices import applied_filters, choice_groups
from telusur.search.web.rendering import rendered
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site, parameters_of

_SIMILAR_SHOWN = 5


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
    results = search(site.library, address.query, address.options)
    counted = facets(site.library, address.query, address.options)
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


async def reader_page(site: Site, request: Request) -> Response:
    """Answer with an article, the matches of a query marked in it."""
    address = SearchAddress.read(parameters_of(request))
    identity = request.query_params.get("id", "")

    def page() -> str:
        article = site.article(identity)
        return _reader(site, article, address)

    return HTMLResponse(await site.workers.run(page))


def _reader(site: Site, article: Article, address: SearchAddress) -> str:
    matches = article_matches(site.library, article, address.query)
    near = similar(site.library, article, SearchOptions(limit=_SIMILAR_SHOWN))
    versions = site.versions_beside(article)
    return rendered(
        "reader.html",
        address=address,
        article=article,
        matches=matches,
        near=near,
        versions=versions,
        former=site.library.versions(article.id),
    )
