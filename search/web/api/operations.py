"""Operations: what can be asked of the API, with which parameters, and the document of it all."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from telusur.index.errors import InputError
from telusur.index.translation import gettext
from telusur.search.web.api.json_schemas import SCHEMAS
from telusur.search.web.api.schema_builders import Schema

Method = Literal["get", "post", "delete"]

_TEXT: Final[Schema] = {"type": "string"}
_TEXTS: Final[Schema] = {"type": "array", "items": {"type": "string"}}
_YES: Final[Schema] = {"enum": ["0", "1"]}


class Parameter(NamedTuple):
    """What an operation can be told in its address."""

    description: str
    schema: Schema = _TEXT
    required: bool = False


def _choice(*values: str) -> Schema:
    return {"enum": [*values]}


def _whole(minimum: int, maximum: int) -> Schema:
    return {"type": "integer", "minimum": minimum, "maximum": maximum}


_LIMIT = Parameter("how many articles", _whole(1, 1_000))
_OFFSET = Parameter("how many to skip", _whole(0, 100_000))
_Q = Parameter("the query, as docs/query-language.md teaches it")
_NAME = Parameter("the name of the saved search", required=True)

_FILTERS: Final = {
    "country": Parameter("only articles that refer to one of these countries", _TEXTS),
    "about": Parameter("only articles that are mainly about one of these countries", _TEXTS),
    "source": Parameter("only articles of one of these publishers or sites", _TEXTS),
    "not_country": Parameter("no article that refers to one of these countries", _TEXTS),
    "not_about": Parameter("no article that is mainly about one of these countries", _TEXTS),
    "not_source": Parameter("no article of one of these publishers or sites", _TEXTS),
    "since": Parameter("only articles that may have been published on this date or later"),
    "until": Parameter("only articles that may have been published on this date or earlier"),
    "strict_dates": Parameter("only articles whose date is known", _YES),
    "inferred_dates": Parameter("only articles whose date was inferred", _YES),
    "all": Parameter("whether every word is required", _YES),
}

_SEARCH: Final = {
    "q": _Q,
    **_FILTERS,
    "sort": Parameter("the order", _choice("relevance", "newest", "oldest")),
    "group": Parameter("what to group by", _choice("country", "month")),
    "duplicates": Parameter("whether near-identical articles are shown", _choice("hide", "show")),
    "passages": Parameter("how many passages of each article", _whole(0, 10)),
    "limit": Parameter(
        "how many articles; `all` for every one that matches",
        {"anyOf": [_whole(1, 1_000), {"const": "all"}]},
    ),
    "offset": _OFFSET,
}


class Operation(NamedTuple):
    """Something that can be asked."""

    summary: str
    answer: str
    """The name of the schema of the answer; a media type where it is no JSON object."""
    parameters: Mapping[str, Parameter] = {}
    takes_body: bool = False

    @property
    def is_json(self) -> bool:
        """Whether the answer is one JSON object."""
        return self.answer in SCHEMAS

    def check(self, given: Sequence[tuple[str, str]]) -> None:
        """Refuse an address that says one thing several times, or leaves a choice empty.

        A page overlooks both; a program that does so has a mistake.

        Args:
            given: the names and values of the address.

        Raises:
            InputError: it does.
        """
        for name, parameter in self.parameters.items():
            values = [value for one, value in given if one == name]
            if len(values) > 1 and parameter.schema.get("type") != "array":
                raise InputError(
                    gettext("{name} stands in the address several times: give it once.", name=name)
                )
            if "" in values and parameter.schema not in (_TEXT, _TEXTS):
                raise InputError(
                    gettext("{name} is empty in the address: give it a value.", name=name)
                )


PREFIX: Final = "/api/v1"

OPERATIONS: Final[dict[tuple[Method, str], Operation]] = {
    ("get", "/search"): Operation("Search", "SearchResults", _SEARCH),
    ("get", "/search.jsonl"): Operation("Search, a hit a line", "application/jsonl", _SEARCH),
    ("get", "/facets"): Operation("Count what matches", "Facets", {"q": _Q, **_FILTERS}),
    ("get", "/timeline"): Operation(
        "Count what matches over time",
        "Timeline",
        {
            "q": Parameter("a query; several times for several", _TEXTS),
            "by": Parameter("what a period is", _choice("day", "week", "month", "year")),
            **_FILTERS,
        },
    ),
    ("get", "/similar"): Operation(
        "Find articles that are similar to one",
        "SimilarArticles",
        {
            "id": Parameter("the id of the article", required=True),
            **{name: one for name, one in _FILTERS.items() if name != "all"},
            "duplicates": _SEARCH["duplicates"],
            "limit": _LIMIT,
            "offset": _OFFSET,
        },
    ),
    ("get", "/articles"): Operation(
        "List the articles that match, all of them without a query",
        "ArticleList",
        {"q": _Q, **_FILTERS, "limit": _LIMIT, "offset": _OFFSET},
    ),
    ("get", "/articles.jsonl"): Operation(
        "Export the articles that match, as `telusur add` takes them back",
        "application/jsonl",
        {"q": _Q, **_FILTERS},
    ),
    ("get", "/article"): Operation(
        "Get an article",
        "OneArticle",
        {
            "id": Parameter("the id of the article", required=True),
            "q": Parameter("a query, to be told where it matches"),
            "original": Parameter("whether its text as it came is wanted", _YES),
            "versions": Parameter("whether its former states are wanted", _YES),
        },
    ),
    ("post", "/articles"): Operation(
        "Add articles: the body in a format that `telusur add` reads, or an address",
        "Added",
        {
            "address": Parameter("an address of the web, to be fetched instead of a body"),
            "name": Parameter("the name of the file that the body is, of which the format is told"),
        },
        takes_body=True,
    ),
    ("delete", "/article"): Operation(
        "Remove an article", "Removed", {"id": Parameter("its id", required=True)}
    ),
    ("get", "/saved"): Operation("List the saved searches", "SavedSearches"),
    ("post", "/saved"): Operation(
        "Save a search; what matches now counts as seen",
        "SavedSearch",
        {
            "name": _NAME,
            "q": _Q,
            **_FILTERS,
            "unseen": Parameter("count what matches now as new", _YES),
            "replace": Parameter("take the place of the one of this name", _YES),
        },
    ),
    ("delete", "/saved"): Operation("Remove a saved search", "Removed", {"name": _NAME}),
    ("get", "/saved/new"): Operation(
        "Say what is new in a saved search", "NewArticles", {"name": _NAME}
    ),
    ("post", "/saved/seen"): Operation(
        "Count what is new in a saved search as seen", "NewArticles", {"name": _NAME}
    ),
    ("get", "/stem"): Operation(
        "Say what Telusur makes of words",
        "Words",
        {"word": Parameter("a word; several times for several", _TEXTS, required=True)},
    ),
    ("get", "/dates"): Operation(
        "Understand a date as people write it",
        "Dates",
        {"text": Parameter("such as awal November 2024", required=True)},
    ),
    ("get", "/countries"): Operation(
        "Understand names of countries; without any, all countries",
        "Countries",
        {"name": Parameter("a name or a code; several times for several", _TEXTS)},
    ),
}
"""What can be asked, by method and path below the prefix."""


def document() -> dict[str, Any]:
    """Return the OpenAPI document (3.1.0) of the API."""
    from importlib.metadata import version

    paths: dict[str, dict[str, Any]] = {}
    for (method, path), operation in OPERATIONS.items():
        paths.setdefault(PREFIX + path, {})[method] = _described(method, path, operation)
    scheme = {"type": "http", "scheme": "bearer", "description": "what `telusur serve` prints"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Telusur",
            "version": version("telusur"),
            "summary": "Search Indonesian articles",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": scheme}},
    }


def _described(method: Method, path: str, operation: Operation) -> dict[str, Any]:
    media_type = "application/json" if operation.is_json else operation.answer
    schema = {"$ref": f"#/components/schemas/{operation.answer}"} if operation.is_json else _TEXT
    body = {"required": False, "content": {"text/plain": {"schema": _TEXT}}}
    return {
        "operationId": f"{method}{path.replace('/', '_').replace('.', '_')}",
        "summary": operation.summary,
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": parameter.required,
                "description": parameter.description,
                "schema": parameter.schema,
            }
            for name, parameter in operation.parameters.items()
        ],
        **({"requestBody": body} if operation.takes_body else {}),
        **({} if method == "get" else {"security": [{"token": []}]}),
        "responses": {
            "200": {"description": "the answer", "content": {media_type: {"schema": schema}}},
            "default": {
                "description": "what is wrong",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }
