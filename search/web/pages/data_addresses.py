"""Data addresses: the address of a page of results, with the ending of a format, gives the data."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from telusur.search.output.formats import FormatName
from telusur.search.output.formats.json import results_as_json
from telusur.search.output.formats.output_format import output_format
from telusur.search.results import Results
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

_BYTES_AT_ONCE: Final = 1 << 15


async def search_data(site: Site, request: Request, form: FormatName) -> Response:
    """Answer a search with its results in a format, written as they are sent.

    Args:
        site: what is served.
        request: the request; `limit=all` in its address asks for every article that matches.
        form: the format.
    """
    address = SearchAddress.read(parameters_of(request))
    results = await site.workers.run(lambda: search(site.library, address.query, address.options))
    headers = {"content-disposition": f'attachment; filename="telusur.{form}"'}
    return StreamingResponse(
        _in_parts(_lines(results, address, form)),
        media_type=MEDIA_TYPES[form],
        headers=headers if form in ("csv", "jsonl") else None,
    )


def _lines(results: Results, address: SearchAddress, form: FormatName) -> Iterator[str]:
    if form == "json":
        yield from results_as_json(results, address.group_by)
        yield "\n"
        return
    for line in output_format(form, PLAIN).results(results):
        yield line
        yield "\n"


def _in_parts(lines: Iterator[str]) -> Iterator[bytes]:
    """Yield lines in parts that are worth sending."""
    part, size = [], 0
    for line in lines:
        part.append(line.encode("utf-8", "replace"))
        size += len(part[-1])
        if size >= _BYTES_AT_ONCE:
            yield b"".join(part)
            part, size = [], 0
    yield b"".join(part)
