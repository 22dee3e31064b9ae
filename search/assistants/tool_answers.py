"""Tool answers: what each tool asks the library, as the JSON that the commands print."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from telusur.index.article import Article
from telusur.index.errors import InputError
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.assist.more_like_this import similar
from telusur.search.assistants.answer_budget import ToolAnswer
from telusur.search.counting.facets import facets
from telusur.search.counting.timeline import timeline
from telusur.search.options import SearchOptions
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.json import JsonFormat, facets_as_json
from telusur.search.output.json_fields import versioned
from telusur.search.output.reports.saved_output import new_fields, saved_fields
from telusur.search.output.reports.timeline_output import timeline_as_json
from telusur.search.output.terminal import Terminal
from telusur.search.saved_searches import SavedSearches
from telusur.search.searcher import search
from telusur.search.selection import Selection

MAX_HITS: Final = 50
"""The maximum number of articles in an answer."""

_COUNTED: Final = ("countries", "about", "sources")
_JSON: Final = JsonFormat(Terminal(color=False, width=None))

_Arguments = Mapping[str, Any]


def search_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with the best articles that match a query, a passage or two of each."""
    options = SearchOptions(given["limit"], given["offset"], sort=given["sort"])
    results = search(library, given["query"], options)
    fields = _object(_JSON.results(results))
    return _hits(fields, results.total - results.hidden)


def similar_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with the articles that are similar to one."""
    article = _article(library, given["id"])
    found = similar(library, article, SearchOptions(given["limit"], given["offset"]))
    return _hits(_object(_JSON.similar(found)), found.results.total - found.results.hidden)


def fetch_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with one article, its text from an offset on."""
    entry = Entry(_article(library, given["id"]))
    fields = _object(_JSON.articles(Listing("", [entry], 1, whole=True)))
    text, offset = fields["article"]["text"], given["offset"]

    def part(count: int) -> dict[str, Any]:
        shown = {**fields["article"], "text": text[offset : offset + count]}
        return {**fields, "article": shown}

    return ToolAnswer(part, offset, max(0, len(text) - offset), len(text))


def facets_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with what matches, counted by country, main country and publisher."""
    fields = json.loads(facets_as_json(facets(library, given["query"])))
    # The timeline has them, for any unit of time.
    del fields["months"], fields["uncertain_month"]
    offset, total = given["offset"], max(len(fields[name]) for name in _COUNTED)

    def part(count: int) -> dict[str, Any]:
        return {**fields, **{name: fields[name][offset : offset + count] for name in _COUNTED}}

    return ToolAnswer(part, offset, min(given["limit"], max(0, total - offset)), total)


def timeline_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with how often a query matches in each period."""
    unit = None if given["unit"] == "auto" else given["unit"]
    fields = json.loads(timeline_as_json(timeline(library, given["query"], unit=unit)))
    offset, total = given["offset"], len(fields["periods"])

    def part(count: int) -> dict[str, Any]:
        def cut(counted: dict[str, Any]) -> dict[str, Any]:
            lists = {n: v[offset : offset + count] for n, v in counted.items() if type(v) is list}
            return {**counted, **lists}

        return {
            **fields,
            "periods": fields["periods"][offset : offset + count],
            "queries": [cut(one) for one in fields["queries"]],
            "all": cut(fields["all"]),
        }

    return ToolAnswer(part, offset, max(0, total - offset), total)


def saved_answer(library: Library, given: _Arguments) -> ToolAnswer:
    """Answer with the saved searches, or with what is new in one of them, which stays new."""
    searches, name, offset = SavedSearches(library), given["name"], given["offset"]
    names = searches.names()
    if name and name not in names:
        raise InputError(
            gettext(
                'There is no saved search "{name}": call saved without a name to see them.',
                name=name[:80],
            )
        )
    if name:
        found = searches.check(searches.get(name))
        numbers = [*found.new]
        articles = [*Selection(library, numbers).articles(offset, MAX_HITS)]
        return ToolAnswer(
            lambda count: _told({"searches": [new_fields(found, articles[:count])]}),
            offset,
            len(articles),
            len(numbers),
        )
    saved = [saved_fields(searches.get(name)) for name in names[offset:]]
    return ToolAnswer(
        lambda count: _told({"searches": saved[:count]}), offset, len(saved), len(names)
    )


def _article(library: Library, identity: str) -> Article:
    article = library.get(identity)
    if article is None:
        raise InputError(
            gettext('No article has the id "{id}": search tells the ids.', id=identity[:80])
        )
    return article


def _object(told: Iterator[str]) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads("".join(told))
    return fields


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return _object(iter([versioned(fields)]))


def _hits(fields: dict[str, Any], total: int) -> ToolAnswer:
    hits = fields["hits"]
    return ToolAnswer(
        lambda count: {**fields, "hits": hits[:count]}, fields["offset"], len(hits), total
    )
