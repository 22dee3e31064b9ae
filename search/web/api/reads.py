"""Reads: what programs ask of the library, answered as the commands print it with `--json`."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from telusur.index.errors import InputError
from telusur.index.export import exported_line
from telusur.index.indonesian.countries.territories import country_name, territories
from telusur.index.ingest.validation import interpret_countries, interpret_date
from telusur.index.translation import gettext
from telusur.search.assist.more_like_this import similar
from telusur.search.counting.facets import facets
from telusur.search.counting.periods import TIME_UNITS
from telusur.search.counting.timeline import timeline
from telusur.search.options import DEFAULT_LIMIT
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.json import JsonFormat, facets_as_json
from telusur.search.output.json_fields import versioned
from telusur.search.output.reports.saved_output import new_articles, new_fields, saved_fields
from telusur.search.output.reports.timeline_output import timeline_as_json
from telusur.search.passages.highlighter import article_matches
from telusur.search.selection import select
from telusur.search.web.address_values import chosen, flag
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import PLAIN, Site, parameters_of

_MAX_VALUES = 100
"""Words, queries and names in one request."""


async def json_answer(site: Site, told: Callable[[], str]) -> Response:
    """Answer with the JSON that a call returns.

    Args:
        site: what is served.
        told: asks the library, and returns one JSON object.
    """
    return Response(await site.workers.run(told) + "\n", media_type="application/json")


def required(request: Request, name: str) -> str:
    """Return a value that an address must have.

    Raises:
        InputError: it has none.
    """
    value = request.query_params.get(name, "").strip()
    if not value:
        raise InputError(gettext("{name} is missing in the address.", name=name))
    return value


def _several(request: Request, name: str) -> list[str]:
    values = request.query_params.getlist(name)
    if len(values) > _MAX_VALUES:
        raise InputError(
            gettext("There are more than {count} values of {name}.", count=_MAX_VALUES, name=name)
        )
    return values


async def get_facets(site: Site, request: Request) -> Response:
    """Answer with the counts of what matches."""
    asked = SearchAddress.read(parameters_of(request))
    return await json_answer(
        site, lambda: facets_as_json(facets(site.library, asked.query, asked.options))
    )


async def get_timeline(site: Site, request: Request) -> Response:
    """Answer with how often queries match over time."""
    asked = SearchAddress.read(parameters_of(request))
    queries = _several(request, "q") or [""]
    unit = chosen(dict(parameters_of(request)), "by", TIME_UNITS, None)
    return await json_answer(
        site, lambda: timeline_as_json(timeline(site.library, queries, asked.options, unit))
    )


async def get_similar(site: Site, request: Request) -> Response:
    """Answer with the articles that are similar to one."""
    asked = SearchAddress.read(parameters_of(request))
    identity = required(request, "id")

    def told() -> str:
        found = similar(site.library, site.article(identity), asked.options)
        return "".join(JsonFormat(PLAIN).similar(found))

    return await json_answer(site, told)


async def get_articles(site: Site, request: Request) -> Response:
    """Answer with a list of articles, without their texts."""
    asked = SearchAddress.read(parameters_of(request))

    def told() -> str:
        selection = select(site.library, asked.query, asked.options)
        articles = selection.articles(asked.offset, asked.limit or DEFAULT_LIMIT)
        entries = map(Entry, articles)
        listing = Listing(asked.query, entries, len(selection), asked.offset)
        return "".join(JsonFormat(PLAIN).articles(listing))

    return await json_answer(site, told)


async def export_articles(site: Site, request: Request) -> Response:
    """Answer with whole articles, a line each, as `telusur add` takes them back."""
    asked = SearchAddress.read(parameters_of(request))

    def lines() -> Iterator[str]:
        for article in select(site.library, asked.query, asked.options).articles():
            yield exported_line(article) + "\n"

    return await site.workers.stream(lines(), "application/jsonl")


async def get_article(site: Site, request: Request) -> Response:
    """Answer with one article, whole."""
    asked = SearchAddress.read(parameters_of(request))
    given = dict(parameters_of(request))
    identity = required(request, "id")
    original, versions = flag(given, "original"), flag(given, "versions")

    def told() -> str:
        article = site.article(identity)
        matches = article_matches(site.library, article, asked.query) if asked.query else None
        former = site.library.versions(article.id) if versions else None
        entry = Entry(article, None, matches, original, former)
        return "".join(JsonFormat(PLAIN).articles(Listing("", [entry], 1, whole=True)))

    return await json_answer(site, told)


async def get_saved(site: Site, request: Request) -> Response:
    """Answer with the saved searches."""
    del request

    def told() -> str:
        searches = site.searches
        saved = [saved_fields(searches.get(name)) for name in searches.names()]
        return versioned({"searches": saved})

    return await json_answer(site, told)


async def get_new(site: Site, request: Request) -> Response:
    """Answer with what is new in a saved search, which stays new."""
    name = required(request, "name")
    return await json_answer(site, partial(new_as_json, site, name, seen=False))


def new_as_json(site: Site, name: str, *, seen: bool) -> str:
    """Return what is new in a saved search, as `telusur check` prints it.

    Args:
        site: what is served.
        name: the name of the search.
        seen: whether it counts as seen from now on.

    Raises:
        Refused: there is no such search.
        LibraryError: the library cannot be used.
    """
    searches = site.searches
    found = searches.check(searches.get(name))
    told = versioned({"searches": [new_fields(found, new_articles(site.library, [found]))]})
    if seen:
        searches.mark_seen(found)
    return told


async def get_stem(site: Site, request: Request) -> Response:
    """Answer with what is made of words."""
    from telusur.search.commands.setup.stem import word_fields

    required(request, "word")
    words = [word.strip() for word in _several(request, "word") if word.strip()]
    return await json_answer(site, lambda: versioned({"words": list(map(word_fields, words))}))


async def get_dates(site: Site, request: Request) -> Response:
    """Answer with the days that an expression stands for."""
    text = required(request, "text")

    def told() -> str:
        interval = interpret_date(text)
        ends = {"from": interval.start, "to": interval.end}
        days = {
            name: day.isoformat() if date.min < day < date.max else None
            for name, day in ends.items()
        }
        return versioned({"text": text, **days})

    return await json_answer(site, told)


async def get_countries(site: Site, request: Request) -> Response:
    """Answer with the countries that names stand for, or with all."""
    names = [name for name in _several(request, "name") if name.strip()]

    def told() -> str:
        codes = interpret_countries(names) if names else [one[0] for one in territories().values()]
        found = [{"code": code, "name": country_name(code)} for code in dict.fromkeys(codes)]
        return versioned({"countries": found})

    return await json_answer(site, told)
