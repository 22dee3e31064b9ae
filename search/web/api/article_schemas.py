"""What programs are told of articles: the schemas of what is stored, added and removed."""

from typing import Any, Final

from telusur.search.web.api.schema_builders import (
    CODES,
    DAY,
    OFFSET,
    Schema,
    answer,
    count,
    flag,
    list_of,
    maybe,
    object_of,
    of_kind,
    ref,
    text,
)

_ARTICLE: Final[dict[str, Any]] = {
    "id": text("its id"),
    "title": text("its title"),
    "title_made": flag("whether its first sentence serves as title"),
    "text": text("its text; not in lists"),
    "published": maybe(ref("Published"), "when it was published, as far as known"),
    "countries": list_of(CODES, "ISO 3166-1 alpha-2 codes, the weightiest first"),
    "about": list_of(CODES, "the main ones of them, at most three"),
    "source": text("where it came from; may be empty"),
    "url": text("its address; may be empty"),
    "urls": list_of(text(), "all its addresses, `url` first"),
    "added": text("when it was first added, ISO 8601"),
}


ARTICLE_SCHEMAS: Final[dict[str, Schema]] = {
    "Published": object_of(
        "When an article was published.",
        from_=text("the first day on which it may have been, ISO 8601", **DAY),
        to=text("the last day, included", **DAY),
        basis=text("what that rests on", enum=["given", "page", "dateline", "inferred"]),
    ),
    "Article": object_of(
        "An article.",
        optional=("text", "original", "matches", "versions"),
        **_ARTICLE,
        original=text("with `original=1`: the text as it came"),
        matches=object_of(
            "With `q`: what matches.",
            title=list_of(ref("Match"), "in the title"),
            text=list_of(ref("Match"), "in the text"),
        ),
        versions=list_of(
            of_kind("object", "an article, and `replaced`, the time"),
            "with `versions=1`: its former states, the oldest first",
        ),
    ),
    "OneArticle": answer("An article, whole.", article=ref("Article")),
    "ArticleList": answer(
        "Articles, in the order in which they were added.",
        total=count("how many there are, or match"),
        offset=OFFSET,
        articles=list_of(ref("Article"), "without their texts"),
    ),
    "Added": answer(
        "What became of what was given.",
        added=count("new articles"),
        renamed=count("new ones whose id another article has"),
        updated=count("articles of which something new is known"),
        unchanged=count("articles that were known"),
        failed=count("what could not become an article"),
        articles=list_of(
            object_of(
                "An article.",
                id=text("its id"),
                outcome=text(
                    "what became of it", enum=["added", "renamed", "updated", "unchanged"]
                ),
            ),
            "in their order",
        ),
        failures=list_of(
            object_of("What failed.", where=text("which input"), why=text("what is wrong")),
            "each with its reason",
        ),
    ),
    "Removed": answer("What was removed.", removed=list_of(text(), "the ids")),
}
