"""The application: which function answers which address, and what stands before them."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from telusur.index.errors import TelusurError
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.web.api import reads, writes
from telusur.search.web.api.operations import OPERATIONS, PREFIX, Method, Operation, document
from telusur.search.web.guard import Guard
from telusur.search.web.pages.adding_page import add_from_page, adding_page
from telusur.search.web.pages.article_page import article_page
from telusur.search.web.pages.comparison import comparison_page
from telusur.search.web.pages.data_addresses import MEDIA_TYPES, search_data
from telusur.search.web.pages.rendering import STATIC, rendered
from telusur.search.web.pages.result_pages import home, results_page
from telusur.search.web.pages.saved_page import (
    mark_seen_from_page,
    remove_from_page,
    save_from_page,
    saved_feed,
    saved_page,
)
from telusur.search.web.refusals import Refused, as_refusal, not_found, refusal_response
from telusur.search.web.site import Site, parameters_of
from telusur.search.web.workers import Workers

_Answer = Callable[[Site, Request], Awaitable[Response]]


API: Final[dict[tuple[Method, str], _Answer]] = {
    ("get", "/search"): partial(search_data, form="json"),
    ("get", "/search.jsonl"): partial(search_data, form="jsonl"),
    ("get", "/facets"): reads.get_facets,
    ("get", "/timeline"): reads.get_timeline,
    ("get", "/similar"): reads.get_similar,
    ("get", "/articles"): reads.get_articles,
    ("get", "/articles.jsonl"): reads.export_articles,
    ("get", "/article"): reads.get_article,
    ("post", "/articles"): writes.add_articles,
    ("delete", "/article"): writes.remove_article,
    ("get", "/saved"): reads.get_saved,
    ("post", "/saved"): writes.save_search,
    ("delete", "/saved"): writes.remove_saved,
    ("get", "/saved/new"): reads.get_new,
    ("post", "/saved/seen"): writes.mark_seen,
    ("get", "/stem"): reads.get_stem,
    ("get", "/dates"): reads.get_dates,
    ("get", "/countries"): reads.get_countries,
}
"""What answers each operation of the API; see `api.operations`."""


def application(
    library: Library,
    hosts: Iterable[str],
    token: str,
    *,
    private: bool = False,
    workers: Workers | None = None,
) -> ASGIApp:
    """Return what answers requests about a library.

    Args:
        library: the library.
        hosts: under which names the server is asked, with the port unless it is the usual one.
        token: what writes have to carry.
        private: whether reading takes the token, too.
        workers: the threads that ask the library.
    """
    site = Site(library, workers or Workers())
    answers: dict[str, _Answer] = {
        "/": home,
        "/search": results_page,
        "/article": article_page,
        "/compare": comparison_page,
        "/add": adding_page,
        "/saved": saved_page,
        "/saved.atom": saved_feed,
        "/opensearch.xml": _description,
        "/openapi.json": _document,
        **{f"/search.{form}": partial(search_data, form=form) for form in MEDIA_TYPES},
    }
    routes = [Route(path, _endpoint(site, answer)) for path, answer in answers.items()]
    routes += [
        Route("/add", _endpoint(site, add_from_page), methods=["POST"]),
        Route("/saved", _endpoint(site, save_from_page), methods=["POST"]),
        Route("/saved/seen", _endpoint(site, mark_seen_from_page), methods=["POST"]),
        Route("/saved/remove", _endpoint(site, remove_from_page), methods=["POST"]),
    ]
    routes += [
        Route(
            PREFIX + path,
            _checked(site, OPERATIONS[method, path], answer),
            methods=[method.upper()],
        )
        for (method, path), answer in API.items()
    ]
    inner = Starlette(
        routes=[*routes, Mount("/static", _Static(directory=STATIC))],
        exception_handlers={
            Refused: _refuse,
            TelusurError: _refuse,
            HTTPException: _refuse,
            ClientDisconnect: _unheard,
            Exception: _refuse,
        },
    )
    inner.router.redirect_slashes = False  # it would lead where `Host` says
    return Guard(inner, hosts, token, private=private)


def _checked(
    site: Site, operation: Operation, answer: _Answer
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        operation.check(parameters_of(request))
        return await answer(site, request)

    return endpoint


def _endpoint(site: Site, answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await answer(site, request)

    return endpoint


async def _refuse(request: Request, error: Exception) -> Response:
    if isinstance(error, Refused):
        refused = error
    elif isinstance(error, TelusurError):
        refused = as_refusal(error)
    elif isinstance(error, HTTPException) and error.status_code == 404:
        refused = not_found(gettext("There is nothing at this address."))
    elif isinstance(error, HTTPException):
        sentence = gettext("This cannot be asked for in this way.")
        refused = Refused(error.status_code, "not_allowed", sentence)
    else:
        sentence = gettext("Something is wrong with Telusur itself: its terminal says what.")
        refused = Refused(500, "internal_error", sentence)
    return refusal_response(request.scope, refused)


async def _unheard(request: Request, error: Exception) -> Response:
    """Answer a client that left before all of its request was here: nobody hears it."""
    del request, error
    return Response(status_code=400)


async def _document(site: Site, request: Request) -> Response:
    """Answer with the OpenAPI document of the API."""
    del site, request
    return JSONResponse(document())


async def _description(site: Site, request: Request) -> Response:
    """Answer with how a browser can search here from its address bar (OpenSearch 1.1)."""
    del site
    # The guard has compared `Host` with the list.
    base = f"{request.scope['scheme']}://{request.headers['host']}"
    content = rendered("opensearch.xml", base=base)
    return Response(content, media_type="application/opensearchdescription+xml")


class _Static(StaticFiles):
    """Our own files, which browsers keep: an address that has a version never changes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def kept(message: "dict[str, object]") -> None:
            if message["type"] == "http.response.start" and b"v=" in scope["query_string"]:
                headers = list(message["headers"])  # type: ignore[call-overload]
                message["headers"] = [*headers, (b"cache-control", b"max-age=31536000, immutable")]
            await send(message)

        await super().__call__(scope, receive, kept)  # type: ignore[arg-type]
