"""What programs are told of searches: the schemas of queries, hits and results."""

from typing import Any, Final

from telusur.search.web.api.schema_builders import (
    CODES,
    NOTES,
    OFFSET,
    Schema,
    answer,
    count,
    flag,
    list_of,
    maybe,
    number,
    object_of,
    of_kind,
    ref,
    text,
)

_HEAD: Final[dict[str, Any]] = {
    "rank": of_kind("integer", "1 for the best", minimum=1),
    "score": number("comparable within one search only"),
    "id": text("the id of the article"),
    "title": text("its title"),
    "published": maybe(ref("Published"), "when it was published, as far as known"),
    "countries": list_of(CODES, "ISO 3166-1 alpha-2 codes, the weightiest first"),
    "source": text("where it came from; may be empty"),
    "url": text("its address; may be empty"),
    "duplicates": list_of(text(), "the ids of the near-identical articles in the library"),
}


SEARCH_SCHEMAS: Final[dict[str, Schema]] = {
    "Match": object_of(
        "Where a part of the query stands, counted in Unicode characters.",
        start=count("the offset of its first character"),
        end=count("the offset after its last"),
        term=text("the part of the query, as it was typed"),
    ),
    "Query": object_of(
        "A query.",
        text=text("as it was typed"),
        parsed=maybe(text(), "what it was understood as; null: nothing to search for"),
    ),
    "Passage": object_of(
        "A sentence of an article, or some neighbouring ones.",
        text=text("what it says"),
        start=count("the offset of its first character in the article's text"),
        cut_before=flag("whether it begins within a sentence"),
        cut_after=flag("whether it ends within a sentence"),
        matches=list_of(ref("Match"), "with offsets in the passage"),
    ),
    "Hit": object_of(
        "An article that was found.",
        **_HEAD,
        passages=list_of(ref("Passage"), "the sentences that answer, the best first"),
    ),
    "Suggestion": object_of(
        "What may have been meant.",
        query=text("the whole query, some words spelled otherwise"),
        replaced=list_of(
            object_of("A word.", word=text("as it was typed"), by=text("as the library spells it")),
            "which words",
        ),
    ),
    "Hint": object_of(
        "A filter that may have been meant; it is not applied.",
        optional=("since", "until", "country", "name"),
        since=text("the beginning of a period"),
        until=text("its end"),
        country=text("a code"),
        name=text("the country's name"),
    ),
    "SearchResults": answer(
        "What a search found.",
        optional=("groups",),
        query=ref("Query"),
        total=count("how many articles match, near-identical ones included"),
        offset=OFFSET,
        took_ms=number("how long the search took, in milliseconds", minimum=0),
        notes=NOTES,
        hits=list_of(ref("Hit"), "in the order that was asked for"),
        suggestions=list_of(ref("Suggestion"), "the most likely first"),
        hints=list_of(ref("Hint"), "at most one of each kind"),
        groups=list_of(
            of_kind("object", "`country` or `month`, and the `ranks` of the hits in the group"),
            "with `group` only",
        ),
    ),
    "SimilarArticles": answer(
        "The articles that share an article's salient terms.",
        article=object_of("The article.", id=text("its id"), title=text("its title")),
        terms=list_of(
            object_of(
                "A salient term.",
                term=text("the form that stands in it most often"),
                root=text("its root"),
                weight=number("its TF-IDF"),
            ),
            "the most salient first",
        ),
        total=count("how many articles share at least two of the terms"),
        offset=OFFSET,
        notes=NOTES,
        hits=list_of(
            object_of("A similar article.", **_HEAD, terms=list_of(text(), "the terms it shares")),
            "the most similar first",
        ),
    ),
}
