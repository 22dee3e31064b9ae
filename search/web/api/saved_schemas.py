"""What programs are told of saved searches: the schemas of these and of what is new."""

from typing import Any, Final

from telusur.search.web.api.schema_builders import (
    NOTES,
    Schema,
    answer,
    count,
    flag,
    list_of,
    object_of,
    of_kind,
    ref,
    text,
)

_SAVED: Final[dict[str, Any]] = {
    "name": text("its name"),
    "query": text("what was typed; empty for all articles"),
    "filters": of_kind("object", "those that were given, as they were typed"),
    "all": flag("whether all words must occur"),
    "saved": text("when it was saved, ISO 8601"),
}


SAVED_SCHEMAS: Final[dict[str, Schema]] = {
    "SavedSearch": answer(
        "A saved search.",
        **_SAVED,
        total=count("how many articles match"),
        new=count("how many of them have not been seen"),
    ),
    "SavedSearches": answer(
        "All saved searches.",
        searches=list_of(object_of("A saved search.", **_SAVED), "by their names"),
    ),
    "NewArticles": answer(
        "What is new in a saved search.",
        searches=list_of(
            object_of(
                "The search.",
                **_SAVED,
                total=count("how many articles match"),
                new=count("how many of them have not been seen"),
                notes=NOTES,
                articles=list_of(ref("Article"), "the new ones, without their texts"),
            ),
            "one",
        ),
    ),
}
