"""Data addresses: the address of a page of results, with the ending of a format, gives the data."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from telusur.index.library import Library
from telusur.search.every_hit import EveryHit, every_hit
from telusur.search.options import SearchOptions
from telusur.search.output.entry import listing_of
from telusur.search.output.formats import FormatName
from telusur.search.output.formats.json import results_as_json
from telusur.search.output.formats.output_format import output_format
from telusur.search.searcher import search
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import PLAIN, Site, parameters_of

MEDIA_TYPES: Final[dict[FormatName, str]] = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "atom": "application/atom+xml",
}
"""The formats of the data, each also the ending of an address."""


async def search_data(site: Site, request: Request, form: FormatName) -> Response:
    """Answer a search with its results in a format, written as they are sent.

    Args:
        site: what is served.
        request: the request; `limit=all` in its address asks for every article that matches.
        form: the format.
    """
    address = SearchAddress.read(parameters_of(request))
    headers = {"content-disposition": f'attachment; filename="telusur.{form}"'}
    return await site.workers.stream(
        _lines(site, address, form),
        MEDIA_TYPES[form],
        headers if form in ("csv", "jsonl") else None,
    )


def _lines(site: Site, address: SearchAddress, form: FormatName) -> Iterator[str]:
    found = every_hit if address.limit is None else _page
    results, hits = found(site.library, address.query, address.options)
    if form == "json":
        yield from results_as_json(results, address.group_by, hits)
        yield "\n"
        return
    for line in output_format(form, PLAIN).articles(listing_of(results, hits)):
        yield line
        yield "\n"


def _page(library: Library, query: str, options: SearchOptions) -> EveryHit:
    results = search(library, query, options)
    return EveryHit(results, iter(results))
