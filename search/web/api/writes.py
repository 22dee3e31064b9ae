"""Writes: adding and removing articles and saved searches; what is told is durable."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response
from telusur.index.article import Article, Failure
from telusur.index.errors import InputError
from telusur.index.ingest.batches import OutcomeOrFailed
from telusur.index.translation import gettext
from telusur.search.output.formats.json import added_as_json, removed_as_json
from telusur.search.output.json_fields import versioned
from telusur.search.output.reports.saved_output import saved_fields
from telusur.search.web.address_values import flag
from telusur.search.web.api.reads import json_answer, new_as_json, required
from telusur.search.web.incoming import fetched, uploaded
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site, parameters_of


async def add_articles(site: Site, request: Request) -> Response:
    """Add what the body holds, or what is at an address; answer as `telusur add` does."""
    address = request.query_params.get("address", "").strip()
    name = request.query_params.get("name", "")
    content = await request.body()
    if bool(address) == bool(content.strip()):
        raise InputError(gettext("Send articles, or name an address: one of the two."))
    media_type = request.headers.get("content-type")
    file = BytesIO(content)
    incoming = fetched(address) if address else uploaded(file, name, media_type)
    return Response(
        await site.workers.write(lambda: _added(site, incoming)) + "\n",
        media_type="application/json",
    )


def _added(site: Site, incoming: Iterator[Article | Failure]) -> str:
    articles: list[tuple[str, str]] = []
    failures: list[Failure] = []

    def tell(item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            articles.append((item.id, outcome))

    return added_as_json(site.library.add(incoming, tell), articles, failures)


async def remove_article(site: Site, request: Request) -> Response:
    """Remove an article."""
    identity = required(request, "id")

    def told() -> str:
        removed = site.library.remove([site.article(identity).id])
        return removed_as_json(removed)

    return await json_answer(site, told)


async def save_search(site: Site, request: Request) -> Response:
    """Save a search under a name."""
    given = dict(parameters_of(request))
    asked = SearchAddress.read(parameters_of(request))
    name = required(request, "name")
    unseen, replace = flag(given, "unseen"), flag(given, "replace")

    def told() -> str:
        found = site.searches.save(name, asked.query, asked.options, replace=replace, unseen=unseen)
        total = len(found.matching)
        fields = {**saved_fields(found.search), "total": total, "new": total if unseen else 0}
        return versioned(fields)

    return await json_answer(site, told)


async def remove_saved(site: Site, request: Request) -> Response:
    """Remove a saved search."""
    name = required(request, "name")

    def told() -> str:
        site.searches.remove(name)
        return removed_as_json([name])

    return await json_answer(site, told)


async def mark_seen(site: Site, request: Request) -> Response:
    """Answer with what is new in a saved search, and count it as seen."""
    return await json_answer(site, partial(new_as_json, site, required(request, "name"), seen=True))
