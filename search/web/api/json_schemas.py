"""JSON schemas: what each object of the API has, field by field, described once for all pages.

The OpenAPI document and docs/api.md are made of it. The objects are those that the commands print
with `--json`; docs/json.md describes them for the command line, and a test compares the two.
"""

from typing import Final

from telusur.search.web.api.article_schemas import ARTICLE_SCHEMAS
from telusur.search.web.api.count_schemas import COUNT_SCHEMAS
from telusur.search.web.api.language_schemas import LANGUAGE_SCHEMAS
from telusur.search.web.api.saved_schemas import SAVED_SCHEMAS
from telusur.search.web.api.schema_builders import Schema, answer, object_of, text
from telusur.search.web.api.search_schemas import SEARCH_SCHEMAS

SCHEMAS: Final[dict[str, Schema]] = {
    **SEARCH_SCHEMAS,
    **COUNT_SCHEMAS,
    **ARTICLE_SCHEMAS,
    **SAVED_SCHEMAS,
    **LANGUAGE_SCHEMAS,
    "Error": answer(
        "What is wrong with a request.",
        error=object_of(
            "The error.",
            code=text("a word for programs"),
            sentence=text("what is wrong and what to do, for people"),
        ),
    ),
}
"""The schemas by their names."""
