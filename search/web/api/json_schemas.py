"""JSON schemas: what each object of the API has, field by field, described once for all pages.

The OpenAPI document and docs/api.md are made of it. The objects are those that the commands print
with `--json`; docs/json.md describes them for the command line, and a test compares the two.
"""

from typing import Any, Final

Schema = dict[str, Any]
"""A schema of JSON Schema 2020-12."""


def _of(kind: str, description: str = "", **more: object) -> Schema:
    said = {"description": description} if description else {}
    return {"type": kind, **said, **more}


def _text(description: str = "", **more: object) -> Schema:
    return _of("string", description, **more)


def _count(description: str = "") -> Schema:
    return _of("integer", description, minimum=0)


def _flag(description: str) -> Schema:
    return _of("boolean", description)


def _number(description: str = "", **more: object) -> Schema:
    return _of("number", description, **more)


def _list(items: Schema, description: str = "") -> Schema:
    return _of("array", description, items=items)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(schema: Schema, description: str) -> Schema:
    return {"anyOf": [schema, {"type": "null"}], "description": description}


def _object(description: str, *, optional: tuple[str, ...] = (), **fields: Schema) -> Schema:
    names = {name.rstrip("_"): schema for name, schema in fields.items()}
    required = [name for name in names if name not in optional]
    return _of("object", description, properties=names, required=required)


def _answer(description: str, *, optional: tuple[str, ...] = (), **fields: Schema) -> Schema:
    """Return the schema of a whole answer, which begins with the version of the format."""
    version: Schema = {"const": 1, "description": "the version of the format"}
    return _object(description, optional=optional, format_version=version, **fields)


_DAY: Final = {"pattern": r"^\d{4}-\d\d-\d\d$"}
_NOTES: Final = _list(_text(), "sentences that say where less was searched for than was asked")
_CODES: Final = _text(pattern="^[A-Z]{2}$")
_OFFSET: Final = _count("how many of them come before the first")

_HEAD: Final[dict[str, Any]] = {
    "rank": _of("integer", "1 for the best", minimum=1),
    "score": _number("comparable within one search only"),
    "id": _text("the id of the article"),
    "title": _text("its title"),
    "published": _maybe(_ref("Published"), "when it was published, as far as known"),
    "countries": _list(_CODES, "ISO 3166-1 alpha-2 codes, the weightiest first"),
    "source": _text("where it came from; may be empty"),
    "url": _text("its address; may be empty"),
    "duplicates": _list(_text(), "the ids of the near-identical articles in the library"),
}

_ARTICLE: Final[dict[str, Any]] = {
    "id": _text("its id"),
    "title": _text("its title"),
    "title_made": _flag("whether its first sentence serves as title"),
    "text": _text("its text; not in lists"),
    "published": _maybe(_ref("Published"), "when it was published, as far as known"),
    "countries": _list(_CODES, "ISO 3166-1 alpha-2 codes, the weightiest first"),
    "about": _list(_CODES, "the main ones of them, at most three"),
    "source": _text("where it came from; may be empty"),
    "url": _text("its address; may be empty"),
    "urls": _list(_text(), "all its addresses, `url` first"),
    "added": _text("when it was first added, ISO 8601"),
}

_SAVED: Final[dict[str, Any]] = {
    "name": _text("its name"),
    "query": _text("what was typed; empty for all articles"),
    "filters": _of("object", "those that were given, as they were typed"),
    "all": _flag("whether all words must occur"),
    "saved": _text("when it was saved, ISO 8601"),
}


SCHEMAS: Final[dict[str, Schema]] = {
    "Published": _object(
        "When an article was published.",
        from_=_text("the first day on which it may have been, ISO 8601", **_DAY),
        to=_text("the last day, included", **_DAY),
        basis=_text("what that rests on", enum=["given", "page", "dateline", "inferred"]),
    ),
    "Match": _object(
        "Where a part of the query stands, counted in Unicode characters.",
        start=_count("the offset of its first character"),
        end=_count("the offset after its last"),
        term=_text("the part of the query, as it was typed"),
    ),
    "Query": _object(
        "A query.",
        text=_text("as it was typed"),
        parsed=_maybe(_text(), "what it was understood as; null: nothing to search for"),
    ),
    "Passage": _object(
        "A sentence of an article, or some neighbouring ones.",
        text=_text("what it says"),
        start=_count("the offset of its first character in the article's text"),
        cut_before=_flag("whether it begins within a sentence"),
        cut_after=_flag("whether it ends within a sentence"),
        matches=_list(_ref("Match"), "with offsets in the passage"),
    ),
    "Hit": _object(
        "An article that was found.",
        **_HEAD,
        passages=_list(_ref("Passage"), "the sentences that answer, the best first"),
    ),
    "Suggestion": _object(
        "What may have been meant.",
        query=_text("the whole query, some words spelled otherwise"),
        replaced=_list(
            _object("A word.", word=_text("as it was typed"), by=_text("as the library spells it")),
            "which words",
        ),
    ),
    "Hint": _object(
        "A filter that may have been meant; it is not applied.",
        optional=("since", "until", "country", "name"),
        since=_text("the beginning of a period"),
        until=_text("its end"),
        country=_text("a code"),
        name=_text("the country's name"),
    ),
    "SearchResults": _answer(
        "What a search found.",
        optional=("groups",),
        query=_ref("Query"),
        total=_count("how many articles match, near-identical ones included"),
        offset=_OFFSET,
        took_ms=_number("how long the search took, in milliseconds", minimum=0),
        notes=_NOTES,
        hits=_list(_ref("Hit"), "in the order that was asked for"),
        suggestions=_list(_ref("Suggestion"), "the most likely first"),
        hints=_list(_ref("Hint"), "at most one of each kind"),
        groups=_list(
            _of("object", "`country` or `month`, and the `ranks` of the hits in the group"),
            "with `group` only",
        ),
    ),
    "CountryCount": _object(
        "A country, and how many articles it has.",
        code=_text("ISO 3166-1 alpha-2"),
        name=_text("its Indonesian name"),
        count=_count("how many articles"),
    ),
    "Facets": _answer(
        "How many articles match, by what they are about and when they were published.",
        query=_ref("Query"),
        total=_count("how many articles match, near-identical ones included"),
        notes=_NOTES,
        countries=_list(_ref("CountryCount"), "that articles refer to, the most frequent first"),
        without_country=_count("how many articles refer to none"),
        months=_list(
            _object("A month.", month=_text("such as 2024-10"), count=_count("how many articles")),
            "each that has any, the earliest first",
        ),
        uncertain_month=_count("how many articles have a date that may be of several months"),
        undated=_count("how many have none"),
        inferred=_count("how many have a date that was inferred"),
        about=_list(_ref("CountryCount"), "that they are mainly about"),
        sources=_list(
            _object(
                "A publisher or site.",
                source=_text("in lower case"),
                count=_count("how many articles"),
            ),
            "the most frequent first",
        ),
    ),
    "Timeline": _answer(
        "How many articles match in each of consecutive periods.",
        unit=_text("what each period is", enum=["day", "week", "month", "year"]),
        periods=_list(_text(**_DAY), "the first day of each"),
        notes=_NOTES,
        queries=_list(
            _object(
                "What one query counts.",
                query=_ref("Query"),
                total=_count("how many articles match"),
                counts=_list(_count(), "how many were published in each period for sure"),
                shares=_list(
                    _maybe(_number(), "0 to 1; null where there are no articles"),
                    "what part of all articles of the period that is",
                ),
                share=_maybe(_number(), "the same over all periods, a sum over a sum"),
                uncertain=_count("how many have a date that may be of several periods"),
                undated=_count("how many have none"),
            ),
            "in the order in which they were given",
        ),
        all=_object(
            "All articles that pass the filters: what shares are of.",
            total=_count("how many"),
            counts=_list(_count(), "how many in each period"),
            uncertain=_count("how many may be of several"),
            undated=_count("how many have no date"),
        ),
    ),
    "SimilarArticles": _answer(
        "The articles that share an article's salient terms.",
        article=_object("The article.", id=_text("its id"), title=_text("its title")),
        terms=_list(
            _object(
                "A salient term.",
                term=_text("the form that stands in it most often"),
                root=_text("its root"),
                weight=_number("its TF-IDF"),
            ),
            "the most salient first",
        ),
        total=_count("how many articles share at least two of the terms"),
        offset=_OFFSET,
        notes=_NOTES,
        hits=_list(
            _object("A similar article.", **_HEAD, terms=_list(_text(), "the terms it shares")),
            "the most similar first",
        ),
    ),
    "Article": _object(
        "An article.",
        optional=("text", "original", "matches", "versions"),
        **_ARTICLE,
        original=_text("with `original=1`: the text as it came"),
        matches=_object(
            "With `q`: what matches.",
            title=_list(_ref("Match"), "in the title"),
            text=_list(_ref("Match"), "in the text"),
        ),
        versions=_list(
            _of("object", "an article, and `replaced`, the time"),
            "with `versions=1`: its former states, the oldest first",
        ),
    ),
    "OneArticle": _answer("An article, whole.", article=_ref("Article")),
    "ArticleList": _answer(
        "Articles, in the order in which they were added.",
        total=_count("how many there are, or match"),
        offset=_OFFSET,
        articles=_list(_ref("Article"), "without their texts"),
    ),
    "Added": _answer(
        "What became of what was given.",
        added=_count("new articles"),
        renamed=_count("new ones whose id another article has"),
        updated=_count("articles of which something new is known"),
        unchanged=_count("articles that were known"),
        failed=_count("what could not become an article"),
        articles=_list(
            _object(
                "An article.",
                id=_text("its id"),
                outcome=_text(
                    "what became of it", enum=["added", "renamed", "updated", "unchanged"]
                ),
            ),
            "in their order",
        ),
        failures=_list(
            _object("What failed.", where=_text("which input"), why=_text("what is wrong")),
            "each with its reason",
        ),
    ),
    "Removed": _answer("What was removed.", removed=_list(_text(), "the ids")),
    "SavedSearch": _answer(
        "A saved search.",
        **_SAVED,
        total=_count("how many articles match"),
        new=_count("how many of them have not been seen"),
    ),
    "SavedSearches": _answer(
        "All saved searches.",
        searches=_list(_object("A saved search.", **_SAVED), "by their names"),
    ),
    "NewArticles": _answer(
        "What is new in a saved search.",
        searches=_list(
            _object(
                "The search.",
                **_SAVED,
                total=_count("how many articles match"),
                new=_count("how many of them have not been seen"),
                notes=_NOTES,
                articles=_list(_ref("Article"), "the new ones, without their texts"),
            ),
            "one",
        ),
    ),
    "Words": _answer(
        "What Telusur makes of words.",
        words=_list(
            _object(
                "A word.",
                word=_text("as it was given"),
                root=_text("its root"),
                affixes=_list(_text(), "what was taken off"),
                runners_up=_list(_of("object"), "less likely readings"),
                name=_flag("whether it is a name"),
                stop_word=_flag("whether it is a stop word"),
                variants=_list(_text(), "other ways to write it"),
            ),
            "in their order",
        ),
    ),
    "Dates": _answer(
        "The days that an expression stands for; open ends are null.",
        text=_text("the expression"),
        from_=_maybe(_text(**_DAY), "the first day"),
        to=_maybe(_text(**_DAY), "the last day, included"),
    ),
    "Countries": _answer(
        "The countries that names or codes stand for.",
        countries=_list(
            _object("A country.", code=_text("ISO 3166-1"), name=_text("its Indonesian name")),
            "each once, in their order",
        ),
    ),
    "Error": _answer(
        "What is wrong with a request.",
        error=_object(
            "The error.",
            code=_text("a word for programs"),
            sentence=_text("what is wrong and what to do, for people"),
        ),
    ),
}
"""The schemas by their names."""
